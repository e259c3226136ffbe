"""Walks through recent searches: offered in the empty field, taken, forgotten, and never what merely passed by."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from newsreader.ui.completion_popup import CompletionPopup
from tests.walks.stories import STORIES, TIDES, write_library
from tests.walks.walker import Walker


def offered(walk: Walker) -> CompletionPopup | None:
    found = walk.window.findChild(CompletionPopup)
    return found if found is not None and found.isVisible() else None


def search(walk: Walker, text: str, *ways_out: str) -> None:
    walk.press("/")
    walk.type(text)
    walk.until(lambda: walk.titles != [story.title for story in STORIES], "something is found")
    walk.press(*ways_out)
    walk.until(lambda: walk.shell.desk.library is not None)


def leave(walk: Walker) -> None:
    walk.press("Esc", "Esc", "Esc")
    walk.until(lambda: walk.titles == [story.title for story in STORIES], "the list is back")


def test_a_search_is_offered_again_and_taken_by_enter(walk: Walker) -> None:
    search(walk, "ebbmark", "Down")
    leave(walk)
    search(walk, "harbour", "Esc", "Esc")
    leave(walk)
    assert walk.shell.recalling.searches == ("harbour", "ebbmark")
    walk.press("/")
    assert offered(walk) is not None
    walk.press("Down", "Down", "Enter")
    assert walk.widgets.header.search.text() == "ebbmark"
    assert offered(walk) is None
    walk.until(lambda: walk.titles == [TIDES.title], "the search is made again")


def test_what_passes_by_while_one_types_is_no_search(walk: Walker) -> None:
    walk.press("/")
    found: list[str] = []
    walk.shell.searching.found.connect(lambda *_: found.append(walk.shell.searching.text))
    for text in ("ebb", "mark"):
        walk.type(text)
        walk.until(lambda: walk.widgets.header.search.text() in found, "it is found")
    walk.press(*["Backspace"] * 7)
    walk.until(lambda: walk.titles == [story.title for story in STORIES], "the list is back")
    assert walk.shell.recalling.searches == ("ebbmark",)
    leave(walk)
    walk.press("/")
    walk.type("qqqq")
    walk.until(lambda: walk.titles == [], "nothing is found")
    leave(walk)
    assert walk.shell.recalling.searches == ("ebbmark",)


def test_one_escape_leaves_the_empty_field_for_the_list(walk: Walker) -> None:
    search(walk, "ebbmark", "Down")
    leave(walk)
    walk.press("/")
    assert offered(walk) is not None
    walk.press("Esc")
    assert offered(walk) is None
    assert walk.pane == "list"


def test_one_is_forgotten_by_delete_and_all_by_a_command(walk: Walker) -> None:
    for text in ("ebbmark", "harbour"):
        search(walk, text, "Down")
        leave(walk)
    walk.press("/", "Down", "Delete")
    assert walk.shell.recalling.searches == ("ebbmark",)
    assert offered(walk) is not None
    walk.press("Esc")
    walk.shell.run("search.forget")
    assert walk.toast == "Recent searches are forgotten"
    walk.press("/")
    assert offered(walk) is None


def test_none_is_remembered_where_the_reader_says_so(walk: Walker) -> None:
    search(walk, "ebbmark", "Down")
    leave(walk)
    walk.shell.preferences.change("search.remember", False)
    assert walk.shell.recalling.searches == ()
    search(walk, "harbour", "Down")
    leave(walk)
    walk.shell.preferences.change("search.remember", True)
    assert walk.shell.recalling.searches == ()


def test_a_press_of_the_mouse_takes_one(walk: Walker) -> None:
    search(walk, "ebbmark", "Down")
    leave(walk)
    walk.press("/")
    shown = offered(walk)
    assert shown is not None
    walk.click(shown, shown.rect().center())
    assert walk.widgets.header.search.text() == "ebbmark"
    QTest.keyClicks(walk.widgets.header.search, "x")
    assert walk.widgets.header.search.text() == "ebbmarkx"


def test_a_saved_search_need_not_be_recalled(room: Walker, tmp_path: Path) -> None:
    walk = room
    walk.open(write_library(tmp_path / "own"))
    walk.press("/")
    walk.type("ebbmark")
    walk.until(lambda: walk.titles == [TIDES.title], "it is found")
    walk.press("Ctrl+Shift+S", "Enter")
    walk.until(lambda: walk.shell.saved.names != [], "it is saved")
    leave(walk)
    assert walk.shell.recalling.searches == ()
