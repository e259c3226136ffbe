"""A chip: the name of a tag, to be chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOptionButton, QWidget

from newsreader.ui.look import Look
from newsreader.ui.tooltips import explain


class Chip(QAbstractButton):
    """24 pixels high, as wide as its name; cut with an ellipsis where there is less room."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Empty until `show_name`."""
        super().__init__(parent)
        self._look = look
        self._shown = ""
        self.name = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_name(self, name: str) -> None:
        """Be the chip of another tag; `name` is plain text of any length."""
        if name != self.name:
            self.name = name
            self._shown = " ".join(name.split())
            self.setAccessibleName(self._shown)
            explain(self, f"Go to tag: {self._shown}")
            self.updateGeometry()
            self.update()

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and distances of `look`."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        px = self._look.px
        advance = QFontMetricsF(self._look.font(12.5)).horizontalAdvance(self._shown)
        return QSize(max(px(24), round(advance) + px(18)), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = self._look
        option = QStyleOptionButton()
        option.initFrom(self)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.edge())
        painter.setBrush(look.colour("press" if hovered or self.isDown() else "sel_idle"))
        rect = QRectF(self.rect())
        painter.drawRoundedRect(
            rect.adjusted(0.5, 0.5, -0.5, -0.5) if look.theme.high else rect, look.px(5), look.px(5)
        )
        if self.hasFocus() and not look.theme.high:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.px(4), look.px(4))
        painter.setPen(look.colour("fg2"))
        painter.setFont(look.font(12.5))
        room = self.width() - look.px(16)
        shown = QFontMetricsF(painter.font()).elidedText(self._shown, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
