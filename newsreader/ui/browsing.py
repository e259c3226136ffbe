"""Which list is in view, in which order, and which rows it holds; the rows themselves are edited, never rebuilt.

A row that was on the screen stays where it is although it no longer belongs to the list (an article that was just read,
in "unread"), until the list is cleared or another one is chosen (product.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from newsreader.core.timeline import ListKey, Sort, next_where, row_after_loss


class Shelf(Protocol):
    """What browsing asks of the library's catalogue; every call is instant."""

    def ids(self, key: ListKey, sort: Sort, today: date) -> list[int]:
        """The articles of a list, in order."""

    def holds(self, id_: int) -> bool:
        """Whether an article is still there."""


class Browsing(QObject):
    """The list in view."""

    list_chosen = Signal(object)
    """Another `ListKey` is in view."""
    rows_changed = Signal(list)
    """The ids in view, in order."""

    def __init__(
        self, is_read: Callable[[int], bool], today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        """`is_read` tells what hiding read articles hides; `today` is asked at each change of the rows."""
        super().__init__(parent)
        self._is_read = is_read
        self._today = today
        self._shelf: Shelf | None = None
        self._found: frozenset[int] | None = None
        self.key = ListKey()
        self.sort = Sort.NEWEST
        self.hides_read = False
        self.ids: list[int] = []
        self._before: list[int] = []
        self._lost = (-1, 0)

    def open(self, shelf: Shelf | None) -> None:
        """Look at another library, or at none; what was in view is forgotten."""
        self._shelf = shelf
        self._found = None
        self._show([])

    def choose(self, key: ListKey) -> None:
        """Bring another list into view; the same one again clears its rows that were just read."""
        self.key = key
        self._found = None
        self.clear()
        self.list_chosen.emit(key)

    def clear(self) -> None:
        """Drop the rows that stayed although they no longer belong to the list."""
        self._show(self._fresh())

    def refresh(self) -> None:
        """Articles or marks have changed: take in what is new, keep what is on the screen, drop what is gone."""
        if self._shelf is None:
            return
        fresh = self._fresh()
        staying = {id_ for id_ in self.ids if self._shelf.holds(id_)}.difference(fresh)
        if staying:
            members = staying.union(fresh)
            fresh = [id_ for id_ in self._shelf.ids(ListKey(), self.sort, self._today()) if id_ in members]
        self._show(fresh)

    def sort_by(self, sort: Sort) -> None:
        """Put the rows in another order."""
        self.sort = sort
        self.refresh()

    def hide_read(self, hides: bool) -> None:
        """Leave read articles out of every list, or take them in again."""
        self.hides_read = hides
        self.clear()

    def show_found(self, found: Collection[int] | None) -> None:
        """Show what a search found instead of the list; None: the list again."""
        self._found = None if found is None else frozenset(found)
        self.clear()

    @property
    def is_searching(self) -> bool:
        """Whether the results of a search are in view."""
        return self._found is not None

    def next_where(self, current: int | None, wanted: Callable[[int], bool], step: int = 1) -> int | None:
        """The nearest row after (or before) `current` that is wanted, without wrapping.

        Where the file of `current` is gone, the row that took its place counts as the next. Without a current row the
        search starts at the first, or at the last with `step` -1.
        """
        if current in self.ids:
            row = self.ids.index(current) + step
        elif current is not None and current == self._lost[0]:
            row = self._lost[1] if step > 0 else self._lost[1] - 1
        else:
            row = 0 if step > 0 else len(self.ids) - 1
        return next_where(self.ids, row, wanted, step)

    def note_loss(self, id_: int) -> None:
        """The article that is being read has gone: remember where it stood."""
        if id_ in self._before:
            self._lost = (id_, row_after_loss(self._before, set(self.ids), id_))

    def _fresh(self) -> list[int]:
        if self._shelf is None:
            return []
        if self._found is not None:
            found = self._found
            return [id_ for id_ in self._shelf.ids(ListKey(), self.sort, self._today()) if id_ in found]
        ids = self._shelf.ids(self.key, self.sort, self._today())
        if self.hides_read:
            return [id_ for id_ in ids if not self._is_read(id_)]
        return ids

    def _show(self, ids: list[int]) -> None:
        self._before, self.ids = self.ids, ids
        self.rows_changed.emit(ids)
