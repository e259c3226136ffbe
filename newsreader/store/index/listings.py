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
from newsreader.store.index.packing import ids_of

NEWEST, TITLE, SOURCE, FLAGS, COPIES = "newest", "title", "source", "flags", "copies"
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

    def sort(self, name: str, count: int) -> None:
        """Make an order anew from the rows, of which there are `count`."""
        if name == NEWEST and self._arrivals is not None and len(self._arrivals) == count:
            self._write(name, self._arrivals.newest())
            return
        query = "SELECT article.id FROM article JOIN folder ON folder.id = article.folder"
        if name == SOURCE:
            query += " LEFT JOIN label ON label.id = article.label"
        rows = self._connection.execute(f"{query} ORDER BY {SORTED[name]}", self._bound(name))
        self._write(name, array("I", [id_ for (id_,) in rows]))

    def edit(self, name: str, leaving: Collection[int], coming: Collection[int]) -> None:
        """Take ids out, then put ids where they belong now; an id in both moves."""
        ids = self.read(name).ids
        if leaving:
            out = set(leaving)
            ids = array("I", [id_ for id_ in ids if id_ not in out])
        for id_ in coming:
            place = bisect_left(_Keyed(self, name, ids), self._key(name, id_))
            ids.insert(place, id_)
        self._write(name, ids)

    def read(self, name: str) -> Listing:
        """An order as it is kept; an empty one where it was never made."""
        row = next(iter(self._connection.execute("SELECT ids, dated FROM listing WHERE name=?", (name,))), None)
        return Listing(array("I"), 0) if row is None else Listing(ids_of(row[0]), row[1])

    def write_copies(self, copies: dict[int, int]) -> None:
        """Keep which row is a copy of which, by pairs."""
        pairs = array("I", [id_ for pair in sorted(copies.items()) for id_ in pair])
        self._connection.execute("INSERT OR REPLACE INTO listing VALUES(?,?,?)", (COPIES, 0, pairs.tobytes()))

    def copies(self) -> dict[int, int]:
        """Which row is a copy of which."""
        pairs = self.read(COPIES).ids
        return dict(zip(pairs[::2], pairs[1::2], strict=True))

    def drop(self, name: str) -> None:
        """Keep an order no more: it is wrong now."""
        self._connection.execute("DELETE FROM listing WHERE name=?", (name,))

    def _bound(self, name: str) -> dict[str, int]:
        return {} if name == TITLE else {"latest": self.latest}

    def _key(self, name: str, id_: int) -> Key:
        fields = "moment, folder.path, article.name, title_key, label.key"
        row = next(iter(self._connection.execute(f"SELECT {fields} {_ROW}", (id_,))), None)
        if row is None:
            return (2,)
        moment, folder, file, title, label = row
        if name == TITLE:
            return title, folder, file
        by_date = (moment is None, 0 if moment is None else -min(moment, self.latest), folder, file)
        return by_date if name == NEWEST else (label is None, label or "", *by_date)

    def _write(self, name: str, ids: array[int]) -> None:
        dated = 0
        if name == NEWEST:
            dated = _count_dated(self._connection, ids)
        row = (name, dated, ids.tobytes())
        self._connection.execute("INSERT OR REPLACE INTO listing VALUES(?,?,?)", row)


class _Keyed(Sequence[Key]):
    """The keys of ids, fetched as bisection asks for them."""

    def __init__(self, listings: Listings, name: str, ids: array[int]) -> None:
        self._listings = listings
        self._name = name
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, row: Any) -> Any:
        return self._listings._key(self._name, self._ids[row])  # noqa: SLF001 - a view of it


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
