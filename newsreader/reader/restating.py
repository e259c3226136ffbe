"""Rows brought in line with what the reader makes of articles: their flags, and the sums of what is unread.

Of a few rows the index is asked about each; where a good part of the library is concerned it is gone through instead,
which takes a third of the time (100,000 of 100,000: 0.1 s, measured 2026-11-30).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress

from newsreader.core.hints import Protocol, TypeVar
from newsreader.reader.marks import Marks
from newsreader.reader.tally import Tally
from newsreader.store.index.packing import PRESENT, READ, STARRED, base_of, elders_of, kin
from newsreader.store.index.reader import Reader, Snapshot
from newsreader.store.many import Texts, ids_in_order, packed

Answer = TypeVar("Answer")
Other = TypeVar("Other")

_SHARE = 4
"""From one in so many rows on all of them are gone through."""
_MARKS = READ | STARRED
_PART = 4000
"""Rows whose identities are at hand at once: half a megabyte. 50,000 texts that are not wanted for long leave memory in
pieces.
"""


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
        self._named: tuple[array[int], Texts] | None = None

    def identities_of(self, ids: Sequence[int]) -> Sequence[str]:
        """The identities of many rows, in no order; 1 µs each."""
        if len(ids) * _SHARE < len(self._rows):
            return packed(name for _, names in self._identified(ids) for name in names)
        mask = bytearray(len(self._flags))
        for id_ in ids:
            if id_ < len(mask):
                mask[id_] = 1
        # What is asked for so many of them is going to be marked: that needs the identities of all.
        there: array[int] = array("q")
        names = Texts(self._noted(there))
        self._named = (there, names)
        is_wanted = bytearray(id_ < len(mask) and mask[id_] for id_ in there)
        return names if all(is_wanted) else packed(compress(names, is_wanted))

    def unread_of(self, ids: Sequence[int]) -> Sequence[str]:
        """The identities of those of many rows that are unread, in no order; 1 µs each."""
        flags = self._flags
        return self.identities_of(array("I", (id_ for id_ in ids if id_ < len(flags) and not flags[id_] & READ)))

    def restate(self, marked: Sequence[Sequence[str]], known: Sequence[tuple[int, str]] | None = None) -> Sequence[int]:
        """Marks of these identities changed: the rows it concerns, in line now; where they are many, those that look
        different. 2 µs a row.

        `known` are rows, with their identities, of which the index does not know the identity yet; None where there is
        no such row in all of it.
        """
        hit: array[int] = array("q")
        read, unread = array("I"), array("I")
        if known is not None or sum(map(len, marked)) * _SHARE < len(self._rows):
            wanted = set(chain.from_iterable(marked))
            some = [(id_, name) for id_, name in known or () if name in wanted]
            for ids, names in chain(self._rows_of(wanted), [([id_ for id_, _ in some], [name for _, name in some])]):
                self._give(ids, self._marks.flags_of(names), read, unread)
                hit.extend(ids)
        else:
            for ids, names in self._all_rows():
                hit.extend(self._give(ids, self._marks.flags_of(names), read, unread))
        self._count(read, -1)
        self._count(unread, 1)
        return hit

    def take(self, ids: Sequence[int], flags: Iterable[int]) -> None:
        """These rows have these flags, of READ and STARRED; each is there once."""
        read, unread = array("I"), array("I")
        self._give(ids, flags, read, unread)
        self._count(read, -1)
        self._count(unread, 1)

    def _rows_of(self, wanted: set[str]) -> Iterator[tuple[Sequence[int], Sequence[str]]]:
        """Rows of these identities, and those that have one of them as their elder, with the identity of each."""
        kins = sorted({kin(base_of(identity)) for identity in wanted})
        for ids, names in self._identified(self._ask(lambda reader: reader.rows_of_kins(kins), ())):
            elders = elders_of(names)
            is_one = [name in wanted or elders.get(name) in wanted for name in names]
            yield list(compress(ids, is_one)), list(compress(names, is_one))

    def _all_rows(self) -> Iterator[tuple[Sequence[int], Sequence[str]]]:
        named, self._named = self._named, None
        if named is None:
            yield from self._identified(self._rows)
            return
        start = 0
        for names in named[1].pieces():
            yield named[0][start : start + len(names)], names
            start += len(names)

    def _identified(self, rows: Sequence[int]) -> Iterator[tuple[array[int], list[str]]]:
        """Those of many rows that are there, with their identities, some thousand at a time."""
        nothing: tuple[array[int], list[str]] = (array("q"), [])
        in_order = ids_in_order(rows)
        for start in range(0, len(in_order), _PART):
            part = in_order[start : start + _PART]
            yield self._ask(lambda reader, part=part: reader.identified(part), nothing)  # type: ignore[misc]

    def _noted(self, there: array[int]) -> Iterator[str]:
        """The identities of all rows, which are noted in `there`."""
        for ids, names in self._identified(self._rows):
            there.extend(ids)
            yield from names

    def _give(self, ids: Sequence[int], given: Iterable[int], read: array[int], unread: array[int]) -> list[int]:
        """Have these rows these flags; which have others than before. What was read or unread by that is noted."""
        all_flags, last = self._flags, len(self._flags) - 1
        others = []
        for id_, marks in zip(ids, given, strict=True):
            if id_ > last:
                continue  # it has come since
            old = all_flags[id_]
            new = old & ~_MARKS | marks
            if new != old and old & PRESENT:
                all_flags[id_] = new
                others.append(id_)
                if (old ^ new) & READ:
                    (read if new & READ else unread).append(id_)
        return others

    def _count(self, ids: Sequence[int], more_unread: int) -> None:
        if not ids:
            return
        if len(ids) * _SHARE < len(self._rows):
            self._tally.mark(self._ask(lambda reader: reader.standings(ids), ()), more_unread)
        else:
            self._tally.shift(self._ask(lambda reader: list(reader.sums(ids)), ()), more_unread)
