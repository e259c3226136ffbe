"""The table of commands as QActions, for menus, buttons and tooltips; the keys themselves are `keys.KeyFilter`'s."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from newsreader.core.commands import Command, key_caps, shown_key
from newsreader.core.values import dataclass
from newsreader.ui.look import Look
from newsreader.ui.tooltips import hint


@dataclass(frozen=True, slots=True)
class Drawing:
    """An icon as a command has it: its name, the token of its colour, and whether it is filled."""

    icon: str
    token: str = "fg2"
    filled: bool = False


class Actions(QObject):
    """One QAction a command, made when somebody first asks for it; triggering one runs the command.

    What is said of a command before holds when its action is made: most of them are first seen in a menu.
    """

    def __init__(self, commands: Iterable[Command], run: Callable[[str], None], parent: QObject) -> None:
        """`run` is called with the id of the command that was chosen."""
        super().__init__(parent)
        self._commands = {command.id: command for command in commands}
        self._run = run
        self._actions: dict[str, QAction] = {}
        self._siblings: dict[str, QAction] = {}
        self._names: dict[str, str] = {}
        self._icons = {id_: Drawing(command.icon) for id_, command in self._commands.items() if command.icon}
        self._disabled: set[str] = set()
        self._checked: set[str] = set()
        self._look: Look | None = None

    def __getitem__(self, id_: str) -> QAction:
        """The action of a command. Raises KeyError for an unknown id."""
        if id_ not in self._actions:
            self._actions[id_] = self._make(id_)
        return self._actions[id_]

    def sibling(self, id_: str) -> QAction:
        """An action that looks like a command's and does something of its own: its button opens a menu."""
        copy = self._siblings[id_] = QAction(self)
        self._name(copy, id_)
        self._draw(copy, id_)
        return copy

    def rebind(self, commands: Iterable[Command]) -> None:
        """Show the keys that the commands have now, wherever the table's own stood."""
        for command in commands:
            before = self._commands[command.id]
            self._commands[command.id] = command
            if before.keys != command.keys:
                for action in self._made(command.id):
                    self._name(action, command.id)

    def show_text(self, id_: str, text: str) -> None:
        """Give a command the name its next run has ("Mark as unread"), in menus and tooltips alike."""
        if self._names.get(id_, self._commands[id_].text) == text:
            return
        self._names[id_] = text
        for action in self._made(id_):
            self._name(action, id_)

    def show_icon(self, id_: str, icon: str, look: Look, token: str = "fg2", *, filled: bool = False) -> None:
        """Give a command another drawing than the table's."""
        drawing = Drawing(icon, token, filled)
        if look is self._look and drawing == self._icons.get(id_):
            return
        self._look = look
        self._icons[id_] = drawing
        for action in self._made(id_):
            self._draw(action, id_)

    def enable(self, id_: str, enabled: bool) -> None:
        """Whether the command makes sense now."""
        (self._disabled.discard if enabled else self._disabled.add)(id_)
        if id_ in self._actions:
            self._actions[id_].setEnabled(enabled)

    def is_enabled(self, id_: str) -> bool:
        """Whether the command makes sense now."""
        return id_ not in self._disabled

    def check(self, id_: str, checked: bool) -> None:
        """Whether what the command turns on and off is on."""
        (self._checked.add if checked else self._checked.discard)(id_)
        if id_ in self._actions:
            self._actions[id_].setChecked(checked)

    def apply_look(self, look: Look) -> None:
        """Draw every icon of the table in the colours of `look`."""
        self._look = look
        for id_ in self._icons:
            for action in self._made(id_):
                self._draw(action, id_)

    def _make(self, id_: str) -> QAction:
        command = self._commands[id_]
        action = QAction(self)
        action.setObjectName(id_)
        self._name(action, id_)
        self._draw(action, id_)
        action.setCheckable(command.checkable)
        action.setChecked(id_ in self._checked)
        action.setEnabled(id_ not in self._disabled)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda _checked=False: self._run(id_))
        return action

    def _made(self, id_: str) -> list[QAction]:
        """The actions that show a command, as far as they have been made."""
        return [actions[id_] for actions in (self._actions, self._siblings) if id_ in actions]

    def _name(self, action: QAction, id_: str) -> None:
        command = self._commands[id_]
        name = self._names.get(id_, command.text)
        action.setText(menu_text(command, name))
        action.setIconText(name)
        hint(action, tooltip(command, name))

    def _draw(self, action: QAction, id_: str) -> None:
        drawing = self._icons.get(id_)
        if drawing is not None and self._look is not None:
            action.setIcon(self._look.icon(drawing.icon, drawing.token, filled=drawing.filled))


def menu_text(command: Command, text: str = "") -> str:
    """The text of a menu row: the name, and its key at the right edge."""
    name = (text or command.text).replace("&", "&&")
    return f"{name}\t{' '.join(key_caps(shown_key(command)))}" if command.keys else name


def tooltip(command: Command, text: str = "") -> str:
    """The name with its key behind it: "Star  (S)"."""
    name = text or command.text
    key = " ".join(key_caps(shown_key(command)))
    return f"{name}  ({key})" if key else name
