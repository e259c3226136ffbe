"""Saving a search: a name to type, and the saved searches whose place it could take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.text import fold, one_line
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Save"), (("↑", "↓"), "Move"), (("Esc",), "Close"))
_LONGEST = 80


class SaveOverlay(FieldOverlay):
    """A field for the name, and rows: save under it, or instead of a search that is there."""

    name_chosen = Signal(str)
    """The name to save under."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_names`."""
        super().__init__("Save search", "Name of the search", look, parent, _HINTS)
        self._names: tuple[str, ...] = ()
        self._query = ""
        self.list.taken.connect(self._take)

    def show_names(self, query: str, names: Sequence[str]) -> None:
        """Ask for a name of `query`; `names` are those there are."""
        self._query = one_line(query, _LONGEST)
        self._names = tuple(names)
        self.begin(self._query)

    def row_count(self) -> int:
        """Room for all, so that the panel keeps its size while one types."""
        return len(self._names) + 1

    def narrow(self) -> None:
        """Show the rows that fit what is typed."""
        typed = one_line(self.field.text(), _LONGEST)
        name = typed or self._query
        near = [other for other in self._names if other != name and fold(typed) in fold(other)]
        self.rows.set_items([name, *near], self._described)
        self.list.select_row(0)

    def _described(self, name: str) -> OverlayRow:
        if name in self._names:
            return OverlayRow(f"Save instead of “{name}”", self._query, "search")
        return OverlayRow(f"Save as “{name}”", self._query, "plus")

    def _take(self, name: str) -> None:
        self.leave()
        self.name_chosen.emit(name)
