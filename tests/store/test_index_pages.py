"""Bits that flip in an index on the disk: no page that is not what was written is believed (security.md G01, G02)."""

from __future__ import annotations

import random
from pathlib import Path

import apsw
import pytest

from newsreader.core.search.parsing import parse
from newsreader.core.search.tree import Node
from newsreader.reader.forms import By
from newsreader.reader.headless import list_articles
from newsreader.reader.library import Library, Outcome
from newsreader.render.client import Renderer
from newsreader.store.index import opening
from newsreader.store.index.finding import Finder
from newsreader.store.index.opening import BadIndexError, make_index, open_index
from newsreader.store.index.reader import DamagedError, check_index
from tests.fakes import NOON
from tests.store.test_index_failing_disk import scan
from tests.store.test_index_faults import contents, write

_PAGE = 8192
_ARTICLES = 12
_FLIPS = 400


def made(folder: Path) -> Path:
    """The index of some articles, all of it in its file."""
    for number in range(_ARTICLES):
        write(folder / "library", number)
    (folder / "data").mkdir()
    index = folder / "data" / "index.db"
    assert scan(folder / "library", index) == ""
    connection = open_index(index, writing=True)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return index


def tree_of(words: str) -> Node:
    tree = parse(words, NOON.date()).tree
    assert tree is not None
    return tree


def told(index: Path) -> object:
    """Everything it says, and what is found in it."""
    rows = contents(index)
    finder = Finder(index)
    try:
        return rows, [sorted(finder.every(tree_of(word))) for word in ("body", "t7", "tag:b", '"body 3"')]
    finally:
        finder.close()


@pytest.mark.parametrize("keeps_log", [True, False], ids=["here", "on the network"])
def test_every_page_is_kept_with_its_checksum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, keeps_log: bool
) -> None:
    monkeypatch.setattr(opening, "_is_on_network", lambda _path: not keeps_log)
    new = tmp_path / "new.db"
    make_index(new).close()
    memory = apsw.Connection(":memory:")
    for index in (new, made(tmp_path)):
        data = index.read_bytes()
        pages = [data[start : start + _PAGE] for start in range(0, len(data), _PAGE)]
        assert len(pages) > 20
        for page in pages:
            assert memory.execute("SELECT verify_checksum(?)", (page,)).fetchone() == (1,)
    memory.close()


def test_a_flipped_bit_is_an_error_or_of_no_account(tmp_path: Path) -> None:
    index = made(tmp_path)
    good, wanted = index.read_bytes(), told(index)
    chance, errors = random.Random(7), 0  # noqa: S311 - the same bits on every run
    for _ in range(_FLIPS):
        data = bytearray(good)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        for path in index.parent.glob("index.db*"):
            path.unlink()
        index.write_bytes(data)
        try:
            assert told(index) == wanted
        except (BadIndexError, DamagedError):
            errors += 1
    assert errors > _FLIPS / 4


def test_a_title_with_a_flipped_bit_is_never_shown(tmp_path: Path) -> None:
    for number in range(80):
        write(tmp_path / "library", number)

    def opened() -> Library:
        return Library(tmp_path / "library", tmp_path / "data", Renderer(["false"]), lambda: NOON)

    def titles(library: Library) -> list[object]:
        return [row["title"] for row in list_articles(library, "", None, By.PUBLISHED, NOON.date())]

    library = opened()
    library.scan_now()
    wanted = titles(library)
    assert "T77" in wanted
    library.close()
    library.searcher.close()
    connection = open_index(library.index, writing=True)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = library.index.read_bytes()
    at = data.index(b"T77t77")  # in the last page of rows: the first is looked at when it is opened
    library.index.write_bytes(data[:at] + b"U" + data[at + 1 :])
    assert check_index(library.index) == "The index is damaged. It is made again at the next start."
    again = opened()
    why: list[str] = []
    again.catalogue.on_damage = why.append
    assert set(titles(again)) <= {*wanted, ""}
    assert why
    assert again.scan_now().outcome is Outcome.DONE
    assert again.scan_now(rebuild=True).outcome is Outcome.DONE
    assert titles(again) == wanted
    again.close()
    again.searcher.close()


def test_an_index_works_where_apsw_brings_no_checksums(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_CHECKSUMS", "none of that name")
    monkeypatch.setattr(apsw, "__file__", str(tmp_path / "apsw"))
    index = made(tmp_path)
    assert len(contents(index)[0]) == _ARTICLES
