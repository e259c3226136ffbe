"""Walks from library to library."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from newsreader.app.heap import let_go
from newsreader.store.session import load_session
from newsreader.ui.libraries_overlay import LibrariesOverlay
from tests.walks.conftest import House
from tests.walks.stories import LEDGER, LINKS, ORBIT, PLAIN, TIDES, write, write_library
from tests.walks.test_walk_restart import Program, program
from tests.walks.walker import Walker

__all__ = ["program"]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """The library of all stories, and another of two."""
    other = tmp_path / "Field notes"
    for story in (LINKS, PLAIN):
        write(other, story.path, story.text())
    return write_library(tmp_path / "Stories"), other


def names(walk: Walker) -> list[str]:
    model = walk.overlay(LibrariesOverlay).rows
    return [model.row(model.index(number, 0)).text for number in range(model.rowCount())]


def scans(walk: Walker, act: Callable[[], None]) -> None:
    """Do something that opens a library, and wait for its rows."""
    scanned: list[object] = []
    walk.shell.desk.scanned.connect(scanned.append)
    act()
    walk.until(lambda: bool(scanned), "the scan has ended")
    walk.shell.desk.scanned.disconnect(scanned.append)
    walk.settle()


def switch(walk: Walker, *keys: str) -> None:
    """Open the overlay from the menu, press keys, and wait for the other library."""
    walk.choose("Library", "Switch library")
    scans(walk, lambda: walk.press(*keys, "Return"))


def test_enter_goes_to_the_library_before_and_back(room: Walker, house: House, two: tuple[Path, Path]) -> None:
    stories, other = two
    room.open(stories)
    house.known[:] = [stories, other]
    switch(room)
    assert room.root == other
    assert room.titles == [LINKS.title, PLAIN.title]
    assert not room.is_open(LibrariesOverlay)
    switch(room, "S", "T", "O")
    assert room.root == stories
    room.shows(TIDES)


def test_a_library_that_was_closed_leaves_nothing_behind(room: Walker, house: House, two: tuple[Path, Path]) -> None:
    room.open(two[0])
    house.known[:] = list(two)
    library = room.shell.desk.library
    assert library is not None
    parts = [weakref.ref(part) for part in (library, library.catalogue, library.marks, library.pages, library.searcher)]
    del library
    switch(room)

    def are_gone() -> bool:
        let_go()
        return not any(part() for part in parts)

    room.until(are_gone, "nothing of the library is left")


def test_letters_are_typed_and_no_commands(room: Walker, house: House, two: tuple[Path, Path]) -> None:
    room.open(two[0])
    house.known[:] = list(two)
    room.shell.run("library.switch")
    room.type("sunk")
    room.settle()
    assert room.overlay(LibrariesOverlay).field.text() == "sunk"
    assert names(room) == ["Open folder…"]
    assert not room.is_read(TIDES)
    assert not room.is_starred(TIDES)
    room.press("Esc")
    room.shows(TIDES)


def test_a_library_that_is_not_known_yet_is_the_first(room: Walker, two: tuple[Path, Path]) -> None:
    room.open(two[0])
    room.shell.run("library.switch")
    assert names(room) == ["Stories", "Open folder…"]
    assert room.overlay(LibrariesOverlay).list.currentIndex().data() == "Open folder…"


def test_a_folder_that_is_gone_says_so_and_is_forgotten(
    room: Walker, house: House, two: tuple[Path, Path], tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    room.open(two[0])
    house.known[:] = [two[0], gone, two[1]]
    room.shell.run("library.switch")
    room.settle()
    model = room.overlay(LibrariesOverlay).rows
    assert [model.row(model.index(row, 0)).note for row in range(3)] == ["Open now", "Not reachable", ""]
    room.press("Delete")
    assert house.known == list(two)
    assert names(room) == ["Stories", "Field notes", "Open folder…"]
    assert room.is_open(LibrariesOverlay)
    room.press("Esc")
    room.shows(TIDES)


def test_the_last_row_asks_for_a_folder(room: Walker, house: House, two: tuple[Path, Path]) -> None:
    room.open(two[0])
    room.shell.run("library.switch")
    room.press("PgDown", "Return")
    dialogs = room.window.findChildren(QFileDialog)
    assert [dialog.windowTitle() for dialog in dialogs] == ["Open folder"]
    dialogs[0].reject()
    room.until(lambda: not room.window.findChildren(QFileDialog), "the dialog is gone")


@pytest.fixture
def started(program: Program, two: tuple[Path, Path]) -> Walker:
    return program.start(two[0])


def test_each_library_opens_where_it_was_left(
    started: Walker, program: Program, two: tuple[Path, Path], tmp_path: Path
) -> None:
    stories, other = two
    scans(started, lambda: started.shell.open_path(other))
    started.shows(LINKS)
    switch(started)
    started.press("G", "U", "J", "J", "J")
    started.shows(ORBIT)
    switch(started)
    started.press("J")
    started.shows(PLAIN)
    switch(started)
    started.shows(ORBIT)
    assert started.marked_list == "Unread"
    program.quit()
    assert load_session(tmp_path / "data" / "session.json").known_libraries == [stories, other]
    again = program.start()
    assert again.root == stories
    switch(again)
    again.shows(PLAIN)


def test_what_was_forgotten_is_not_there_after_the_next_start(
    started: Walker, program: Program, two: tuple[Path, Path]
) -> None:
    scans(started, lambda: started.shell.open_path(two[1]))
    started.shell.run("library.switch")
    assert names(started) == ["Field notes", "Stories", "Open folder…"]
    started.press("Delete", "Esc")
    program.quit()
    again = program.start()
    again.shell.run("library.switch")
    assert names(again) == ["Field notes", "Open folder…"]
    assert (two[0] / LEDGER.path).exists()
