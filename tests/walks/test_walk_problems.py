"""Walks along the overlay of problems: from the menu and the foot of the navigation to the file and back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from newsreader.core.article import Problem
from newsreader.ui.problems_overlay import ProblemsOverlay
from tests.fakes import Desk
from tests.walks.stories import ORBIT, TIDES, trace, write, write_library
from tests.walks.walker import Walker


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """The stories, with three files that cannot be read and one that is not even a row."""
    root = write_library(tmp_path / "bad")
    write(root, "harbour/empty.md", "")
    write(root, "binary.md", bytes(range(256)) * 20)
    write(root, "red\x1b[31m\u202e.md", "")
    (root / "orbit/out.md").symlink_to("/etc/hostname")
    return root


def rows(walk: Walker) -> list[str]:
    model = walk.overlay(ProblemsOverlay).rows
    return [model.row(model.index(number, 0)).spoken for number in range(model.rowCount())]


def foot(walk: Walker) -> QToolButton:
    buttons = walk.widgets.navigation.foot.findChildren(QToolButton)
    return next(button for button in buttons if "problem" in button.accessibleName())


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and such names need another system")


def test_every_problem_is_named_and_enter_leads_to_the_article(room: Walker, bad: Path) -> None:
    before = trace(bad)
    room.open(bad)
    room.choose("Library", "Problems")
    assert room.is_open(ProblemsOverlay)
    assert rows(room) == [
        f"binary.md, {Problem.NOT_TEXT}",
        f"harbour/empty.md, {Problem.EMPTY}",
        f"orbit/out.md, {Problem.OUTSIDE}",
        f"red\\x1b[31m\\u202e.md, {Problem.EMPTY}",
    ]
    room.press("J", "S", "U", "Down", "Return")
    assert not room.is_open(ProblemsOverlay)
    assert room.current == "empty"
    assert room.pane == "list"
    room.settle()
    assert trace(bad) == before


def test_a_problem_outside_the_list_in_view_is_found_in_all(room: Walker, bad: Path) -> None:
    room.open(bad)
    room.press("G", "S")
    assert room.titles == []
    room.press("/")
    room.type("tides")
    room.press("Esc")
    room.shell.run("library.problems")
    room.press("Return")
    assert room.marked_list == "All"
    assert room.current == "binary"
    room.press("U", "L")
    room.settle()
    assert "binary" not in room.titles
    room.shell.run("library.problems")
    room.press("Home", "Return")
    assert room.current == "binary"


def test_what_is_no_article_is_shown_in_its_folder(room: Walker, bad: Path, desk: Desk) -> None:
    room.open(bad)
    room.shell.run("library.problems")
    room.press("Down", "Down", "Return")
    assert desk.opened == [(bad / "orbit").as_uri()]
    desk.takes = False
    room.shell.run("library.problems")
    room.press("End", "Up", "Return")
    assert room.toast == "The folder could not be opened"


def test_the_foot_of_the_navigation_counts_and_leads_there(room: Walker, bad: Path) -> None:
    room.open(bad)
    assert foot(room).accessibleName() == "4 problems"
    assert room.navigation_foot.startswith("10 articles")
    room.click(foot(room))
    assert len(rows(room)) == 4
    room.press("Esc")
    assert room.pane == "list" or room.focus is foot(room)


def test_without_problems_there_is_no_count(walk: Walker) -> None:
    assert not foot(walk).isVisible()
    walk.shell.run("library.problems")
    assert (
        walk.overlay(ProblemsOverlay).panel.isAncestorOf(walk.focus)
        or walk.focus is walk.overlay(ProblemsOverlay).panel
    )
    assert walk.overlay(ProblemsOverlay)._none.isVisible()
    walk.press("Return", "Down", "Ctrl+C", "Esc")
    assert walk.pane == "list"
    walk.shows(TIDES)


def test_the_list_is_copied_and_keys_stay_inside(room: Walker, bad: Path) -> None:
    room.open(bad)
    room.shell.run("library.problems")
    room.press("Ctrl+C")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert lines[0] == f"binary.md: {Problem.NOT_TEXT}"
    room.press("Tab", "Tab", "Tab")
    assert room.overlay(ProblemsOverlay).panel.isAncestorOf(room.focus)
    room.press("Esc")
    room.shows(TIDES)


def test_a_rescan_while_it_is_open_renews_it(room: Walker, bad: Path) -> None:
    room.open(bad)
    room.shell.run("library.problems")
    room.press("Down")
    (bad / "binary.md").unlink()
    write(bad, "a-new-one.md", "")
    room.rescan("F5")
    assert rows(room)[0].startswith("a-new-one.md")
    assert room.overlay(ProblemsOverlay).list.currentIndex().data() == "harbour/empty.md"
    room.press("Esc")
    assert foot(room).accessibleName() == "4 problems"


def test_in_a_narrow_window_the_list_comes_instead_of_the_page(room: Walker, bad: Path) -> None:
    room.open(bad)
    room.window.resize(600, 500)
    room.settle()
    room.press("Return")
    assert not room.widgets.articles.isVisible()
    room.shell.run("library.problems")
    room.press("Return")
    assert room.widgets.articles.isVisible()
    assert room.current == "binary"


def test_ten_thousand_problems_do_not_hold_the_window(room: Walker, tmp_path: Path) -> None:
    room.open(write_library(tmp_path / "library"))
    trouble = [(f"folder/{number:05}.md", Problem.EMPTY) for number in range(10_000)]
    library = room.shell.desk.library
    assert library is not None
    library.catalogue.problems = lambda: trouble  # type: ignore[method-assign]
    room.heart.reset()
    room.shell.run("library.problems")
    room.press("PgDown", "End", "Up", "Home")
    room.painted()
    room.settle()
    assert room.heart.longest < 500
    room.press("Esc")
    assert ORBIT.title in room.titles
