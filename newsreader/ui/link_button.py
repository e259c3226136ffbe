"""A button that looks like a link, set among values and messages."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOptionButton, QWidget

from newsreader.ui.look import Look


class LinkButton(QAbstractButton):
    """As wide as its text and 24 pixels high; whoever holds it draws the focus around it with `paint_focus`."""

    def __init__(self, text: str, look: Look, *, weight: int = 500, parent: QWidget | None = None) -> None:
        """`text` is also its accessible name."""
        super().__init__(parent)
        self._look = look
        self._weight = weight
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def apply_look(self, look: Look) -> None:
        """Take colour, font and height of `look`."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        advance = QFontMetricsF(self._face()).horizontalAdvance(self.text())
        return QSize(max(self._look.px(24), round(advance + 0.5)), self._look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: underlined under the pointer."""
        option = QStyleOptionButton()
        option.initFrom(self)
        font = QFont(self._face())
        font.setUnderline(bool(option.state & QStyle.StateFlag.State_MouseOver))
        painter = QPainter(self)
        painter.setPen(self._look.colour("link"))
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _face(self) -> QFont:
        return self._look.font(13, self._weight)
