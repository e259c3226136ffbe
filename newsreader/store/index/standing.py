"""What every row counts as: its flags, the marks they come from, and the sums by source, tag and folder.

Kept in memory by the process that writes the index; on disk after `write`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import apsw

from newsreader.core.hints import Any
from newsreader.store.index.labels import Labels
from newsreader.store.index.listings import FLAGS, read_flags
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
)

_UNSAID = (None, None)
_NEW = PRESENT | DRAFT | SKETCH


def _holding(wanted: int) -> bytes:
    """A table that turns flags into 1 where they hold `wanted`, else 0."""
    return bytes(int(flags & wanted == wanted) for flags in range(256))


_ROWS, _SKETCHES, _DRAFTS = _holding(PRESENT), _holding(SKETCH), _holding(DRAFT)


class Standing:
    """Flags, marks and sums of one index."""

    def __init__(self, connection: apsw.Connection, stamp: int, last: int) -> None:
        """Read what was written last; marks up to `stamp` are in the flags, and ids up to `last` were given. Raises
        ValueError, TypeError or `apsw.Error` where that is damaged.
        """
        self._connection = connection
        self._labels = Labels(connection)
        self._folders: dict[bytes, list[int]] = {}
        self._counts: dict[int, list[int]] = {}
        for path, *row in connection.execute("SELECT path, id, total, unread FROM folder"):
            self._folders[path] = self._counts[row[0]] = row
        self._flags, crc = read_flags(connection)
        if self._flags and crc32(self._flags) != crc:
            raise ValueError("flags are not those that were written")
        self._flags = self._flags or bytearray(1)
        self.grow(last)
        self._marks: dict[int, tuple[int | None, int | None]] = {
            mark: (flags, seen) for mark, flags, seen in connection.execute("SELECT exact, flags, seen FROM mark")
        }
        self.stamp = stamp

    def grow(self, last: int) -> None:
        """Ids up to `last` are given."""
        self._flags.extend(bytes(max(0, last + 1 - len(self._flags))))

    def folder(self, path: bytes) -> int:
        """The number of a folder."""
        row = self._folders.get(path)
        if row is None:
            self._connection.execute("INSERT INTO folder(path, total, unread) VALUES(?,0,0)", (path,))
            row = self._folders[path] = [self._connection.last_insert_rowid(), 0, 0]
            self._counts[row[0]] = row
        return row[0]

    def folders(self) -> dict[bytes, int]:
        """Every folder that holds rows, or did, with its number."""
        return {path: row[0] for path, row in self._folders.items()}

    def rows(self) -> int:
        """How many rows there are."""
        return self._flags.translate(_ROWS).count(1)

    def sketches(self) -> int:
        """How many rows nobody has made sense of yet."""
        return self._flags.translate(_SKETCHES).count(1)

    def is_draft(self, id_: int) -> bool:
        """Whether a row was read in part only."""
        return bool(self._flags[id_] & DRAFT)

    def is_troubled(self, id_: int) -> bool:
        """Whether the file of a row has a problem."""
        return bool(self._flags[id_] & TROUBLED)

    def drafts(self) -> int:
        """How many rows were read in part only."""
        return self._flags.translate(_DRAFTS).count(1)

    def sketched(self, ids: Sequence[int], troubled: Iterable[int], folder: bytes) -> None:
        """New rows of a folder, and those of them with a problem; unread until their identity is known."""
        self._flags[ids[0] : ids[-1] + 1] = bytes((_NEW,)) * len(ids)
        for id_ in troubled:
            self._flags[id_] |= TROUBLED
        counts = self._folders[folder]
        counts[1] += len(ids)
        counts[2] += len(ids)

    def refined(self, id_: int, folder: int, identity: str, source: str, tags: Iterable[str]) -> int:
        """A sketch has an identity, a source and tags now; the label of the source."""
        given = self.given(identity) if self._marks else 0
        self._flags[id_] = self._flags[id_] & ~SKETCH | given
        self._counts[folder][2] -= given & READ
        return self._labels.note(id_, source, tags)

    def settle_refined(self) -> None:
        """Take the sources and tags of `refined` rows into the sums."""
        self._labels.count_noted(self._flags)

    def put(self, id_: int, folder: int, flags: int, source: str, tags: Iterable[str], *, state: int = 0) -> int:
        """Row `id_` counts as this from now on; `state` is DRAFT and the like. The label of the source."""
        self._flags[id_] = PRESENT | flags | state
        unread = not flags & READ
        counts = self._counts[folder]
        counts[1] += 1
        counts[2] += unread
        return self._labels.put(id_, source, tags, unread=unread)

    def drop(self, id_: int, folder: int, source: str, tags: str) -> None:
        """Row `id_` counts no more; its flags stay until it is put again, or `clear`."""
        unread = not self._flags[id_] & READ
        self._labels.drop(id_, source, tags.split(BETWEEN) if tags else (), unread=unread)
        counts = self._counts[folder]
        counts[1] -= 1
        counts[2] -= unread

    def clear(self, id_: int) -> None:
        """There is no row `id_` any more."""
        self._flags[id_] = 0

    def move(self, id_: int, old: int, new: int) -> None:
        """Row `id_` lies in another folder now."""
        unread = not self._flags[id_] & READ
        for folder, step in ((old, -1), (new, 1)):
            self._counts[folder][1] += step
            self._counts[folder][2] += step * unread

    def reflag(self, id_: int, identity: str, source: str, tags: str, folder: int) -> None:
        """Row `id_` has this identity, or other marks: bring flags and sums in line."""
        old, new = self._flags[id_], self.given(identity)
        more_unread = bool(old & READ) - bool(new & READ)
        self._flags[id_] = old & ~(READ | STARRED) | new
        if more_unread:
            self._labels.mark(source, tags.split(BETWEEN) if tags else (), more_unread)
            self._counts[folder][2] += more_unread

    def marks_of(self, id_: int) -> int:
        """The flags of a row that the reader gave."""
        return self._flags[id_] & (READ | STARRED)

    def given(self, identity: str) -> int:
        """The flags that were given to an article, or to its elder while nothing is said of itself."""
        if not self._marks:
            return 0
        own = self._marks.get(exact(identity), _UNSAID)[0]
        if own is None:
            own = self._marks.get(exact(base_of(identity)), _UNSAID)[0]
        return own or 0

    def seen(self, identity: str) -> int | None:
        """When an identity was first seen as the journals have it; 0 for "before", None where they say nothing."""
        return self._marks.get(exact(identity), _UNSAID)[1] if self._marks else None

    def newest(self, identity: str) -> int | None:
        """The flags that were given to an identity, also since this process looked last; None where nothing was said
        of it.
        """
        rows = self._connection.execute("SELECT flags FROM mark WHERE exact=?", (exact(identity),))
        found: int | None = next(iter(rows), (None,))[0]
        return found

    def has_new_marks(self) -> bool:
        """Whether anything was marked since the last look."""
        rows = self._connection.execute(
            "SELECT 1 FROM mark WHERE stamp > ? AND flags IS NOT NULL LIMIT 1", (self.stamp,)
        )
        return next(iter(rows), None) is not None

    def take_marks(self) -> None:
        """What was marked since the last look: flags and sums of the rows it concerns."""
        news = list(
            self._connection.execute("SELECT exact, kin, flags, seen, stamp FROM mark WHERE stamp > ?", (self.stamp,))
        )
        for mark, number, flags, seen, stamp in news:
            self._marks[mark] = (flags, seen)
            self.stamp = max(self.stamp, stamp)
            rows = self._connection.execute(
                "SELECT id, identity, source, tags, folder FROM article WHERE kin=?", (number,)
            )
            for row in list(rows):
                self.reflag(*row)

    def remake(self, last: int) -> None:
        """Count everything anew from the rows."""
        self._labels.clear()
        for counts in self._folders.values():
            counts[1] = counts[2] = 0
        self._flags = bytearray(last + 1)
        rows = self._connection.execute("SELECT id, folder, identity, source, tags, label, problem, final FROM article")
        moved: list[tuple[int, int]] = []
        for id_, folder, identity, source, tags, label, problem, final in rows:
            state = (0 if final > 0 else DRAFT if final == 0 else DRAFT | SKETCH) | (TROUBLED if problem else 0)
            given = self.given(identity)
            number = self.put(id_, folder, given, source, tags.split(BETWEEN) if tags else (), state=state)
            if number != label:
                moved.append((number, id_))
        self._connection.executemany("UPDATE article SET label=? WHERE id=?", moved)

    def write(self) -> None:
        """Bring the tables up to date."""
        self._labels.write()
        sums: list[tuple[Any, ...]] = [(row[1], row[2], row[0]) for row in self._folders.values()]
        self._connection.executemany("UPDATE folder SET total=?, unread=? WHERE id=?", sums)
        flags = bytes(self._flags)
        self._connection.execute("INSERT OR REPLACE INTO listing VALUES(?,?,?)", (FLAGS, crc32(flags), flags))
