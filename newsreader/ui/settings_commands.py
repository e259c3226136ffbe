"""`app.settings`: the settings in an overlay that is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from newsreader.ui.look import Look
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
        self._overlay: SettingsOverlay | None = None

    def app_settings(self) -> None:
        """Show every setting with its value."""
        if self._overlay is None:
            self._overlay = SettingsOverlay(self._look(), self._window, self._preferences.settings, self._faces.has)
            self._overlay.value_chosen.connect(self._preferences.change)
            self._overlay.choice_wanted.connect(self._choose_typeface)
            self._preferences.changed.connect(lambda _id: self._redress())
        self._overlay.apply_look(self._look())
        self._overlay.show_settings()
        self._overlay.open()

    def _redress(self) -> None:
        if self._overlay is not None and not self._overlay.isHidden():
            self._overlay.apply_look(self._look())
            self._overlay.rows.refresh()
