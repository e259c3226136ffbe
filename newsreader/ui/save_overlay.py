"""Saving a search: a name to type, and the saved searches whose place it could take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.text import fold, one_line
from newsreader.ui.filter_field import FilterField
from newsreader.ui.list_overlay import ListOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Save"), (("↑", "↓"), "Move"), (("Esc",), "Close"))
_LONGEST = 80


class SaveOverlay(ListOverlay):
    """A field for the name, and rows: save under it, or instead of a search that is there."""

    name_chosen = Signal(str)
    """The name to save under."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_names`."""
        super().__init__("Save search", look, parent, _HINTS)
        self._names: tuple[str, ...] = ()
        self._query = ""
        self.field = FilterField("Name of the search", self.list, look)
        self.head.addWidget(self.field, 1)
        self.field.textChanged.connect(lambda _text: self._narrow())
        self.list.taken.connect(self._take)
        self.apply_look(look)

    def show_names(self, query: str, names: Sequence[str]) -> None:
        """Ask for a name of `query`; `names` are those there are."""
        self._query = one_line(query, _LONGEST)
        self._names = tuple(names)
        self.field.setText(self._query)
        self.field.selectAll()
        self._narrow()
        self._cover()

    def focus_target(self) -> QWidget:
        """The field."""
        return self.field

    def row_count(self) -> int:
        """Room for all, so that the panel keeps its size while one types."""
        return len(self._names) + 1

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        super().apply_look(look)
        self.field.apply_look(look)

    def _narrow(self) -> None:
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
