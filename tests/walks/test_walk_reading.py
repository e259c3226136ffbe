"""Walks through the list and the page: from article to article, down one, and on to the next unread."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walks.stories import HAN, LEDGER, LINKS, ORBIT, PLAIN, STORIES, TIDES, UNDATED
from tests.walks.walker import Walker


def test_the_first_row_is_shown_without_a_key(walk: Walker) -> None:
    assert walk.titles == [story.title for story in STORIES]
    walk.shows(TIDES)
    assert walk.pane == "list"


@pytest.mark.parametrize(("on", "back"), [("J", "K"), ("Down", "Up")])
def test_from_article_to_article_and_back(walk: Walker, on: str, back: str) -> None:
    for story in STORIES[1:]:
        walk.press(on)
        walk.shows(story)
        assert walk.pane == "list"
    walk.press(on)
    assert walk.toast == "This is the last article"
    walk.shows(UNDATED)
    for story in reversed(STORIES[:-1]):
        walk.press(back)
        walk.shows(story)
    walk.press(back)
    assert walk.toast == "This is the first article"
    walk.shows(TIDES)


def test_down_and_up_scroll_the_page_where_it_has_the_focus(walk: Walker) -> None:
    walk.press("Return", "Down")
    walk.until(lambda: walk.offset > 0)
    walk.shows(TIDES)


@pytest.mark.parametrize(("on", "back"), [("N", "P"), ("+", "-")])
def test_only_unread_articles_are_stopped_at(walk: Walker, on: str, back: str) -> None:
    walk.press("J", "U", "J", "J", "U")
    walk.press("Home")
    walk.shows(TIDES)
    for story in (PLAIN, HAN, LEDGER, UNDATED):
        walk.press(on)
        walk.shows(story)
    walk.press(on)
    assert walk.toast == "No more unread"
    for story in (LEDGER, HAN, PLAIN, TIDES):
        walk.press(back)
        walk.shows(story)
    walk.press(back)
    assert walk.toast == "No unread article above"


@pytest.mark.parametrize(("last", "first"), [(["End"], ["Home"]), (["Shift+G"], ["G", "G"])])
def test_the_ends_of_the_list(walk: Walker, last: list[str], first: list[str]) -> None:
    walk.press(*last)
    walk.shows(UNDATED)
    walk.press(*first)
    walk.shows(TIDES)


def test_one_g_waits_for_another_and_shows_so(walk: Walker) -> None:
    walk.press("J", "G")
    pending = [walk.pending_key]
    walk.press("G")
    assert [*pending, walk.pending_key] == [True, False]
    walk.shows(TIDES)


def test_space_pages_to_the_end_and_then_goes_to_the_next_unread(walk: Walker) -> None:
    walk.press("J", "U", "K")
    walk.shows(TIDES)
    height = walk.widgets.pane.browser.viewport().height()
    offsets = [0]
    while not walk.widgets.pane.at_end():
        walk.press("Space")
        offsets.append(walk.at_rest())
        assert walk.current == TIDES.title
        assert height - 80 <= offsets[-1] - offsets[-2] <= height or walk.widgets.pane.at_end()
    assert len(offsets) > 3
    assert walk.is_read(TIDES)
    walk.press("Space")
    walk.shows(PLAIN)
    assert walk.at_rest() == 0
    assert walk.pane == "list"


def test_the_press_that_brings_the_next_article_does_not_scroll_it(walk: Walker) -> None:
    walk.press("End", "K", "K")
    walk.shows(HAN)
    walk.press("Space")
    walk.shows(LEDGER)
    walk.settle()
    assert walk.at_rest() == 0
    assert not walk.widgets.pane.at_end()


def test_space_begins_at_the_top_of_an_article_that_was_left_further_down(walk: Walker) -> None:
    walk.press("End", "K")
    walk.shows(LEDGER)
    walk.press("Space")
    assert walk.at_rest() > 0
    walk.press("U", "K")
    walk.shows(HAN)
    walk.press("Space")
    walk.shows(LEDGER)
    walk.settle()
    assert walk.at_rest() == 0


def test_at_the_last_unread_space_says_so_and_stays(walk: Walker) -> None:
    walk.press("End")
    walk.shows(UNDATED)
    walk.press("Space")
    assert walk.toast == "No more unread"
    walk.shows(UNDATED)


def test_shift_space_pages_back(walk: Walker) -> None:
    walk.press("Space")
    first = walk.at_rest()
    walk.press("Space")
    assert walk.at_rest() > first
    walk.press("Shift+Space")
    assert walk.at_rest() == first
    walk.press("Shift+Space", "Shift+Space")
    assert walk.at_rest() == 0
    walk.shows(TIDES)


def test_space_goes_through_the_folder_with_one_key(walk: Walker) -> None:
    seen = []
    for _ in range(60):
        if walk.current not in seen:
            seen.append(walk.current)
        walk.press("Space")
        walk.settle()
        walk.at_rest()
        if walk.toast == "No more unread":
            break
    assert seen == [story.title for story in STORIES]
    assert all(walk.is_read(story) for story in STORIES)


def test_rows_just_read_stay_until_the_list_is_cleared(walk: Walker) -> None:
    walk.press("G", "U")
    walk.shows(TIDES)
    walk.press("U", "J", "U", "J")
    walk.shows(PLAIN)
    assert walk.titles == [story.title for story in STORIES]
    walk.press("Ctrl+'")
    assert walk.titles == [story.title for story in STORIES[2:]]
    walk.shows(PLAIN)


def test_another_list_clears_too(walk: Walker) -> None:
    walk.press("G", "U", "U", "G", "A")
    assert TIDES.title in walk.titles
    walk.press("G", "U")
    assert TIDES.title not in walk.titles


def test_l_hides_what_was_read_and_brings_it_back(walk: Walker) -> None:
    walk.press("J", "U", "J", "L")
    walk.shows(PLAIN)
    assert LINKS.title not in walk.titles
    assert len(walk.titles) == len(STORIES) - 1
    assert walk.shell.actions["list.hide_read"].isChecked()
    walk.press("L")
    assert walk.titles == [story.title for story in STORIES]
    walk.shows(PLAIN)


def test_enter_turns_to_the_article_and_escape_back(walk: Walker) -> None:
    walk.press("Return")
    assert walk.pane == "reading"
    assert walk.is_read(TIDES)
    walk.press("J")
    walk.shows(LINKS)
    assert walk.pane == "reading"
    walk.press("Esc")
    assert walk.pane == "list"
    walk.shows(LINKS)


def test_selecting_does_not_move_the_focus(walk: Walker) -> None:
    walk.press("F6", "J")
    assert walk.pane == "reading"
    walk.shows(LINKS)
    assert walk.pane == "reading"


def test_a_click_on_a_row_shows_it(walk: Walker) -> None:
    articles = walk.widgets.articles
    rect = articles.visualRect(walk.widgets.model.index(3, 0))
    walk.click(articles.viewport(), rect.center())
    walk.shows(ORBIT)


def test_keys_pressed_in_haste_end_on_the_last(walk: Walker) -> None:
    walk.press("J", "J", "J", "J", "J", "K")
    walk.shows(HAN)


def test_the_place_in_an_article_is_kept(walk: Walker) -> None:
    walk.press("Space", "Space")
    left = walk.at_rest()
    walk.press("J")
    walk.shows(LINKS)
    walk.press("K")
    walk.shows(TIDES)
    walk.settle()
    assert abs(walk.offset - left) <= 1


@pytest.fixture
def narrow(walk: Walker) -> Walker:
    walk.window.resize(600, 700)
    walk.settle()
    return walk


def test_in_one_pane_enter_shows_the_article_and_escape_the_list(narrow: Walker) -> None:
    pane, articles = narrow.widgets.pane, narrow.widgets.articles
    assert articles.isVisible()
    assert not pane.isVisible()
    narrow.press("J", "Return")
    assert pane.isVisible()
    assert not articles.isVisible()
    assert LINKS.mark in narrow.page_text
    assert narrow.pane == "reading"
    narrow.press("Esc")
    assert articles.isVisible()
    assert not pane.isVisible()
    assert narrow.current == LINKS.title
    assert narrow.pane == "list"


def test_nothing_was_written_into_the_folder(walk: Walker, root: Path) -> None:
    walk.press("Space", "S", "Shift+A", "R", "Ctrl+Z")
    walk.settle()
    assert sorted(path.name for path in root.iterdir()) == ["field", "harbour", "ledger.md", "orbit", "undated.md"]
