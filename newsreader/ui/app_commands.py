"""Commands on the program: its menu, the way back by Esc, the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from newsreader.ui.window import MainWindow


class AppCommands:
    """F10 and Ctrl+Q."""

    def __init__(
        self,
        window: MainWindow,
        menu_bar: QMenuBar,
        ways_back: Sequence[Callable[[], bool]],
    ) -> None:
        """`ways_back` are tried in their order by Esc, until one had something to leave."""
        self._window = window
        self._menu_bar = menu_bar
        self._ways_back = ways_back
        for action in menu_bar.actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.aboutToHide.connect(self._hide_later)

    def app_menu(self) -> None:
        """The menu bar, with its first menu open; it hides again when it is left."""
        self._menu_bar.show()
        self._menu_bar.setActiveAction(self._menu_bar.actions()[0])

    def app_quit(self) -> None:
        """Close the window."""
        self._window.close()

    def leave(self) -> None:
        """Esc: leave what stands in front."""
        next((True for way_back in self._ways_back if way_back()), False)

    def _hide_later(self) -> None:
        QTimer.singleShot(0, self._hide_if_left)

    def _hide_if_left(self) -> None:
        if QApplication.activePopupWidget() is None and not self._menu_bar.isNativeMenuBar():
            self._menu_bar.hide()
