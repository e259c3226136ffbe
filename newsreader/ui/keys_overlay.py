"""The keys of every command, each to be changed by pressing another one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.commands import Command, key_caps, shown_key
from newsreader.core.fuzzy import Names, hits
from newsreader.ui.announcer import announce
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.palette_row_delegate import PaletteRowDelegate

_HINTS = ((("Enter",), "Change"), (("Delete",), "Default"), (("↑", "↓"), "Move"), (("Esc",), "Close"))
_ASKS = "Keys of commands"


class KeysOverlay(FieldOverlay):
    """A field to narrow them, and a row a command with the caps of its first key."""

    key_wanted = Signal(str)
    """The next key is to become that of the command with this id."""
    reset_wanted = Signal(str)
    """The command is to have its own keys again."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_commands`."""
        super().__init__(_ASKS, _ASKS, look, parent, _HINTS, PaletteRowDelegate)
        self._names = Names[Command]((), _name)
        self._changed: Collection[str] = ()
        self.field.delete_requested.connect(self._reset)
        self.list.taken.connect(lambda command: self.key_wanted.emit(command.id))

    def show_commands(self, commands: Sequence[Command], changed: Collection[str]) -> None:
        """Show these; `changed` are the ids of those with keys of the reader's own."""
        current = self.list.current_item()
        self._names, self._changed = Names(commands, _name), changed
        self.narrow()
        if isinstance(current, Command):
            ids = [command.id for command in self.rows.items]
            self.list.select_row(ids.index(current.id) if current.id in ids else 0)

    def ask(self, text: str) -> None:
        """Say above the list what is waited for; "" for nothing."""
        self.field.setPlaceholderText(text or _ASKS)
        self.field.setReadOnly(bool(text))
        if text:
            self.field.clear()
            announce(self.field, text)

    def row_count(self) -> int:
        """Room enough to keep its size while one types."""
        return 10

    def narrow(self) -> None:
        """Show the rows that fit what is typed."""
        if self.field.isReadOnly():
            return
        typed = self.field.text()
        self.rows.set_items(self._names.best(typed), lambda command: self._described(command, typed))
        self.list.select_row(0)

    def _described(self, command: Command, typed: str) -> OverlayRow:
        note = "Yours" if command.id in self._changed else ""
        caps = key_caps(shown_key(command))
        return OverlayRow(command.text, note, command.icon or "command", caps=caps, bold=hits(typed, command.text))

    def _reset(self) -> None:
        command = self.list.current_item()
        if isinstance(command, Command):
            self.reset_wanted.emit(command.id)


def _name(command: Command) -> str:
    return command.text
