"""Painting the rows of the navigation (look.md section 4, mocks 01 and 03)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.article_list_model import Index
from newsreader.ui.elided_label import line_flags, own_direction
from newsreader.ui.look import Look
from newsreader.ui.monogram import paint_monogram
from newsreader.ui.navigation_model import COUNT_ROLE, KEY_ROLE

_ICONS = {
    ListKind.ALL: "inbox",
    ListKind.UNREAD: "circle-dot",
    ListKind.TODAY: "sun",
    ListKind.STARRED: "star",
    ListKind.TAG: "tag",
    ListKind.FOLDER: "folder",
    ListKind.SEARCH: "search",
}


class NavigationDelegate(QStyledItemDelegate):
    """Rows with icon, name and number, and section labels; how high they are says the model."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        """`view` is the tree whose focus the selected row follows."""
        super().__init__(view)
        self._view = view
        self._look = look

    def apply_look(self, look: Look) -> None:
        """Paint with another look from now on."""
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's hook."""
        key = index.data(KEY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(key, ListKey):
            self._row(painter, option, self._whole(option), index, key)
        else:
            self._label(painter, option, index)
        painter.restore()

    def _whole(self, option: QStyleOptionViewItem) -> QRect:
        """The row as wide as the pane: a scroll bar takes nothing from it, so that no number moves when it comes."""
        bar = self._view.width() - self._view.viewport().width()
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        return option.rect.adjusted(-bar if rtl else 0, 0, 0 if rtl else bar, 0)

    def _label(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = self._look.px
        rect = QStyle.visualRect(option.direction, option.rect, option.rect.adjusted(px(20), px(10), -px(20), 0))
        painter.setPen(self._look.colour("fg2"))
        painter.setFont(self._look.font(11.5, 600))
        self._text(painter, option, rect, str(index.data()))

    def _row(self, painter: QPainter, option: QStyleOptionViewItem, whole: QRect, index: Index, key: ListKey) -> None:
        px = self._look.px
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = self._ground(painter, option, whole, selected=selected)
        icon = QRect(whole.x() + px(20), whole.y() + (whole.height() - px(16)) // 2, px(16), px(16))
        icon = QStyle.visualRect(option.direction, whole, icon)
        if key.kind is ListKind.SOURCE:
            paint_monogram(painter, QRectF(icon), key.value, self._look.font(9.5, 700), px(4))
        else:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(
                icon.topLeft(), self._look.pixmap(_ICONS[key.kind], self._look.theme.ink("fg2", ground), 16, ratio)
            )
        taken = self._number(painter, option, whole, index, key, ground, selected=selected)
        painter.setPen(self._look.ink("fg", ground))
        painter.setFont(self._look.font(13, 600 if selected else 400))
        rect = QStyle.visualRect(option.direction, whole, whole.adjusted(px(44), 0, -(taken + px(8)), 0))
        self._text(painter, option, rect, str(index.data()))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, whole: QRect, *, selected: bool) -> str:
        """Fill a row that is selected or under the pointer; the token of its ground, "" for none."""
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not selected and not hovered:
            return ""
        px = self._look.px
        focused = self._view.hasFocus() and self._view.isActiveWindow()
        token = ("tint" if focused else "press") if selected else "sel_idle"
        painter.setPen(self._look.edge("sel_idle" if selected else "hover"))
        painter.setBrush(self._look.colour(token))
        rect = whole.adjusted(px(8), 0, 1 - px(8), 0)  # the hairline beside it belongs to the pane's width
        rect = QStyle.visualRect(option.direction, whole, rect)
        rect = rect.intersected(
            option.rect.adjusted(2, 0, -2, 0)
        )  # its rim ends before the scroll bar, if there is one
        painter.drawRoundedRect(QRectF(rect), px(7), px(7))
        if selected and focused:
            bar = QRect(whole.x() + px(12), whole.y() + px(7), px(3), whole.height() - px(14))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.ink("accent", token))
            painter.drawRoundedRect(QRectF(QStyle.visualRect(option.direction, whole, bar)), 1.5, 1.5)
        return token

    def _number(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        whole: QRect,
        index: Index,
        key: ListKey,
        ground: str,
        *,
        selected: bool,
    ) -> int:
        """Draw the number; what it takes of the row's end, the margin included."""
        px = self._look.px
        number = int(index.data(COUNT_ROLE) or 0)
        if not number or key.kind is ListKind.UNREAD:
            return px(12)
        text = self._view.locale().toString(number)
        font = self._look.font(12, tabular=True)
        width = round(QFontMetricsF(font).horizontalAdvance(text) + 0.5)
        rect = QRect(whole.right() + 2 - px(20) - width, whole.y(), width, whole.height())
        painter.setPen(self._look.ink("fg2" if selected else "fg3", ground))
        painter.setFont(font)
        painter.drawText(QStyle.visualRect(option.direction, whole, rect), Qt.AlignmentFlag.AlignCenter, text)
        return px(20) + width

    @staticmethod
    def _text(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str) -> None:
        """A name on one line, at the reading side of the window whatever its own direction."""
        shown = QFontMetricsF(painter.font()).elidedText(
            " ".join(text[:200].split()), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.setLayoutDirection(own_direction(shown))
        painter.drawText(rect, line_flags(option.direction), shown)
