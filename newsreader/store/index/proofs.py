"""Whether the marks in the index are those that were written: bits that flip on a disk may make another valid mark of
one, or none, which no check of SQLite's tells.

The table's keys fall into parts, and of each part a sum over its rows is kept beside it: a look-up proves what it
finds, and that there is nothing where it finds nothing. What the index has wrong the journals have right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from zlib import crc32

import apsw

from newsreader.core.hints import Any

_BITS = 51
"""Of a key, within its part: of 200,000 marks in 8,192 parts a look-up goes over 24, 6 µs more than one alone.
Another figure is another `schema.VERSION`.
"""
_WITHIN = (1 << _BITS) - 1
_EVERY = range(-(1 << 63 - _BITS), 1 << 63 - _BITS)
_SUM = "sum(exact % 1000000007 + 3 * kin + 5 * ifnull(flags, 1000) + 7 * ifnull(seen, -1) + 11 * stamp + 13 * proof)"
# Whatever bit of a number flips, the sum is another one: the prime divides no power of two. What texts there are stands
# in `proof`.
_RANGE = f"exact BETWEEN value << {_BITS} AND (value << {_BITS}) + {_WITHIN}"
_SUM_NOW = f"ifnull((SELECT {_SUM} FROM mark WHERE {_RANGE}), 0)"  # noqa: S608 - words of ours
_SUM_KEPT = "ifnull((SELECT total FROM mark_sum WHERE part = value), 0)"
LOOK_UP = (
    f"SELECT max(exact = ?1), flags, place, own, proof, ifnull({_SUM}, 0),"  # noqa: S608 - words of ours
    " ifnull((SELECT total FROM mark_sum WHERE part = ?2), 0) FROM mark WHERE exact BETWEEN ?3 AND ?4"
)
"""One row, whatever there is, for `proven`; bound to `bounds`. SQLite takes the columns of the row with the maximum."""


def bounds(number: int) -> tuple[int, int, int, int]:
    """What `LOOK_UP` of a key (`packing.exact`) is bound to."""
    part = number >> _BITS
    return number, part, part << _BITS, (part << _BITS) + _WITHIN


def proven(row: tuple[Any, ...]) -> tuple[int, str | None, str | None] | None:
    """Flags, place and own texts of the mark that `LOOK_UP` looked for; None where nothing was ever said. Raises
    ValueError or TypeError where the table is damaged.
    """
    is_there, flags, place, own, proof, total, kept = row
    if total != kept or (is_there and text_proof(place, own) != proof):
        raise ValueError("a mark is not what was written")
    return (flags, place, own) if is_there and flags is not None else None


def text_proof(place: str | None, own: str | None) -> int:
    """A number for the texts of a mark; 0 where there are none. Raises TypeError where they are not texts."""
    proof = 0 if place is None else crc32(str.encode(place))
    return proof if own is None else crc32(b"\0" + str.encode(own), proof)


def parts_of(numbers: Iterable[int]) -> str:
    """The parts in which these keys lie, for `check` and `prove`."""
    return json.dumps(sorted({number >> _BITS for number in numbers}))


def check(connection: apsw.Connection, parts: str) -> None:
    """Look whether these parts of the table are what was written, but for the texts: 0.15 µs a mark that is in them.
    Raises ValueError where they are not.
    """
    wrong = f"SELECT 1 FROM json_each(?) WHERE {_SUM_NOW} IS NOT {_SUM_KEPT} LIMIT 1"  # noqa: S608 - words of ours
    if next(iter(connection.execute(wrong, (parts,))), None) is not None:
        raise ValueError("marks are not those that were written")


def prove(connection: apsw.Connection, parts: str) -> None:
    """Keep the sums of these parts, which were written to; as quick."""
    sums = f"INSERT OR REPLACE INTO mark_sum SELECT value, {_SUM_NOW} FROM json_each(?)"  # noqa: S608 - words of ours
    connection.execute(sums, (parts,))


def verify(connection: apsw.Connection) -> None:
    """Look at all marks, and the ways to them. Raises ValueError, TypeError or `apsw.Error` where they are damaged."""
    for table in ("mark", "mark_sum"):
        if connection.execute(f"PRAGMA integrity_check({table})").fetchone() != ("ok",):
            raise ValueError("the ways to the marks are damaged")
    check(connection, json.dumps(list(_EVERY)))
    texts = "SELECT place, own, proof FROM mark WHERE proof <> 0 OR place IS NOT NULL OR own IS NOT NULL"
    if any(text_proof(place, own) != proof for place, own, proof in connection.execute(texts)):
        raise ValueError("a text of a mark is not what was written")
