"""The model of the list: edits in place, few questions, words for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from newsreader.core.article import Problem
from newsreader.core.dates import Published
from newsreader.ui.article_list_model import ID_ROLE, ArticleListModel
from tests.ui.list_bench import ARTICLE, NOW, FakeRows, published_ago

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def rows() -> FakeRows:
    return FakeRows()


@pytest.fixture
def model(rows: FakeRows, qtmodeltester: ModelTester) -> ArticleListModel:
    model = ArticleListModel(rows, NOW)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    return model


@contextmanager
def counted(model: ArticleListModel) -> Iterator[dict[str, int]]:
    """How often the model said what, within the block."""
    told = {"insert": 0, "remove": 0, "reset": 0, "change": 0}

    def count(name: str) -> None:
        told[name] += 1

    model.rowsInserted.connect(lambda: count("insert"))
    model.rowsRemoved.connect(lambda: count("remove"))
    model.modelReset.connect(lambda: count("reset"))
    model.dataChanged.connect(lambda: count("change"))
    yield told


def test_rows_come_and_go_by_edits_and_the_others_stay(model: ArticleListModel) -> None:
    model.set_ids([1, 2, 3, 4])
    three = QPersistentModelIndex(model.index(2, 0))
    with counted(model) as told:
        model.set_ids([9, 1, 3, 4, 5])
    assert list(model.ids) == [9, 1, 3, 4, 5]
    assert (told["insert"], told["remove"], told["reset"]) == (2, 1, 0)
    assert three.data(ID_ROLE) == 3


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_any_order_becomes_any_other_and_survivors_keep_their_index(old: list[int], new: list[int]) -> None:
    model = ArticleListModel(FakeRows(), NOW)
    model.set_ids(old)
    kept = [(id_, QPersistentModelIndex(model.index(row, 0))) for row, id_ in enumerate(old)]
    model.set_ids(new)
    assert list(model.ids) == new
    assert all(index.data(ID_ROLE) == id_ for id_, index in kept if index.isValid())


def test_many_edits_are_one_reset(model: ArticleListModel) -> None:
    model.set_ids(range(0, 1000, 2))
    with counted(model) as told:
        model.set_ids(range(1000))
    assert (told["insert"], told["reset"]) == (0, 1)


def test_the_same_ids_are_no_news(model: ArticleListModel) -> None:
    model.set_ids([1, 2])
    with counted(model) as told:
        model.set_ids([1, 2])
    assert set(told.values()) == {0}


def test_one_row_more_in_a_million_is_one_insertion(rows: FakeRows) -> None:
    model = ArticleListModel(rows, NOW)
    model.set_ids(range(1_000_000))
    with counted(model) as told:
        model.set_ids([*range(500_000), 2_000_000, *range(500_000, 1_000_000)])
    assert (told["insert"], told["remove"], told["reset"]) == (1, 0, 0)
    assert model.row_of(2_000_000) == 500_000
    assert not rows.asked


def test_ids_and_rows_find_each_other(model: ArticleListModel) -> None:
    model.set_ids([5, 6, 7])
    assert [model.row_of(id_) for id_ in (7, 6, 5, 8)] == [2, 1, 0, None]
    assert model.id_at(1) == 6
    with pytest.raises(IndexError):
        model.id_at(3)
    with pytest.raises(IndexError):
        model.id_at(-1)


def test_refreshing_tells_of_rows_that_are_there(model: ArticleListModel, qtbot: QtBot) -> None:
    model.set_ids([5, 6, 7])
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.refresh([7, 99, 5])
    assert changed == [2, 0]


def test_edits_are_bracketed(model: ArticleListModel, qtbot: QtBot) -> None:
    told: list[str] = []
    model.edits_started.connect(lambda: told.append("started"))
    model.edits_ended.connect(lambda: told.append("ended"))
    model.rowsInserted.connect(lambda: told.append("inserted"))
    model.set_ids([1])
    assert told == ["started", "inserted", "ended"]


@pytest.mark.parametrize(
    ("read", "starred", "expected"),
    [
        (False, True, "Unread, starred, A title of its own, Rust Weekly, Ada Example, 2 days ago, 4 min read"),
        (False, False, "Unread, A title of its own, Rust Weekly, Ada Example, 2 days ago, 4 min read"),
        (True, True, "Starred, A title of its own, Rust Weekly, Ada Example, 2 days ago, 4 min read"),
        (True, False, "A title of its own, Rust Weekly, Ada Example, 2 days ago, 4 min read"),
    ],
)
def test_a_row_is_spoken_as_one_sentence(
    model: ArticleListModel, rows: FakeRows, read: bool, starred: bool, expected: str
) -> None:
    rows.articles[1] = ARTICLE
    rows.read = {1} if read else set()
    rows.starred = {1} if starred else set()
    model.set_ids([1])
    assert model.index(0, 0).data(SPOKEN) == expected


def test_what_a_file_does_not_say_is_not_spoken(model: ArticleListModel, rows: FakeRows) -> None:
    rows.articles[1] = replace(ARTICLE, source="", authors=(), published=None, problem=Problem.EMPTY)
    rows.read = {1}
    model.set_ids([1])
    assert model.index(0, 0).data(SPOKEN) == "A title of its own, The file is empty."


def test_time_goes_on(model: ArticleListModel, rows: FakeRows) -> None:
    rows.articles[1] = replace(ARTICLE, published=published_ago(minutes=3))
    model.set_ids([1])
    assert "3 minutes ago" in model.index(0, 0).data(SPOKEN)
    model.set_now(NOW.replace(minute=10))
    assert "13 minutes ago" in model.index(0, 0).data(SPOKEN)


def test_the_tooltip_is_the_whole_title_as_text(model: ArticleListModel, rows: FakeRows) -> None:
    rows.articles[1] = replace(ARTICLE, title="<b>Bold</b> & more", published=Published(2019, 11, 1))
    model.set_ids([1])
    tooltip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in tooltip
    assert "Friday, 1 November 2019" in tooltip
    assert "<b>" not in tooltip


def test_headers_are_silent_and_rows_are_dragged_out_as_files(model: ArticleListModel) -> None:
    model.set_ids([1])
    assert model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) is None
    assert model.supportedDragActions() == Qt.DropAction.CopyAction
    data = model.mimeData([model.index(0, 0)])
    assert [url.toLocalFile() for url in data.urls()] == ["/library/1.md"]
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDropEnabled
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


def test_another_library_starts_empty(model: ArticleListModel) -> None:
    model.set_ids([1, 2])
    model.set_rows(FakeRows(articles={1: replace(ARTICLE, title="Elsewhere")}))
    assert model.rowCount() == 0
    model.set_ids([1])
    assert model.index(0, 0).data() == "Elsewhere"
