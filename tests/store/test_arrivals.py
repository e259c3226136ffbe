"""The order by date while a first scan goes on: from memory the same as SQLite would give."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from newsreader.store.index.draft import sketch
from newsreader.store.index.listings import NEWEST, SORTED
from newsreader.store.index.opening import make_index
from newsreader.store.index.writer import Writer

LATEST = 1_600_000_000
FOLDERS = (b"", b"a", b"a/x", b"a b", b"a/x/y", b"b", b"\xff")
"""In the order in which a walk meets them, which is not that of their names."""
HEADS = (
    b"---\ndate: 2015-06-01\n---\n",
    b"---\ndate: 2015-06-01 10:00\n---\n",
    b"\n# T\n\nPublished at: **2015-06-01T10:00:00+02:00**\n",
    b"published: 2031-01-01T00:00:00Z\n",
    b"date: 2033-01-01\n",
    b"DATE: 2015-99-01\n",
    b"text\ndate: 1969-12-31 23:59:59-14:00\n",
    b"no date",
)


def sketches(writer: Writer, names: list[bytes], chance: random.Random) -> None:
    for folder in FOLDERS:
        number = writer.standing.folder(folder)
        ids = iter(range(writer.next_ids(len(names)), 1 << 32))
        rows = [
            sketch(next(ids), number, name, (1, 2, 3, 4), chance.choice(HEADS), None, None) for name in sorted(names)
        ]
        writer.add_sketches(rows[:7], folder)
        writer.add_sketches(rows[7:], folder)


def orders(writer: Writer) -> tuple[list[int], list[int]]:
    """As it was published, and as SQLite sorts."""
    listing = list(writer._listings.read(NEWEST).ids)
    query = f"SELECT article.id FROM article JOIN folder ON folder.id = folder ORDER BY {SORTED[NEWEST]}"  # noqa: S608 - ours
    return listing, [id_ for (id_,) in writer._connection.execute(query, {"latest": LATEST})]


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(make_index(tmp_path / "index.db"), 1_500_000_000, LATEST)


def test_the_same_order_as_of_the_rows(writer: Writer) -> None:
    names = [b"%d.md" % number for number in range(20)]
    sketches(writer, names, random.Random(3))  # noqa: S311 - the same each time
    assert writer._listings._arrivals is not None
    writer.publish(all_orders=False)
    published, wanted = orders(writer)
    assert published == wanted
    assert len(published) == 140
    writer.close()


def test_rows_that_went_are_in_no_order(writer: Writer) -> None:
    names = [b"%d.md" % number for number in range(20)]
    sketches(writer, names, random.Random(4))  # noqa: S311 - the same each time
    writer.drop(5)
    writer.publish(all_orders=False)
    number = writer.standing.folder(b"z")
    writer.add_sketches([sketch(writer.next_ids(1), number, b"new.md", (1, 2, 3, 4), HEADS[0], None, None)], b"z")
    writer.publish(all_orders=False)
    published, wanted = orders(writer)
    assert sorted(published) == sorted(wanted)
    assert published == wanted
    writer.close()


def test_dates_are_those_of_the_draft() -> None:
    moments = [sketch(1, 1, b"2014-02-03 x.md", (1, 2, 3, 4), head, None, None)[7] for head in HEADS]
    assert moments == [
        1433116800,
        1433152800,
        1433145600,
        1924992000,
        1988150400,
        None,
        50399,
        1391385600,
    ]
