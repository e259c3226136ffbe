"""The overlay of what was deleted: each file with the place it had, to be brought back by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.text import visible
from newsreader.reader.deletion import Deleted
from newsreader.ui.labels import moment_text
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.titled_overlay import TitledOverlay

_HINTS = ((("Enter",), "Restore"), (("↑", "↓"), "Move"), (("Esc",), "Close"))
_NONE = ("archive", "The trash is empty", "Deleted articles wait here until you bring them back.")


class TrashOverlay(TitledOverlay):
    """The last deleted first."""

    restore_wanted = Signal(object)
    """The `Deleted` to bring back."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_deleted`."""
        super().__init__("Deleted articles", "In .newsreader/trash/ of this library", look, parent, _HINTS, _NONE)
        self.list.taken.connect(self.restore_wanted)

    def show_deleted(self, deleted: Sequence[Deleted], now: datetime) -> None:
        """Show these, and keep the row where one has just gone."""
        row = max(0, min(self.list.currentIndex().row(), len(deleted) - 1))
        self.show_rows(deleted, lambda one: _described(one, now), row)


def _described(one: Deleted, now: datetime) -> OverlayRow:
    folder, _, name = one.path.rpartition("/")
    return OverlayRow(
        visible(name), visible(folder) or "In the library itself", "file-text", moment_text(one.when, now)
    )
