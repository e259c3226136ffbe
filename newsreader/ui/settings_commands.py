"""`app.settings`: the settings in an overlay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.page.faces import Faces
from newsreader.ui.preferences import Preferences
from newsreader.ui.settings_overlay import SettingsOverlay


class SettingsCommands:
    """Changes go to the preferences, which apply and keep them."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        preferences: Preferences,
        faces: Faces,
        choose_typeface: Callable[[], None],
    ) -> None:
        """`look` is the one in force; `faces` are those of this system, and `choose_typeface` offers them."""
        self._window = window
        self._look = look
        self._preferences = preferences
        self._faces = faces
        self._choose_typeface = choose_typeface
        self._overlay = Opened(self._make)
        preferences.changed.connect(lambda _id: self._renew())

    def app_settings(self) -> None:
        """Show every setting with its value."""
        overlay = self._overlay.get()
        overlay.show_settings()
        overlay.open()

    def _make(self) -> SettingsOverlay:
        overlay = SettingsOverlay(self._look(), self._window, self._preferences.settings, self._faces.has)
        overlay.value_chosen.connect(self._preferences.change)
        overlay.choice_wanted.connect(self._choose_typeface)
        return overlay

    def _renew(self) -> None:
        if self._overlay.current is not None:
            self._overlay.current.rows.refresh()
