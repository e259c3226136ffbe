"""What the journals say, kept in the index as well: a start then shows unread and starred without reading them."""

from __future__ import annotations

import errno
import json
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import apsw

from newsreader.core.values import dataclass
from newsreader.store.index.opening import BadIndexError, open_index, os_error
from newsreader.store.index.packing import base_of, exact, kin, text
from newsreader.store.index.proofs import check, parts_of, prove, text_proof
from newsreader.store.many import Laid, in_order, packed


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of one identity: flags (`packing.READ`, `packing.STARRED`), the place in it, as JSON, and what was
    written to it (`Own.packed`; None where nothing ever was).
    """

    identity: str
    flags: int
    place: str | None
    own: str | None = None


class MarkTable:
    """Writes marks into an index. Every call blocks, while a scan commits up to a second; it belongs in a lane."""

    def __init__(self, path: Path) -> None:
        """`path` is the index; it need not be there yet."""
        self._path = path
        self._lock = threading.Lock()
        self._knows: object = None
        self._behind: Sequence[str] = ()

    def trust(self, journals: object) -> None:
        """The index knows the journals whole, as it says itself (`journals`)."""
        self._knows = journals

    def write(
        self,
        identities: Iterable[str],
        mark_of: Callable[[str], Mark],
        read_to: Mapping[str, int],
        *,
        is_all: bool = False,
    ) -> None:
        """Keep the marks of these identities; the journals are mirrored up to `read_to` then (bytes, by file), where
        they are all there are, or the index knew all others: one that somebody put back, or that missed some when a
        process was killed, does not say so. Each mark is asked for as it is written, once.

        Nothing is lost where there is no index: the next one is made from the journals. Raises OSError; what was not
        written is with the next call.
        """
        with self._lock:
            ones = Laid(chain(self._behind, identities))
            numbers = array("q", map(exact, ones))

            def put(connection: apsw.Connection) -> None:
                stamp = next(iter(connection.execute("SELECT max(stamp) FROM mark")))[0] or 0
                connection.executemany(
                    "INSERT INTO mark(exact, kin, flags, seen, place, own, proof, stamp) VALUES(?,?,?,NULL,?,?,?,?)"
                    " ON CONFLICT(exact) DO UPDATE"
                    " SET flags=excluded.flags, place=excluded.place, own=excluded.own, proof=excluded.proof,"
                    " stamp=excluded.stamp"
                    " WHERE flags IS NOT excluded.flags OR place IS NOT excluded.place OR own IS NOT excluded.own",
                    ((numbers[at], *_columns(mark_of(ones[at])), stamp + 1) for at in _once(numbers)),
                )
                known = next(iter(connection.execute("SELECT value FROM meta WHERE name='journals'")), (None,))[0]
                if is_all or (known is not None and known == self._knows):
                    self._knows = json.dumps(dict(read_to))
                    connection.execute("INSERT OR REPLACE INTO meta VALUES('journals',?)", (self._knows,))

            is_written = False
            try:
                self._write(put, parts_of(numbers))
                is_written = True
            finally:
                self._behind = () if is_written else packed(ones[at] for at in _once(numbers))

    def write_seen(self, seen: Iterable[tuple[str, int]], read_to: Mapping[str, int]) -> None:
        """Keep when identities were first seen (seconds since 1970; 0: before the library was opened). Raises
        OSError.
        """
        rows = [(exact(identity), kin(base_of(identity)), when) for identity, when in seen]

        def put(connection: apsw.Connection) -> None:
            connection.executemany(
                "INSERT INTO mark(exact, kin, flags, seen, stamp, proof) VALUES(?,?,NULL,?,0,0)"
                " ON CONFLICT(exact) DO UPDATE SET seen=excluded.seen",
                rows,
            )
            connection.execute("INSERT OR REPLACE INTO meta VALUES('sightings',?)", (json.dumps(dict(read_to)),))

        self._write(put, parts_of(row[0] for row in rows))

    def _write(self, put: Callable[[apsw.Connection], None], parts: str) -> None:
        """Change rows in these parts of the table; where they are not what was written, the sums go on saying so."""
        try:
            connection = open_index(self._path, writing=True)
        except (FileNotFoundError, BadIndexError):
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
            check(connection, parts)
            put(connection)
            prove(connection, parts)
            connection.execute("COMMIT")
        except apsw.Error as error:
            raise os_error(error) from error
        except (TypeError, ValueError) as error:
            raise OSError(errno.EIO, "The index is damaged") from error  # as the next scan finds out
        finally:
            connection.close()


def _once(numbers: array[int]) -> Iterator[int]:
    """Where the numbers stand, in their order; of those that are the same, one."""
    last: int | None = None
    for at in in_order(numbers):
        if numbers[at] != last:
            last = numbers[at]
            yield at


def _columns(mark: Mark) -> tuple[int, int, str | None, str | None, int]:
    """What is kept of a mark beside its key: kin, flags, both texts, and their proof."""
    place = None if mark.place is None else text(mark.place)
    own = None if mark.own is None else text(mark.own)
    return kin(base_of(mark.identity)), mark.flags, place, own, text_proof(place, own)
