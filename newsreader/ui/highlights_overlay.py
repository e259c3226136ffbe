"""The highlights of the article, to go to one by key, or to take one off."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.highlights import Highlight
from newsreader.core.text import fold, one_line
from newsreader.ui.announcer import announce
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Go there"), (("↑", "↓"), "Move"), (("Delete",), "Take off"), (("Esc",), "Close"))
_SHOWN = 300
"""Characters of a quotation in its row."""


class HighlightsOverlay(FieldOverlay):
    """A field to narrow them, and a row a highlight: its words, and what stands around them."""

    chosen = Signal(object)
    """The highlight to go to."""
    taken_off = Signal(object)
    """The highlight to take off."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_highlights`."""
        super().__init__("Highlights in article", "Highlights in this article", look, parent, _HINTS)
        self._highlights: list[Highlight] = []
        self._lost: Collection[Highlight] = ()
        self.field.delete_requested.connect(self._take_off)
        self.list.taken.connect(self._take)

    def show_highlights(self, highlights: Sequence[Highlight], lost: Collection[Highlight]) -> None:
        """Show these; the words of `lost` ones are no longer in the text."""
        self._highlights, self._lost = list(highlights), lost
        self.begin()

    def row_count(self) -> int:
        """Room for all, so that the panel keeps its size while one types."""
        return len(self._highlights)

    def narrow(self) -> None:
        """Show the rows that fit what is typed."""
        words = fold(self.field.text()).split()
        found = [one for one in self._highlights if all(word in fold(one.quote) for word in words)]
        self.rows.set_items(found, self._described)
        self.list.select_row(0)

    def _described(self, highlight: Highlight) -> OverlayRow:
        around = one_line(f"…{highlight.before}[…]{highlight.after}…", _SHOWN)
        is_lost = highlight in self._lost
        note = "No longer in the text" if is_lost else ""
        return OverlayRow(one_line(highlight.quote, _SHOWN), around, "text-search", note, is_lost)

    def _take(self, highlight: Highlight) -> None:
        self.leave()
        self.chosen.emit(highlight)

    def _take_off(self) -> None:
        highlight = self.list.current_item()
        if not isinstance(highlight, Highlight):
            return
        row = self.list.currentIndex().row()
        self._highlights.remove(highlight)
        self.narrow()
        self.list.select_row(min(row, self.rows.rowCount() - 1))
        announce(self.field, "Highlight taken off")
        self.taken_off.emit(highlight)
