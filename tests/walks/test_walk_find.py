"""Walks through "find in article": typed, stepped through, wrapped, and left with the place kept."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from newsreader.ui.find_bar import FindBar
from tests.walks.stories import ORBIT, TIDES
from tests.walks.walker import Walker


def bar(walk: Walker) -> FindBar:
    found = walk.window.findChild(FindBar)
    assert found is not None
    return found


def find(walk: Walker, text: str) -> FindBar:
    walk.press("Ctrl+F")
    assert bar(walk).field.hasFocus()
    bar(walk).field.setText(text)
    return bar(walk)


def test_hits_are_counted_stepped_through_and_wrap(walk: Walker) -> None:
    count = walk.page_text.lower().count("the")
    assert count > 2
    shown = find(walk, "the")
    assert shown._count.text() == f"1 of {count}"
    walk.press("Return")
    assert shown._count.text() == f"2 of {count}"
    walk.press("Shift+Return", "Shift+Return")
    assert shown._count.text() == f"{count} of {count}"
    assert walk.widgets.toast.isVisible()
    walk.press("F3")
    assert shown._count.text() == f"1 of {count}"


def test_case_and_whole_words(walk: Walker) -> None:
    shown = find(walk, "TIDE")
    assert shown._count.text() != "No hits"
    walk.click(shown._case)
    assert shown._count.text() == "No hits"


def test_escape_closes_and_keeps_the_place(walk: Walker) -> None:
    shown = find(walk, TIDES.mark)
    offset = walk.widgets.pane.browser.offset()
    walk.press("Esc")
    assert not shown.isVisible()
    assert QApplication.focusWidget() is walk.widgets.pane.browser, "not the pane around it, which has no name"
    assert walk.widgets.pane.browser.offset() == offset


def test_another_article_is_searched_too(walk: Walker) -> None:
    shown = find(walk, ORBIT.mark)
    assert shown._count.text() == "No hits"
    walk.shell.reading.select(walk.shell.browsing.ids[walk.titles.index(ORBIT.title)])
    walk.until(lambda: shown._count.text() == "1 of 1", "the next page is searched")


def test_f3_goes_through_the_hits_of_a_search(walk: Walker) -> None:
    walk.press("/")
    walk.widgets.header.search.setText("tide ")
    walk.until(lambda: walk.shell.browsing.is_searching, "something is found")
    walk.press("Down")
    walk.settle()
    walk.press("F3")
    assert walk.widgets.pane.words.current == 1


def test_in_the_window_of_one_pane_the_page_comes_with_the_bar(walk: Walker) -> None:
    walk.window.resize(560, 700)
    walk.settle()
    assert not walk.widgets.pane.isVisible()
    shown = find(walk, TIDES.mark)
    assert shown.isVisible()
    assert shown._count.text().startswith("1 of ")
    walk.press("Esc")
    assert not shown.isVisible()
    assert walk.widgets.pane.isVisible()
    walk.press("Esc")
    assert not walk.widgets.pane.isVisible()
