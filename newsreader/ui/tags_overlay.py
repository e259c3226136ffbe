"""Editing the reader's tags of the selected articles: a field to type in, and every tag of the library."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.own import tag_name
from newsreader.core.text import fold
from newsreader.ui.announcer import announce
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Add or take off"), (("↑", "↓"), "Move"), (("Esc",), "Close"))
_MOST = 200


class TagsOverlay(FieldOverlay):
    """Rows: what is typed, as a new tag; the reader's tags; the file's, which cannot be taken off; all others."""

    tag_toggled = Signal(str, bool)
    """A tag is to be put on (True) or taken off the articles."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_tags`."""
        super().__init__("Tags", "Add a tag", look, parent, _HINTS)
        self._own: dict[str, str] = {}
        self._file: dict[str, str] = {}
        self._all: tuple[str, ...] = ()
        self.list.taken.connect(self._toggle)

    def show_tags(self, own: Sequence[str], file: Sequence[str], known: Sequence[str]) -> None:
        """The tags all selected articles have of their reader, those of their files, and those of the library."""
        self._own = {fold(tag): tag for tag in own}
        self._file = {fold(tag): tag for tag in file}
        self._all = tuple(known)
        self.begin()

    def row_count(self) -> int:
        """Room enough to keep its size while one types."""
        return 9

    def narrow(self) -> None:
        """Show the rows that fit what is typed."""
        typed = tag_name(self.field.text())
        wanted = fold(typed)
        first = {**self._own, **self._file}
        rest = {fold(tag): tag for tag in self._all if fold(tag) not in first}
        found = [tag for key, tag in {**first, **rest}.items() if wanted in key][:_MOST]
        is_new = bool(typed) and wanted not in first and wanted not in rest
        self.rows.set_items([typed, *found] if is_new else found, self._described)
        exact = next((row for row, tag in enumerate(found) if fold(tag) == wanted), 0)
        self.list.select_row(0 if is_new else exact)

    def _described(self, tag: str) -> OverlayRow:
        key = fold(tag)
        if key in self._own:
            return OverlayRow(tag, icon="check", note="Yours")
        if key in self._file:
            return OverlayRow(tag, icon="tag", note="In the file", faint=True)
        is_known = any(fold(other) == key for other in self._all)
        return OverlayRow(tag if is_known else f"Add “{tag}”", icon="tag" if is_known else "plus")

    def _toggle(self, tag: str) -> None:
        key = fold(tag)
        if key in self._file and key not in self._own:
            announce(self.field, "This tag is in the file")
            return
        puts_on = key not in self._own
        if puts_on:
            self._own[key] = tag
        else:
            del self._own[key]
        self.tag_toggled.emit(tag, puts_on)
        self.field.clear()
        self.narrow()
        announce(self.field, f"{tag} {'added' if puts_on else 'taken off'}")
