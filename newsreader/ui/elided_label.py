"""A line of text that gives way: cut with an ellipsis where it is too long, whole in its tooltip and its name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from newsreader.core.text import direction
from newsreader.ui.look import Look
from newsreader.ui.tooltips import explain

_LINE = int(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine.value
_AT_LEFT, _AT_RIGHT = _LINE | Qt.AlignmentFlag.AlignLeft.value, _LINE | Qt.AlignmentFlag.AlignRight.value
"""As numbers: to put flags together is some microseconds each time."""


class ElidedLabel(QLabel):
    """A label of plain text on one line; it never asks for more width than there is."""

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, parent: QWidget | None = None) -> None:
        """`mode` says where the text is cut."""
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_text(self, text: str, tooltip: str = "") -> None:
        """Show `text`; the tooltip is `tooltip`, or the text itself."""
        self.setText(text)
        self.setAccessibleName(text)
        explain(self, tooltip or text)

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the text at the reading side of the window, whatever its own direction."""
        paint_cut(self, self.text(), self._mode)


def paint_cut(widget: QWidget, text: str, mode: Qt.TextElideMode) -> None:
    """Paint one line of text into a widget, cut to its width; it begins where the window is read from, and its words
    stand in their own order: "2 days ago" in a window that is read from the right, too.
    """
    painter = QPainter(widget)
    painter.setLayoutDirection(own_direction(text))
    painter.setPen(widget.palette().color(widget.foregroundRole()))
    painter.setFont(widget.font())
    shown = QFontMetricsF(widget.font()).elidedText(text, mode, widget.width())
    painter.drawText(widget.rect(), line_flags(widget.layoutDirection()), shown)


def line_flags(read_from: Qt.LayoutDirection) -> int:
    """How QPainter sets one line of text at the side where the window is read from."""
    return _AT_RIGHT if read_from == Qt.LayoutDirection.RightToLeft else _AT_LEFT


def own_direction(text: str) -> Qt.LayoutDirection:
    """The direction of a text by its first strong letter, whatever that of the window is."""
    return Qt.LayoutDirection.RightToLeft if direction(text) == "rtl" else Qt.LayoutDirection.LeftToRight


def colour_text(widget: QWidget, look: Look, token: str) -> None:
    """Paint the text of a label or a field in a token's colour."""
    palette = widget.palette()
    for role in (palette.ColorRole.WindowText, palette.ColorRole.Text):
        palette.setColor(role, look.colour(token))
    widget.setPalette(palette)
