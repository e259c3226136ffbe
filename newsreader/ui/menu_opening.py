"""Where menus open: under the button of their command, or where something was asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from newsreader.core.hints import Protocol
from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.actions import Actions
from newsreader.ui.menus import context_menu
from newsreader.ui.reading import Reading


class Head(Protocol):
    """A row of buttons."""

    def button_of(self, action: QAction) -> QWidget | None:
        """The visible button of an action."""


class MenuOpening:
    """Opens menus; the context menus act on what was asked about, which is selected first."""

    def __init__(
        self,
        window: QWidget,
        heads: Sequence[Head],
        actions: Actions,
        reading: Reading,
        choose_list: Callable[[ListKey], None],
        ask_about: Callable[[str], None],
    ) -> None:
        """`ask_about` is told the link or picture a menu opens on."""
        self._window = window
        self._heads = tuple(heads)
        self._actions = actions
        self._reading = reading
        self._choose_list = choose_list
        self._ask_about = ask_about

    def under_button(self, menu: QMenu, id_: str) -> None:
        """Open a menu under the button of a command; without one in the middle of the window."""
        action = self._actions[id_]
        button = next((found for head in self._heads if (found := head.button_of(action)) is not None), None)
        if button is not None:
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        else:
            menu.popup(self._window.mapToGlobal(self._window.rect().center()))

    def on_focus(self) -> None:
        """The context menu of whatever has the focus, asked for by key."""
        widget = QApplication.focusWidget()
        if widget is not None:
            place = widget.rect().center()
            reason = QContextMenuEvent.Reason.Keyboard
            QApplication.postEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))

    def on_row(self, id_: int, place: QPoint) -> None:
        """The context menu of a row."""
        if id_ != self._reading.current_id:
            self._reading.select(id_)
        self._open("row", place)

    def on_list(self, key: ListKey, place: QPoint) -> None:
        """The context menu of a list of the navigation."""
        self._choose_list(key)
        self._open({ListKind.TAG: "tag", ListKind.SEARCH: "search"}.get(key.kind, "source"), place)

    def on_page(self, kind: str, address: str, place: QPoint) -> None:
        """The context menu of the page: of a "link", a "selection", an "image", or of the article."""
        self._ask_about(address)
        self._open("row" if kind == "page" else kind, place)

    def _open(self, context: str, place: QPoint) -> None:
        menu = context_menu(context, self._actions, self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
