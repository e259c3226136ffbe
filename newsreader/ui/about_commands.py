"""`app.about`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from newsreader.ui.about_overlay import AboutOverlay
from newsreader.ui.look import Look


class AboutCommands:
    """The overlay is made when it is first asked for."""

    def __init__(
        self, window: QWidget, look: Callable[[], Look], say: Callable[[str], None], versions: Callable[[], str]
    ) -> None:
        """`look` is the one in force, `say` tells something in passing, `versions` names what the program runs on."""
        self._window = window
        self._look = look
        self._say = say
        self._versions = versions
        self._overlay: AboutOverlay | None = None

    def app_about(self) -> None:
        """What this program is."""
        if self._overlay is None:
            self._overlay = AboutOverlay(self._look(), self._window, self._versions(), self._copy)
        self._overlay.apply_look(self._look())
        self._overlay.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._versions())
        self._say("Versions copied")
