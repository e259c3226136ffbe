"""`app.shortcuts`: every key, in an overlay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.core.commands import GROUPS, Command, overlay_rows
from newsreader.ui.shortcuts_overlay import ShortcutsOverlay


class ShortcutsCommands:
    """The keys are those in force when it opens."""

    def __init__(self, overlay: ShortcutsOverlay, commands: Callable[[], Sequence[Command]]) -> None:
        """`commands` are those in force, with the keys they have now."""
        self._overlay = overlay
        self._commands = commands
        self._shown: Sequence[Command] = ()

    def app_shortcuts(self) -> None:
        """Every key, in an overlay."""
        commands = self._commands()
        if commands != self._shown:
            self._shown = commands
            self._overlay.show_columns([[(name, overlay_rows(name, commands)) for name in row] for row in GROUPS])
        self._overlay.open()
