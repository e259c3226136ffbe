"""Commands on the program: its menu, the overlay of shortcuts, the way back by Esc, the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from newsreader.ui.shortcuts_overlay import ShortcutsOverlay
from newsreader.ui.window import MainWindow


class AppCommands:
    """F10, ? and Ctrl+Q."""

    def __init__(
        self,
        window: MainWindow,
        menu_bar: QMenuBar,
        shortcuts: ShortcutsOverlay,
        menu_button: Callable[[], QWidget | None],
        ways_back: Sequence[Callable[[], bool]],
    ) -> None:
        """`ways_back` are tried in their order by Esc, until one had something to leave.

        `menu_button` is the button the whole menu opens from, where one is on the screen.
        """
        self._window = window
        self._menu_bar = menu_bar
        self._shortcuts = shortcuts
        self._menu_button = menu_button
        self._ways_back = ways_back
        self._whole = QMenu(window)
        for action in menu_bar.actions():
            self._whole.addAction(action)

    def app_menu(self) -> None:
        """The whole menu, at its button; without one in the window's corner."""
        button = self._menu_button()
        if button is not None:
            self._whole.popup(button.mapToGlobal(QPoint(0, button.height())))
        else:
            self._whole.popup(self._window.mapToGlobal(QPoint(0, 0)))

    def show_menu_bar(self) -> None:
        """The menu bar, with its first menu open; it hides again when it is left."""
        self._menu_bar.show()
        first: QAction = self._menu_bar.actions()[0]
        self._menu_bar.setActiveAction(first)
        for action in self._menu_bar.actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.aboutToHide.connect(self._hide_later)

    def app_shortcuts(self) -> None:
        """Every key, in an overlay."""
        self._shortcuts.open()

    def app_quit(self) -> None:
        """Close the window."""
        self._window.close()

    def leave(self) -> None:
        """Esc: leave what stands in front."""
        next((True for way_back in self._ways_back if way_back()), False)

    def _hide_later(self) -> None:
        QTimer.singleShot(0, self._hide_if_left)

    def _hide_if_left(self) -> None:
        if self._menu_bar.activeAction() is None:
            self._menu_bar.hide()
