"""Answering queries from the index: the newest hits at once, then all of them.

FTS5 is asked for every article that may match; what it cannot tell exactly (phrases, CJK words of three characters and
more) is compared with the texts. `first` goes through the candidates from the newest and stops at a page; `every` joins
sets of rows, one byte a row.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import compress, islice
from pathlib import Path
from zlib import error as PackingError  # noqa: N812 - a type

import apsw

from newsreader.core.article import Article
from newsreader.core.search.tree import All, Dated, Either, Folder, Length, Marked, Node, Not, Text, joined
from newsreader.core.text import fold
from newsreader.store.index.asking import asked_of, cost, is_told, leaves
from newsreader.store.index.candidate import ROWS, TEXTS, Candidate, longest
from newsreader.store.index.listings import ENTRIES, NEWEST, SORTED
from newsreader.store.index.packing import PRESENT, READ, STARRED
from newsreader.store.index.reader import DamagedError, Reader

FIRST_S = 0.15
"""`first` gives what it has after this long (security.md section 5: the first page within 300 ms)."""
_BATCH = 128
_MANY = 20_000
_WIDEST_OFFSET_S = 14 * 3600
_ORDERED = (
    "SELECT article.id FROM article JOIN folder ON folder.id = article.folder WHERE article.id IN ({}) ORDER BY "  # noqa: S608
    + SORTED[NEWEST].replace(":latest", "?")
)


class SupersededError(Exception):
    """The query was given up: `interrupt` was called."""


class Finder:
    """Answers from one index; blocking, for one thread, but `interrupt`, which any may call.

    Every question raises `SupersededError`, `DamagedError` or OSError.
    """

    def __init__(self, path: Path) -> None:
        """Open the index at `path`. Raises `BadIndexError`, FileNotFoundError or OSError."""
        self._reader = Reader(path)
        self._round = -1
        self._ids = array("I")
        self._newest = array("I")
        self._dated = 0
        self._latest = 0
        self._stamp = 0
        self._flags = bytearray(1)
        self._present = b"\0"
        self._is_dropped = False

    def close(self) -> None:
        """Let go of the index."""
        self._reader.close()

    def interrupt(self) -> None:
        """Give up the question that is being answered."""
        self._is_dropped = True
        self._reader.interrupt()

    @property
    def is_stuck(self) -> bool:
        """Whether a question was interrupted in such a way that no other one can be asked."""
        return self._reader.is_asking

    def first(self, node: Node, limit: int) -> tuple[array[int], bool]:
        """About the newest `limit` rows that match, and whether that is all there are."""
        with _Question(self):
            until = time.monotonic() + FIRST_S
            parts = list(node.nodes) if isinstance(node, All) else [node]
            rest = joined(All, [part for part in parts if cost(part)])
            mask = self._present
            cheap = [part for part in parts if not cost(part)]
            if cheap:
                allowed = int.from_bytes(mask, "little")
                for part in cheap:
                    allowed = self._evaluate(part, allowed)
                mask = allowed.to_bytes(len(mask), "little")
            asked = None if rest is None else asked_of(rest)
            hits = self._newest if asked is None else self._newest_hits(asked.expression)
            candidates = filter(mask.__getitem__, hits)
            found = array("I")
            while batch := list(islice(candidates, _BATCH)):
                self._check()
                is_sure = rest is None or (asked is not None and asked.is_exact)
                found.extend(batch if is_sure or rest is None else self._matching(rest, batch))
                if len(found) >= limit or time.monotonic() > until:
                    return self._in_order(found[:limit]), False
            return self._in_order(found), True

    def every(self, node: Node) -> array[int]:
        """Every row that matches, the newest first."""
        with _Question(self):
            rows = self._evaluate(node, int.from_bytes(self._present, "little"))
            mask = rows.to_bytes(len(self._flags), "little")
            return array("I", compress(self._newest, map(mask.__getitem__, self._newest)))

    def newest(self, limit: int) -> array[int]:
        """The newest `limit` rows that are there."""
        with _Question(self):
            return array("I", islice(filter(self._present.__getitem__, self._newest), limit))

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """The articles of rows, in no order."""
        return [article for _, article, _ in self._reader.rows(ids)]

    def likely(self, word: str) -> str:
        """The word of the library that is most like a misspelt one, by one letter; "" where none is."""
        with _Question(self):
            query = "SELECT doc FROM temp.vocabulary WHERE term=?"
            self._reader.ask("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, row)")
            best, most = "", 0
            for other in _one_letter_off(word):
                self._check()
                rows = self._reader.ask(query, (other,))
                if rows and rows[0][0] > most:
                    best, most = other, rows[0][0]
            return best

    def take_stock(self) -> None:
        """See what was published, and marked, since the last question."""
        reader = self._reader
        number = reader.round()
        if number != self._round:
            self._ids = reader.order(ENTRIES).ids or array("I", [0])
            newest = reader.order(NEWEST)
            self._newest, self._dated = newest.ids, newest.dated
            self._flags = reader.flags()
            self._present = self._told(lambda flags: bool(flags & PRESENT))
            self._latest = int(reader.meta("latest") or 0)
            self._stamp = int(reader.meta("stamp") or 0)
            self._round = number
        marked = reader.newest_mark()
        for id_, flags in zip(*reader.marks_after(self._stamp), strict=True):
            self._flags[id_] = self._flags[id_] & ~(READ | STARRED) | flags & (READ | STARRED)
        self._stamp = marked  # a mark that came in between is met again
        self._is_dropped = False

    def _in_order(self, ids: array[int]) -> array[int]:
        """A few rows, the newest first: entries are in the order of dates only as far as that was known."""
        query = _ORDERED.format(",".join("?" * len(ids)))
        return array("I", [id_ for (id_,) in self._reader.ask(query, (*ids, self._latest))])

    def _check(self) -> None:
        if self._is_dropped:
            raise SupersededError

    def _newest_hits(self, expression: str) -> Iterator[int]:
        ids = self._ids
        query = "SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC"
        for (entry,) in self._reader.each(query, (expression, len(ids))):
            yield ids[entry]

    def _hits(self, expression: str) -> int:
        ids, rows = self._ids, bytearray(len(self._flags))
        query = "SELECT rowid FROM search WHERE search MATCH ? AND rowid < ?"
        for (entry,) in self._reader.each(query, (expression, len(ids))):
            rows[ids[entry]] = 1
        return int.from_bytes(rows, "little")

    def _where(self, wanted: Callable[[int], bool]) -> int:
        return int.from_bytes(self._told(wanted), "little")

    def _told(self, wanted: Callable[[int], bool]) -> bytes:
        """1 for each row whose flags are wanted, 0 for the others."""
        return bytes(self._flags.translate(bytes(wanted(flags) for flags in range(256))))

    def _evaluate(self, node: Node, within: int) -> int:
        """The rows of `within` that match."""
        self._check()
        asked = asked_of(node)
        if asked is not None and asked.is_exact:
            return within & self._hits(asked.expression)
        match node:
            case All(nodes):
                if asked is not None:
                    within &= self._hits(asked.expression)
                for part in sorted(nodes, key=cost):
                    if within and not (asked is not None and is_told(part)):
                        within = self._evaluate(part, within)
                return within
            case Either(nodes):
                either = 0
                for part in nodes:
                    either |= self._evaluate(part, within)
                return either
            case Not(inner):
                return within & ~self._evaluate(inner, within)
            case Text():
                assert asked is not None
                return self._compared(node, within & self._hits(asked.expression))
            case _:
                return within & self._filtered(node, within)

    def _filtered(self, node: Node, within: int) -> int:
        match node:
            case Marked("starred"):
                return self._where(lambda flags: bool(flags & STARRED))
            case Marked(state):
                return self._where(lambda flags: bool(flags & READ) == (state == "read"))
            case Folder(path):
                return self._packed(self._reader.in_folders(self._folders(path)))
            case Dated(first=first, last=last):
                return self._published(first, last)
            case Length(least, most):
                query = "SELECT id FROM article WHERE max(words, characters) BETWEEN ? AND ?"
                return self._packed(id_ for (id_,) in self._reader.each(query, (least, longest(most))))
            case _:
                return self._compared(node, within)

    def _compared(self, node: Node, within: int) -> int:
        """The rows of `within` that match when each is looked at."""
        rows = iter(_members(within, len(self._flags)))
        found = array("I")
        while batch := list(islice(rows, _BATCH)):
            self._check()
            found.extend(self._matching(node, batch))
        return self._packed(found)

    def _matching(self, node: Node, ids: Sequence[int]) -> list[int]:
        """Those of a few rows that match, in their order."""
        marks = ",".join("?" * len(ids))
        kinds = set(map(type, leaves(node)))
        if kinds <= {Text, Marked}:
            query = TEXTS.format(marks)
        elif Text in kinds:
            query = ROWS.format("text", " LEFT JOIN words ON words.id = article.id", marks)
        else:
            query = ROWS.format("NULL", "", marks)
        rows = {row[0]: Candidate(row, self._flags[row[0]]) for row in self._reader.ask(query, tuple(ids))}
        try:
            return [id_ for id_ in ids if id_ in rows and rows[id_].matches(node)]
        except (PackingError, ValueError, IndexError) as error:
            raise DamagedError(str(error)) from error

    def _published(self, first: date | None, last: date | None) -> int:
        """The rows published from `first` to `last`. The order by date is by moments in UTC; near the edges each row is
        asked for its own day.
        """
        ids, end, start = self._newest, 0, self._dated
        near: list[int] = list(ids[: self._place(self._latest)])  # dates in the future sort as the latest
        if last is not None:
            edge = _midnight(last) + 86400
            end = self._place(edge - _WIDEST_OFFSET_S)
            near += ids[self._place(edge + _WIDEST_OFFSET_S) : end]
        if first is not None:
            edge = _midnight(first)
            start = self._place(edge + _WIDEST_OFFSET_S)
            near += ids[start : self._place(edge - _WIDEST_OFFSET_S)]
        sure = set(near)
        certain = [id_ for id_ in ids[end:start] if id_ not in sure] if end < start else []
        days = Dated("", "", first, last)
        rows = self._packed(certain)
        unsure = iter(sure)
        while batch := list(islice(unsure, _BATCH)):
            rows |= self._packed(self._matching(days, batch))
        return rows

    def _place(self, moment: int) -> int:
        """How many rows of the order by date were published at `moment` (seconds since 1970) or later."""

        def is_older(id_: int) -> bool:
            rows = self._reader.ask("SELECT moment FROM article WHERE id=?", (id_,))
            return bool(rows) and rows[0][0] is not None and min(rows[0][0], self._latest) < moment

        return bisect_left(self._newest, True, 0, self._dated, key=is_older)

    def _folders(self, path: str) -> list[int]:
        inside = path + "/"
        return [folder for folder, name in self._reader.folders() if f"{fold(name)}/".startswith(inside)]

    def _packed(self, ids: Iterable[int]) -> int:
        rows = bytearray(len(self._flags))
        for id_ in ids:
            if id_ < len(rows):
                rows[id_] = 1
        return int.from_bytes(rows, "little")


class _Question:
    """One question, asked of one state of the index."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._reader = finder._reader  # noqa: SLF001 - a part of it

    def __enter__(self) -> None:
        try:
            self._reader.ask("BEGIN")
            self._finder.take_stock()
        except apsw.InterruptError as error:
            self._end()
            raise SupersededError from error
        except BaseException:
            self._end()
            raise

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._end()
        # FTS5 that is interrupted while it opens its table fails like a damaged one; if it is, the next question tells.
        dropped = self._finder._is_dropped  # noqa: SLF001 - a part of it
        if isinstance(error, apsw.InterruptError) or (dropped and isinstance(error, DamagedError)):
            raise SupersededError from error

    def _end(self) -> None:
        """An interruption may come here as well, and SQLite holds it up against every statement until those that were
        running have ended: whoever asks next sees by `Finder.is_stuck` that this index has to be opened anew.
        """
        if self._reader.is_asking:
            with suppress(apsw.InterruptError):
                self._reader.ask("COMMIT")


def _members(rows: int, count: int) -> Iterator[int]:
    """The ids in a set of rows of one byte each."""
    data = rows.to_bytes(count, "little")
    place = data.find(1)
    while place >= 0:
        yield place
        place = data.find(1, place + 1)


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _one_letter_off(word: str) -> set[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    near = {left + right[1:] for left, right in halves if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    near |= {left + letter + right[1:] for left, right in halves if right for letter in letters}
    near |= {left + letter + right for left, right in halves for letter in letters}
    return near - {word, ""}
