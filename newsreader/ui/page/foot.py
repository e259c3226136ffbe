"""The foot of the page: a hairline and the title that comes next,
painted in the margin under the text (look.md section 7).
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from newsreader.ui.look import Look
from newsreader.ui.page.type_scale import PAGE_BOTTOM

_LINE = 48.0
"""From the end of the text to the hairline."""
_HEIGHT = 56.0
_KEY = "Space"


class Foot:
    """Announces the next unread article; without a title it paints nothing."""

    def __init__(self, look: Look, title: str | None = None) -> None:
        self.title = title
        self._look = look

    def area(self, text: QRectF) -> QRectF:
        """Where it stands and takes clicks; `text` is the area of the text with the margin under it."""
        if self.title is None:
            return QRectF()
        return QRectF(text.left(), text.bottom() - PAGE_BOTTOM + _LINE, text.width(), _HEIGHT)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint hairline, label, title and key cap in what `area` gave."""
        if self.title is None or area.isEmpty():
            return
        look = self._look
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), look.colour("hair"))
        cap = self._key_cap(painter, area)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.colour("fg3"))
        painter.setFont(look.font(12))
        painter.drawText(QRectF(area.left(), area.top() + 14, area.width(), 18), left, "Next unread")
        font = look.font(14, 600)
        room = area.width() - cap - 24
        elided = QFontMetricsF(font).elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        painter.setPen(look.colour("fg"))
        painter.setFont(font)
        painter.drawText(QRectF(area.left(), area.top() + 32, room, 22), left, elided)

    def _key_cap(self, painter: QPainter, area: QRectF) -> float:
        font = self._look.font(11.5, 600)
        width = QFontMetricsF(font).horizontalAdvance(_KEY) + 12
        cap = QRectF(area.right() - width, area.top() + 32, width, 20)
        painter.setPen(QPen(self._look.colour("strong"), 1))
        painter.setBrush(self._look.colour("field"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._look.colour("fg2"))
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, _KEY)
        return width
