"""Which list is in view, in which order, and which rows it holds; the rows themselves are edited, never rebuilt.

A row that was on the screen stays where it is although it no longer belongs to the list (an article that was just read,
in "unread"), until the list is cleared or another one is chosen (product.md).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import chain

from PySide6.QtCore import QObject, Signal

from newsreader.core.hints import Protocol
from newsreader.core.timeline import ListKey, RowFinder, Sort, next_where
from newsreader.reader.search import Found

FEW = 50
"""So many rows that have changed are looked at one by one; after more of them the list is made anew."""


class Shelf(Protocol):
    """What browsing asks of the library's catalogue; every call is instant."""

    def ids(
        self, key: ListKey, sort: Sort, today: date, *, hides_read: bool = False, also: Iterable[int] = ()
    ) -> Sequence[int]:
        """The articles of a list, in order, with those of `also` that are still there."""

    def among(self, found: Iterable[int], sort: Sort) -> Sequence[int]:
        """Those of `found` that are there, in order."""

    def folded(self, ids: Sequence[int]) -> Sequence[int]:
        """`ids` with one row for each article, where that is wanted."""

    def belongs(self, id_: int, key: ListKey, today: date, *, hides_read: bool = False) -> bool:
        """Whether an article is of a list."""

    def holds(self, id_: int) -> bool:
        """Whether an article is still there."""


class Browsing(QObject):
    """The list in view."""

    list_chosen = Signal(object)
    """Another `ListKey` is in view."""
    rows_changed = Signal(object)
    """The ids in view, in order."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        """`today` is asked at each change of the rows."""
        super().__init__(parent)
        self._today = today
        self._shelf: Shelf | None = None
        self._found: Found | None = None
        self._staying: set[int] = set()
        self._finder = RowFinder()
        self.key = ListKey()
        self.sort = Sort.NEWEST
        self.hides_read = False
        self.ids: Sequence[int] = array("I")
        self._before: Sequence[int] = self.ids
        self._lost = (-1, 0)

    def open(self, shelf: Shelf | None) -> None:
        """Look at another library, or at none; what was in view is forgotten."""
        self._shelf = shelf
        self._found = None
        self._staying.clear()
        self._show(self._fresh())

    def choose(self, key: ListKey) -> None:
        """Bring another list into view; the same one again clears its rows that were just read."""
        self.key = key
        self._found = None
        self.clear()
        self.list_chosen.emit(key)

    def clear(self) -> None:
        """Drop the rows that stayed although they no longer belong to the list."""
        self._staying.clear()
        self._show(self._fresh())

    def refresh(self) -> None:
        """Articles have come or gone: take in what is new, keep what is on the screen, drop what is gone."""
        if self._shelf is not None:
            self._show(self._fresh())

    def note(self, changed: Collection[int]) -> None:
        """These articles, or what the reader made of them, have changed: those in view stay, others may come."""
        if self._shelf is None or self._found is not None:
            return
        if len(changed) > FEW:
            self._note_many(changed)
            return
        comes = False
        for id_ in changed:
            is_here = self.row_of(id_) is not None
            if self._belongs(id_):
                self._staying.discard(id_)
                comes = comes or not is_here
            elif is_here:
                self._staying.add(id_)
        if comes:
            self.refresh()

    def _note_many(self, changed: Collection[int]) -> None:
        """The same for many articles: the list is made once instead of being asked about each."""
        assert self._shelf is not None
        there = self._shelf.ids(self.key, self.sort, self._today(), hides_read=self.hides_read)
        # A byte for each id: sets of 50,000 would be as many objects, and leave memory in pieces.
        is_there = bytearray(1 + max(chain(there, self.ids, self._staying, changed), default=0))
        for id_ in there:
            is_there[id_] = 1
        is_going = bytearray(len(is_there))
        for id_ in self.ids:
            is_going[id_] = not is_there[id_]
        self._staying = {id_ for id_ in self._staying if not is_there[id_]}
        self._staying.update(id_ for id_ in changed if is_going[id_])
        self.refresh()

    def sort_by(self, sort: Sort) -> None:
        """Put the rows in another order."""
        self.sort = sort
        self.refresh()

    def hide_read(self, hides: bool) -> None:
        """Leave read articles out of every list, or take them in again."""
        self.hides_read = hides
        self.clear()

    def show_found(self, found: Found | None) -> None:
        """Show what a search found instead of the list; None: the list again."""
        self._found = found
        self._staying.clear()
        if found is not None and (found.is_sorted or self.sort is Sort.NEWEST):
            self._show(self._shelf.folded(found.ids) if self._shelf is not None else found.ids)
        else:
            self._show(self._fresh())

    @property
    def is_searching(self) -> bool:
        """Whether the results of a search are in view."""
        return self._found is not None

    @property
    def is_counted(self) -> bool:
        """Whether all that was found is in view, and not only the first page."""
        return self._found is None or self._found.is_complete

    def row_of(self, id_: int | None) -> int | None:
        """The row of an article, None where it is not in view; at once near the row asked for last."""
        return None if id_ is None else self._finder.row_of(self.ids, id_)

    def next_where(
        self, current: int | None, wanted: Callable[[int], bool], step: int = 1, reach: int | None = None
    ) -> int | None:
        """The nearest row after (or before) `current` that is wanted, without wrapping, within `reach` rows.

        Where the file of `current` is gone, the row that took its place counts as the next. Without a current row the
        search starts at the first, or at the last with `step` -1.
        """
        here = self.row_of(current)
        if here is not None:
            row = here + step
        elif current is not None and current == self._lost[0]:
            row = self._lost[1] if step > 0 else self._lost[1] - 1
        else:
            row = 0 if step > 0 else len(self.ids) - 1
        return next_where(self.ids, row, wanted, step, reach)

    def note_loss(self, id_: int) -> None:
        """The article that is being read has gone: remember where it stood."""
        shelf = self._shelf
        if shelf is None or id_ not in self._before:
            return
        after = self._before.index(id_) + 1
        following = next((other for other in self._before[after:] if shelf.holds(other)), None)
        row = self.row_of(following)
        self._lost = (id_, len(self.ids) if row is None else row)

    def _belongs(self, id_: int) -> bool:
        assert self._shelf is not None
        return self._shelf.belongs(id_, self.key, self._today(), hides_read=self.hides_read)

    def _fresh(self) -> Sequence[int]:
        if self._shelf is None:
            return array("I")
        if self._found is not None and self._found.is_sorted:
            return self._shelf.folded([id_ for id_ in self._found.ids if self._shelf.holds(id_)])
        if self._found is not None:
            return self._shelf.among(self._found.ids, self.sort)
        today = self._today()
        return self._shelf.ids(self.key, self.sort, today, hides_read=self.hides_read, also=self._staying)

    def _show(self, ids: Sequence[int]) -> None:
        self._before, self.ids = self.ids, ids
        self.rows_changed.emit(ids)
