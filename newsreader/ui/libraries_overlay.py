"""The overlay of libraries: those that were open lately, to go to one at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.text import fold, visible
from newsreader.ui.announcer import announce
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.labels import folder_text
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Open"), (("↑", "↓"), "Move"), (("Esc",), "Close"), (("Delete",), "Forget"))
_OPEN_FOLDER = OverlayRow("Open folder…", icon="plus")


class LibrariesOverlay(FieldOverlay):
    """A field to type in, the libraries that match, and as the last row the way to any other folder."""

    library_chosen = Signal(object)
    """The folder of the library that was chosen."""
    library_forgotten = Signal(object)
    """The folder that is to be left out of the list from now on."""
    folder_wanted = Signal()
    """The last row was chosen."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_libraries`."""
        super().__init__("Libraries", "Switch to a library", look, parent, _HINTS)
        self._roots: list[Path] = []
        self._current: Path | None = None
        self._unreachable: set[Path] = set()
        self.field.delete_requested.connect(self._forget)
        self.list.taken.connect(self._take)

    def show_libraries(self, roots: Sequence[Path], current: Path | None) -> None:
        """Show these, the one that was open last first; `current` is open now."""
        self._roots = list(roots)
        self._current = current
        self._unreachable.clear()
        self.begin()

    def show_unreachable(self, root: Path) -> None:
        """Say of a library that its folder cannot be reached now."""
        self._unreachable.add(root)
        self.rows.refresh()

    def row_count(self) -> int:
        """Room for all, so that the panel keeps its size while one types."""
        return len(self._roots) + 1

    def narrow(self) -> None:
        """The libraries that match, and the first of them that is not open already as the current row."""
        words = fold(self.field.text()).split()
        found = [root for root in self._roots if all(word in fold(_spelled(root)) for word in words)]
        self.rows.set_items([*found, None], self._described)
        self.list.select_row(next((row for row, root in enumerate(found) if root != self._current), len(found)))

    def _described(self, root: Path | None) -> OverlayRow:
        if root is None:
            return _OPEN_FOLDER
        is_lost = root in self._unreachable
        note = "Not reachable" if is_lost else "Open now" if root == self._current else ""
        return OverlayRow(_name(root), folder_text(root), "library", note, is_lost)

    def _take(self, root: Path | None) -> None:
        self.leave()
        if root is None:
            self.folder_wanted.emit()
        elif root != self._current:
            self.library_chosen.emit(root)

    def _forget(self) -> None:
        root = self.list.current_item()
        if not isinstance(root, Path):
            return
        if root == self._current:
            announce(self.field, "The library that is open stays in the list")
            return
        row = self.list.currentIndex().row()
        self._roots.remove(root)
        self.narrow()
        self.list.select_row(min(row, self.rows.rowCount() - 1))
        announce(self.field, f"{_name(root)} forgotten")
        self.library_forgotten.emit(root)


def _name(root: Path) -> str:
    return visible(root.name or str(root))


def _spelled(root: Path) -> str:
    return f"{_name(root)} {folder_text(root)}"
