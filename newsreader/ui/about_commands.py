"""`app.about`."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from newsreader import __version__
from newsreader.ui.about_overlay import AboutOverlay
from newsreader.ui.look import Look


class AboutCommands:
    """The overlay is made when it is first asked for."""

    def __init__(self, window: QWidget, look: Callable[[], Look], say: Callable[[str], None]) -> None:
        """`look` is the one in force, `say` tells something in passing."""
        self._window = window
        self._look = look
        self._say = say
        self._overlay: AboutOverlay | None = None

    def app_about(self) -> None:
        """What this program is."""
        if self._overlay is None:
            self._overlay = AboutOverlay(self._look(), self._window, versions(), self._copy)
        self._overlay.apply_look(self._look())
        self._overlay.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(versions())
        self._say("Versions copied")


def versions() -> str:
    """The program's version and those of what it runs on, one line each; no path and no name of the machine."""
    lines = [f"Newsreader {__version__}", f"Python {platform.python_version()}, {platform.system()}"]
    lines.append(f"Qt {qVersion()}, PySide6 {_installed('PySide6-Essentials')}")
    lines.append(f"SQLite by apsw {_installed('apsw')}, Markdown {_installed('Markdown')}")
    return "\n".join(lines)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
