"""Walks in a window of one pane: an empty list says why it is empty, and leads on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.walks.stories import STORIES, TIDES
from tests.walks.walker import Walker


@pytest.fixture
def narrow(walk: Walker) -> Walker:
    """The window too narrow for list and page."""
    walk.window.resize(600, 700)
    assert walk.widgets.articles.isVisible()
    assert not walk.widgets.pane.isVisible()
    return walk


def test_a_search_that_finds_nothing_says_so_over_the_list(narrow: Walker) -> None:
    cover = narrow.widgets.list_cover
    narrow.press("/")
    narrow.type("ebbmarc")
    narrow.until(cover.isVisible, "the list says that nothing was found")
    assert cover.accessibleName() == "No article matches “ebbmarc”"
    narrow.until(lambda: narrow.heading == ("Results", "0 articles"))
    assert narrow.focus is narrow.widgets.header.search
    narrow.click(narrow.cover_button("Clear search"))
    narrow.settle()
    assert not cover.isVisible()
    assert len(narrow.titles) == len(STORIES)


def test_what_may_have_been_meant_is_offered(narrow: Walker) -> None:
    def offered() -> set[str]:
        return {button.text() for button in narrow.widgets.list_cover.findChildren(QPushButton) if button.isVisible()}

    narrow.press("/")
    narrow.widgets.header.search.setText("harbuor")
    narrow.until(lambda: offered() == {'Search for "harbour"', "Clear search"})
    narrow.click(narrow.cover_button('Search for "harbour"'))
    assert narrow.widgets.header.search.text() == '"harbour"'
    narrow.until(lambda: not narrow.widgets.list_cover.isVisible() and bool(narrow.titles))


@pytest.mark.parametrize(("key", "title"), [("S", "Nothing starred"), ("U", "All read")])
def test_an_empty_list_says_why_and_its_keys_go_on_working(narrow: Walker, key: str, title: str) -> None:
    narrow.press("Shift+A", "G", key)
    narrow.settle()
    cover = narrow.widgets.list_cover
    assert (cover.isVisible(), cover.accessibleName()) == (True, title)
    assert narrow.pane == "list"
    narrow.press("G", "A")
    narrow.settle()
    assert not cover.isVisible()
    narrow.press("Home", "Return")
    narrow.until(lambda: narrow.widgets.pane.isVisible() and TIDES.mark in narrow.page_text)


def test_an_article_on_the_page_does_not_keep_the_list_silent(narrow: Walker) -> None:
    narrow.press("Home", "S", "G", "S")
    narrow.until(lambda: narrow.titles == [TIDES.title])
    narrow.press("Home", "S", "G", "S")
    narrow.settle()
    assert narrow.titles == []
    assert narrow.widgets.list_cover.isVisible()


def test_with_a_second_pane_the_page_says_it(narrow: Walker) -> None:
    narrow.press("G", "S")
    narrow.settle()
    assert narrow.widgets.list_cover.isVisible()
    narrow.window.resize(1000, 700)
    narrow.settle()
    assert not narrow.widgets.list_cover.isVisible()
    assert narrow.widgets.pane_cover.isVisible()


def test_an_empty_library_goes_on_saying_so(room: Walker, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    room.window.resize(600, 700)
    room.open(tmp_path / "nothing", empty=True)
    for keys in ((), ("G", "U"), ("R",), ("G", "A")):
        room.press(*keys)
        room.settle()
        assert room.widgets.window_cover.isVisible(), keys
        assert room.widgets.window_cover.accessibleName() == "Your library is empty"
    assert not room.widgets.pane.browser.isVisible()
