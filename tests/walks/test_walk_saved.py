"""Walks through saved searches: kept by key, run from the navigation, edited by hand, forgotten and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.navigation_model import COUNT_ROLE
from newsreader.ui.save_overlay import SaveOverlay
from tests.walks.stories import ORBIT, STORIES, TIDES, write_library
from tests.walks.walker import Walker


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of stories that may be written to."""
    return write_library(tmp_path / "own")


def searches(walk: Walker) -> list[tuple[str, int]]:
    """Name and unread count of the rows under "Searches"."""
    rows = walk.widgets.navigation._model.rows(ListKind.SEARCH)
    return [(item.text(), int(item.data(COUNT_ROLE))) for item in rows]


def save(walk: Walker, query: str, name: str) -> None:
    walk.press("/")
    walk.widgets.header.search.setText(query)
    walk.press("Ctrl+Shift+S")
    overlay = walk.overlay(SaveOverlay)
    assert overlay.field.hasFocus()
    overlay.field.setText(name)
    walk.press("Return")
    walk.until(lambda: name in [row for row, _ in searches(walk)], "the search is saved")


def test_a_search_is_saved_counted_and_run_again(room: Walker, own: Path) -> None:
    room.open(own)
    save(room, "signal", "Signals")
    room.until(lambda: searches(room) == [("Signals", 1)], "it is counted")
    assert (own / ".newsreader" / "searches.toml").read_text() == ('[[search]]\nname = "Signals"\nquery = "signal"\n')
    room.press("Esc", "Esc")
    assert room.titles == [story.title for story in STORIES]
    room.widgets.navigation.list_chosen.emit(ListKey(ListKind.SEARCH, "Signals"))
    room.until(lambda: room.titles == [ORBIT.title], "it runs")
    assert room.widgets.navigation.chosen == ListKey(ListKind.SEARCH, "Signals")
    room.widgets.header.search.setText("tide")
    assert room.widgets.navigation.chosen == ListKey()


def test_counts_follow_what_is_read(room: Walker, own: Path) -> None:
    room.open(own)
    save(room, "tag:weather", "Weather")
    room.until(lambda: searches(room) == [("Weather", 3)], "it is counted")
    room.press("Esc", "Esc")
    room.shell.show_article(next(iter(room.shell.browsing.ids)))
    room.press("Shift+A")
    room.until(lambda: searches(room) == [("Weather", 0)], "nothing is unread")


def test_an_edit_by_hand_shows_at_once(room: Walker, own: Path) -> None:
    room.open(own)
    room.until(lambda: room.shell.desk.is_watching, "the folder is watched")
    (own / ".newsreader").mkdir()

    def is_shown() -> bool:
        """Whether an edit shows; the first may come before the system watches the folder, so it is made again."""
        (own / ".newsreader" / "searches.toml").write_text('[[search]]\nname = "Tides"\nquery = "title:tide"\n')
        return [name for name, _ in searches(room)] == ["Tides"]

    room.until(is_shown, "it shows")
    room.widgets.navigation.list_chosen.emit(ListKey(ListKind.SEARCH, "Tides"))
    room.until(lambda: room.titles == [TIDES.title], "it runs")


def test_a_search_is_forgotten_and_brought_back(room: Walker, own: Path) -> None:
    room.open(own)
    save(room, "signal", "Signals")
    room.widgets.navigation.list_chosen.emit(ListKey(ListKind.SEARCH, "Signals"))
    room.shell.run("search.remove")
    room.until(lambda: searches(room) == [], "it is gone")
    room.shell.controller._take_offer()
    room.until(lambda: [name for name, _ in searches(room)] == ["Signals"], "it is back")


def test_without_a_search_there_is_nothing_to_save(room: Walker, own: Path) -> None:
    room.open(own)
    room.press("Ctrl+Shift+S")
    assert not (own / ".newsreader").exists()
    assert room.widgets.toast.isVisible()
