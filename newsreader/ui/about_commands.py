"""`app.about`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from newsreader.ui.about_overlay import AboutOverlay
from newsreader.ui.look import Look
from newsreader.ui.opened import Opened


class AboutCommands:
    """What this program is, in an overlay."""

    def __init__(
        self, window: QWidget, look: Callable[[], Look], say: Callable[[str], None], versions: Callable[[], str]
    ) -> None:
        """`look` is the one in force, `say` tells something in passing, `versions` names what the program runs on."""
        self._say = say
        self._versions = versions
        self._overlay = Opened(lambda: AboutOverlay(look(), window, versions(), self._copy))

    def app_about(self) -> None:
        """What this program is."""
        self._overlay.get().open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._versions())
        self._say("Versions copied")
