"""The articles of a library in memory: which there are, in which order, and how many of each kind.

Owned by the window's thread (or by a command line's only one); every call is instant. Rows are asked for by id, a
number that stays with a path while the program runs, so that an index on disk can stand behind the same calls later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from newsreader.core.article import Article, Problem
from newsreader.core.timeline import ListKey, ListKind, Sort
from newsreader.reader.kinship import Kinship
from newsreader.reader.marks import Marks
from newsreader.reader.order import Order, local_day
from newsreader.reader.sightings import Sightings
from newsreader.reader.tally import Counts, Standing, Tally
from newsreader.store.batches import Batch, Entry, Signature, Trouble


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the rows, as ids; a `changed` row looks different, may stand elsewhere, but is the same file."""

    added: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.changed or self.removed)


class Catalogue:
    """Every article of one library, fed by the batches of a scan."""

    def __init__(self, marks: Marks, sightings: Sightings, today: date, zone: tzinfo | None = None) -> None:
        """`marks` and `sightings` are asked by identity; `zone` is where the reader is (None: as the system says)."""
        self._marks = marks
        self._sightings = sightings
        self._today = today
        self._zone = zone
        self._articles: dict[int, Article] = {}
        self._ids: dict[str, int] = {}
        self._given = 0
        self._known: dict[str, Signature] = {}
        self._kinship = Kinship()
        self._tally = Tally()
        self._orders: dict[Sort, Order] = {}
        self._troubles: tuple[Trouble, ...] = ()

    def absorb(self, batch: Batch) -> Changes:
        """Take in a batch of a scan: about 1.5 ms for 100 articles."""
        removed: list[int] = []
        changed: set[int] = set()
        for path in batch.removed:
            if path in self._ids:
                gone, others = self._drop(path)
                removed.append(gone)
                changed |= others
        added = [new for entry in batch.entries if (new := self._put(entry, changed)) is not None]
        if batch.troubles is not None:
            self._troubles = batch.troubles
        return Changes(tuple(added), tuple(sorted(changed.difference(added))), tuple(removed))

    def restate(self, identities: Iterable[str]) -> Changes:
        """Marks of these identities changed: bring the counts up to date; the rows that look different now."""
        ids = []
        for identity in identities:
            is_read, is_starred = self._marks.is_read(identity), self._marks.is_starred(identity)
            for id_ in self._kinship.rows(identity):
                self._tally.mark(id_, is_read=is_read, is_starred=is_starred)
                ids.append(id_)
        return Changes(changed=tuple(ids))

    def ids(self, key: ListKey, sort: Sort, today: date) -> list[int]:
        """The articles of a list, in order; undated ones last, dates in the future as if they were tomorrow's."""
        self._turn_to(today)
        ordered = self._ordered(sort)
        if key.kind is ListKind.ALL:
            return list(ordered)
        wanted = self._members(key)
        return [id_ for id_ in ordered if id_ in wanted]

    def article(self, id_: int) -> Article:
        """The article of a row. Raises KeyError where it is gone."""
        return self._articles[id_]

    def holds(self, id_: int) -> bool:
        """Whether a row is still there."""
        return id_ in self._articles

    def find(self, path: str) -> int | None:
        """The row of a path relative to the library."""
        return self._ids.get(path)

    def find_identity(self, identity: str) -> int | None:
        """The row of an identity; of several, the one that was met first."""
        return next(iter(self._kinship.rows(identity)), None)

    def first_seen(self, id_: int) -> date | None:
        """The day a row was first met; None where it was there before the library was first opened."""
        return self._sightings.first_seen(self._articles[id_].identity)

    def counts(self, today: date) -> Counts:
        """How many articles there are of each kind; kept, not counted anew."""
        self._turn_to(today)
        return self._tally.counts(len(self._troubles))

    def known(self) -> dict[str, Signature]:
        """The files that were read whole, by path: a rescan reads only what differs."""
        return dict(self._known)

    def problems(self) -> list[tuple[str, Problem]]:
        """Every path that could not be read as it should be, with the reason, in the order of paths."""
        rows = [(article.path, article.problem) for article in self._articles.values() if article.problem is not None]
        return sorted(rows + [(trouble.path, trouble.problem) for trouble in self._troubles])

    def _put(self, entry: Entry, changed: set[int]) -> int | None:
        """Store one article; its id where it is new. Rows that are affected otherwise are added to `changed`."""
        article = entry.article
        known = self._ids.get(article.path)
        id_ = known if known is not None else self._given + 1
        self._given = max(self._given, id_)
        self._ids[article.path] = id_
        if entry.is_final:
            self._known[article.path] = entry.signature
        touched = self._kinship.put(id_, article.identity, article.url, article.title)
        own = touched.pop(id_, None) or (self._articles[id_].identity if known is not None else article.identity)
        self._articles[id_] = article if own == article.identity else replace(article, identity=own)
        for order in self._orders.values():
            order.put(id_, article)
        self._meet(id_)
        changed |= self._rename(touched)
        if known is None:
            return id_
        changed.add(id_)
        return None

    def _drop(self, path: str) -> tuple[int, set[int]]:
        id_ = self._ids.pop(path)
        self._known.pop(path, None)
        self._tally.drop(id_)
        for order in self._orders.values():
            order.drop(id_)
        del self._articles[id_]
        return id_, self._rename(self._kinship.drop(id_))

    def _rename(self, identities: dict[int, str]) -> set[int]:
        for id_, identity in identities.items():
            self._articles[id_] = replace(self._articles[id_], identity=identity)
            self._meet(id_)
        return set(identities)

    def _meet(self, id_: int) -> None:
        article = self._articles[id_]
        self._marks.inherit(article.identity, self._kinship.base(id_))
        self._sightings.meet(article.identity, article.path, is_text=not article.url)
        self._count(id_)

    def _count(self, id_: int) -> None:
        article = self._articles[id_]
        standing = Standing(
            article.source,
            article.tags,
            self._marks.is_read(article.identity),
            self._marks.is_starred(article.identity),
            self._is_today(article),
            article.problem is not None,
        )
        self._tally.put(id_, standing)

    def _is_today(self, article: Article) -> bool:
        if article.published is not None and local_day(article.published, self._zone) == self._today:
            return True
        return self._sightings.first_seen(article.identity) == self._today

    def _turn_to(self, today: date) -> None:
        """A new day: other articles are today's, and dates in the future are cut elsewhere."""
        if today != self._today:
            self._today = today
            self._orders.clear()
            for id_ in self._articles:
                self._count(id_)

    def _ordered(self, sort: Sort) -> list[int]:
        if sort not in self._orders:
            order = self._orders[sort] = Order(sort, self._today)
            for id_, article in self._articles.items():
                order.put(id_, article)
        return self._orders[sort].ids()

    def _members(self, key: ListKey) -> set[int]:
        named = {ListKind.SOURCE: self._tally.source, ListKind.TAG: self._tally.tag}
        if key.kind in named:
            return named[key.kind](key.value)
        kinds = {ListKind.UNREAD: self._tally.unread, ListKind.TODAY: self._tally.today}
        return kinds.get(key.kind, self._tally.starred)
