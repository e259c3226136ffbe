"""Walks back and forward through the articles that were read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.walks.stories import LEDGER, LINKS, ORBIT, PLAIN, TIDES, Story
from tests.walks.walker import Walker


@pytest.fixture(scope="module")
def moment_ms() -> int:
    return 0


def read(walk: Walker, story: Story) -> None:
    """Select a row and stay until it is part of the way."""
    walk.shell.reading.select(walk.shell.browsing.ids[walk.titles.index(story.title)])
    walk.shows(story)
    walk.until(lambda: walk.shell.retracing.trail.path == story.path)


def test_back_and_forward_by_key_and_by_mouse(walk: Walker) -> None:
    for story in (TIDES, LEDGER, PLAIN):
        read(walk, story)
    walk.press("Alt+Left")
    walk.shows(LEDGER)
    window = walk.window.windowHandle()
    QTest.mouseClick(window, Qt.MouseButton.BackButton)
    walk.shows(TIDES)
    assert walk.toast == ""
    walk.press("Alt+Left")
    assert walk.toast == "No article was read before this one"
    QTest.mouseClick(window, Qt.MouseButton.ForwardButton)
    walk.press("Alt+Right")
    walk.shows(PLAIN)
    walk.press("Alt+Left")
    walk.shows(LEDGER)
    read(walk, LINKS)
    walk.press("Alt+Right")
    assert walk.toast == "No article was read after this one"
    assert walk.shell.retracing.trail.paths == (TIDES.path, LEDGER.path, LINKS.path)


def test_an_article_of_another_list_comes_onto_the_page_and_the_list_stays(walk: Walker) -> None:
    read(walk, TIDES)
    walk.press("G", "S")
    walk.settle()
    assert walk.titles == []
    assert walk.shell.reading.article is None
    walk.press("Alt+Left")
    walk.until(lambda: TIDES.mark in walk.page_text and walk.widgets.pane.browser.isVisible())
    walk.details_show(TIDES)
    assert (walk.titles, walk.current, walk.heading[0]) == ([], "", "Starred")


def test_an_article_shows_although_the_search_found_nothing(walk: Walker) -> None:
    for story in (TIDES, ORBIT):
        read(walk, story)
    walk.press("/")
    walk.type("nosuchword")
    walk.until(lambda: walk.heading == ("Results", "0 articles"))
    assert not walk.widgets.pane.browser.isVisible()
    walk.press("Alt+Left")
    walk.until(lambda: TIDES.mark in walk.page_text and walk.widgets.pane.browser.isVisible())
    assert walk.widgets.header.search.text() == "nosuchword"
    walk.type("x")
    walk.until(lambda: not walk.widgets.pane.browser.isVisible(), "the cover is back for another search")


def test_in_one_pane_the_page_comes_forward(walk: Walker) -> None:
    read(walk, TIDES)
    read(walk, LEDGER)
    walk.window.resize(600, 700)
    assert not walk.widgets.pane.isVisible()
    walk.press("Alt+Left")
    walk.until(lambda: walk.widgets.pane.isVisible() and TIDES.mark in walk.page_text)


def test_what_was_deleted_is_stepped_over(room: Walker, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    for number in range(3):
        (folder / f"{number}.md").parent.mkdir(exist_ok=True)
        (folder / f"{number}.md").write_text(f"# Number {number}\n\nmark{number}\n", encoding="utf-8")
    room.open(folder)
    for number in range(3):
        id_ = room.shell.supply.find(f"{number}.md")
        assert id_ is not None
        room.shell.reading.select(id_)
        room.until(lambda path=f"{number}.md": room.shell.retracing.trail.path == path)  # type: ignore[misc]
    (folder / "1.md").unlink()
    room.rescan()
    room.press("Alt+Left")
    room.until(lambda: "mark0" in room.page_text)


def test_running_through_the_list_leaves_no_trail(walk: Walker) -> None:
    read(walk, TIDES)
    walk.shell.retracing._moment.setInterval(10_000_000)
    walk.press("J", "J", "J")
    walk.shows(ORBIT)
    walk.press("Alt+Left")
    walk.shows(TIDES)
    walk.shell.retracing._moment.setInterval(0)
    assert walk.shell.retracing.trail.paths == (TIDES.path, ORBIT.path)
