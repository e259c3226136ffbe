"""The foot of an overlay: which keys do what in it, as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from newsreader.ui.key_cap import cap_width, paint_cap
from newsreader.ui.look import Look

Hint = tuple[tuple[str, ...], str]
"""The caps of the keys, and what they do."""


class KeyHints(QWidget):
    """One line of 36 pixels; to a screen reader one label."""

    def __init__(self, hints: Sequence[Hint], look: Look, parent: QWidget | None = None) -> None:
        """`hints` from the most to the least important."""
        super().__init__(parent)
        self._hints: tuple[Hint, ...] = ()
        self._look = look
        self.show_hints(hints)
        self.apply_look(look)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Other keys act now."""
        self._hints = tuple(hints)
        self.setAccessibleName(", ".join(f"{' '.join(caps)}: {text}" for caps, text in hints))
        self.update()

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        self.setFixedHeight(look.px(36))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        px = self._look.px
        painter = QPainter(self)
        font = self._look.font(12)
        left = float(px(20))
        for caps, text in self._hints:
            advance = QFontMetricsF(font).horizontalAdvance(text)
            widths = [cap_width(cap, self._look) for cap in caps]
            room = sum(widths) + px(4) * len(widths) + px(4) + advance
            if left + room > self.width() - px(12):
                return
            for cap, width in zip(caps, widths, strict=True):
                paint_cap(painter, self._place(left, width, px(20)), cap, self._look)
                left += width + px(4)
            painter.setFont(font)
            painter.setPen(self._look.colour("fg2"))
            painter.drawText(self._place(left + px(4), advance + 1, self.height()), Qt.AlignmentFlag.AlignCenter, text)
            left += px(4) + advance + px(20)

    def _place(self, left: float, width: float, height: int) -> QRectF:
        """A place so far from where lines begin."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - left - width if rtl else left
        return QRectF(x, (self.height() - height) / 2, width, height)
