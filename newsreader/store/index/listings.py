"""Lists of ids that stand ready in the index: the articles in each order, four bytes an id, and a byte of flags a row.

Reading a million ids by a query takes a quarter of a second, as a block 2 ms; that is why they are kept. Edits of a few
rows are put in place by bisection, many at once by sorting anew.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Sequence

import apsw

from newsreader.core.hints import Any
from newsreader.core.values import dataclass
from newsreader.store.index.arrivals import Arrivals

NEWEST, TITLE, SOURCE, FLAGS, COPIES, ENTRIES = range(1, 7)
"""The rows of `listing`; `ENTRIES` has the id of each entry of the full text, 0 where there is none (any more)."""
ORDERS = (NEWEST, TITLE, SOURCE)
FEW = 2000
"""Up to so many rows are put in place one by one: 0.1 ms each at a million, when sorting takes 2 s."""

Key = tuple[Any, ...]
_ROW = (
    "FROM article JOIN folder ON folder.id = article.folder LEFT JOIN label ON label.id = article.label"
    " WHERE article.id = ?"
)
SORTED = {
    NEWEST: "moment IS NULL, min(moment, :latest) DESC, folder.path, article.name",
    TITLE: "title_key, folder.path, article.name",
    SOURCE: "label.key IS NULL, label.key, moment IS NULL, min(moment, :latest) DESC, folder.path, article.name",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """Ids in an order; the first `dated` of "newest" have a date."""

    ids: array[int]
    dated: int


def read_order(connection: apsw.Connection, listing: int) -> Listing:
    """An order as it is kept; an empty one where it was never made. Within a transaction. Raises ValueError for one
    that makes no sense, and `apsw.Error`.
    """
    ids = array("I", [0])
    dated, size = _about(connection, listing)
    if size % ids.itemsize:
        raise ValueError("a listing is cut off")
    ids *= size // ids.itemsize
    _read_into(connection, listing, ids)
    return Listing(ids, dated)


def read_flags(connection: apsw.Connection) -> tuple[bytearray, int]:
    """The flags as they are kept, none where they never were, and their CRC-32. As `read_order`."""
    crc, size = _about(connection, FLAGS)
    flags = bytearray(size)
    _read_into(connection, FLAGS, flags)
    return flags, crc


def _about(connection: apsw.Connection, listing: int) -> tuple[int, int]:
    """What stands beside a listing, and its bytes."""
    query = "SELECT dated, typeof(ids), length(ids) FROM listing WHERE id=?"
    for beside, kind, size in connection.execute(query, (listing,)):
        if type(beside) is not int or kind != "blob":
            raise ValueError("a listing is none")
        return beside, size
    return 0, 0


def _read_into(connection: apsw.Connection, listing: int, place: array[int] | bytearray) -> None:
    """Have a listing in a place of its size. As the answer to a query it would be copied twice on its way there: of a
    million ids, 8 MB more would be touched for the first time.
    """
    if place:
        with connection.blob_open("main", "listing", "ids", listing, False) as kept:
            kept.read_into(place)


class Listings:
    """The kept orders, in the process that writes the index."""

    def __init__(self, connection: apsw.Connection, latest: int) -> None:
        """Dates after `latest` (seconds since 1970) sort as if they were that (security.md, 2.27)."""
        self._connection = connection
        self.latest = latest
        self._arrivals: Arrivals | None = Arrivals(latest)

    def arrive(self, folder: bytes, rows: Sequence[Sequence[Any]]) -> None:
        """Sketches were added, in the order of names."""
        if self._arrivals is not None and not self._arrivals.take(folder, rows):
            self._arrivals = None

    def forget_arrivals(self) -> None:
        """Rows changed since they arrived."""
        self._arrivals = None

    def sort(self, listing: int, count: int) -> None:
        """Make an order anew from the rows, of which there are `count`."""
        if listing == NEWEST and self._arrivals is not None and len(self._arrivals) == count:
            self._write(listing, self._arrivals.newest())
            return
        query = "SELECT article.id FROM article JOIN folder ON folder.id = article.folder"
        if listing == SOURCE:
            query += " LEFT JOIN label ON label.id = article.label"
        rows = self._connection.execute(f"{query} ORDER BY {SORTED[listing]}", self._bound(listing))
        self._write(listing, array("I", [id_ for (id_,) in rows]))

    def edit(self, listing: int, leaving: Collection[int], coming: Collection[int]) -> None:
        """Take ids out, then put ids where they belong now; an id in both moves."""
        ids = self.read(listing).ids
        if leaving:
            out = set(leaving)
            ids = array("I", [id_ for id_ in ids if id_ not in out])
        for id_ in coming:
            place = bisect_left(_Keyed(self, listing, ids), self._key(listing, id_))
            ids.insert(place, id_)
        self._write(listing, ids)

    def read(self, listing: int) -> Listing:
        """An order as it is kept; an empty one where it was never made."""
        return read_order(self._connection, listing)

    def write_copies(self, copies: dict[int, int]) -> None:
        """Keep which row is a copy of which, by pairs."""
        pairs = array("I", [id_ for pair in sorted(copies.items()) for id_ in pair])
        self._connection.execute("INSERT OR REPLACE INTO listing VALUES(?,?,?)", (COPIES, 0, pairs.tobytes()))

    def copies(self) -> dict[int, int]:
        """Which row is a copy of which."""
        pairs = self.read(COPIES).ids
        return dict(zip(pairs[::2], pairs[1::2], strict=True))

    def drop(self, listing: int) -> None:
        """Keep an order no more: it is wrong now."""
        self._connection.execute("DELETE FROM listing WHERE id=?", (listing,))

    def _bound(self, listing: int) -> dict[str, int]:
        return {} if listing == TITLE else {"latest": self.latest}

    def _key(self, listing: int, id_: int) -> Key:
        fields = "moment, folder.path, article.name, title_key, label.key"
        row = next(iter(self._connection.execute(f"SELECT {fields} {_ROW}", (id_,))), None)
        if row is None:
            return (2,)
        moment, folder, file, title, label = row
        if listing == TITLE:
            return title, folder, file
        by_date = (moment is None, 0 if moment is None else -min(moment, self.latest), folder, file)
        return by_date if listing == NEWEST else (label is None, label or "", *by_date)

    def _write(self, listing: int, ids: array[int]) -> None:
        dated = 0
        if listing == NEWEST:
            dated = _count_dated(self._connection, ids)
        row = (listing, dated, ids.tobytes())
        self._connection.execute("INSERT OR REPLACE INTO listing VALUES(?,?,?)", row)


class _Keyed(Sequence[Key]):
    """The keys of ids, fetched as bisection asks for them."""

    def __init__(self, listings: Listings, listing: int, ids: array[int]) -> None:
        self._listings = listings
        self._listing = listing
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, row: Any) -> Any:
        return self._listings._key(self._listing, self._ids[row])  # noqa: SLF001 - a view of it


def _count_dated(connection: apsw.Connection, ids: Sequence[int]) -> int:
    """How many of the ids in order of date have one: those come first."""
    low, high = 0, len(ids)
    while low < high:
        middle = (low + high) // 2
        row = next(iter(connection.execute("SELECT moment FROM article WHERE id=?", (ids[middle],))), (None,))
        if row[0] is None:
            high = middle
        else:
            low = middle + 1
    return low
