"""Painting the rows of the palette: quiet labels over groups, names with the typed letters bold, key caps (mock 07)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from newsreader.ui.elided_label import own_direction
from newsreader.ui.key_cap import cap_width, paint_cap
from newsreader.ui.overlay_row_delegate import OverlayRowDelegate
from newsreader.ui.overlay_rows import ROW_ROLE, Index, OverlayRow
from newsreader.ui.page.runs import utf16_length

ROW, LABEL = 36, 28
"""The heights of a row and of a label, in pixels of the design."""
_CAP, _GAP = 20, 4
_CUT = 300
"""No name shows more characters than this."""


class PaletteRowDelegate(OverlayRowDelegate):
    """One line a row; what belongs to a name stands beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt's hook."""
        row = index.data(ROW_ROLE)
        return QSize(0, self._look.px(LABEL if isinstance(row, OverlayRow) and row.is_label else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's hook."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, OverlayRow):
            return
        px, rect = self._look.px, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_label:
            painter.setFont(self._look.font(12, 600))
            painter.setPen(self._look.colour("fg3"))
            self._line(painter, option, rect.adjusted(px(20), px(4), -px(20), 0), row.text)
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "tint_raised" if selected else ""
        if selected:
            self._ground(painter, option)
        icon = QRect(rect.x() + px(20), rect.y() + (rect.height() - px(16)) // 2, px(16), px(16))
        ratio = painter.device().devicePixelRatioF()
        place = QStyle.visualRect(option.direction, rect, icon).topLeft()
        painter.drawPixmap(place, self._look.pixmap(row.icon, self._look.theme.ink("fg2", ground), 16, ratio))
        end = px(20) + self._caps(painter, option, row)
        self._name(painter, option, rect.adjusted(px(50), 0, -end, 0), row, selected=selected)
        painter.restore()

    def _caps(self, painter: QPainter, option: QStyleOptionViewItem, row: OverlayRow) -> int:
        """Draw the caps of the key; what they take of the row's end."""
        px = self._look.px
        used = 0.0
        for cap in reversed(row.caps):
            width = cap_width(cap, self._look)
            left = option.rect.right() + 1 - px(20) - used - width
            top = option.rect.y() + (option.rect.height() - px(_CAP)) / 2
            area = QRectF(left, top, width, px(_CAP)).toAlignedRect()
            paint_cap(painter, QRectF(QStyle.visualRect(option.direction, option.rect, area)), cap, self._look)
            used += width + px(_GAP)
        return round(used) + px(8) if used else 0

    def _name(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: OverlayRow, *, selected: bool
    ) -> None:
        """The name with its bold letters, and what belongs to it behind; the name is cut where there is no room."""
        look = self._look
        beside = look.font(12)
        wanted = QFontMetricsF(beside).horizontalAdvance(row.detail) + look.px(10) if row.detail else 0.0
        layout = self._laid_out(row)
        line = layout.lineAt(0)
        room = max(float(look.px(80)), rect.width() - min(wanted, rect.width() / 3))
        natural = line.naturalTextWidth()
        place = QRectF(rect.x(), rect.y(), min(natural, room), rect.height())
        place = QRectF(QStyle.visualRect(option.direction, option.rect, place.toAlignedRect()))
        ground = "tint_raised" if selected else ""
        painter.setPen(look.ink("fg", ground))
        painter.setFont(layout.font())
        if natural > room:
            self._line(painter, option, rect.adjusted(0, 0, -round(rect.width() - room), 0), row.text)
        else:
            layout.draw(painter, QPointF(place.x(), rect.y() + (rect.height() - line.height()) / 2))
        if row.detail:
            painter.setFont(beside)
            painter.setPen(look.ink("fg2" if selected else "fg3", ground))
            taken = round(min(natural, room)) + look.px(10)
            self._line(painter, option, rect.adjusted(taken, 0, 0, 0), row.detail)

    def _laid_out(self, row: OverlayRow) -> QTextLayout:
        text = row.text[:_CUT]
        layout = QTextLayout(text, self._look.font(13.5))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(own_direction(text))
        layout.setTextOption(option)
        formats = []
        for first, end in row.bold:
            span = QTextLayout.FormatRange()
            span.start, span.length = utf16_length(text[:first]), utf16_length(text[first:end])
            char = QTextCharFormat()
            char.setFont(self._look.font(13.5, 700))
            span.format = char
            formats.append(span)
        layout.setFormats(formats)
        layout.beginLayout()
        layout.createLine().setLineWidth(1e6)
        layout.endLayout()
        return layout
