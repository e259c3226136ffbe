"""What can be wrong with the file of an index: each changes one that was good (security.md G01 to G24)."""

from __future__ import annotations

import os
import random
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import apsw

from newsreader.store.index.opening import make_index

Spoil = Callable[[Path, random.Random], None]
_PAGE = 8192
_ENDLESS = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r"


def _put(path: Path, at: int, data: bytes) -> None:
    """Write into the file itself, as who has it open sees it."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def _flip(bits: int) -> Spoil:
    def spoil(path: Path, chance: random.Random) -> None:
        with path.open("r+b") as file:
            for _ in range(bits):
                at = chance.randrange(path.stat().st_size)
                file.seek(at)
                byte = file.read(1)[0]
                file.seek(at)
                file.write(bytes((byte ^ 1 << chance.randrange(8),)))

    return spoil


def _zeros(count: int) -> Spoil:
    return lambda path, _chance: _put(path, 0, bytes(count))


def _page(path: Path, chance: random.Random) -> None:
    _put(path, _PAGE * chance.randrange(path.stat().st_size // _PAGE), chance.randbytes(_PAGE))


def _cut(path: Path, _chance: random.Random, *, to: float = 0.5) -> None:
    os.truncate(path, round(path.stat().st_size * to))


def _cut_in_page(path: Path, _chance: random.Random) -> None:
    os.truncate(path, path.stat().st_size - 1000)


def _instead(make: Callable[[Path], object]) -> Spoil:
    def spoil(path: Path, _chance: random.Random) -> None:
        path.unlink()
        make(path)

    return spoil


def _beside(end: str, size: int) -> Spoil:
    def spoil(path: Path, chance: random.Random) -> None:
        path.with_name(path.name + end).write_bytes(chance.randbytes(size))

    return spoil


def _foreign_log(path: Path, _chance: random.Random) -> None:
    other = path.with_name("other.db")
    connection = make_index(other)
    connection.execute("CREATE TABLE strange(x)")
    connection.execute("DROP TABLE article")
    path.with_name(path.name + "-wal").write_bytes(other.with_name("other.db-wal").read_bytes())
    connection.close()
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    for left in path.parent.glob("other.db*"):
        left.unlink()


def _hot_journal(path: Path, chance: random.Random) -> None:
    """A journal that says it must be played back: a header of SQLite's, and a page that is noise."""
    head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">5I", 1, 0, 1, 512, _PAGE)
    path.with_name(path.name + "-journal").write_bytes(
        head.ljust(512, b"\0") + struct.pack(">I", 1) + chance.randbytes(_PAGE) + bytes(4)
    )


def _say(*statements: str) -> Spoil:
    """Another program changes it by way of SQLite itself."""

    def spoil(path: Path, _chance: random.Random) -> None:
        connection = apsw.Connection(os.fspath(path))
        connection.set_busy_timeout(2000)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return spoil


def _other_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places(x)")
    connection.execute("PRAGMA application_id = 305419896")
    connection.commit()
    connection.close()


SPOILS: dict[str, Spoil] = {
    "G01 a bit": _flip(1),
    "G02 a hundred bits": _flip(100),
    "G03 no header": _zeros(100),
    "G04 no first page": _zeros(_PAGE),
    "G05 a page": _page,
    "G06 half": _cut,
    "G07 cut within a page": _cut_in_page,
    "G08 empty": _instead(lambda path: path.write_bytes(b"")),
    "G09 text": _instead(lambda path: path.write_bytes(b"this is no database\n" * 500)),
    "G10 a folder": _instead(lambda path: path.mkdir()),
    "G11 a pipe": _instead(os.mkfifo),
    "G12 a link to itself": _instead(lambda path: path.symlink_to(path.name)),
    "G13 a link to nothing": _instead(lambda path: path.symlink_to(os.devnull)),
    "G14 noise as log": _beside("-wal", 200_000),
    "G15 another's log": _foreign_log,
    "G16 noise as memory": _beside("-shm", 32_768),
    "G17 a journal to play back": _hot_journal,
    "G18 a newer version": _say("PRAGMA user_version = 9999"),
    "G19 another program's": _instead(_other_program),
    "G19 another owner": _say("PRAGMA application_id = 12345"),
    "G20 a trigger": _say("CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM mark; END"),
    "G21 an endless view": _say("DROP TABLE article", f"CREATE VIEW article AS {_ENDLESS}"),
    "G22 letters that are none": _say("UPDATE article SET title = CAST(x'ff' AS TEXT) WHERE id = 3"),
    "G23 other types": _say("UPDATE article SET size = 'soon', moment = 'then', tags = x'00', words = 'many'"),
    "G23 other types of blocks": _say(
        "UPDATE listing SET ids = 'text', dated = 'many'", "UPDATE label SET total = x'00'"
    ),
    "G23 other types of marks": _say("UPDATE mark SET flags = 'x', own = x'ff00', place = 7, stamp = 'late'"),
    "G23 other types of numbers": _say("UPDATE meta SET value = x'ff'"),
    "G24 words out of step": _say("DELETE FROM search WHERE rowid % 2 = 0", "DELETE FROM words WHERE entry % 3 = 0"),
}
"""By their number in the table, and what they are."""
LOUD = (
    "G03 no header",
    "G04 no first page",
    "G08 empty",
    "G09 text",
    "G10 a folder",
    "G11 a pipe",
    "G12 a link to itself",
    "G13 a link to nothing",
    "G18 a newer version",
    "G19 another program's",
    "G20 a trigger",
    "G21 an endless view",
)
"""These are seen by whoever opens the file."""
