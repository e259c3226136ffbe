"""Menus from the table: the menu bar, the same menu behind the "..." button, and the context menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from newsreader.core.commands import MENUS, context_commands, menu_commands
from newsreader.ui.actions import Actions


def main_menus(actions: Actions, submenus: Mapping[str, QMenu], parent: QWidget) -> list[QMenu]:
    """The menus of the menu bar; a command in `submenus` opens its menu there instead of running."""
    menus = []
    for title in MENUS:
        menu = QMenu(title, parent)
        for command in menu_commands(title):
            if command.gap:
                menu.addSeparator()
            if command.id in submenus:
                menu.addMenu(submenus[command.id])
            else:
                menu.addAction(actions[command.id])
        menus.append(menu)
    return menus


def context_menu(context: str, actions: Actions, parent: QWidget) -> QMenu:
    """The commands that are offered on a "row", a "link", a "selection", an "image", a "source" or a "tag"."""
    menu = QMenu(parent)
    for command in context_commands(context):
        menu.addAction(actions[command.id])
    return menu


class ChoiceMenu(QMenu):
    """A menu of which exactly one row holds, as orders and themes are."""

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], choose: Callable[[str], None], parent: QWidget
    ) -> None:
        """`choices` are (value, text); `choose` is called with the value that was picked."""
        super().__init__(title, parent)
        group = QActionGroup(self)
        self._rows: dict[str, QAction] = {}
        for value, text in choices:
            row = QAction(text, self, checkable=True)
            row.triggered.connect(lambda _checked=False, value=value: choose(value))
            group.addAction(row)
            self.addAction(row)
            self._rows[value] = row

    def show_choice(self, value: str) -> None:
        """Tick the row that holds. Raises KeyError for a value that is no choice."""
        self._rows[value].setChecked(True)
