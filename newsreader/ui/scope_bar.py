"""Where a search looks: four segments under the search field (look.md section 7, mock 06)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QStyle, QStyleOptionButton, QWidget

from newsreader.core.query import Scope
from newsreader.ui.look import Look

_NAMES = {
    Scope.EVERYWHERE: "Everywhere",
    Scope.TITLES: "Titles",
    Scope.UNREAD: "Unread",
    Scope.STARRED: "Starred",
}


class ScopeBar(QWidget):
    """One segment a scope; exactly one is chosen. Left and right move between them."""

    scope_chosen = Signal(object)
    """The reader chose a `Scope`."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("Where to search")
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._segments = {scope: _Segment(name, look, self) for scope, name in _NAMES.items()}
        for scope, segment in self._segments.items():
            self._group.addButton(segment)
            self._row.addWidget(segment)
            segment.clicked.connect(lambda _checked=False, scope=scope: self.scope_chosen.emit(scope))
        self._row.addStretch(1)
        self.show_scope(Scope.EVERYWHERE)
        self.apply_look(look)

    def show_scope(self, scope: Scope) -> None:
        """Mark one segment as the chosen one."""
        self._segments[scope].setChecked(True)

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through here, in order."""
        return list(self._segments.values())

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        self._row.setContentsMargins(look.px(16), 0, look.px(16), look.px(10))
        self.setFixedHeight(look.px(36))
        for segment in self._segments.values():
            segment.apply_look(look)


class _Segment(QAbstractButton):
    def __init__(self, name: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def apply_look(self, look: Look) -> None:
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook: as wide as its name when it is chosen, so that nothing moves."""
        px = self._look.px
        advance = QFontMetricsF(self._look.font(12.5, 600)).horizontalAdvance(self.text())
        return QSize(round(advance) + px(20), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = self._look
        option = QStyleOptionButton()
        option.initFrom(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rect = QRectF(self.rect())
        ground = "press" if self.isDown() else "tint" if self.isChecked() else ""
        if not ground and option.state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        if ground:
            painter.setPen(look.edge())
            painter.setBrush(look.colour(ground))
            painter.drawRoundedRect(rect, look.px(5), look.px(5))
        if self.hasFocus() and not look.theme.high:
            painter.setPen(QPen(look.ink("accent", ground), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.px(4), look.px(4))
        painter.setPen(look.ink("accent" if self.isChecked() else "fg2", ground))
        painter.setFont(look.font(12.5, 600 if self.isChecked() else 400))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
