"""F6 and F9, files that came with a library from anybody: a record of the trash and a journal, whatever they say."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.core.own import LONGEST_TAG, NOTE
from newsreader.reader.forms import By
from newsreader.reader.headless import list_articles
from newsreader.reader.library import Library, Outcome
from newsreader.render.client import Renderer
from newsreader.store.own_folder import STATE
from newsreader.store.trash import FOLDER, Trash
from tests.fakes import NOON
from tests.fuzz.inside import InsideScanner
from tests.fuzz.strategies import ANY, law

PARTS = st.sampled_from(["..", ".", "", "a", "b.md", ".newsreader", ".git", "out", "\0", "\ud800", "x" * 300, "é", "~"])
PATHS = st.lists(PARTS, min_size=1, max_size=5).map("/".join) | st.text(ANY, max_size=6).map("{}.md".format)
NAMES = st.sampled_from(["1-a.md", "2-b.md", "../../outside.md", "deleted.jsonl", "\ud800.md", "a\0.md", "link.md"])
WHENS = st.integers() | st.sampled_from([10**400, "1", None, 1.5, [1]])
RECORDS = st.lists(st.fixed_dictionaries({"path": PATHS, "name": NAMES | PATHS, "when": WHENS}), max_size=3)

IDENTITY = "u:x.example/1"
CLOCK = "2026-08-22T09:38:00.000Z-0000"
WORDS = st.text(ANY, max_size=6) | st.sampled_from(["\ud800", "a\nb\u202ec\0", "x" * 500, "#", ""])
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**400, -1, True, 1e308])
VALUES = st.one_of(
    WORDS,
    NUMBERS,
    st.none(),
    st.lists(NUMBERS, min_size=3, max_size=3),
    st.tuples(WORDS, WORDS, WORDS, NUMBERS).map(list),
)
FIELDS = st.sampled_from(["read", "starred", "place", NOTE, "tag/a", "tag/\ud800", "highlight/a", "other"])
FACTS = st.fixed_dictionaries(
    {
        "ids": st.lists(st.sampled_from([IDENTITY, "\ud800", "", "u:\0", "t:" + "0" * 32]), min_size=1, max_size=2),
        "field": FIELDS,
        "value": VALUES,
        "clock": st.sampled_from([CLOCK, "2026-08-22T09:38:00.000Z-0001", "9999-12-31T23:59:59.999Z-9999"]),
        "device": st.sampled_from(["bbbbbbbb", "", "\ud800"]),
    }
)


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    renderer = Renderer(["false"])
    yield renderer
    renderer.close()


def fresh(name: str) -> Path:
    """An empty folder."""
    return Path(tempfile.mkdtemp(prefix=name))


@law(100)
@example([{"path": "a.md", "name": "\ud800.md", "when": 1}])
@example([{"path": "\ud800.md", "name": "1-a.md", "when": 1}])
@example([{"path": "../outside.md", "name": "1-a.md", "when": 1}])
@given(RECORDS)
def test_whatever_a_record_says_only_the_librarys_own_comes_back(rows: list[dict[str, Any]]) -> None:
    home = fresh("trash")
    root = home / "library"
    folder = root.joinpath(*FOLDER)
    folder.mkdir(parents=True)
    (home / "outside.md").write_text("outside")
    (root / "out").symlink_to(home)
    (folder / "link.md").symlink_to(home / "outside.md")
    for name in ("1-a.md", "2-b.md"):
        (folder / name).write_text(name)
    (folder / "deleted.jsonl").write_text("\n".join(map(json.dumps, rows)))
    trash = Trash(root)
    for deleted in trash.deleted():
        try:
            path = trash.restore(deleted)
        except OSError:
            continue
        assert (root / path).read_text() in ("1-a.md", "2-b.md")
        assert ".newsreader" not in path
    assert sorted(path.name for path in home.iterdir()) == ["library", "outside.md"]
    texts = sorted(path.read_text() for path in root.rglob("*.md") if path.is_file() and not path.is_symlink())
    assert texts == ["1-a.md", "2-b.md"]
    shutil.rmtree(home)


@law(25)
@given(st.lists(FACTS, min_size=1, max_size=5))
def test_whatever_a_journal_says_the_library_opens_and_shows_it_harmlessly(
    renderer: Renderer, rows: list[dict[str, Any]]
) -> None:
    home = fresh("journal")
    root = home / "library"
    state = root.joinpath(*STATE)
    state.mkdir(parents=True)
    (root / "a.md").write_text("---\nurl: https://x.example/1\n---\n\nText.")
    (state / "bbbbbbbb.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    for is_inside in (False, True):
        library = Library(root, home / "data", renderer, lambda: NOON, InsideScanner(), keeps_state_inside=is_inside)
        assert library.scan_now().outcome is Outcome.DONE
        assert [row["path"] for row in list_articles(library, "", None, By.PUBLISHED, NOON.date())] == ["a.md"]
        own = library.marks.own(IDENTITY)
        assert all(0 < len(tag) <= LONGEST_TAG and not set(tag) & set("\n\0\u202e") for tag in own.tags)
        assert isinstance(library.notebook([IDENTITY]), str)
        place = library.marks.place(IDENTITY)
        assert place is None or place.block >= 0
        library.catalogue.restate((IDENTITY,))
        library.mirror()()
        library.close()
        library.searcher.close()
    shutil.rmtree(home)
