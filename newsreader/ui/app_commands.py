"""Commands on the program: its menu, the way back by Esc, the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.ui.menus import Menus
from newsreader.ui.window import MainWindow


class AppCommands:
    """F10 and Ctrl+Q."""

    def __init__(self, window: MainWindow, menus: Menus, ways_back: Sequence[Callable[[], bool]]) -> None:
        """`ways_back` are tried in their order by Esc, until one had something to leave."""
        self._window = window
        self._menus = menus
        self._ways_back = ways_back

    def app_menu(self) -> None:
        """The menu bar, with its first menu open; it hides again when it is left."""
        self._menus.open_bar()

    def app_quit(self) -> None:
        """Close the window."""
        self._window.close()

    def leave(self) -> None:
        """Esc: leave what stands in front."""
        next((True for way_back in self._ways_back if way_back()), False)
