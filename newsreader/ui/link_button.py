"""A button that looks like a link, set among values and messages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyle, QStyleOptionButton, QWidget

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: the focus is drawn by whoever holds it."""
        super().focusInEvent(event)
        self._repaint_holder()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: the focus is drawn by whoever holds it."""
        super().focusOutEvent(event)
        self._repaint_holder()

    def _repaint_holder(self) -> None:
        holder = self.parentWidget()
        if holder is not None:
            holder.update()

    def _face(self) -> QFont:
        return self._look.font(13, self._weight)


def paint_focus(painter: QPainter, holder: QWidget, look: Look) -> None:
    """Draw the focus around the widget of `holder` that has it; it is wider than the widget, which cannot draw it."""
    widget = QApplication.focusWidget()
    if widget is None or not holder.isAncestorOf(widget):
        return
    rect = QRectF(widget.rect()).translated(widget.mapTo(holder, widget.rect().topLeft()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-4, -1, 4, 1), look.px(5), look.px(5))
