"""Choosing the typeface of the page: the two of the program, and every family that is installed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.text import fold
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Choose"), (("↑", "↓"), "Move"), (("Esc",), "Close"))
_OWN = {"serif": ("Serif", "The face of the program"), "sans": ("Sans", "The face of the window")}


class TypefaceOverlay(FieldOverlay):
    """A field, and a row a typeface; the one in force is ticked."""

    typeface_chosen = Signal(str)
    """ "serif", "sans" or the name of a family."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_typefaces`."""
        super().__init__("Typeface", "Typeface", look, parent, _HINTS)
        self._names: tuple[str, ...] = ()
        self._current = ""
        self.list.taken.connect(self._take)

    def show_typefaces(self, families: Sequence[str], current: str) -> None:
        """Offer the program's own and `families`; `current` is the one in force."""
        self._names = (*_OWN, *families)
        self._current = current
        self.begin()

    def row_count(self) -> int:
        """Room for all, so that the panel keeps its size while one types."""
        return len(self._names)

    def narrow(self) -> None:
        """Show the rows that fit what is typed; the typeface in force is the current row where it is among them."""
        words = fold(self.field.text()).split()
        found = [name for name in self._names if all(word in fold(_OWN.get(name, (name,))[0]) for word in words)]
        self.rows.set_items(found, self._described)
        self.list.select_row(found.index(self._current) if self._current in found else 0)

    def _described(self, name: str) -> OverlayRow:
        text, detail = _OWN.get(name, (name, ""))
        return OverlayRow(text, detail, "check" if name == self._current else "a-large-small")

    def _take(self, name: str) -> None:
        self.leave()
        self.typeface_chosen.emit(name)
