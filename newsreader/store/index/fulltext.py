"""The full text of the articles, in the process that writes the index: FTS5, and the texts it answers for.

FTS5 keeps no positions and no text (engine.md, "Index": a fifth of the size, and the newest hits of a common word at
once); what it cannot tell exactly is compared with the texts, which stand beside it, packed. The number of an entry is
its place in the order of dates, as far as that was known when it was made; what comes later is appended.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from zlib import DEF_MEM_LEVEL, DEFLATED, MAX_WBITS, Z_HUFFMAN_ONLY, compressobj, decompress

import apsw

from newsreader.core.search.words import tokens
from newsreader.store.index.listings import ENTRIES, read_order

_FASTEST = 1
_TOGETHER = 50
_INSERT = "INSERT INTO search(rowid, words) VALUES(?,?)"


class FullText:
    """The texts of one index."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._ids = read_order(connection, ENTRIES).ids or array("I", [0])
        last = next(iter(connection.execute("SELECT max(entry) FROM words")))[0] or 0
        is_behind = last >= len(self._ids)
        self._ids.extend([0] * (last + 1 - len(self._ids)))
        self._has_changed = False
        self._waiting: list[tuple[int, str]] = []
        if is_behind:
            self.remake()  # a process was killed between storing texts and listing them

    def put(self, id_: int, texts: Sequence[str]) -> None:
        """Row `id_` says this (`core.search.words.texts`). FTS5 hears of new rows some at a time, which takes it a
        tenth less: before a transaction ends, `flush` it is.
        """
        entry, packed = self._entry(id_), pack(texts)
        if entry is not None:
            self.flush()
            self._connection.execute("DELETE FROM search WHERE rowid=?", (entry,))
            self._connection.execute(_INSERT, (entry, tokens(texts)))
            self._connection.execute("UPDATE words SET text=? WHERE entry=?", (packed, entry))
        else:
            entry = len(self._ids)
            self._ids.append(id_)
            self._has_changed = True
            self._connection.execute("INSERT INTO words VALUES(?,?,?)", (entry, id_, packed))
            self._waiting.append((entry, tokens(texts)))
            if len(self._waiting) >= _TOGETHER:
                self.flush()

    def flush(self) -> None:
        """Give FTS5 what waits for it."""
        if self._waiting:
            self._connection.executemany(_INSERT, self._waiting)
            self._waiting = []

    def places(self) -> dict[int, int]:
        """The entry of each row, in whose order FTS5 takes in many changes without writing each by itself."""
        return {id_: entry for entry, id_ in enumerate(self._ids) if id_}

    def drop(self, id_: int) -> None:
        """There is no row `id_` any more."""
        entry = self._entry(id_)
        if entry is not None:
            self.flush()
            self._connection.execute("DELETE FROM search WHERE rowid=?", (entry,))
            self._connection.execute("DELETE FROM words WHERE entry=?", (entry,))
            self._ids[entry] = 0
            self._has_changed = True

    def remake(self) -> None:
        """List the entries anew."""
        self._ids = array("I", bytes(4 * len(self._ids)))
        for entry, id_ in self._connection.execute("SELECT entry, id FROM words INDEXED BY words_id"):
            self._ids[entry] = id_
        self._has_changed = True

    def write(self) -> None:
        """Bring FTS5 and the listing up to date."""
        self.flush()
        if self._has_changed:
            row = (ENTRIES, 0, self._ids.tobytes())
            self._connection.execute("INSERT OR REPLACE INTO listing VALUES(?,?,?)", row)
            self._has_changed = False

    def _entry(self, id_: int) -> int | None:
        row = next(iter(self._connection.execute("SELECT entry FROM words WHERE id=?", (id_,))), None)
        return None if row is None else int(row[0])


def pack(texts: Sequence[str]) -> bytes:
    """Texts as they are kept, one field a line: letters by how often they come, and nothing that comes again looked
    for. That takes half the time, reading it four fifths, and 6 to 14 % more room, 3 to 7 of the whole index.
    """
    packer = compressobj(_FASTEST, DEFLATED, MAX_WBITS, DEF_MEM_LEVEL, Z_HUFFMAN_ONLY)
    return packer.compress("\n".join(texts).encode("utf-8", "surrogatepass")) + packer.flush()


def unpack(data: bytes) -> list[str]:
    """The texts `pack` packed. Raises `zlib.error` or ValueError for damaged ones."""
    return decompress(data).decode("utf-8", "surrogatepass").split("\n")
