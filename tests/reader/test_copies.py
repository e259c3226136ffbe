"""The same original in several files is one row (issue "Find and keep", point 7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.core.article import Problem
from newsreader.core.timeline import ListKey, ListKind, Sort
from newsreader.reader import restating as module
from newsreader.reader.copies import Copies
from newsreader.reader.marks import Field, Marks
from tests.reader.makers import TODAY, Shelf, article, marks

URL = "https://example.org/one"


@pytest.fixture
def state(tmp_path: Path) -> Marks:
    return marks(tmp_path)


@pytest.fixture
def shelf(tmp_path: Path, state: Marks) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path, state)
    shelf.put(
        article("a/one.md", title="One", url=URL, source="Site", tags=("news", "web")),
        article("b/one.md", title="One", url=f"{URL}?utm_source=feed", source="Planet", tags=("news",)),
        article("b/again.md", title="One", url=URL, source="Planet", tags=("news",)),
        article("c/other.md", title="Other", url="https://example.org/other", source="Site", tags=("web",)),
    )
    shelf.settle()
    shelf.catalogue.renew()
    shelf.catalogue.fold(True)
    yield shelf
    shelf.close()


def paths(shelf: Shelf, key: ListKey | None = None, *, hides_read: bool = False) -> list[str]:
    """The files that stand in a list."""
    ids = shelf.catalogue.ids(key or ListKey(), Sort.NEWEST, TODAY, hides_read=hides_read)
    return sorted(shelf.catalogue.article(id_).path for id_ in ids)


def test_a_list_shows_one_row_of_each_article(shelf: Shelf) -> None:
    assert paths(shelf) == ["a/one.md", "c/other.md"]
    assert paths(shelf, ListKey(ListKind.UNREAD)) == ["a/one.md", "c/other.md"]
    assert paths(shelf, hides_read=True) == ["a/one.md", "c/other.md"]
    shelf.catalogue.fold(False)
    assert paths(shelf) == ["a/one.md", "b/again.md", "b/one.md", "c/other.md"]


def test_every_list_has_its_own_first_row(shelf: Shelf) -> None:
    assert paths(shelf, ListKey(ListKind.SOURCE, "Planet")) == ["b/one.md"]
    assert paths(shelf, ListKey(ListKind.FOLDER, "b")) == ["b/one.md"]
    assert paths(shelf, ListKey(ListKind.TAG, "news")) == ["a/one.md"]
    first = shelf.catalogue.find("b/one.md")
    assert first is not None
    assert shelf.catalogue.belongs(first, ListKey(ListKind.SOURCE, "Planet"), TODAY)
    assert not shelf.catalogue.belongs(first, ListKey(), TODAY)


def test_counts_are_those_of_the_lists(shelf: Shelf, state: Marks) -> None:
    def seen() -> tuple[object, ...]:
        counts = shelf.catalogue.counts(TODAY)
        groups = (counts.sources, counts.tags, counts.folders)
        return counts.total, counts.unread, counts.starred, *({c.name: (c.total, c.unread) for c in g} for g in groups)

    assert seen() == (
        2,
        2,
        0,
        {"Planet": (1, 1), "Site": (2, 2)},
        {"news": (1, 1), "web": (2, 2)},
        {"a": (1, 1), "b": (1, 1), "c": (1, 1)},
    )
    identity = "u:example.org/one"
    shelf.catalogue.restate(state.change(Field.READ, [identity], True).identities)
    shelf.catalogue.restate(state.change(Field.STARRED, [identity], True).identities)
    assert seen() == (
        2,
        1,
        1,
        {"Planet": (1, 0), "Site": (2, 1)},
        {"news": (1, 0), "web": (2, 1)},
        {"a": (1, 0), "b": (1, 0), "c": (1, 1)},
    )
    shelf.catalogue.fold(False)
    assert seen()[0] == 4


def test_marks_are_shared_and_copies_are_told(shelf: Shelf, state: Marks) -> None:
    ids = [shelf.catalogue.find(path) for path in ("a/one.md", "b/one.md", "b/again.md")]
    shelf.catalogue.restate(state.change(Field.READ, ["u:example.org/one"], True).identities)
    assert all(id_ is not None and shelf.catalogue.is_read(id_) for id_ in ids)
    assert ids[0] is not None
    assert sorted(shelf.catalogue.copies_of(ids[0])) == sorted(id_ for id_ in ids[1:] if id_ is not None)


def test_when_the_first_file_goes_a_copy_takes_its_place(shelf: Shelf) -> None:
    shelf.put(removed=["a/one.md"])
    assert paths(shelf) == ["b/one.md", "c/other.md"]
    shelf.put(removed=["b/one.md"])
    assert paths(shelf) == ["b/again.md", "c/other.md"]
    assert not shelf.catalogue.copies_of(shelf.catalogue.find("b/again.md") or 0)
    shelf.put(article("z.md", title="One", url=URL))
    assert paths(shelf) == ["b/again.md", "c/other.md"]


def test_files_of_other_titles_and_files_with_problems_are_no_copies(shelf: Shelf) -> None:
    shelf.put(
        article("d/two.md", title="Another", url=URL),
        article("d/note.md", title="Note", text="The same text."),
        article("d/other.md", title="Other note", text="The same text."),
        article("e/broken.md", title="Other", url="https://example.org/other", problem=Problem.UNREADABLE),
    )
    assert paths(shelf) == ["a/one.md", "c/other.md", "d/note.md", "d/other.md", "d/two.md", "e/broken.md"]


def test_lists_made_anew_know_the_copies(shelf: Shelf) -> None:
    shelf.writer.remake_lists()
    shelf.writer.publish()
    shelf.catalogue.renew()
    assert paths(shelf) == ["a/one.md", "c/other.md"]


def test_a_search_shows_one_row_of_each_article(shelf: Shelf) -> None:
    ids = list(shelf.catalogue.ids(ListKey(), Sort.NEWEST, TODAY))
    shelf.catalogue.fold(False)
    every = list(shelf.catalogue.ids(ListKey(), Sort.NEWEST, TODAY))
    shelf.catalogue.fold(True)
    assert sorted(shelf.catalogue.folded(every)) == sorted(ids)
    assert shelf.catalogue.folded(ids) is ids
    assert sorted(shelf.catalogue.among(every, Sort.TITLE)) == sorted(ids)


def test_pairs_that_make_no_sense_are_left_out() -> None:
    copies = Copies([5, 2, 9, 2, 5, 3, 2, 2, 1, 4, 30, 2, 7, 5, 6], last=20)
    assert sorted(copies.ids) == [5, 9]
    assert list(copies.group(9)) == [2, 5, 9]
    assert list(copies.group(7)) == [7]


@pytest.mark.parametrize("share", [0, 10**9])
def test_marks_are_counted_alike_one_by_one_and_by_going_through_the_library(
    shelf: Shelf, state: Marks, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    identities = ["u:example.org/one", "u:example.org/other"]
    before = shelf.catalogue.counts(TODAY)
    monkeypatch.setattr(module, "_SHARE", share)
    shelf.catalogue.restate(state.change(Field.READ, identities, True).identities)
    counts = shelf.catalogue.counts(TODAY)
    assert (counts.unread, {count.unread for count in (*counts.sources, *counts.tags, *counts.folders)}) == (0, {0})
    changed = shelf.catalogue.restate(state.change(Field.READ, identities, False).identities).changed
    assert shelf.catalogue.counts(TODAY) == before
    assert sorted(changed) == [1, 2, 3, 4]
