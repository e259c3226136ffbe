"""The articles of a library as its index has them: which there are, in which order, and how many of each kind.

Owned by the window's thread (or by a command line's only one). Ids in blocks, a byte of flags a row and the counts are
in memory; articles are fetched in pages and kept while they are looked at. Nothing is counted on the way to the screen.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, tzinfo
from itertools import chain, compress

from newsreader.core.article import Article, Problem
from newsreader.core.hints import TypeVar
from newsreader.core.text import fold
from newsreader.core.timeline import ListKey, ListKind, Sort
from newsreader.reader.changes import Changes
from newsreader.reader.copies import Copies
from newsreader.reader.flag_tables import (
    ALL_ROWS,
    DRAFT_ROWS,
    STARRED_ROWS,
    TROUBLED_ROWS,
    UNREAD_ROWS,
    Census,
    has_sketches,
)
from newsreader.reader.marks import Marks
from newsreader.reader.orders import ordered
from newsreader.reader.restating import Restating
from newsreader.reader.tally import Counts, Excess, Tally
from newsreader.reader.today import Today
from newsreader.store.index.packing import PRESENT, READ, STARRED
from newsreader.store.index.reader import SOURCE, TAG, DamagedError, Listing, Reader, Row, Snapshot
from newsreader.store.many import packed
from newsreader.store.scanner import News

Answer = TypeVar("Answer")
Other = TypeVar("Other")
KEPT = 8 * 64
"""So many articles are kept, 1 MB: 8 pages of 64. Fetching one again takes 20 µs; 200 pages were 24 MB."""
_PARTS = 64
"""So many changes of marks the index does not know are kept apart."""
_NOTHING = Snapshot(0, 0, Listing(array("I"), 0), bytearray(1), [], [], 0, is_complete=False)
_GONE = Article("", "", "", (), None, "", "", (), "", "", 0, 0, 0, 0, Problem.GONE)


class Catalogue:
    """Every article of one library. An index that cannot be read is told to `on_damage`, and what it cannot say left
    out. Where it `folds`, files that hold the same article are one row in every list and count.
    """

    def __init__(self, marks: Marks, today: date, zone: tzinfo | None = None) -> None:
        """Without an index yet: empty until `open`. `marks` are asked by identity; `zone` is where the reader is (None:
        as the system says).
        """
        self.on_damage: Callable[[str], None] = lambda _why: None
        self.folds, self._copies = False, Copies()
        self._marks = marks
        self._today = Today(today, zone)
        self._reader: Reader | None = None
        self._shot = _NOTHING
        self._orders: dict[Sort, Sequence[int]] = {}
        self._kept: OrderedDict[int, Row] = OrderedDict()
        self._tally = Tally(_NOTHING)
        self._restating = Restating(_NOTHING, self._tally, marks, self._ask)
        self.unmirrored: dict[int, Sequence[str]] = {}  # whose marks the index does not know yet, by what `marked` was
        self.marked = 0
        """So many times marks were said to have changed."""
        self._has_sketches = False
        self._counted: tuple[date, Counts] | None = None

    @property
    def is_closed(self) -> bool:
        """Whether there is no index to look at."""
        return self._reader is None

    @property
    def is_complete(self) -> bool:
        """Whether a scan has ever met every file of the library."""
        return self._shot.is_complete

    @property
    def drafts(self) -> int:
        """How many articles were read in part only."""
        return Census(self._shot.flags).of(DRAFT_ROWS)

    def open(self, reader: Reader) -> None:
        """Look at this index from now on. Raises `DamagedError` or OSError, and is as it was before."""
        shot = reader.snapshot()
        self.close()
        self._reader = reader
        self._kept.clear()
        self._turn_to(shot)

    def close(self) -> None:
        """Let go of the index; what was read of it stays."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def take(self, news: News) -> Changes:
        """The index was published: bring everything up to date. 5 ms at a million rows."""
        if self._reader is None:
            return Changes()
        if news.is_vague:
            self._kept.clear()
        else:
            for id_ in (*news.changed, *news.went, *news.came):
                self._kept.pop(id_, None)
        shot = self._ask(lambda reader: reader.snapshot(), None)
        if shot is None:
            return Changes()
        self._turn_to(shot)
        return Changes(news.came, news.changed, news.went, news.is_vague, is_published=True)

    def renew(self) -> Changes:
        """Take in what another program has published; nothing where there is nothing."""
        if self._ask(lambda reader: reader.round(), self._shot.round) == self._shot.round:
            return Changes()
        return self.take(News(0, is_vague=True))

    def restate(self, identities: Sequence[str]) -> Changes:
        """Marks of these identities changed: bring flags and counts up to date; the rows that look different now."""
        self.marked += 1
        if len(self.unmirrored) >= _PARTS:  # nothing can be written to the index
            self.unmirrored = {self.marked - 1: packed(dict.fromkeys(chain.from_iterable(self.unmirrored.values())))}
        for number, same in list(self.unmirrored.items()):
            if same is identities:  # taken back, and made again
                del self.unmirrored[number]
        self.unmirrored[self.marked] = identities
        return Changes(changed=self._restate((identities,)))

    def mirrored(self, marked: int) -> None:
        """The index knows of the marks now that were said to have changed by the time `marked` was this."""
        self.unmirrored = {number: names for number, names in self.unmirrored.items() if number > marked}

    def ids(
        self, key: ListKey, sort: Sort, today: date, *, hides_read: bool = False, also: Iterable[int] = ()
    ) -> Sequence[int]:
        """The articles of a list, in order; undated ones last, dates in the future as if they were tomorrow's.

        Without read ones where it `hides_read`; with those of `also` that are still there, whatever the list. Not to be
        changed by whoever asks. At most 80 ms at a million rows.
        """
        in_order = self._ordered(sort)
        folds = self.folds and len(self._copies) > 0
        if key.kind is ListKind.ALL and not hides_read and not folds:
            return in_order
        mask = self._mask(key, today)
        if hides_read:
            unread = self._shot.flags.translate(UNREAD_ROWS)
            mask = bytearray(map(min, mask, unread)) if key.kind is not ListKind.ALL else bytearray(unread)
        if folds:
            self._copies.fold(mask)
        for id_ in also:
            if self.holds(id_):
                mask[id_] = 1
        return array("I", compress(in_order, map(mask.__getitem__, in_order)))

    def among(self, found: Iterable[int], sort: Sort) -> Sequence[int]:
        """Those of `found` that are there, in order."""
        mask = bytearray(len(self._shot.flags))
        for id_ in found:
            if self.holds(id_):
                mask[id_] = 1
        if self.folds:
            self._copies.fold(mask)
        in_order = self._ordered(sort)
        return array("I", compress(in_order, map(mask.__getitem__, in_order)))

    def fold(self, folds: bool) -> None:
        """Whether files that hold the same article are one row from now on."""
        self.folds, self._counted = folds, None

    def folded(self, ids: Sequence[int]) -> Sequence[int]:
        """`ids` with one row for each article, where the catalogue `folds`; else the same object."""
        return self._copies.folded(ids) if self.folds else ids

    def shown(self, id_: int) -> int:
        """The row that stands for a row in the list of all articles."""
        return self._copies.group(id_)[0] if self.folds else id_

    def copies_of(self, id_: int) -> list[int]:
        """The other rows that hold the same article."""
        return [other for other in self._copies.group(id_) if other != id_ and self.holds(other)]

    def belongs(self, id_: int, key: ListKey, today: date, *, hides_read: bool = False) -> bool:
        """Whether a row is of a list."""
        is_of = self._is_of(id_, key, today, hides_read=hides_read)
        if not (is_of and self.folds):
            return is_of
        group = self._copies.group(id_)
        return id_ == next(other for other in group if self._is_of(other, key, today, hides_read=hides_read))

    def _is_of(self, id_: int, key: ListKey, today: date, *, hides_read: bool) -> bool:
        if not self.holds(id_) or (hides_read and self.is_read(id_)):
            return False
        if key.kind is ListKind.UNREAD:
            return not self.is_read(id_)
        if key.kind is ListKind.STARRED:
            return self.is_starred(id_)
        if key.kind is ListKind.TODAY:
            return id_ in self._todays(today)
        article = self.article(id_)
        wanted = fold(key.value)
        if key.kind is ListKind.SOURCE:
            return fold(article.source) == wanted
        if key.kind is ListKind.TAG:
            return any(fold(tag) == wanted for tag in article.tags)
        return key.kind is ListKind.ALL or article.path.startswith(f"{key.value}/")

    def load(self, ids: Sequence[int]) -> None:
        """Fetch these articles ahead, in one question: 4 µs each."""
        wanted = [id_ for id_ in ids if id_ not in self._kept]
        for row in self._ask(lambda reader: list(reader.rows(wanted)), ()):
            self._keep(row)

    def has(self, id_: int) -> bool:
        """Whether an article is at hand without asking the index."""
        return id_ in self._kept

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """The articles of many rows, those that are there, in no order; 5 µs each, and none is kept."""
        return list(self._ask(lambda reader: [row[1] for row in reader.rows(ids)], ()))

    def identities(self, ids: Sequence[int]) -> Sequence[str]:
        """The identities of many rows, those that are there, in no order; 1 µs each."""
        if self._has_sketches:
            return [article.identity for article in self.articles(ids)]
        return self._restating.identities_of(ids)

    def unread_identities(self, ids: Sequence[int]) -> Sequence[str]:
        """The identities of those of many rows that are unread, in no order; 1 µs each."""
        if self._has_sketches:
            return self.identities([id_ for id_ in ids if not self.is_read(id_)])
        return self._restating.unread_of(ids)

    def article(self, id_: int) -> Article:
        """The article of a row. One that has gone since the list was made is an article without title, "gone"."""
        return self._row(id_)[1]

    def holds(self, id_: int) -> bool:
        """Whether a row is still there."""
        flags = self._shot.flags
        return 0 < id_ < len(flags) and bool(flags[id_] & PRESENT)

    def is_read(self, id_: int) -> bool:
        """Whether the article of a row was read."""
        return id_ < len(self._shot.flags) and bool(self._shot.flags[id_] & READ)

    def is_starred(self, id_: int) -> bool:
        """Whether the article of a row is starred."""
        return id_ < len(self._shot.flags) and bool(self._shot.flags[id_] & STARRED)

    def find(self, path: str) -> int | None:
        """The row of a path relative to the library."""
        found = self._ask(lambda reader: reader.find(path), None)
        return found if found is not None and self.holds(found) else None

    def find_identity(self, identity: str) -> int | None:
        """The row of an identity; of several, the one that was met first."""
        rows = self._ask(lambda reader: reader.rows_of(identity), ())
        return next((id_ for id_ in rows if self.holds(id_)), None)

    def paths_of(self, identities: Iterable[str]) -> list[str]:
        """Where the files of these identities are."""
        wanted = list(identities)
        ids = self._ask(lambda reader: [id_ for one in wanted for id_, _ in reader.rows_like(one)], ())
        return [article.path for article in self.articles(ids)]

    def first_seen(self, id_: int) -> datetime | None:
        """When a row was first met; None where it was there before the library was first opened."""
        seen = self._row(id_)[2]
        return None if seen is None else self._today.local(seen)

    def counts(self, today: date) -> Counts:
        """How many articles there are of each kind; kept, not counted anew."""
        if self._counted is not None and self._counted[0] == today:
            return self._counted[1]
        flags = self._shot.flags
        census, todays = Census(flags), self._todays(today)
        copies = list(self._copies.ids) if self.folds else []
        todays = set(self.folded(sorted(todays)))
        counts = Counts(
            len(self._shot.newest.ids) - len(copies),
            census.of(UNREAD_ROWS) - sum(not flags[id_] & READ for id_ in copies),
            len(todays),
            sum(not flags[id_] & READ for id_ in todays),
            census.of(STARRED_ROWS) - sum(bool(flags[id_] & STARRED) for id_ in copies),
            census.of(TROUBLED_ROWS) + self._shot.troubles,
            *self._tally.listed(self._excesses(), lambda id_: not flags[id_] & READ),
        )
        self._counted = (today, counts)
        return counts

    def mark(self, identity: str) -> tuple[int, str | None, str | None] | None:
        """What the index knows of the marks of an identity (`marks.Mirror`). Raises LookupError without one."""
        mark = self._ask(lambda reader: reader.mark(identity), None)
        if self._reader is None:
            raise LookupError
        return mark

    def problems(self) -> list[tuple[str, Problem]]:
        """Every path that could not be read as it should be, with the reason, in the order of paths."""
        return list(self._ask(lambda reader: reader.problems(), ()))

    def _turn_to(self, shot: Snapshot) -> None:
        self._shot = shot
        self._counted = None
        self._orders = {Sort.NEWEST: shot.newest.ids}
        self._has_sketches = has_sketches(shot.flags)
        self._tally = Tally(shot)
        self._copies = Copies(shot.copies, len(shot.flags) - 1)
        self._today.forget()
        self._restating = Restating(shot, self._tally, self._marks, self._ask)
        self._restating.take(*self._ask(lambda reader: reader.marks_after(shot.stamp), ((), b"")))
        if self.unmirrored:
            self._restate(tuple(self.unmirrored.values()))

    def _excesses(self) -> Excess:
        """The rows that sources, tags and folders count once too often."""
        if not self.folds:
            return {}
        return self._copies.excess(lambda ids: self._ask(lambda reader: [row[:2] for row in reader.rows(ids)], ()))

    def _restate(self, marked: Sequence[Sequence[str]]) -> Sequence[int]:
        """Bring the rows these marks concern in line with what is said; those that look different now."""
        self._counted = None
        # The index does not know the identities of sketches yet; those that were looked at are known here.
        known = [(id_, row[1].identity) for id_, row in self._kept.items()] if self._has_sketches else None
        return self._restating.restate(marked, known)

    def _row(self, id_: int) -> Row:
        row = self._kept.get(id_)
        if row is None:
            self.load((id_,))
            row = self._kept.get(id_, (id_, _GONE, None))
        return row

    def _keep(self, row: Row) -> Row:
        self._kept[row[0]] = row
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return row

    def _ordered(self, sort: Sort) -> Sequence[int]:
        if sort not in self._orders:
            self._orders[sort] = ordered(
                sort, self._shot.newest, lambda name: self._ask(lambda reader: reader.order(name).ids, ())
            )
        return self._orders[sort]

    def _mask(self, key: ListKey, today: date) -> bytearray:
        tables = {ListKind.ALL: ALL_ROWS, ListKind.UNREAD: UNREAD_ROWS, ListKind.STARRED: STARRED_ROWS}
        if key.kind in tables:
            return self._shot.flags.translate(tables[key.kind])
        mask = bytearray(len(self._shot.flags))
        for id_ in self._members(key, today):
            mask[id_] = 1
        return mask

    def _members(self, key: ListKey, today: date) -> Iterable[int]:
        if key.kind is ListKind.TODAY:
            return self._todays(today)
        nothing = array("I")
        if key.kind is ListKind.FOLDER:
            folders = self._tally.folders_below(key.value)
            return self._ask(lambda reader: reader.in_folders(folders), nothing)
        kind = SOURCE if key.kind is ListKind.SOURCE else TAG
        return self._ask(lambda reader: reader.posting(kind, fold(key.value)), nothing)

    def _todays(self, today: date) -> set[int]:
        nothing: set[int] = set()
        found = self._ask(
            lambda reader: self._today.ids(today, self._shot.newest, reader, self._row, self.load), nothing
        )
        return {id_ for id_ in found if self.holds(id_)}  # the index may have more than was taken from it

    def _ask(self, question: Callable[[Reader], Answer], otherwise: Other) -> Answer | Other:
        """What the index answers; what it cannot say is told once, and it is to be made again."""
        reader = self._reader
        if reader is None:
            return otherwise
        try:
            return question(reader)
        except (DamagedError, OSError) as error:
            self._reader = None
            reader.close()
            self.on_damage(str(error))
            return otherwise
