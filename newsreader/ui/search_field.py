"""The search field: a line of text with a drawn icon, the key that leads to it, and a cross to empty it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from newsreader.ui.focus_order import order_focus
from newsreader.ui.key_cap import cap_width, paint_cap
from newsreader.ui.look import Look
from newsreader.ui.redress import is_undressing
from newsreader.ui.tooltips import hint


class SearchField(QLineEdit):
    """A field whose `textChanged` is what is searched for."""

    results_wanted = Signal()
    """Down or Enter: the reader wants to go to what was found."""
    entered = Signal()
    """The field has the focus now."""

    def __init__(self, look: Look, key: str, parent: QWidget | None = None) -> None:
        """`key` is the cap shown while the field is empty and without focus; "" for none."""
        super().__init__(parent)
        self._look = look
        self._key = key
        self.setPlaceholderText("Search articles")
        self.setAccessibleName("Search articles")
        self._clear: QToolButton | None = None
        self.textChanged.connect(self._show_clear)
        self.apply_look(look)

    def apply_look(self, look: Look) -> None:
        """Take font, icon and size of `look`; colours come from the style."""
        self._look = look
        self.setFont(look.font(13))
        self.setFixedHeight(look.px(32))
        leave_room(self, look.px(29), look.px(28))
        if self._clear is not None:
            self._dress_clear(self._clear)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self.apply_look(self._look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook."""
        super().focusInEvent(event)
        self.entered.emit()

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through here, in order."""
        return [self] if self._clear is None else [self, self._clear]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results_wanted.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        if self._clear is not None:
            self._place_clear(self._clear)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the icon, and the key cap where the field is empty."""
        super().paintEvent(event)
        paint_lens(self, self._look)
        px = self._look.px
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._key and not self.text() and not self.hasFocus():
            width = cap_width(self._key, self._look)
            x = float(px(6)) if rtl else self.width() - px(6) - width
            rect = QRectF(x, (self.height() - px(20)) / 2, width, px(20))
            paint_cap(painter, rect, self._key, self._look)

    def _show_clear(self, text: str) -> None:
        if text and self._clear is None:
            self._clear = self._make_clear()
        if self._clear is not None:
            self._clear.setVisible(bool(text))

    def _make_clear(self) -> QToolButton:
        """The cross, with the first letter."""
        button = QToolButton(self)
        button.setAccessibleName("Clear search")
        hint(button, "Clear search")
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.clear)
        order_focus([self, button])
        self._dress_clear(button)
        return button

    def _dress_clear(self, button: QToolButton) -> None:
        px = self._look.px
        button.setIcon(self._look.icon("x", "fg2", 16))
        button.setIconSize(QSize(px(16), px(16)))
        button.setFixedSize(px(24), px(24))
        self._place_clear(button)

    def _place_clear(self, button: QToolButton) -> None:
        size = button.width()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        margin = self._look.px(4)
        button.move(margin if rtl else self.width() - size - margin, (self.height() - size) // 2)


def leave_room(field: QLineEdit, begin: int, end: int) -> None:
    """Keep the text of a field so far from where it begins and ends; Qt's margins are physical."""
    rtl = field.layoutDirection() == Qt.LayoutDirection.RightToLeft
    field.setTextMargins(end if rtl else begin, 0, begin if rtl else end, 0)


def paint_lens(field: QLineEdit, look: Look) -> None:
    """Draw the icon by which a field for words that are looked for is known, where its text begins."""
    size = look.px(16)
    rtl = field.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = field.width() - look.px(7) - size if rtl else look.px(7)
    icon = look.pixmap("search", "fg3", 16, field.devicePixelRatioF())
    QPainter(field).drawPixmap(left, (field.height() - size) // 2, icon)
