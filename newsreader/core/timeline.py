"""The timeline: which list is in view, in which order, and what may be decided about it without looking at a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.core.enums import StrEnum
from newsreader.core.values import dataclass


class ListKind(StrEnum):
    """The lists of the navigation."""

    ALL = "all"
    UNREAD = "unread"
    TODAY = "today"
    STARRED = "starred"
    SOURCE = "source"
    TAG = "tag"
    FOLDER = "folder"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class ListKey:
    """One list of the navigation; `value` names the source, the tag or the folder, and is "" otherwise."""

    kind: ListKind = ListKind.ALL
    value: str = ""


class Sort(StrEnum):
    """The orders of a list; within one, equal articles follow their paths. OLDEST is NEWEST from the other end."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    SOURCE = "source"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Removal:
    """Rows `first` to `last`, both included, go."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insertion:
    """`ids` come in before row `row`."""

    row: int
    ids: tuple[int, ...]


Edit = Removal | Insertion


def edits(old: Sequence[int], new: Sequence[int]) -> list[Edit]:
    """The row edits that turn `old` into `new`, to be applied in order; ids occur once in each.

    An id in both stays in its row where the order allows it (the longest run that keeps its order does), so that a
    selection on it survives. Removals come first, from the bottom up, then insertions from the top down.
    """
    staying = _kept(old, new)
    result: list[Edit] = []
    row = len(old) - 1
    while row >= 0:
        if old[row] in staying:
            row -= 1
            continue
        last = row
        while row > 0 and old[row - 1] not in staying:
            row -= 1
        result.append(Removal(row, last))
        row -= 1
    row = 0
    while row < len(new):
        if new[row] in staying:
            row += 1
            continue
        first = row
        while row < len(new) and new[row] not in staying:
            row += 1
        result.append(Insertion(first, tuple(new[first:row])))
    return result


def _kept(old: Sequence[int], new: Sequence[int]) -> set[int]:
    """The ids of a longest common subsequence: patience sorting over the places of `old` ids in `new`."""
    place = {id_: row for row, id_ in enumerate(new)}
    tails: list[int] = []
    tail_ids: list[int] = []
    before: dict[int, int | None] = {}
    for id_ in old:
        if id_ not in place:
            continue
        target = place[id_]
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if tails[middle] < target:
                low = middle + 1
            else:
                high = middle
        before[id_] = tail_ids[low - 1] if low else None
        if low == len(tails):
            tails.append(target)
            tail_ids.append(id_)
        else:
            tails[low] = target
            tail_ids[low] = id_
    kept: set[int] = set()
    walker: int | None = tail_ids[-1] if tail_ids else None
    while walker is not None:
        kept.add(walker)
        walker = before[walker]
    return kept


def next_where(
    ids: Sequence[int], row: int, wanted: Callable[[int], bool], step: int = 1, reach: int | None = None
) -> int | None:
    """The first id from `row` on (downwards, or upwards with `step` -1) that is wanted; None at the end: no wrap.

    At most `reach` rows are looked at.
    """
    stop = len(ids) if step > 0 else -1
    if reach is not None:
        stop = min(stop, row + reach) if step > 0 else max(stop, row - reach)
    return next((ids[number] for number in range(row, stop, step) if wanted(ids[number])), None)


class RowFinder:
    """Finds the rows of ids: at once near the row that was found last, else 10 ns a row that is passed."""

    def __init__(self) -> None:
        """Start at the top."""
        self._near = 0

    def row_of(self, ids: Sequence[int], id_: int) -> int | None:
        """The row of an id in `ids`; None where it is not there."""
        for row in range(max(0, self._near - 1), min(len(ids), self._near + 2)):
            if ids[row] == id_:
                self._near = row
                return row
        try:
            self._near = ids.index(id_)
        except ValueError:
            return None
        return self._near
