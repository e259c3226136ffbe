"""A look-up in the table of marks gives what was written, or says that it is damaged, whatever became of its file."""

from __future__ import annotations

import random
from pathlib import Path

import apsw
import pytest

from newsreader.store.index.mark_table import Mark, MarkTable
from newsreader.store.index.opening import BadIndexError, make_index, open_index
from newsreader.store.index.packing import exact
from newsreader.store.index.proofs import verify
from newsreader.store.index.reader import DamagedError, Reader

MARKS = {
    f"u:x.example/{number}": Mark(
        f"u:x.example/{number}",
        number % 4,
        f"[{number}, 0, 0.5]" if number % 3 else None,
        f'[["slow"], "Note {number}", []]' if number % 5 == 0 else None,
    )
    for number in range(60)
}
WANTED = {identity: (mark.flags, mark.place, mark.own) for identity, mark in MARKS.items()}
UNSAID = [f"t:{number}" for number in range(60)]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "index.db"
    make_index(path).close()
    table = MarkTable(path)
    table.write_seen([(UNSAID[0], 7), (UNSAID[1], 0), ("u:x.example/1", 9)], {})
    table.write(MARKS, MARKS.__getitem__, {})
    return path


def is_right(path: Path) -> bool:
    """Whether each look-up is answered rightly; False where one says that the file is damaged."""
    try:
        reader = Reader(path)
    except BadIndexError:
        return False
    try:
        for identity in [*MARKS, *UNSAID]:
            assert reader.mark(identity) == WANTED.get(identity)
    except DamagedError:
        return False
    finally:
        reader.close()
    return True


def is_seen_by_the_scan(path: Path) -> bool:
    try:
        connection = open_index(path, writing=False)
    except BadIndexError:
        return True
    try:
        verify(connection)
    except (apsw.Error, TypeError, ValueError):
        return True
    finally:
        connection.close()
    return False


@pytest.mark.parametrize("table", ["mark", "mark_sum", "mark_stamp"])
def test_no_look_up_is_wrong_whatever_bit_flips(index: Path, table: str) -> None:
    connection = open_index(index, writing=True)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = int(connection.pragma("page_size"))
    page = next(iter(connection.execute("SELECT rootpage FROM sqlite_schema WHERE name=?", (table,))))[0]
    connection.close()
    good = index.read_bytes()
    chance = random.Random(table)  # noqa: S311 - the same damage on every run
    told = 0
    for _ in range(300):
        data = bytearray(good)
        at = size * (page - 1) + chance.randrange(size)
        data[at] ^= 1 << chance.randrange(8)
        index.write_bytes(data)
        if not is_right(index):
            told += 1
            assert is_seen_by_the_scan(index)
    index.write_bytes(good)
    assert is_right(index)
    assert not is_seen_by_the_scan(index)
    assert told or table == "mark_stamp", "no look-up goes there"


def test_what_is_damaged_is_not_written_to_as_if_it_were_not(index: Path) -> None:
    one = "u:x.example/7"
    connection = open_index(index, writing=True)
    connection.execute("UPDATE mark SET exact = exact + 1 WHERE exact = ?", (exact(one),))
    connection.close()
    table = MarkTable(index)
    with pytest.raises(OSError, match="The index is damaged"):
        table.write([one], MARKS.__getitem__, {})
    with pytest.raises(OSError, match="The index is damaged"):
        table.write_seen([(one, 3)], {})
    assert not is_right(index)
    assert is_seen_by_the_scan(index)


def test_what_is_written_again_is_proven_again(index: Path) -> None:
    table = MarkTable(index)
    one, other = "u:x.example/7", "u:x.example/8"
    table.write_seen([(one, 3), (other, 4)], {})
    table.write([one, other], lambda name: Mark(one, 1, None, "") if name == one else MARKS[other], {})
    reader = Reader(index)
    assert reader.mark(one) == (1, None, "")
    assert reader.mark(other) == WANTED[other]
    reader.close()
    assert not is_seen_by_the_scan(index)
