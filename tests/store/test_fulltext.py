"""The full text as it is written: what FTS5 holds for a transaction is written once."""

from __future__ import annotations

from pathlib import Path

from newsreader.core.search.words import texts
from newsreader.store.index.draft import sketch
from newsreader.store.index.opening import make_index
from newsreader.store.index.writer import Writer
from tests.reader.makers import article


def test_the_articles_of_a_transaction_are_one_segment(tmp_path: Path) -> None:
    connection = make_index(tmp_path / "index.db")
    writer = Writer(connection, 1_500_000_000, 1_600_000_000)
    folder = writer.standing.folder(b"")
    first = writer.next_ids(50)
    rows = [sketch(first + n, folder, b"%02d.md" % n, (1, 2, 3, 4), b"# T\n", None, None) for n in range(50)]
    writer.add_sketches(rows, b"")
    for number in range(50):
        # Two files an address: settling which is the other's copy must not have it written either.
        one = article(f"{number}.md", url=f"https://x.example/{number // 2}", title=f"T{number}")
        words = texts(one.title, one.source, one.authors, one.tags, one.url, "", f"Body {number}")
        writer.put(b"", b"%02d.md" % number, (1, 2, 3, 4), one, words, first + number)
    writer.publish()
    (segments,) = next(iter(connection.execute("SELECT count(DISTINCT segid) FROM search_idx")))
    (found,) = next(iter(connection.execute("SELECT count(*) FROM search WHERE search MATCH 'body'")))
    assert (segments, found) == (1, 50)
    writer.close()


def test_changes_in_the_order_of_texts_are_one_segment_more(tmp_path: Path) -> None:
    connection = make_index(tmp_path / "index.db")
    writer = Writer(connection, 1_500_000_000, 1_600_000_000)
    names = [b"%02d.md" % (number * 7 % 40) for number in range(40)]

    def put(name: bytes, id_: int | None, body: str) -> int:
        one = article(name.decode(), title="T")
        return writer.put(b"", name, (1, 2, 3, 4), one, texts("T", "", (), (), "", "", body), id_)

    ids = {name: put(name, None, "before") for name in names}
    writer.publish()
    places = writer.places()
    for name in sorted(ids, key=lambda name: places[ids[name]]):
        put(name, ids[name], "behind")
    writer.publish()
    (segments,) = next(iter(connection.execute("SELECT count(DISTINCT segid) FROM search_idx")))
    hits = [
        next(iter(connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (word,))))[0]
        for word in ("before", "behind")
    ]
    assert (segments, hits) == (2, [0, 40])
    writer.close()
