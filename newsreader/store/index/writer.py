"""Writing the index, in the process that scans: rows as they are read, and from time to time the lists made of them.

Rows are written in transactions of some thousand. `publish` brings counts and orders in line and gives the index
another `round`, by which readers know that there is something new. A process killed anywhere leaves an index that
opens; where its lists were not in line, `settled` says so, and the next writer makes them again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence

import apsw

from newsreader.core.article import Article, Problem
from newsreader.core.hints import Any
from newsreader.core.identity import identify_shared
from newsreader.core.own import with_own_tags
from newsreader.core.search.words import with_own
from newsreader.core.text import fold
from newsreader.core.values import replace
from newsreader.store.index.fulltext import FullText
from newsreader.store.index.listings import FEW, NEWEST, ORDERS, Listings
from newsreader.store.index.own_marks import OwnMarks
from newsreader.store.index.packing import (
    TROUBLED,
    base_of,
    exact,
    kin,
    row_of,
    text,
)
from newsreader.store.index.schema import LATER
from newsreader.store.index.standing import Standing
from newsreader.store.index.statements import DRAFTS, INSERT, OLD, REFINE, SKETCH, UPDATE

Stamp = tuple[int, int, int, int]
"""Size, time of change, time of status change (both nanoseconds) and inode of a file: by any of them differing it is
known to have changed (security.md, 2.27)."""
Row = tuple[Any, ...]
Draft = tuple[list[Any], str, tuple[str, ...]]
"""What a draft knows, its source and its tags (`draft.draft`)."""
MANY = 1000
"""News of more rows than this does not name them."""
_GAP_S = 0.03


class Writer:
    """The one writer of an index; the caller holds the lock on it."""

    def __init__(self, connection: apsw.Connection, now: int, latest: int) -> None:
        """`now` in seconds since 1970 is when new articles are first seen; dates after `latest` sort as that.

        Where it `is_patient`, others get a moment to write between its transactions.
        """
        self._connection = connection
        self._now = now
        self._listings = Listings(connection, latest)
        connection.execute("BEGIN IMMEDIATE")
        self._meta = dict(connection.execute("SELECT name, value FROM meta"))
        last = next(iter(connection.execute("SELECT max(id) FROM article")))[0] or 0
        self._last = max(int(self._meta.get("next", 0)), last)
        self._came: set[int] = set()
        self._went: set[int] = set()
        self._changed: set[int] = set()
        self._edited: list[tuple[str, str]] = []
        self.standing = Standing(connection, int(self._meta.get("stamp", 0)), self._last)
        self._fulltext = FullText(connection)
        self.own_marks = OwnMarks(connection)
        self._copies = self._listings.copies()
        self._has_new_copies = False
        self.is_first = not self._meta.get("complete")
        self.is_patient = False

    @property
    def is_settled(self) -> bool:
        """Whether the lists were in line with the rows when the index was opened."""
        return bool(self._meta.get("settled"))

    @property
    def round(self) -> int:
        """How many times the lists were published."""
        return int(self._meta.get("round", 0))

    @property
    def arrival(self) -> int | None:
        """When a new file was first seen, as far as that can be said before its identity is known."""
        return None if self.is_first else self._now

    def files(self, folder: int) -> dict[bytes, tuple[int, Stamp, bool]]:
        """The rows of a folder by name: id, stamp, and whether the file was read whole."""
        rows = self._connection.execute(
            "SELECT name, id, size, modified, changed, inode, final FROM article WHERE folder=?", (folder,)
        )
        return {name: (id_, (size, m, c, inode), final > 0) for name, id_, size, m, c, inode, final in rows}

    def sketches(self, after: int, limit: int) -> list[tuple[int, int, bytes, bytes, int, bytes, int | None]]:
        """Id, number and path of the folder, name, size, beginning and moment of sketches, in the order of ids."""
        rows = self._connection.execute(
            "SELECT article.id, folder, folder.path, name, size, head, moment FROM article"
            " JOIN folder ON folder.id = folder WHERE final = -1 AND article.id > ? ORDER BY article.id LIMIT ?",
            (after, limit),
        )
        return list(rows)

    def drafts(self, limit: int) -> Iterator[list[tuple[int, bytes, bytes]]]:
        """Id, folder and name of rows that were read in part only, so many at a time, the oldest article first: the
        full text is then in the order of dates.
        """
        ids = [id_ for id_ in reversed(self._listings.read(NEWEST).ids) if self.standing.is_draft(id_)]
        for start in range(0, len(ids), limit):
            part = ids[start : start + limit]
            query = DRAFTS.format(",".join("?" * len(part)))
            rows = {row[0]: row for row in self._connection.execute(query, part)}
            yield [rows[id_] for id_ in part if id_ in rows]

    def places(self) -> dict[int, int]:
        """Where the texts of each row stand: many changes are stored in this order in half the time."""
        return self._fulltext.places()

    def next_ids(self, count: int) -> int:
        """The first of so many ids of rows to come; those that are not used never are."""
        first = self._last + 1
        self._last += count
        self.standing.grow(self._last)
        return first

    def add_sketches(self, rows: Sequence[Row], folder: bytes) -> None:
        """Add rows of new files in a folder, as `draft.sketch` makes them."""
        ids = [row[0] for row in rows]
        self.standing.sketched(ids, [row[0] for row in rows if row[8] is not None], folder)
        self._came.update(ids)
        self._listings.arrive(folder, rows)
        self._connection.executemany(SKETCH, rows)

    def refine(self, drafts: Sequence[Draft], folders: Sequence[int], moved: Iterable[int]) -> None:
        """Rows of sketches know more now; `folders` are the numbers of theirs, `moved` those with another date."""
        rows = []
        for (row, source, tags), folder in zip(drafts, folders, strict=True):
            row[8] = self.standing.refined(row[-1], folder, row[1], text(source), tags)
            rows.append(row)
        self._changed.update([row[-1] for row in rows])
        self._replace(moved)
        self._connection.executemany(REFINE, rows)

    def put(
        self, folder: bytes, name: bytes, stamp: Stamp, article: Article, texts: Sequence[str], id_: int | None
    ) -> int:
        """The file at this place holds `article`, read whole; `texts` is what search knows of it. Its row's id."""
        standing = self.standing
        standing.settle_refined()
        number = standing.folder(folder)
        old: Row | None = None if id_ is None else next(iter(self._connection.execute(OLD, (id_,))), None)
        flags, before = standing.given(article.identity), ""
        id_ = self.next_ids(1) if id_ is None else id_
        if old is not None:
            standing.drop(id_, old[7], old[0], old[1])
            if old[3] != article.identity and old[3].startswith("t:"):
                before = old[3]
                flags |= self._carry(id_, before, article.identity)
        own = self.own_marks.of(article.identity, before)
        if own:
            article = replace(article, tags=with_own_tags(article.tags, own.tags))
            texts = with_own(tuple(texts), own)
        state = TROUBLED if article.problem is not None else 0
        label = standing.put(id_, number, flags, text(article.source), article.tags, state=state)
        seen = old[8] if old is not None else self._seen(article.identity)
        row = row_of(id_, number, name, stamp, article, label, seen)
        if old is None:
            self._connection.execute(INSERT, row)
            self._came.add(id_)
        else:
            self._connection.execute(UPDATE, (*row, id_))
            self._changed.add(id_)
            if (old[4], old[5], old[6], old[7]) != (row[10], row[14], row[16], row[1]):
                self._replace((id_,))
        self._fulltext.put(id_, texts)
        self._settle_kin(row[8])
        if old is not None and old[2] != row[8]:
            self._settle_kin(old[2])
        return id_

    def move(self, id_: int, folder: bytes, name: bytes, stamp: Stamp) -> None:
        """The file of a row stands elsewhere now, unchanged."""
        number = self.standing.folder(folder)
        (old,) = next(iter(self._connection.execute("SELECT folder FROM article WHERE id=?", (id_,))))
        self.standing.move(id_, old, number)
        self._connection.execute(
            "UPDATE article SET (folder, name, size, modified, changed, inode) = (?,?,?,?,?,?) WHERE id = ?",
            (number, name, *stamp, id_),
        )
        self._replace((id_,))

    def drop(self, id_: int) -> None:
        """The file of a row is gone."""
        old = next(iter(self._connection.execute(OLD, (id_,))), None)
        if old is None:
            return
        self.standing.settle_refined()
        self.standing.drop(id_, old[7], old[0], old[1])
        self.standing.clear(id_)
        self._connection.execute("DELETE FROM article WHERE id=?", (id_,))
        self._fulltext.drop(id_)
        self._copy(id_, id_)
        if old[3]:
            self._connection.execute("INSERT OR REPLACE INTO former VALUES(?,?)", (exact(old[3]), old[8]))
        self._came.discard(id_)
        self._changed.discard(id_)
        self._went.add(id_)
        self._settle_kin(old[2])

    def set_troubles(self, troubles: Iterable[tuple[str, Problem]]) -> bool:
        """These places could not be looked into, and no others; whether that is news."""
        rows = {os.fsencode(path): problem.value for path, problem in troubles}
        if rows == dict(self._connection.execute("SELECT path, problem FROM trouble")):
            return False
        self._connection.execute("DELETE FROM trouble")
        self._connection.executemany("INSERT INTO trouble VALUES(?,?)", rows.items())
        return True

    def commit(self) -> None:
        """What was written so far stays, whatever happens; the lists are not in line with it yet."""
        self._fulltext.flush()
        if self._came or self._went or self._changed:
            self._set_meta("settled", 0)
        self._connection.execute("COMMIT")
        self._begin_again()

    def has_news(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self._came or self._went or self._changed) or self.standing.has_new_marks()

    def publish(self, *, all_orders: bool = True) -> dict[str, Any]:
        """Bring counts and orders in line, and commit; what changed: "came", "changed" and "went" as ids.

        Without `all_orders` only the order by date, which is what is needed while a first scan goes on.
        """
        self.standing.settle_refined()
        self.standing.take_marks()
        self.standing.write()
        self._fulltext.write()
        if self._has_new_copies:
            self._listings.write_copies(self._copies)
            self._has_new_copies = False
        self._order(all_orders=all_orders)
        self._set_meta("round", self.round + 1)
        self._set_meta("stamp", self.standing.stamp)
        self._set_meta("next", self._last)
        self._set_meta("settled", int(all_orders))
        self._connection.execute("COMMIT")
        came, went = self._came - self._went, self._went - self._came
        changed = (self._changed | (self._came & self._went)) - came
        vague = len(came) + len(went) + len(changed) > MANY
        news = {
            "round": self.round,
            "came": [] if vague else list(came),
            "changed": [] if vague else list(changed),
            "went": [] if vague else list(went),
            "vague": vague,
            "edited": self._edited,
        }
        self._came, self._went, self._changed, self._edited = set(), set(), set(), []
        self._begin_again()
        return news

    def end_first_pass(self) -> None:
        """Every file has a row that makes sense: shared identities are settled from now on."""
        self._connection.execute(LATER)
        if self.is_first:
            self._settle_shared()
        self._set_meta("complete", 1)
        self.is_first = False

    def cut_anew(self) -> None:
        """On another day, dates in the future have come nearer: put those articles in place, which come first."""
        cut = self._meta.get("latest")
        self._set_meta("latest", self._listings.latest)
        if cut is None or cut == self._listings.latest:
            return
        for id_ in self._listings.read(NEWEST).ids:
            row = next(iter(self._connection.execute("SELECT moment FROM article WHERE id=?", (id_,))), (None,))
            if row[0] is None or row[0] <= min(int(cut), self._listings.latest):
                break
            self._replace((id_,))

    def remake_lists(self) -> None:
        """Count and sort everything anew from the rows: a process was killed before it could."""
        self.standing.remake(self._last)
        self._fulltext.remake()
        for name in ORDERS:
            self._listings.drop(name)
        self._copies, self._has_new_copies = {}, True
        self._settle_shared()
        self._came = set(range(FEW + 1))

    def close(self) -> None:
        """Give up what was not committed."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.close()

    def _replace(self, ids: Iterable[int]) -> None:
        """These rows belong elsewhere in the orders now."""
        for id_ in ids:
            self._came.add(id_)
            self._went.add(id_)

    def _carry(self, id_: int, old: str, new: str) -> int:
        """A text was edited: the marks it had, which the reader carries over in the journal as well."""
        said = self.standing.newest(old)
        kept = self.standing.marks_of(id_) if said is None else said
        if kept or said is not None:
            self._edited.append((old, new))
        return kept

    def _seen(self, identity: str) -> int | None:
        """When an article that comes now was first seen; None where it was there before the library was opened."""
        known = self.standing.seen(identity)
        if known is not None:
            return known or None
        if self.is_first:
            return None
        for query, bound in (
            ("SELECT seen FROM former WHERE kin=?", (exact(identity),)),
            ("SELECT seen FROM article WHERE kin=? AND identity=? LIMIT 1", (kin(base_of(identity)), identity)),
        ):
            row = next(iter(self._connection.execute(query, bound)), None)
            if row is not None:
                return None if row[0] is None else int(row[0])
        return self._now

    def _settle_shared(self) -> None:
        shared = self._connection.execute("SELECT kin FROM article GROUP BY kin HAVING count(*) > 1")
        for (number,) in list(shared):
            self._settle_kin(number)

    def _settle_kin(self, number: int) -> None:
        """Where files of different titles share an address, each is an article of its own (product.md)."""
        if not number:
            return  # a sketch, whose address nobody knows yet
        found = self._connection.execute(
            "SELECT id, url, title, identity, source, tags, folder, problem FROM article WHERE kin=? ORDER BY id",
            (number,),
        )
        rows = list(found)
        titles: dict[str, set[str]] = {}
        for _, url, title, identity, *_ in rows:
            titles.setdefault(base_of(identity), set()).add(fold(title) if url else "")
        firsts: dict[tuple[str, str], int] = {}
        for id_, url, title, identity, source, tags, folder, problem in rows:
            base = base_of(identity)
            wanted = text(identify_shared(url, title)) if len(titles[base]) > 1 and url else base
            if wanted != identity:
                self._connection.execute("UPDATE article SET identity=? WHERE id=?", (wanted, id_))
                self.standing.reflag(id_, wanted, source, tags, folder)
                self._changed.add(id_)
            # A file with a problem or a title of its own stays in sight.
            self._copy(id_, firsts.setdefault((wanted, fold(title)), id_) if problem is None else id_)

    def _copy(self, id_: int, first: int) -> None:
        """A row holds the article of another one, or is the first of its own."""
        if self._copies.get(id_, id_) != first:
            self._has_new_copies = True
            if id_ == first:
                del self._copies[id_]
            else:
                self._copies[id_] = first
            self._changed.add(id_)

    def _order(self, *, all_orders: bool) -> None:
        if self._went or self._changed:
            self._listings.forget_arrivals()
        many = len(self._came) + len(self._went) > min(FEW, self.standing.rows() // 20)
        for listing in ORDERS if all_orders else (NEWEST,):
            if many or not self._listings.read(listing).ids:
                self._listings.sort(listing, self.standing.rows())
            elif self._came or self._went:
                self._listings.edit(listing, self._went, self._came)
        if not all_orders:
            for listing in ORDERS:
                if listing != NEWEST:
                    self._listings.drop(listing)

    def _begin_again(self) -> None:
        """Between two transactions others may write: marks that are made meanwhile."""
        if self.is_patient:
            time.sleep(_GAP_S)
        self._connection.execute("BEGIN IMMEDIATE")

    def _set_meta(self, name: str, value: int | str) -> None:
        self._meta[name] = value
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES(?,?)", (name, value))
