"""Walks from list to list: by key, by click, from source to source and from a tag of the details."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.walks.stories import HAN, LEDGER, LINKS, ORBIT, PLAIN, STORIES, TIDES, UNDATED, Story, write, write_library
from tests.walks.walker import Walker

ALL = [story.title for story in STORIES]


def titles(*stories: Story) -> list[str]:
    return [story.title for story in stories]


def test_the_navigation_counts_what_is_unread(walk: Walker) -> None:
    assert walk.navigation == {
        "All": "All, 7",
        "Unread": "Unread, 7",
        "Today": "Today, 1",
        "Starred": "Starred",
        "Field Notes": "Field Notes, 2",
        "Harbour Post": "Harbour Post, 2",
        "Orbit Weekly": "Orbit Weekly, 2",
        "海港報": "海港報, 1",
        # The tag "harbour" has two articles, the folder of this name, which comes last, one.
        "harbour": "harbour, 1",
        "field": "field, 2",
        "orbit": "orbit, 2",
        "space": "space, 1",
        "weather": "weather, 3",
        "web": "web, 1",
    }


@pytest.mark.parametrize(("letter", "number"), [("A", "1"), ("U", "2"), ("T", "3"), ("S", "4")])
def test_g_and_a_letter_or_ctrl_shift_and_a_number(walk: Walker, letter: str, number: str) -> None:
    walk.press("S", "J", "U", "J", "S")
    names = {"A": "All", "U": "Unread", "T": "Today", "S": "Starred"}
    wanted = {
        "A": ALL,
        "U": [story.title for story in STORIES if story is not LINKS],
        "T": titles(TIDES),
        "S": titles(TIDES, PLAIN),
    }
    for keys in (["G", letter], ["Ctrl+Shift+" + number]):
        walk.press("G", "A" if letter != "A" else "S")
        walk.press(*keys)
        assert walk.titles == wanted[letter]
        assert walk.marked_list == names[letter]
        assert walk.heading[0] == ("All Articles" if letter == "A" else names[letter])


def test_another_letter_after_g_is_no_command_of_its_own(walk: Walker) -> None:
    walk.press("G", "O")
    assert walk.titles == ALL
    assert not walk.pending_key


def test_a_click_on_a_source_shows_its_articles(walk: Walker) -> None:
    walk.click_navigation("Harbour Post")
    assert walk.titles == titles(TIDES, LEDGER)
    assert walk.heading == ("Harbour Post", "2 unread")
    walk.shows(TIDES)
    walk.click_navigation("weather")
    assert walk.titles == titles(TIDES, ORBIT, HAN)
    walk.click_navigation("All")
    assert walk.titles == ALL


def test_the_article_stays_where_the_list_holds_it(walk: Walker) -> None:
    walk.press("End", "K")
    walk.shows(LEDGER)
    walk.click_navigation("Harbour Post")
    walk.shows(LEDGER)
    walk.click_navigation("All")
    walk.shows(LEDGER)


def test_from_source_to_source_with_something_unread(walk: Walker) -> None:
    walk.press("Shift+J")
    assert walk.titles == titles(LINKS, PLAIN)
    walk.press("Shift+J", "Shift+A", "Shift+J")
    assert walk.titles == titles(ORBIT, UNDATED)
    walk.press("Shift+K")
    assert walk.titles == titles(LINKS, PLAIN)
    assert walk.marked_list == "Field Notes"
    walk.press("Shift+K")
    assert walk.toast == "No other source has anything unread"


def test_a_tag_of_the_details_leads_to_its_list(walk: Walker) -> None:
    chip = next(chip for chip in walk.chips if chip.accessibleName() == "weather")
    walk.click(chip)
    assert walk.titles == titles(TIDES, ORBIT, HAN)
    assert walk.marked_list == "weather"
    walk.shows(TIDES)


def test_the_order_is_chosen_from_its_menu(walk: Walker) -> None:
    walk.press("J", "Shift+S")
    menu = QApplication.activePopupWidget()
    assert menu is walk.widgets.menus.sort()
    {action.text(): action for action in menu.actions()}["Oldest first"].trigger()
    menu.close()
    assert walk.titles == [*reversed(ALL[:-1]), UNDATED.title]
    walk.shows(LINKS)
    {action.text(): action for action in walk.widgets.menus.sort().actions()}["Title"].trigger()
    assert walk.titles[:-1] == sorted(walk.titles[:-1])


@pytest.mark.parametrize(
    ("list_", "title"),
    [("S", "Nothing starred"), ("U", "All read")],
)
def test_an_empty_list_says_why_and_leads_on(walk: Walker, list_: str, title: str) -> None:
    walk.press("Shift+A", "G", list_)
    cover = walk.widgets.pane_cover
    assert walk.titles == []
    assert cover.isVisible()
    assert cover.accessibleName() == title
    assert walk.facts == {}
    walk.press("J", "Space", "O", "S", "U")
    walk.click(walk.cover_button("Go to All"))
    assert walk.titles == ALL
    walk.press("J")
    walk.shows(TIDES)


def test_today_holds_what_was_published_or_met_today(room: Walker, tmp_path: Path) -> None:
    folder = write_library(tmp_path / "growing")
    room.open(folder)
    room.press("G", "T")
    assert room.titles == titles(TIDES)
    write(folder, "late.md", "---\ntitle: Found late\ndate: 2019-01-01\n---\n\nAn old text that came today.\n")
    room.rescan()
    assert room.titles == [TIDES.title, "Found late"]
    assert room.navigation["Today"] == "Today, 2"
