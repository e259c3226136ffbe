"""Rows brought in line with what the reader makes of articles: their flags, and the sums of what is unread.

Of a few rows the index is asked about each; where a good part of the library is concerned it is gone through instead,
which takes a third of the time (100,000 of 100,000: 0.1 s, measured 2026-11-30).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from newsreader.core.hints import Protocol, TypeVar, cast
from newsreader.reader.marks import Marks
from newsreader.reader.tally import Tally
from newsreader.store.index.packing import PRESENT, READ, STARRED, base_of, elders_of, kin
from newsreader.store.index.reader import Reader, Snapshot

Answer = TypeVar("Answer")
Other = TypeVar("Other")

_SHARE = 4
"""From one in so many rows on all of them are gone through."""
_MARKS = READ | STARRED
_PART = 4000
"""Rows whose identities are at hand at once: half a megabyte."""


class Ask(Protocol):
    """Asks an index; what it cannot say is `otherwise`."""

    def __call__(self, question: Callable[[Reader], Answer], otherwise: Other) -> Answer | Other:
        """The answer to `question`."""


class Restating:
    """The flags and sums of one publication of the index, as marks change."""

    def __init__(self, shot: Snapshot, tally: Tally, marks: Marks, ask: Ask) -> None:
        """`shot.flags` and `tally` are changed in place."""
        self._flags = shot.flags
        self._rows = shot.newest.ids
        self._tally = tally
        self._marks = marks
        self._ask = ask
        self._named: tuple[array[int], list[str]] | None = None

    def identities_of(self, ids: Sequence[int]) -> list[str]:
        """The identities of many rows, in no order; 1 µs each."""
        if len(ids) * _SHARE < len(self._rows):
            return self._identified(ids)[1]
        mask = bytearray(len(self._flags))
        for id_ in ids:
            if id_ < len(mask):
                mask[id_] = 1
        # What is asked for so many of them is going to be marked: that needs the identities of all.
        self._named = self._identified(self._rows)
        return [name for id_, name in zip(*self._named, strict=True) if id_ < len(mask) and mask[id_]]

    def unread_of(self, ids: Sequence[int]) -> list[str]:
        """The identities of those of many rows that are unread, in no order; 1 µs each."""
        flags = self._flags
        return self.identities_of(array("I", (id_ for id_ in ids if id_ < len(flags) and not flags[id_] & READ)))

    def restate(self, identities: Iterable[str], known: Iterable[tuple[int, str]] = ()) -> Sequence[int]:
        """Marks of these identities changed: the rows it concerns, in line now. 2 µs a row.

        `known` are rows, with their identities, of which the index does not know the identity yet.
        """
        wanted = {identity: identity for identity in identities}
        hit: array[int] = array("q")
        names: list[str] = []
        for some, of_some in self._concerned(wanted):
            hit.extend(some)
            names += of_some
        for id_, name in known:
            if name in wanted:
                hit.append(id_)
                names.append(name)
        self._give(hit, self._marks.flags_of(names))
        return hit

    def take(self, flags: Mapping[int, int]) -> None:
        """These rows have these flags, of READ and STARRED."""
        self._give(list(flags), flags.values())

    def _concerned(self, wanted: Mapping[str, str]) -> Iterator[tuple[array[int], list[str]]]:
        """Rows of these identities, and those that have one of them as their elder; and the identity of each. Some
        thousand at a time: 50,000 texts that are not wanted for long leave memory in pieces.
        """
        rows: Sequence[int] = self._rows
        if len(wanted) * _SHARE < len(rows):
            kins = sorted({kin(base_of(identity)) for identity in wanted})
            rows = self._ask(lambda reader: reader.rows_of_kins(kins), ())
        named, self._named = self._named, None
        if named is not None and rows is self._rows:
            yield _those(wanted, *named)
            return
        in_order = array("q", sorted(rows))
        for start in range(0, len(in_order), _PART):
            yield _those(wanted, *self._identified(in_order[start : start + _PART]))

    def _identified(self, rows: Sequence[int]) -> tuple[array[int], list[str]]:
        nothing: tuple[array[int], list[str]] = (array("q"), [])
        return self._ask(lambda reader: reader.identified(rows), nothing)

    def _give(self, ids: Iterable[int], given: Iterable[int]) -> None:
        """Have these rows these flags, and count them as what they are then."""
        all_flags, last = self._flags, len(self._flags) - 1
        read, unread = array("I"), array("I")
        for id_, marks in zip(ids, given, strict=True):
            if id_ > last:
                continue  # it has come since
            old = all_flags[id_]
            new = old & ~_MARKS | marks
            if new != old and old & PRESENT:
                all_flags[id_] = new
                if (old ^ new) & READ:
                    (read if new & READ else unread).append(id_)
        self._count(read, -1)
        self._count(unread, 1)

    def _count(self, ids: Sequence[int], more_unread: int) -> None:
        if not ids:
            return
        if len(ids) * _SHARE < len(self._rows):
            self._tally.mark(self._ask(lambda reader: reader.standings(ids), ()), more_unread)
        else:
            self._tally.shift(self._ask(lambda reader: list(reader.sums(ids)), ()), more_unread)


def _those(wanted: Mapping[str, str], ids: array[int], names: list[str]) -> tuple[array[int], list[str]]:
    """Of these rows those that are wanted, whose texts are at hand already, or whose elder is."""
    same = list(map(wanted.get, names))
    if None not in same:
        return ids, cast(list[str], same)
    elders = elders_of(names)
    hit = [
        (id_, wanted.get(name, name))
        for id_, name in zip(ids, names, strict=True)
        if name in wanted or elders.get(name) in wanted
    ]
    return array("q", (id_ for id_, _ in hit)), [name for _, name in hit]
