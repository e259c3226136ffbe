"""The table of commands as QActions, for menus, buttons and tooltips; the keys themselves are `keys.KeyFilter`'s."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from newsreader.core.commands import Command, key_caps, shown_key
from newsreader.ui.look import Look
from newsreader.ui.tooltips import hint


class Actions(QObject):
    """One QAction a command, made once; triggering one runs the command."""

    def __init__(self, commands: Iterable[Command], run: Callable[[str], None], parent: QObject) -> None:
        """`run` is called with the id of the command that was chosen."""
        super().__init__(parent)
        self._commands = {command.id: command for command in commands}
        self._actions: dict[str, QAction] = {}
        for command in self._commands.values():
            action = QAction(menu_text(command), self)
            action.setObjectName(command.id)
            action.setIconText(command.text)
            action.setCheckable(command.checkable)
            hint(action, tooltip(command))
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.triggered.connect(lambda _checked=False, id_=command.id: run(id_))
            self._actions[command.id] = action

    def __getitem__(self, id_: str) -> QAction:
        """The action of a command. Raises KeyError for an unknown id."""
        return self._actions[id_]

    def sibling(self, id_: str) -> QAction:
        """An action that looks like a command's and does something of its own: its button opens a menu."""
        original, copy = self._actions[id_], QAction(self)
        copy.setText(original.text())
        copy.setIconText(original.iconText())
        copy.setToolTip(original.toolTip())
        original.changed.connect(lambda: copy.setIcon(original.icon()))
        return copy

    def rebind(self, commands: Iterable[Command]) -> None:
        """Show the keys that the commands have now, wherever the table's own stood."""
        for command in commands:
            before = self._commands[command.id]
            self._commands[command.id] = command
            if before.keys != command.keys:
                self.show_text(command.id, self._actions[command.id].iconText())

    def show_text(self, id_: str, text: str) -> None:
        """Give a command the name its next run has ("Mark as unread"), in menus and tooltips alike."""
        command = self._commands[id_]
        action = self._actions[id_]
        action.setText(menu_text(command, text))
        action.setIconText(text)
        hint(action, tooltip(command, text))

    def show_icon(self, id_: str, icon: str, look: Look, token: str = "fg2", *, filled: bool = False) -> None:
        """Give a command another drawing than the table's."""
        self._actions[id_].setIcon(look.icon(icon, token, filled=filled))

    def apply_look(self, look: Look) -> None:
        """Draw every icon of the table in the colours of `look`."""
        for id_, command in self._commands.items():
            if command.icon:
                self.show_icon(id_, command.icon, look)


def menu_text(command: Command, text: str = "") -> str:
    """The text of a menu row: the name, and its key at the right edge."""
    name = (text or command.text).replace("&", "&&")
    return f"{name}\t{' '.join(key_caps(shown_key(command)))}" if command.keys else name


def tooltip(command: Command, text: str = "") -> str:
    """The name with its key behind it: "Star  (S)"."""
    name = text or command.text
    key = " ".join(key_caps(shown_key(command)))
    return f"{name}  ({key})" if key else name
