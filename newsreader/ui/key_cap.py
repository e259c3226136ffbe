"""Key caps: how a key is drawn wherever it is named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from newsreader.ui.look import Look

_HEIGHT = 20
_GAP = 4


def cap_width(text: str, look: Look) -> float:
    """The width of a cap, in logical pixels; a single letter stands in a square."""
    advance = QFontMetricsF(look.font(11.5, 600)).horizontalAdvance(text)
    return max(float(look.px(_HEIGHT)), round(advance + look.px(12)))


def paint_cap(painter: QPainter, rect: QRectF, text: str, look: Look) -> None:
    """Draw one cap into `rect`; it is lighter than what it stands on by day, and sunk into it by night."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.colour("strong"))
    painter.setBrush(look.colour("list" if look.theme.dark else "read"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
    painter.setPen(look.colour("fg2"))
    painter.setFont(look.font(11.5, 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCaps(QWidget):
    """The caps of one key or of several, side by side; to a screen reader one label."""

    def __init__(self, caps: Sequence[str], look: Look, parent: QWidget | None = None) -> None:
        """`caps` are the signs on them, as ("Ctrl", "Shift", "T")."""
        super().__init__(parent)
        self._caps = tuple(caps)
        self._look = look
        self.setAccessibleName(" ".join(caps))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def apply_look(self, look: Look) -> None:
        """Draw with `look` from now on."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook: all caps and the gaps between them."""
        gaps = self._look.px(_GAP) * max(0, len(self._caps) - 1)
        return QSize(round(sum(cap_width(cap, self._look) for cap in self._caps) + gaps), self._look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = float(self.width()) if rtl else 0.0
        for cap in self._caps:
            width = cap_width(cap, self._look)
            left = x - width if rtl else x
            paint_cap(painter, QRectF(left, 0, width, self._look.px(_HEIGHT)), cap, self._look)
            x += (-1 if rtl else 1) * (width + self._look.px(_GAP))
