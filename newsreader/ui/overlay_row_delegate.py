"""Painting the rows of an overlay: a drawing, a name, what belongs to it below, a note at the end (mock 07)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from newsreader.ui.elided_label import own_direction
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import ROW_ROLE, Index, OverlayRow

ROW = 48
"""The height of a row, in pixels of the design."""
_CUT = 2000
"""No line shows more characters than this; measuring more would take long."""


class OverlayRowDelegate(QStyledItemDelegate):
    """Rows of 48 pixels; the selected one has a tint and a bar whoever has the focus."""

    def __init__(self, look: Look, view: QListView) -> None:
        """`view` is the list it paints for."""
        super().__init__(view)
        self._look = look

    def apply_look(self, look: Look) -> None:
        """Paint with another look from now on."""
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt's hook."""
        return QSize(0, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's hook."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, OverlayRow):
            return
        px, look = self._look.px, self._look
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "tint_raised" if selected else ""
        if selected:
            self._ground(painter, option)
        rect: QRect = option.rect
        icon = QRect(rect.x() + px(20), rect.y() + (rect.height() - px(16)) // 2, px(16), px(16))
        icon = QStyle.visualRect(option.direction, rect, icon)
        ratio = painter.device().devicePixelRatioF()
        if row.icon:
            painter.drawPixmap(icon.topLeft(), look.pixmap(row.icon, self._look.theme.ink("fg2", ground), 16, ratio))
        end = px(20) + self._note(painter, option, row, selected=selected)
        lines = rect.adjusted(px(50), px(6), -end, -px(6))
        upper = lines.adjusted(0, 0, 0, -lines.height() // 2) if row.detail else lines
        painter.setPen(look.ink("fg2" if row.faint else "fg", ground))
        painter.setFont(look.font(13.5))
        self._line(painter, option, upper, row.text)
        painter.setPen(look.ink("fg2" if selected else "fg3", ground))
        painter.setFont(look.font(12))
        self._line(painter, option, lines.adjusted(0, lines.height() // 2, 0, 0), row.detail)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        px = self._look.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("tint_raised"))
        ground: QRect = option.rect.adjusted(px(7), 0, -px(7), 0)
        painter.drawRoundedRect(QRectF(ground), px(7), px(7))
        bar = QRect(ground.x(), ground.y() + px(10), px(3), ground.height() - px(20))
        painter.setBrush(self._look.ink("accent", "tint_raised"))
        painter.drawRoundedRect(QRectF(QStyle.visualRect(option.direction, option.rect, bar)), 1.5, 1.5)

    def _note(self, painter: QPainter, option: QStyleOptionViewItem, row: OverlayRow, *, selected: bool) -> int:
        """Draw the note; what it takes of the row's end, with the gap before it."""
        if not row.note:
            return 0
        font = self._look.font(12)
        width = round(QFontMetricsF(font).horizontalAdvance(row.note) + 0.5)
        rect = option.rect.adjusted(option.rect.width() - self._look.px(20) - width, 0, -self._look.px(20), 0)
        painter.setFont(font)
        ground = "tint_raised" if selected else ""
        painter.setPen(self._look.ink("fg2" if selected else "fg3", ground))
        painter.drawText(QStyle.visualRect(option.direction, option.rect, rect), Qt.AlignmentFlag.AlignCenter, row.note)
        return width + self._look.px(12)

    @staticmethod
    def _line(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str) -> None:
        """One line, cut in its middle: of a path both ends tell most."""
        place = QStyle.visualRect(option.direction, option.rect, rect)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text[:_CUT], Qt.TextElideMode.ElideMiddle, place.width())
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setLayoutDirection(own_direction(text))
        painter.drawText(place, int(flags), shown)
