"""The head of the list: its title and count, what can be done with it, and the search field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from newsreader.core.query import Scope
from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.focus_order import join_focus, order_focus
from newsreader.ui.look import Look
from newsreader.ui.redress import is_undressing
from newsreader.ui.scope_bar import ScopeBar
from newsreader.ui.search_field import SearchField
from newsreader.ui.tool_button import ToolButton


class ListHeader(QWidget):
    """48 pixels of title and buttons above 42 of search field and, while searching, 36 of segments; a hairline below
    once the list has scrolled.
    """

    scope_chosen = Signal(object)
    """The reader chose where a search looks: a `Scope`."""

    def __init__(
        self,
        look: Look,
        actions: Sequence[QAction],
        *,
        navigation: QAction,
        menu: QAction,
        search_key: str = "/",
        parent: QWidget | None = None,
    ) -> None:
        """`actions` stand at the right; the buttons of `navigation` and `menu` only while the navigation is hidden,
        and they are made then.
        """
        super().__init__(parent)
        self._look = look
        self._lined = False
        self._title = ElidedLabel()
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._left_actions = (navigation, menu)
        self._left_buttons: list[ToolButton] = []
        self._buttons = [ToolButton(look, self, action) for action in actions]
        self.search = SearchField(look, search_key, self)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._left = QHBoxLayout()
        self._left.setSpacing(0)
        self._row.addLayout(self._left)
        self._row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        for button in self._buttons:
            self._row.addWidget(button)
        self._field_row = QHBoxLayout()
        self._field_row.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addLayout(self._field_row)
        self._column = column
        self._scopes: ScopeBar | None = None
        self._hint: QLabel | None = None
        self._dress()

    def show_title(self, title: str, count: str) -> None:
        """The list's name, and beside it how much is in it."""
        self._title.show_text(title)
        self._count.setText(count)
        self._count.setAccessibleName(count)
        self._fit()

    def show_navigation_buttons(self, shown: bool) -> None:
        """Show the buttons that otherwise stand at the head of the navigation."""
        if shown and not self._left_buttons:
            self._left_buttons = [ToolButton(self._look, self, action) for action in self._left_actions]
            for button in self._left_buttons:
                self._left.addWidget(button)
                button.stackUnder(self._buttons[0])
            join_focus(self._left_buttons, self._buttons[0])
        if shown != bool(self._shown_left()):
            for button in self._left_buttons:
                button.setVisible(shown)
            self._arrange()

    def show_scopes(self, shown: bool) -> None:
        """Show the segments under the field, or take them away and look everywhere again."""
        if self._scopes is None:
            if not shown:
                return
            self._scopes = ScopeBar(self._look, self)
            self._scopes.scope_chosen.connect(self.scope_chosen)
            self._column.addWidget(self._scopes)
            order_focus([*self.search.focus_chain(), *self._scopes.focus_chain()])
        if not shown:
            self._scopes.show_scope(Scope.EVERYWHERE)
        self._scopes.setVisible(shown)
        self._fix_height()

    def show_hint(self, text: str) -> None:
        """Say under the field what of a query was not understood; "" for nothing."""
        if self._hint is None:
            if not text:
                return
            self._hint = QLabel(self)
            self._hint.setTextFormat(Qt.TextFormat.PlainText)
            self._hint.setWordWrap(True)
            self._column.addWidget(self._hint)
            self._dress_hint(self._hint)
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        self._fix_height()

    def set_lined(self, lined: bool) -> None:
        """Draw the hairline under the header, or not."""
        if lined != self._lined:
            self._lined = lined
            self.update()

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through here, in order."""
        return [*self._left_buttons, *self._buttons, *self.search.focus_chain()]

    def button_of(self, action: QAction) -> QWidget | None:
        """The visible button of an action, to open a menu under."""
        buttons = [*self._left_buttons, *self._buttons]
        return next((button for button in buttons if button.defaultAction() is action and button.isVisible()), None)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        if self._scopes is not None:
            self._scopes.apply_look(look)
        if self._hint is not None:
            self._dress_hint(self._hint)
        for button in (*self._left_buttons, *self._buttons):
            button.apply_look(look)
        self.search.apply_look(look)
        self._dress()

    def _dress(self) -> None:
        look = self._look
        self._fix_height()
        self._title.setFont(look.font(15, 600))
        self._count.setFont(look.font(12, tabular=True))
        colour_text(self._title, look, "fg")
        colour_text(self._count, look, "fg3")
        self._field_row.setContentsMargins(look.px(16), 0, look.px(16), look.px(10) + 1)
        self._arrange()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self.apply_look(self._look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self._fit()
        if event.size().width() != event.oldSize().width():
            self._fix_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the ground of the list, and the hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("list"))
        if self._lined:
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour("hair"))

    def _fix_height(self) -> None:
        height = self._look.px(48) + self._look.px(42) + 1
        if self._scopes is not None and not self._scopes.isHidden():
            height += self._scopes.height()
        if self._hint is not None and not self._hint.isHidden():
            height += self._hint.heightForWidth(self.width())
        self.setFixedHeight(height)

    def _dress_hint(self, hint: QLabel) -> None:
        px = self._look.px
        hint.setFont(self._look.font(12))
        hint.setContentsMargins(px(20), 0, px(20), px(8))
        colour_text(hint, self._look, "fg3")

    def _arrange(self) -> None:
        px = self._look.px
        beside = bool(self._shown_left())
        self._row.setContentsMargins(px(12) if beside else px(20), px(8), px(12), px(8))
        self._title.setContentsMargins(0, 0, px(2 if beside else 6), 0)
        self._row.setSpacing(px(4))
        self._fit()

    def _shown_left(self) -> list[ToolButton]:
        return [button for button in self._left_buttons if not button.isHidden()]

    def _fit(self) -> None:
        """The count gives way before the title does."""
        left = self._shown_left()
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        room -= sum(button.width() for button in (*left, *self._buttons))
        room -= self._row.spacing() * (len(self._buttons) + bool(left))
        needed = self._title.sizeHint().width() + self._row.spacing() + self._count.sizeHint().width()
        self._count.setVisible(needed <= room)
