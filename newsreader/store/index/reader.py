"""Reading the index: what everybody but the process that scans does. One connection a thread; nothing is written."""

from __future__ import annotations

import json
import os
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import apsw

from newsreader.core.article import Article, Problem
from newsreader.core.hints import Any, TypeVar
from newsreader.core.values import dataclass, field
from newsreader.store.index.labels import SOURCE, TAG
from newsreader.store.index.listings import COPIES, NEWEST, Listing, read_flags, read_order
from newsreader.store.index.opening import BadIndexError, is_damage, open_index, os_error
from newsreader.store.index.packing import COLUMNS, READ, STARRED, article_of, base_of, exact, ids_of, kin
from newsreader.store.index.proofs import LOOK_UP, bounds, proven, verify
from newsreader.store.many import ids_in_order

__all__ = ["NEWEST", "SOURCE", "TAG", "DamagedError", "Folder", "Label", "Listing", "Reader", "Row", "Snapshot"]

Answer = TypeVar("Answer")

_PART = 500
"""Values of one question."""
_AT_ONCE = 4000
"""Identities that are at hand at a time."""
_PAGES = 32
"""Pages of an index that a connection keeps, a quarter of a megabyte; SQLite's own 2 MB answer no question sooner: the
system has every page as well (words, prefixes and phrases at a million articles, 2026-11-30).
"""
_FROM = "FROM article JOIN folder ON folder.id = article.folder"
Label = tuple[int, str, str, int, int]
"""A source or a tag: its kind, its folded name, its name, how many articles, how many unread."""
Folder = tuple[int, str, int, int]
"""Number and path of a folder, how many articles lie directly in it, how many unread."""
Row = tuple[int, Article, int | None]
"""Id, article, and when it was first seen in seconds since 1970 (None: before the library was opened)."""


class DamagedError(Exception):
    """The index gives answers that cannot be: it has to be made again."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The index as it was published last: the order by date, a byte of flags a row, and the counts.

    `stamp` is the newest mark the flags know of; `is_complete` whether a scan has ever met every file.
    """

    round: int
    stamp: int
    newest: Listing
    flags: bytearray
    labels: list[Label]
    folders: list[Folder]
    troubles: int
    is_complete: bool
    copies: array[int] = field(default_factory=lambda: array("I"))
    """A row and the one it is a copy of, one pair after the other."""


class Reader:
    """Questions to one index. Every call but `each`, `ask` and `problems` takes about a millisecond at most.

    Raises `DamagedError` where the file gives what no index can hold, OSError where it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        """Open the index at `path`. Raises `BadIndexError`, FileNotFoundError or OSError."""
        self._connection = open_index(path, writing=False)
        self._connection.pragma("cache_size", _PAGES)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def interrupt(self) -> None:
        """End the query that is running in another thread; it then has found nothing. Where that thread has let go of
        the index by now, there is none.
        """
        with suppress(apsw.ConnectionClosedError):
            self._connection.interrupt()

    def round(self) -> int:
        """Which publication is the newest."""
        number = self.meta("round") or 0
        if type(number) is not int:
            raise DamagedError("a number is none")
        return number

    def meta(self, name: str) -> Any:
        """A value of the index's own notes; None where it was never said."""
        return self._one("SELECT value FROM meta WHERE name=?", (name,), None)

    def snapshot(self) -> Snapshot:
        """Everything a list needs to be shown, all of one publication."""
        self._ask("BEGIN")
        try:
            rows = self._ask("SELECT kind, key, spellings, total, unread FROM label ORDER BY key")
            spellings = json.loads(f"[{','.join([row[2] for row in rows])}]")  # one call for hundreds
            names = [next(iter(one)) if len(one) == 1 else _commonest(one) for one in spellings]
            labels = [
                (kind, key, name, total, unread)
                for (kind, key, _, total, unread), name in zip(rows, names, strict=True)
            ]
            folders = list(_decoded(self._ask("SELECT id, path, total, unread FROM folder WHERE total > 0")))
            return Snapshot(
                self.round(),
                int(self.meta("stamp") or 0),
                self.order(NEWEST),
                self.flags(),
                labels,
                folders,
                int(self._one("SELECT count(*) FROM trouble", (), 0)),
                bool(self.meta("complete")),
                self.order(COPIES).ids,
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise DamagedError(str(error)) from error
        finally:
            self._ask("COMMIT")

    def order(self, listing: int) -> Listing:
        """Every id in an order; an empty one where it was not made yet."""
        return self._at_rest(lambda: read_order(self._connection, listing))

    def flags(self) -> bytearray:
        """A byte of flags a row, at its id."""
        return self._at_rest(lambda: read_flags(self._connection)[0]) or bytearray(1)

    def rows(self, ids: Sequence[int]) -> Iterator[Row]:
        """The rows of ids that are there, in no order."""
        for rows in self._in_parts(f"SELECT {COLUMNS} {_FROM} WHERE article.id IN ({{}})", ids):
            for row in rows:
                try:
                    yield article_of(row)
                except (TypeError, ValueError, AttributeError) as error:
                    raise DamagedError(str(error)) from error

    def find(self, path: str) -> int | None:
        """The row of a path relative to the library."""
        folder, _, name = path.rpartition("/")
        query = f"SELECT article.id {_FROM} WHERE folder.path=? AND name=?"
        return self._one(query, (os.fsencode(folder), os.fsencode(name)), None)  # type: ignore[no-any-return]

    def rows_of(self, identity: str) -> list[int]:
        """The rows of an identity, in the order of arrival."""
        number = kin(base_of(identity))
        return [id_ for (id_,) in self._ask(f"{_OF} AND identity=? ORDER BY id", (number, identity))]

    def rows_like(self, identity: str) -> list[tuple[int, str]]:
        """Id and identity of rows that a mark on `identity` may concern: its own, and those it is the elder of."""
        rows = self._ask("SELECT id, identity FROM article WHERE kin=?", (kin(base_of(identity)),))
        return [(id_, own) for id_, own in rows if identity in (own, base_of(own))]

    def rows_of_kins(self, kins: Sequence[int]) -> array[int]:
        """The rows of many kins, in no order; 1 µs each, since no row is looked at."""
        found = array("q")
        for rows in self._in_parts("SELECT id FROM article WHERE kin IN ({})", kins):
            found.extend([id_ for (id_,) in rows])
        return found

    def identified(self, ids: Sequence[int]) -> tuple[array[int], list[str]]:
        """Those of many rows that are there, and the identity of each, in no order; 1 µs each."""
        there = array("q")
        identities: list[str] = []
        # In the order they are kept in, no page is read twice; and no row stays, which the collector would go over.
        for rows in self._in_runs("SELECT id, identity FROM article WHERE id", sorted(ids)):
            there.extend(id_ for id_, _ in rows)
            identities += [identity for _, identity in rows]
        return there, _texts(identities)

    def standings(self, ids: Sequence[int]) -> list[tuple[str, str, str]]:
        """Source, tags (`BETWEEN` them) and folder of many rows, in no order; 2 µs each."""
        folders = dict(self.folders())
        parts = self._in_parts("SELECT source, tags, folder FROM article WHERE id IN ({})", sorted(ids))
        found = [(source, tags, folders.get(number, "")) for rows in parts for source, tags, number in rows]
        _texts([value for source, tags, _ in found for value in (source, tags)])
        return found

    def sums(self, ids: Iterable[int]) -> Iterator[tuple[int, str, int]]:
        """How many of these rows each source and tag holds, by kind and folded name, and each folder, by kind 0 and
        path. The whole index is gone through for it: 0.3 µs for each of its rows.
        """
        self._ask("BEGIN")
        try:
            mask = bytearray(self._one("SELECT max(id) FROM article", (), 0) + 1)
            for id_ in ids:
                if id_ < len(mask):
                    mask[id_] = 1
            is_one = mask.__getitem__
            for kind, key, blob in self._ask("SELECT kind, key, ids FROM posting JOIN label ON label.id = label"):
                yield kind, key, sum(map(is_one, ids_of(blob)))
            paths = dict(self.folders())
            filed = Counter(number for number, id_ in self._each("SELECT folder, id FROM article") if is_one(id_))
            yield from ((0, paths.get(number, ""), count) for number, count in filed.items())
        except (TypeError, ValueError, IndexError) as error:
            raise DamagedError(str(error)) from error
        finally:
            self._ask("COMMIT")

    def posting(self, kind: int, key: str) -> array[int]:
        """The rows of a source or a tag, by its folded name; in no order."""
        query = "SELECT ids FROM posting JOIN label ON label.id = label WHERE kind=? AND key=?"
        return ids_of(self._one(query, (kind, key), b""))

    def in_folders(self, folders: Iterable[int]) -> array[int]:
        """The rows whose files lie directly in these folders; in no order."""
        found = array("I")
        for folder in folders:
            found.extend(id_ for (id_,) in self._ask("SELECT id FROM article WHERE folder=?", (folder,)))
        return found

    def newest_mark(self) -> int:
        """The stamp of what was marked last; 0 where nothing was."""
        stamp = self._one("SELECT max(stamp) FROM mark", (), 0) or 0
        if type(stamp) is not int:
            raise DamagedError("a mark makes no sense")
        return stamp

    def marks_after(self, stamp: int) -> tuple[array[int], bytes]:
        """Rows that were marked after `stamp`, or whose elders were, each once, and the flags of each; 4 µs each.

        Identities are at hand some thousand at a time, in the order they are kept in: those of 50,000 with all that was
        made of them were 20 MB, and left memory in pieces.
        """
        query = "SELECT exact, kin, flags FROM mark WHERE stamp > ? AND flags IS NOT NULL"
        news: dict[int, int] = {}
        kins: set[int] = set()
        for mark, number, flags in self._each(query, (stamp,)):
            if type(flags) is not int:
                raise DamagedError("a mark makes no sense")
            news[mark] = flags
            kins.add(number)
        rows = ids_in_order(self.rows_of_kins(sorted(kins)))
        del kins
        ids, given = array("q"), bytearray()
        for start in range(0, len(rows), _AT_ONCE):
            for id_, identity in zip(*self.identified(rows[start : start + _AT_ONCE]), strict=True):
                flags = self._flags_by(news, identity)
                if flags is not None:
                    ids.append(id_)
                    given.append(flags & (READ | STARRED))
        return ids, bytes(given)

    def _flags_by(self, news: Mapping[int, int], identity: str) -> int | None:
        """What an identity is given by these marks, or its elder where it has none of its own."""
        flags, elder = news.get(exact(identity)), base_of(identity)
        if flags is None and elder != identity and not self._is_marked(identity):
            return news.get(exact(elder))
        return flags

    def mark(self, identity: str) -> tuple[int, str | None, str | None] | None:
        """Flags, place and own texts of an identity as the journals have them; None where nothing was ever said."""
        try:
            return proven(self._ask(LOOK_UP, bounds(exact(identity)))[0])
        except (TypeError, ValueError) as error:
            raise DamagedError(str(error)) from error

    def newest_ids(self, limit: int, before: int | None = None) -> list[tuple[int, str, int | None]]:
        """Id, identity and "first seen" of the rows that came last, the last first."""
        query = "SELECT id, identity, seen FROM article WHERE id < ? ORDER BY id DESC LIMIT ?"
        return list(self._ask(query, (before if before is not None else 1 << 62, limit)))

    def problems(self) -> list[tuple[str, Problem]]:
        """Every path that could not be read as it should be, with the reason, in the order of paths."""
        try:
            places = [(os.fsdecode(path), Problem(why)) for path, why in self._ask("SELECT path, problem FROM trouble")]
            rows = self._ask(f"SELECT folder.path, name, problem {_FROM} WHERE problem IS NOT NULL")
            files = [
                (os.fsdecode(folder + b"/" + name if folder else name), Problem(why)) for folder, name, why in rows
            ]
        except (TypeError, ValueError) as error:
            raise DamagedError(str(error)) from error
        return sorted(places + files)

    def folders(self) -> list[tuple[int, str]]:
        """Number and path of every folder that holds rows, or did."""
        return [(id_, os.fsdecode(path)) for id_, path in self._ask("SELECT id, path FROM folder")]

    def each(self, query: str, bound: Sequence[Any] = ()) -> Iterator[Any]:
        """Rows as they are found. Raises `apsw.InterruptError` as well."""
        try:
            yield from self._connection.execute(query, bound)
        except apsw.InterruptError:
            raise
        except apsw.Error as error:
            raise _trouble(error) from error

    def ask(self, query: str, bound: Sequence[Any] = ()) -> list[Any]:
        """All rows of an answer. Raises `apsw.InterruptError` as well."""
        return list(self.each(query, bound))

    def _at_rest(self, read: Callable[[], Answer]) -> Answer:
        """What `read` reads within one publication of the index. Raises `apsw.InterruptError` as well."""
        is_alone = not self.is_asking
        if is_alone:
            self._ask("BEGIN")
        try:
            return read()
        except (TypeError, ValueError) as error:
            raise DamagedError(str(error)) from error
        except apsw.InterruptError:
            raise
        except apsw.Error as error:
            raise _trouble(error) from error
        finally:
            if is_alone:
                self._ask("COMMIT")

    def _is_marked(self, identity: str) -> bool:
        return bool(self._ask("SELECT 1 FROM mark WHERE exact=? AND flags IS NOT NULL", (exact(identity),)))

    @property
    def is_asking(self) -> bool:
        """Whether a transaction was begun and not ended."""
        return self._connection.in_transaction

    def _ask(self, query: str, bound: Sequence[Any] = ()) -> list[Any]:
        return list(self._each(query, bound))

    def _each(self, query: str, bound: Sequence[Any] = ()) -> Iterator[Any]:
        try:
            yield from self.each(query, bound)
        except UnicodeDecodeError as error:
            raise DamagedError("a text is not UTF-8") from error

    def _in_parts(self, query: str, values: Sequence[int]) -> Iterator[list[Any]]:
        """The rows of an answer about many values, which stand where the query has braces; of some values at a time."""
        for start in range(0, len(values), _PART):
            part = values[start : start + _PART]
            yield self._ask(query.format(",".join("?" * len(part))), tuple(part))

    def _in_runs(self, query: str, ids: Sequence[int]) -> Iterator[list[Any]]:
        """The same for ids in order; a third quicker where one follows the other."""
        for start in range(0, len(ids), _PART):
            part = ids[start : start + _PART]
            if part[-1] - part[0] < len(part):
                yield self._ask(f"{query} BETWEEN ? AND ?", (part[0], part[-1]))
            else:
                yield self._ask(f"{query} IN ({','.join('?' * len(part))})", tuple(part))

    def _one(self, query: str, bound: Sequence[Any], otherwise: Any) -> Any:
        rows = self._ask(query, bound)
        return rows[0][0] if rows else otherwise


_OF = "SELECT id FROM article WHERE kin=?"


def check_index(path: Path) -> str:
    """Why an index cannot be used, in a sentence; "" where it can, as far as SQLite's own check and the proofs of its
    marks tell. Blocking.
    """
    try:
        connection = open_index(path, writing=False)
    except BadIndexError as error:
        return f"The index cannot be used: {error}. It is made again at the next start."
    except OSError as error:
        return f"The index cannot be read: {error.strerror or error}."
    try:
        found = [text for (text,) in connection.execute("PRAGMA quick_check(1)")]
        verify(connection)
    except (apsw.Error, TypeError, ValueError) as error:
        found = [str(error)]
    finally:
        connection.close()
    return "" if found == ["ok"] else "The index is damaged. It is made again at the next start."


def _trouble(error: apsw.Error) -> Exception:
    return DamagedError(str(error)) if is_damage(error) else os_error(error)


def _texts(values: list[Any]) -> list[str]:
    """These values, which are texts. Raises `DamagedError`."""
    if not set(map(type, values)) <= {str}:
        raise DamagedError("a text is none")
    return values


def _decoded(rows: Iterable[tuple[int, bytes, int, int]]) -> Iterator[Folder]:
    for id_, path, total, unread in rows:
        yield id_, os.fsdecode(path), total, unread


def _commonest(spellings: dict[str, int]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
