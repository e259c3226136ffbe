"""Writing the index, in the process that scans: rows as they are read, and from time to time the lists made of them.

Rows are written in transactions of some thousand. `publish` brings counts and orders in line and gives the index
another `round`, by which readers know that there is something new. A process killed anywhere leaves an index that
opens; where its lists were not in line, `settled` says so, and the next writer makes them again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from newsreader.core.article import Article, Problem
from newsreader.core.identity import identify_shared
from newsreader.core.text import fold
from newsreader.store.index.labels import Labels
from newsreader.store.index.listings import FEW, FLAGS, NEWEST, ORDERS, Listings
from newsreader.store.index.packing import (
    BETWEEN,
    DRAFT,
    PRESENT,
    READ,
    SKETCH,
    STARRED,
    TROUBLED,
    base_of,
    exact,
    kin,
    pack_date,
    text,
    title_key,
)
from newsreader.store.index.schema import LATER

Stamp = tuple[int, int, int, int]
"""Size, time of change, time of status change (both nanoseconds) and inode of a file: by any of them differing it is
known to have changed (security.md, 2.27)."""
Row = tuple[Any, ...]
_GAP_S = 0.03
_UNSAID = (None, None)
MANY = 1000
"""News of more rows than this does not name them."""
_COLUMNS = (
    "id, folder, name, size, modified, changed, inode, final, kin, identity, title, title_key, authors, published,"
    " moment, source, label, url, tags, language, excerpt, words, characters, problem, seen, head"
)
INSERT = f"INSERT INTO article({_COLUMNS}) VALUES({','.join('?' * 26)})"
_UPDATE = f"UPDATE article SET ({_COLUMNS}) = ({','.join('?' * 26)}) WHERE id = ?"  # noqa: S608
_DRAFTED = (
    "kin, identity, title, title_key, authors, published, moment, source, label, url, tags, excerpt, words, characters"
)
"""What a draft knows more than a sketch."""
_REFINE = f"UPDATE article SET ({_DRAFTED}) = ({','.join('?' * 14)}), final = 0, head = NULL WHERE id = ?"  # noqa: S608
_NEW = PRESENT | DRAFT | SKETCH
_ROWS = bytes(int(bool(flags & PRESENT)) for flags in range(256))
_SKETCHES = bytes(int(bool(flags & SKETCH)) for flags in range(256))
_DRAFTS = bytes(int(bool(flags & DRAFT)) for flags in range(256))
_OLD = "SELECT source, tags, kin, identity, title, moment, label, folder, seen FROM article WHERE id = ?"


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
        self._marks: dict[int, tuple[int | None, int | None]] = {}
        self._stamp = 0
        self._flags = bytearray()
        self._last = 0
        self._folders: dict[bytes, list[int]] = {}
        self._counts: dict[int, list[int]] = {}
        self._came: set[int] = set()
        self._went: set[int] = set()
        self._changed: set[int] = set()
        self.edited: list[tuple[str, str]] = []
        self.is_patient = False
        self.labels = Labels(connection)
        self._load()
        self.is_first = not self._meta.get("complete")

    @property
    def is_settled(self) -> bool:
        """Whether the lists were in line with the rows when the index was opened."""
        return bool(self._meta.get("settled"))

    @property
    def round(self) -> int:
        """How many times the lists were published."""
        return int(self._meta.get("round", 0))

    def folder(self, path: bytes) -> int:
        """The number of a folder."""
        row = self._folders.get(path)
        if row is None:
            self._connection.execute("INSERT INTO folder(path, total, unread) VALUES(?,0,0)", (path,))
            row = self._folders[path] = [self._connection.last_insert_rowid(), 0, 0]
            self._counts[row[0]] = row
        return row[0]

    def folders(self) -> dict[bytes, int]:
        """Every folder that holds rows, with its number."""
        return {path: row[0] for path, row in self._folders.items()}

    def files(self, folder: int) -> dict[bytes, tuple[int, Stamp, bool]]:
        """The rows of a folder by name: id, stamp, and whether the file was read whole."""
        rows = self._connection.execute(
            "SELECT name, id, size, modified, changed, inode, final FROM article WHERE folder=?", (folder,)
        )
        return {name: (id_, (size, m, c, inode), bool(final)) for name, id_, size, m, c, inode, final in rows}

    def drafts(self, after: int, limit: int) -> list[tuple[int, bytes, bytes]]:
        """Id, folder and name of rows that were read in part only, in the order of ids."""
        rows = self._connection.execute(
            "SELECT article.id, folder.path, name FROM article JOIN folder ON folder.id = folder"
            " WHERE final < 1 AND article.id > ? ORDER BY article.id LIMIT ?",
            (after, limit),
        )
        return list(rows)

    def count_sketches(self) -> int:
        """How many rows nobody has made sense of yet."""
        return self._flags.translate(_SKETCHES).count(1)

    def count_drafts(self) -> int:
        """How many rows were read in part only."""
        return self._flags.translate(_DRAFTS).count(1)

    def next_ids(self, count: int) -> int:
        """The first of so many ids of rows to come; those that are not used never are."""
        first = self._last + 1
        self._last += count
        return first

    def next_id(self) -> int:
        """The id of the next row to come; ids are never used again."""
        self._last += 1
        return self._last

    def add_sketches(self, rows: Sequence[Row], folder: bytes) -> None:
        """Add rows of new files in a folder, as `draft.sketch` makes them."""
        if not rows:
            return
        flags = self._flags
        flags.extend(bytes(self._last + 1 - len(flags)))
        for row in rows:
            flags[row[0]] = _NEW if row[23] is None else _NEW | TROUBLED
        counts = self._folders[folder]
        counts[1] += len(rows)
        counts[2] += len(rows)
        self._came.update([row[0] for row in rows])
        self._connection.executemany(INSERT, rows)

    def sketches(self, after: int, limit: int) -> list[tuple[int, int, bytes, bytes, int, bytes, int | None]]:
        """Id, number and path of the folder, name, size, beginning and moment of sketches, in the order of ids."""
        rows = self._connection.execute(
            "SELECT article.id, folder, folder.path, name, size, head, moment FROM article"
            " JOIN folder ON folder.id = folder WHERE final = -1 AND article.id > ? ORDER BY article.id LIMIT ?",
            (after, limit),
        )
        return list(rows)

    def refine(self, drafts: Sequence[tuple[list[Any], str, tuple[str, ...]]], folders: Sequence[int]) -> None:
        """Rows of sketches know more now, as `draft.draft` says it; `folders` are the numbers of theirs."""
        flags, marks, note = self._flags, self._marks, self.labels.note
        rows = []
        for (row, source, tags), folder in zip(drafts, folders, strict=True):
            id_ = row[-1]
            given = self._marks_of(row[1]) if marks else 0
            flags[id_] = flags[id_] & ~SKETCH | given
            self._counts[folder][2] -= given & READ
            row[8] = note(id_, text(source), tags)
            rows.append(row)
        self._changed.update([row[-1] for row in rows])
        self._connection.executemany(_REFINE, rows)

    def replace(self, ids: Iterable[int]) -> None:
        """These rows belong elsewhere in the orders now."""
        self._came.update(ids)
        self._went.update(ids)

    def put(self, folder: bytes, name: bytes, stamp: Stamp, article: Article, words: bytes, id_: int | None) -> int:
        """The file at this place holds `article`, read whole; `words` is what search looks through. Its row's id."""
        number = self.folder(folder)
        old: Row | None = None
        self.labels.count_noted(self._flags)
        if id_ is None:
            id_ = self.next_id()
            self._flags.extend(bytes(id_ + 1 - len(self._flags)))
        else:
            old = next(iter(self._connection.execute(_OLD, (id_,))), None)
        kept = self._flags[id_] & (READ | STARRED) if old is not None else 0
        if old is not None:
            self._uncount(id_, old)
        flags = self._marks_of(article.identity)
        if old is not None and old[3] != article.identity and old[3].startswith("t:"):
            flags |= kept
            if kept or self._is_marked(old[3]):
                self.edited.append((old[3], article.identity))
        self._flags[id_] = PRESENT | flags | (TROUBLED if article.problem is not None else 0)
        unread = not flags & READ
        label = self.labels.put(id_, text(article.source), article.tags, unread=unread)
        counts = self._folders[folder]
        counts[1] += 1
        counts[2] += unread
        seen = old[8] if old is not None else self._seen(article.identity, kin(base_of(article.identity)))
        row = _row(id_, number, name, stamp, article, label, seen)
        if old is None:
            self._connection.execute(INSERT, row)
            self._came.add(id_)
        else:
            self._connection.execute(_UPDATE, (*row, id_))
            same = (old[4], old[5], old[6], old[7]) == (row[10], row[14], row[16], row[1])
            (self._changed if same else self._came).add(id_)
            if not same:
                self._went.add(id_)
        self._connection.execute("INSERT OR REPLACE INTO words VALUES(?,?)", (id_, words))
        self._settle_kin(row[8])
        if old is not None and old[2] != row[8]:
            self._settle_kin(old[2])
        return id_

    def move(self, id_: int, folder: bytes, name: bytes, stamp: Stamp) -> None:
        """The file of a row stands elsewhere now, unchanged."""
        number = self.folder(folder)
        old = next(iter(self._connection.execute(_OLD, (id_,))))
        unread = not self._flags[id_] & READ
        counts = self._counts[old[7]]
        counts[1] -= 1
        counts[2] -= unread
        self._folders[folder][1] += 1
        self._folders[folder][2] += unread
        self._connection.execute(
            "UPDATE article SET (folder, name, size, modified, changed, inode) = (?,?,?,?,?,?) WHERE id = ?",
            (number, name, *stamp, id_),
        )
        self._went.add(id_)
        self._came.add(id_)

    def touch(self, id_: int, stamp: Stamp) -> None:
        """The file of a row has another stamp and says the same."""
        self._connection.execute(
            "UPDATE article SET (size, modified, changed, inode) = (?,?,?,?) WHERE id=?", (*stamp, id_)
        )

    def drop(self, id_: int) -> None:
        """The file of a row is gone."""
        old = next(iter(self._connection.execute(_OLD, (id_,))), None)
        if old is None:
            return
        self._uncount(id_, old)
        self._flags[id_] = 0
        self._connection.execute("DELETE FROM article WHERE id=?", (id_,))
        self._connection.execute("DELETE FROM words WHERE id=?", (id_,))
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
        if self._came or self._went:
            self._set_meta("settled", 0)
        self._connection.execute("COMMIT")
        self._begin_again()

    def publish(self, *, all_orders: bool = True) -> dict[str, Any]:
        """Bring counts and orders in line, and commit; what changed: "came", "changed" and "went" as ids.

        Without `all_orders` only the order by date, which is what is needed while a first scan goes on.
        """
        self.labels.count_noted(self._flags)
        self._take_marks()
        self.labels.write()
        self._connection.executemany(
            "UPDATE folder SET total=?, unread=? WHERE id=?",
            [(row[1], row[2], row[0]) for row in self._folders.values()],
        )
        self._order(all_orders=all_orders)
        flags = (FLAGS, 0, bytes(self._flags))
        self._connection.execute("INSERT OR REPLACE INTO listing VALUES(?,?,?)", flags)
        self._set_meta("round", self.round + 1)
        self._set_meta("stamp", self._stamp)
        self._set_meta("next", self._last)
        self._set_meta("settled", int(all_orders))
        self._connection.execute("COMMIT")
        came, went = self._came, self._went
        vague = len(came) + len(went) + len(self._changed) > MANY
        news = {
            "round": self.round,
            "came": [] if vague else list(came - went),
            "changed": [] if vague else list((self._changed | (came & went)) - (came - went)),
            "went": [] if vague else list(went - came),
            "vague": vague,
            "edited": self.edited,
        }
        self._came, self._went, self._changed, self.edited = set(), set(), set(), []
        self._begin_again()
        return news

    def has_news(self) -> bool:
        """Whether there is anything to publish."""
        if self._came or self._went or self._changed:
            return True
        marked = self._connection.execute(
            "SELECT 1 FROM mark WHERE stamp > ? AND flags IS NOT NULL LIMIT 1", (self._stamp,)
        )
        return next(iter(marked), None) is not None

    def end_first_pass(self) -> None:
        """Every file has a row: shared identities are settled from now on."""
        self._connection.execute(LATER)
        if self.is_first:
            shared = self._connection.execute("SELECT kin FROM article GROUP BY kin HAVING count(*) > 1")
            for (number,) in list(shared):
                self._settle_kin(number)
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
            self._came.add(id_)
            self._went.add(id_)

    def remake_lists(self) -> None:
        """Count and sort everything anew from the rows: a process was killed before it could."""
        self.labels.clear()
        for counts in self._folders.values():
            counts[1] = counts[2] = 0
        last = next(iter(self._connection.execute("SELECT max(id) FROM article")))[0] or 0
        self._last = max(self._last, last)
        self._flags = bytearray(self._last + 1)
        rows = self._connection.execute("SELECT id, folder, identity, source, tags, label, problem, final FROM article")
        moved: list[tuple[int, int]] = []
        for id_, folder, identity, source, tags, label, problem, final in rows:
            flags = self._marks_of(identity)
            unread = not flags & READ
            state = 0 if final > 0 else DRAFT if final == 0 else DRAFT | SKETCH
            self._flags[id_] = PRESENT | flags | (TROUBLED if problem else 0) | state
            number = self.labels.put(id_, source, tags.split(BETWEEN) if tags else (), unread=unread)
            if number != label:
                moved.append((number, id_))
            self._counts[folder][1] += 1
            self._counts[folder][2] += unread
        self._connection.executemany("UPDATE article SET label=? WHERE id=?", moved)
        for name in ORDERS:
            self._listings.drop(name)
        self._came = set(range(FEW + 1))

    def close(self) -> None:
        """Give up what was not committed."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.close()

    def _begin_again(self) -> None:
        """Between two transactions others may write: marks that are made meanwhile."""
        if self.is_patient:
            time.sleep(_GAP_S)
        self._connection.execute("BEGIN IMMEDIATE")

    def _load(self) -> None:
        connection = self._connection
        for path, *row in connection.execute("SELECT path, id, total, unread FROM folder"):
            self._folders[path] = self._counts[row[0]] = row
        flags = next(iter(connection.execute("SELECT ids FROM listing WHERE name=?", (FLAGS,))), None)
        self._flags = bytearray(flags[0]) if flags is not None else bytearray(1)
        last = next(iter(connection.execute("SELECT max(id) FROM article")))[0] or 0
        self._last = max(int(self._meta.get("next", 0)), last)
        self._flags.extend(bytes(max(0, self._last + 1 - len(self._flags))))
        for mark, flags_, seen in connection.execute("SELECT exact, flags, seen FROM mark"):
            self._marks[mark] = (flags_, seen)
        self._stamp = int(self._meta.get("stamp", 0))

    def _take_marks(self) -> None:
        """What was marked since the last look: flags and counts of the rows it concerns."""
        news = list(
            self._connection.execute("SELECT exact, kin, flags, seen, stamp FROM mark WHERE stamp > ?", (self._stamp,))
        )
        for mark, number, flags, seen, stamp in news:
            self._marks[mark] = (flags, seen)
            self._stamp = max(self._stamp, stamp)
            rows = self._connection.execute(
                "SELECT id, identity, source, tags, folder FROM article WHERE kin=?", (number,)
            )
            for id_, identity, source, tags, folder in list(rows):
                self._reflag(id_, identity, source, tags, folder)

    def _reflag(self, id_: int, identity: str, source: str, tags: str, folder: int) -> None:
        old, new = self._flags[id_], self._marks_of(identity)
        more_unread = bool(old & READ) - bool(new & READ)
        self._flags[id_] = old & ~(READ | STARRED) | new
        if more_unread:
            self.labels.mark(source, tags.split(BETWEEN) if tags else (), more_unread)
            self._counts[folder][2] += more_unread

    def _marks_of(self, identity: str) -> int:
        """The flags that were given to an article, or to its elder while nothing is said of itself."""
        if not self._marks:
            return 0
        own = self._marks.get(exact(identity), _UNSAID)[0]
        if own is None:
            own = self._marks.get(exact(base_of(identity)), _UNSAID)[0]
        return own or 0

    def _is_marked(self, identity: str) -> bool:
        return (
            next(iter(self._connection.execute("SELECT 1 FROM mark WHERE exact=?", (exact(identity),))), None)
            is not None
        )

    @property
    def arrival(self) -> int | None:
        """When a new file was first seen, as far as that can be said before its identity is known."""
        return None if self.is_first else self._now

    def _seen(self, identity: str, number: int) -> int | None:
        """When an article that comes now was first seen; None where it was there before the library was opened."""
        if self._marks:
            own = self._marks.get(exact(identity))
            if own is not None and own[1] is not None:
                return own[1] or None
        if self.is_first:
            return None
        row = next(iter(self._connection.execute("SELECT seen FROM former WHERE kin=?", (exact(identity),))), None)
        if row is not None:
            return None if row[0] is None else int(row[0])
        same = self._connection.execute(
            "SELECT seen FROM article WHERE kin=? AND identity=? LIMIT 1", (number, identity)
        )
        seen = next(iter(same), (self._now,))[0]
        return None if seen is None else int(seen)

    def _uncount(self, id_: int, old: Row) -> None:
        unread = not self._flags[id_] & READ
        self.labels.drop(id_, old[0], old[1].split(BETWEEN) if old[1] else (), unread=unread)
        counts = self._counts[old[7]]
        counts[1] -= 1
        counts[2] -= unread

    def _settle_kin(self, number: int) -> None:
        """Where files of different titles share an address, each is an article of its own (product.md)."""
        found = self._connection.execute(
            "SELECT id, url, title, identity, source, tags, folder FROM article WHERE kin=?", (number,)
        )
        rows = list(found)
        titles: dict[str, set[str]] = {}
        for _, url, title, identity, *_ in rows:
            titles.setdefault(base_of(identity), set()).add(fold(title) if url else "")
        for id_, url, title, identity, source, tags, folder in rows:
            base = base_of(identity)
            wanted = text(identify_shared(url, title)) if len(titles[base]) > 1 and url else base
            if wanted != identity:
                self._connection.execute("UPDATE article SET identity=? WHERE id=?", (wanted, id_))
                self._reflag(id_, wanted, source, tags, folder)
                self._changed.add(id_)

    def _order(self, *, all_orders: bool) -> None:
        few = min(FEW, self._flags.translate(_ROWS).count(1) // 20)
        many = len(self._came) + len(self._went) > few
        for name in ORDERS if all_orders else (NEWEST,):
            if many or not self._listings.read(name).ids:
                self._listings.sort(name)
            elif self._came or self._went:
                self._listings.edit(name, self._went, self._came)
        if not all_orders:
            for name in ORDERS:
                if name != NEWEST:
                    self._listings.drop(name)

    def _set_meta(self, name: str, value: int | str) -> None:
        self._meta[name] = value
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES(?,?)", (name, value))


def _row(id_: int, folder: int, name: bytes, stamp: Stamp, article: Article, label: int, seen: int | None) -> Row:
    identity = text(article.identity)
    return (
        id_,
        folder,
        name,
        *stamp,
        1,
        kin(base_of(identity)),
        identity,
        text(article.title),
        title_key(article.title),
        BETWEEN.join(map(text, article.authors)),
        pack_date(article.published),
        None if article.published is None else article.published.seconds(),
        text(article.source),
        label,
        text(article.url),
        BETWEEN.join(map(text, article.tags)),
        text(article.language),
        text(article.excerpt),
        article.words,
        article.characters,
        None if article.problem is None else article.problem.value,
        seen,
        None,
    )
