"""Walks through the search field: what is typed filters list and page, and Esc brings everything back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from newsreader.ui.shortcuts_overlay import ShortcutsOverlay
from tests.fakes import Desk
from tests.walks.stories import HAN, LEDGER, LINKS, ORBIT, PLAIN, STORIES, TIDES, UNDATED, Story
from tests.walks.walker import Walker

ALL = [story.title for story in STORIES]


def find(walk: Walker, text: str) -> None:
    """Press / and type; the results are there when this returns."""
    walk.press("/")
    assert walk.focus is walk.widgets.header.search
    found: list[object] = []
    walk.shell.searching.found.connect(lambda query, _ids: found.append(query))
    walk.type(text)
    walk.until(lambda: bool(found), "something was found, or nothing")
    walk.settle()


@pytest.mark.parametrize(
    ("text", "stories"),
    [
        ("drawermark", [UNDATED]),
        ("signal", [ORBIT]),
        ("harbour post", [TIDES, LEDGER]),
        ("cleo", [ORBIT]),
        ("weather", [TIDES, ORBIT, HAN]),
        ("tide account", [TIDES, LEDGER]),
        ("ledgermark tide", [LEDGER]),
    ],
    ids=["text", "title", "source", "author", "tag", "two words", "words apart"],
)
def test_words_are_found_wherever_they_stand(walk: Walker, text: str, stories: list[Story]) -> None:
    find(walk, text)
    assert walk.titles == [story.title for story in stories]
    assert walk.heading == ("Results", f"{len(stories)} article{'s' if len(stories) > 1 else ''}")


def test_chinese_is_found_too(walk: Walker) -> None:
    walk.press("/")
    walk.widgets.header.search.insert("潮水")
    walk.until(lambda: walk.titles == [HAN.title])


def test_hits_are_highlighted_in_rows_and_page(walk: Walker) -> None:
    find(walk, "signal")
    walk.press("Down")
    walk.shows(ORBIT)
    assert walk.pane == "list"
    hit = walk.shell.appearance.look.colour("hit").rgb()
    rows = walk.painted().copy(walk.area(walk.widgets.articles.viewport()))
    page = walk.painted().copy(walk.area(walk.widgets.pane.browser.viewport()))
    assert has(rows, hit)
    assert has(page, hit)
    walk.press("Esc")
    walk.settle()
    assert not has(walk.painted().copy(walk.area(walk.widgets.articles.viewport())), hit)
    assert not has(walk.painted().copy(walk.area(walk.widgets.pane.browser.viewport())), hit)


def has(picture: object, colour: int) -> bool:
    """Whether a picture has a pixel of this colour."""
    from PySide6.QtGui import QImage

    assert isinstance(picture, QImage)
    return any(picture.pixel(x, y) == colour for y in range(picture.height()) for x in range(0, picture.width(), 2))


def test_escape_brings_list_article_and_scroll_back(walk: Walker) -> None:
    walk.window.resize(1440, 500)
    walk.press("End", "K")
    walk.shows(LEDGER)
    before = walk.list_offset
    assert before > 0
    find(walk, "signal")
    assert walk.titles == [ORBIT.title]
    walk.press("Down")
    walk.shows(ORBIT)
    walk.press("Esc")
    assert walk.titles == ALL
    walk.shows(LEDGER)
    assert walk.list_offset == before
    assert walk.widgets.header.search.text() == ""
    assert walk.heading == ("All Articles", "7 unread")


def test_escape_in_the_field_clears_and_a_second_one_returns_to_the_list(walk: Walker) -> None:
    find(walk, "signal")
    walk.press("Esc")
    assert walk.titles == ALL
    assert walk.focus is walk.widgets.header.search
    walk.press("Esc")
    assert walk.pane == "list"


@pytest.mark.parametrize("key", ["Down", "Return"])
def test_down_and_enter_go_to_the_results(walk: Walker, key: str) -> None:
    walk.press("/")
    walk.type("weather")
    walk.press(key)
    walk.until(lambda: len(walk.titles) == 3)
    assert walk.pane == "list"
    walk.shows(TIDES)
    walk.press("J")
    walk.shows(ORBIT)


def test_the_open_article_stays_while_one_types(walk: Walker) -> None:
    walk.press("J", "J")
    walk.shows(PLAIN)
    find(walk, "signal")
    assert PLAIN.mark in walk.page_text
    walk.details_show(PLAIN)


def test_nothing_found_says_so_and_offers_the_way_back(walk: Walker) -> None:
    find(walk, "blokchain")
    assert walk.titles == []
    assert walk.heading == ("Results", "0 articles")
    cover = walk.widgets.pane_cover
    assert cover.accessibleName() == "No article matches “blokchain”"
    assert "7 articles" in cover.accessibleDescription()
    walk.click(walk.cover_button("Clear search"))
    assert walk.titles == ALL
    walk.shows(TIDES)


@pytest.mark.parametrize("text", ['"', "(((", "OR OR", "*", "a\tb", ":", "-", "title:", "x" * 300])
def test_no_query_is_an_error(walk: Walker, text: str) -> None:
    walk.press("/")
    walk.widgets.header.search.insert(text)
    walk.rest(150)
    walk.settle()
    walk.press("Esc")
    walk.settle()
    assert walk.titles == ALL


def test_letters_are_letters_in_the_field(walk: Walker, desk: Desk) -> None:
    walk.press("/")
    walk.type("jkosumvbnlfri")
    assert walk.widgets.header.search.text() == "jkosumvbnlfri"
    assert walk.current == TIDES.title
    assert desk.opened == []
    walk.press("Esc")
    walk.settle()
    assert not any(walk.is_read(story) or walk.is_starred(story) for story in STORIES)
    assert walk.titles == ALL
    assert not walk.window.in_focus_mode


def test_space_shift_and_signs_are_typed_too(walk: Walker) -> None:
    walk.press("/")
    walk.type("a b")
    walk.press("?", "+", "-", "/")
    assert walk.widgets.header.search.text() == "a b?+-/"
    assert not walk.is_open(ShortcutsOverlay)


def test_commands_with_control_work_in_the_field(walk: Walker) -> None:
    walk.press("/", "Ctrl+Shift+2")
    assert walk.marked_list == "Unread"


def test_ctrl_shift_f_leads_to_the_field_as_well(walk: Walker) -> None:
    walk.press("F", "Ctrl+Shift+F")
    assert isinstance(walk.focus, QLineEdit)
    assert walk.focus is walk.widgets.header.search
    assert walk.widgets.header.search.isVisible()


def test_another_list_ends_the_search(walk: Walker) -> None:
    find(walk, "signal")
    walk.click_navigation("Harbour Post")
    assert walk.titles == [TIDES.title, LEDGER.title]
    assert walk.widgets.header.search.text() == ""


def test_reading_goes_on_within_the_results(walk: Walker) -> None:
    find(walk, "weather")
    walk.press("Down", "End")
    walk.shows(HAN)
    walk.press("Space")
    assert walk.toast == "No more unread"
    walk.press("K", "Shift+A")
    assert walk.toast.startswith(("2 articles", "3 articles"))
    walk.press("Esc")
    assert not walk.is_read(LINKS)
