"""What the window needs of the world outside it, as one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from newsreader.core.high_contrast import SystemColours
from newsreader.core.settings import Settings
from newsreader.core.values import dataclass
from newsreader.reader.library import Library
from newsreader.reader.remembered import LibrarySession
from newsreader.ui.appearance import contrast_asked
from newsreader.ui.marking import DWELL_MS
from newsreader.ui.opener import Opener
from newsreader.ui.paper_commands import AskFile, AskPrinter
from newsreader.ui.retracing import MOMENT_MS


def _do_nothing(_root: Path) -> None:
    """Nothing is remembered, so there is nothing to forget."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the window needs of the world outside it."""

    open_library: Callable[[Path], Library]
    keep_settings: Callable[[Settings], None]
    opener: Opener
    now: Callable[[], datetime]
    dwell_ms: int = DWELL_MS
    moment_ms: int = MOMENT_MS
    known_libraries: Callable[[], Sequence[Path]] = tuple
    """The libraries that are remembered, the last one first."""
    forget_library: Callable[[Path], None] = _do_nothing
    ask_printer: AskPrinter | None = None
    ask_file: AskFile | None = None
    """Who has a printer and a file chosen; None: the desktop's own dialogs."""
    claim: Callable[[Path], str] = lambda _root: ""
    """Have a library for this window, instead of the one it has: "", or what is to be said where another window has
    it.
    """
    left_at: Callable[[Path], LibrarySession] = lambda _root: LibrarySession()
    """Where a library was left."""
    ask_contrast: Callable[[QApplication], SystemColours | None] = contrast_asked
    """The desktop's colours where it asks for high contrast; None where it does not."""
