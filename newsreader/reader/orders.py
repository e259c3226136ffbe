"""The orders of a library's rows: by date as the index has them, the others by its listings."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from newsreader.core.timeline import Sort
from newsreader.store.index.listings import SOURCE, TITLE
from newsreader.store.index.reader import Listing


def ordered(sort: Sort, newest: Listing, kept: Callable[[int], Sequence[int]]) -> Sequence[int]:
    """Every row in an order; `kept` gives a listing of the index, which may not be there yet: the newest first then."""
    if sort is Sort.NEWEST:
        return newest.ids
    if sort is Sort.OLDEST:
        return newest.ids[: newest.dated][::-1] + newest.ids[newest.dated :]
    if sort is Sort.ADDED:
        return array("I", sorted(newest.ids, reverse=True))
    ids = kept(TITLE if sort is Sort.TITLE else SOURCE)
    return ids if len(ids) == len(newest.ids) else newest.ids
