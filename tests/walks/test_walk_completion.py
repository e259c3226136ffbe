"""Walks through completions: offered while one types, taken by Tab, never in the way."""

from __future__ import annotations

from newsreader.ui.completion_popup import CompletionPopup
from tests.walks.stories import LEDGER, STORIES, TIDES
from tests.walks.walker import Walker


def popup(walk: Walker) -> CompletionPopup:
    found = walk.window.findChild(CompletionPopup)
    assert found is not None
    return found


def test_an_operator_and_its_value_are_taken_by_tab(walk: Walker) -> None:
    walk.press("/")
    walk.type("sou")
    assert popup(walk).isVisible()
    walk.press("Tab")
    assert walk.widgets.header.search.text() == "source:"
    assert popup(walk).isVisible()
    walk.type("har")
    walk.press("Tab")
    assert walk.widgets.header.search.text() == 'source:"Harbour Post" '
    assert walk.widgets.header.search.hasFocus()
    assert not popup(walk).isVisible()
    walk.until(lambda: walk.titles == [TIDES.title, LEDGER.title], "the source is searched")


def test_arrows_choose_among_values_and_otherwise_go_to_the_results(walk: Walker) -> None:
    walk.press("/")
    walk.widgets.header.search.insert("is:")
    walk.type("r")
    walk.press("Backspace")
    assert popup(walk).isVisible()
    walk.press("Down", "Down", "Tab")
    assert walk.widgets.header.search.text() == "is:starred "
    walk.press("Ctrl+A", "Backspace")
    walk.type("ti")
    assert popup(walk).isVisible()
    walk.press("Down")
    assert walk.pane == "list"
    assert not popup(walk).isVisible()


def test_escape_closes_the_offer_before_the_search(walk: Walker) -> None:
    walk.press("/")
    walk.type("ti")
    walk.press("Esc")
    assert not popup(walk).isVisible()
    assert walk.widgets.header.search.text() == "ti"
    walk.press("Esc")
    assert walk.titles == [story.title for story in STORIES]


def test_an_author_is_taken_by_tab(walk: Walker) -> None:
    walk.press("/")
    walk.type("author:")
    walk.until(lambda: popup(walk).isVisible(), "authors are offered")
    walk.type("dee")
    walk.until(lambda: walk.titles == [LEDGER.title], "the index has been asked")
    walk.press("Tab")
    assert walk.widgets.header.search.text() == 'author:"Ada Finn and Dee Roe" '
    walk.until(lambda: walk.titles == [LEDGER.title], "the author is searched")
