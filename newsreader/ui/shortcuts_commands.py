"""`app.shortcuts`: every key, in an overlay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from newsreader.core.commands import GROUPS, Command, overlay_rows
from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.shortcuts_overlay import ShortcutsOverlay


class ShortcutsCommands:
    """The keys are those in force when it opens."""

    def __init__(self, window: QWidget, look: Callable[[], Look], commands: Callable[[], Sequence[Command]]) -> None:
        """`look` is the one in force; `commands` are those in force, with the keys they have now."""
        self._overlay = Opened(lambda: ShortcutsOverlay(look(), window))
        self._commands = commands

    def app_shortcuts(self) -> None:
        """Every key, in an overlay."""
        commands = self._commands()
        overlay = self._overlay.get()
        overlay.show_columns([[(name, overlay_rows(name, commands)) for name in row] for row in GROUPS])
        overlay.open()
