"""Menus from the table: the menu bar, the same menu behind the "..." button, and the context menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMenuBar, QWidget

from newsreader.core.commands import MENUS, context_commands, menu_commands
from newsreader.core.timeline import Sort
from newsreader.ui.actions import Actions
from newsreader.ui.preferences import Preferences

_SORT = "list.sort"
_CHOICES = {
    _SORT: (
        "Sort by",
        (
            (str(Sort.NEWEST), "Newest first"),
            (str(Sort.OLDEST), "Oldest first"),
            (str(Sort.ADDED), "Last added first"),
            (str(Sort.TITLE), "Title"),
            (str(Sort.SOURCE), "Source"),
        ),
    ),
    "reading.measure": ("Length of lines", (("narrow", "Narrow"), ("normal", "Normal"), ("wide", "Wide"))),
    "reading.line_height": ("Height of lines", (("tight", "Tight"), ("normal", "Normal"), ("loose", "Loose"))),
    "appearance.theme": (
        "Theme",
        (("system", "As the system"), ("light", "Light"), ("sepia", "Sepia"), ("dark", "Dark")),
    ),
}
"""The settings that have menus of their own: title, and the values with their names."""


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


class Menus:
    """The menus that stay: the bar, the same behind the "..." buttons, "Sort by", "Text and theme".

    Each is made when it is first asked for, the bar with its first opening. Where the desktop has a bar of its own that
    shows it, it is made at once.
    """

    def __init__(self, window: QMainWindow, actions: Actions, whole: QAction, preferences: Preferences) -> None:
        """`whole` opens the menu of the "..." buttons."""
        self._window = window
        self._actions = actions
        self._preferences = preferences
        self._choices: dict[str, ChoiceMenu] = {}
        self._text: QMenu | None = None
        self._bar = QMenuBar(window)
        window.setMenuBar(self._bar)
        self._bar.hide()
        self._whole = QMenu(self._bar)
        self._whole.aboutToShow.connect(self.bar)
        whole.setMenu(self._whole)
        if self._bar.isNativeMenuBar():
            self.bar()

    def bar(self) -> QMenuBar:
        """The bar with its menus; it is not shown."""
        if not self._bar.actions():
            for menu in main_menus(self._actions, {_SORT: self.sort(), "view.text": self.text()}, self._window):
                self._whole.addAction(self._bar.addMenu(menu))
                menu.aboutToHide.connect(self._hide_later)
        return self._bar

    def open_bar(self) -> None:
        """Show the bar with its first menu open; it hides again when it is left."""
        bar = self.bar()
        bar.show()
        bar.setActiveAction(bar.actions()[0])

    def sort(self) -> ChoiceMenu:
        """The order of the list."""
        return self.choice(_SORT)

    def text(self) -> QMenu:
        """How the page is set: size, typeface, lines, theme, and the density of the list."""
        if self._text is None:
            menu = self._text = QMenu("Text and theme", self._window)
            for id_ in ("view.larger", "view.smaller", "view.normal"):
                menu.addAction(self._actions[id_])
            menu.addSeparator()
            menu.addAction(self._actions["view.typeface"])
            for id_ in _CHOICES:
                if id_ != _SORT:
                    menu.addMenu(self.choice(id_))
            menu.addAction(self._actions["view.density"])
        return self._text

    def choice(self, id_: str) -> ChoiceMenu:
        """The menu of one choice, by the id of its setting. Raises KeyError for a setting without one."""
        if id_ not in self._choices:
            title, names = _CHOICES[id_]
            menu = self._choices[id_] = ChoiceMenu(title, names, partial(self._preferences.change, id_), self._window)
            menu.show_choice(self._preferences.settings.text(id_))
        return self._choices[id_]

    def show_choices(self) -> None:
        """Tick what the settings say now."""
        for id_, menu in self._choices.items():
            menu.show_choice(self._preferences.settings.text(id_))

    def _hide_later(self) -> None:
        QTimer.singleShot(0, self._hide_if_left)

    def _hide_if_left(self) -> None:
        if QApplication.activePopupWidget() is None and not self._bar.isNativeMenuBar():
            self._bar.hide()
