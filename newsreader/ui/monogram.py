"""The monogram of a source: its first letter on a ground of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from newsreader.core.theme import monogram_ground
from newsreader.ui.look import Look


def paint_monogram(painter: QPainter, rect: QRectF, source: str, font: QFont, radius: float) -> None:
    """Draw the monogram of `source` into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(monogram_ground(source)))
    painter.drawRoundedRect(rect, radius, radius)
    painter.setPen(QColor(Qt.GlobalColor.white))
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, monogram(source))
    painter.restore()


def monogram(source: str) -> str:
    """The first letter or digit of a name, large; "" where it has none."""
    return next((letter.upper()[:1] for letter in source if letter.isalnum()), "")


class Monogram(QWidget):
    """The monogram of 36 pixels at the head of the details; a picture of what is written beside it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Empty until `show_source`."""
        super().__init__(parent)
        self._look = look
        self._source = ""
        self.apply_look(look)

    def show_source(self, source: str) -> None:
        """Draw the monogram of `source`."""
        self._source = source
        self.update()

    def apply_look(self, look: Look) -> None:
        """Take the size of `look`."""
        self._look = look
        self.setFixedSize(look.px(36), look.px(36))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        font = self._look.font(16, 600)
        paint_monogram(QPainter(self), QRectF(self.rect()), self._source, font, self._look.px(8))
