"""`view.typeface`: the typefaces in an overlay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.page.faces import Faces
from newsreader.ui.preferences import Preferences
from newsreader.ui.typeface_overlay import TypefaceOverlay


class TypefaceCommands:
    """What is chosen goes to the preferences, which apply and keep it."""

    def __init__(self, window: QWidget, look: Callable[[], Look], preferences: Preferences, faces: Faces) -> None:
        """`look` is the one in force; `faces` are those of this system."""
        self._window = window
        self._look = look
        self._preferences = preferences
        self._faces = faces
        self._overlay = Opened(self._make)

    def view_typeface(self) -> None:
        """Offer the typefaces an article can be set in."""
        overlay = self._overlay.get()
        overlay.show_typefaces(self._families(), self._preferences.settings.text("reading.typeface"))
        overlay.open()

    def _make(self) -> TypefaceOverlay:
        overlay = TypefaceOverlay(self._look(), self._window)
        overlay.typeface_chosen.connect(lambda name: self._preferences.change("reading.typeface", name))
        return overlay

    def _families(self) -> list[str]:
        """The families that have Latin letters and are not the system's own business."""
        latin = QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
        return [name for name in latin if name in self._faces.available and not QFontDatabase.isPrivateFamily(name)]
