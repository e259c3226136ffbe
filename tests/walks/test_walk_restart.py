"""Walks through the end of the program and its next start: everything is where it was left."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from newsreader.app.desktop import Desktop
from newsreader.app.shell import Shell
from newsreader.store.places import Places
from newsreader.ui.history_overlay import HistoryOverlay
from newsreader.ui.opener import Opener
from tests.fakes import Desk, FixedClock
from tests.walks.conftest import children_of_this
from tests.walks.stories import LEDGER, LINKS, STORIES, TIDES, trace, write_library
from tests.walks.walker import LANES, Walker

Start = Callable[..., Walker]


class Program:
    """The program as it is started from the command line, again and again on the same data."""

    def __init__(self, application: QApplication, data: Path, clock: FixedClock) -> None:
        self._application = application
        self._data = data
        self._clock = clock
        self._running: tuple[Desktop, Shell, Walker] | None = None

    def start(self, asked: Path | None = None) -> Walker:
        """Start it with `asked` after its name, and wait for rows and page."""
        desktop = Desktop(Places(self._data), "", Opener(Desk()), self._clock)
        shell = desktop.put_together(self._application)
        walker = Walker(shell)
        self._running = (desktop, shell, walker)
        scanned: list[object] = []
        shell.desk.scanned.connect(scanned.append)
        desktop.show(shell, asked)
        walker.window.activateWindow()
        walker.until(lambda: bool(scanned), "the scan has ended")
        walker.settle()
        return walker

    def quit(self) -> None:
        """Press Ctrl+Q; nothing is left running."""
        if self._running is not None:
            desktop, shell, walker = self._running
            self._running = None
            walker.press("Ctrl+Q")
            assert not walker.window.isVisible()
            desktop.close(shell)
            walker.close()


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    qapp.setStyle("Fusion")
    threads, children = set(threading.enumerate()), set(children_of_this())
    program = Program(qapp, tmp_path / "data", FixedClock())
    yield program
    program.quit()
    left = set(threading.enumerate()) - threads
    assert not [thread.name for thread in left if thread.name.startswith(LANES)]
    assert set(children_of_this()) <= children


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = write_library(tmp_path / "library")
    before = trace(folder)
    yield folder
    assert trace(folder) == before


def test_everything_is_as_it_was_left(program: Program, folder: Path) -> None:
    first = program.start(folder)
    first.window.resize(1440, 900)
    first.shows(TIDES)
    first.press("S", "J", "U", "End", "K")
    first.shows(LEDGER)
    first.press("Space")
    assert first.at_rest() > 0
    first.press("Ctrl+Shift+T", "Ctrl+Shift+T", "Ctrl+Shift+T", "Ctrl+Shift+D")
    first.press("G", "A")
    first.click_navigation("Harbour Post")
    first.shows(LEDGER)
    program.quit()

    again = program.start()
    assert again.shell.desk.library is not None
    assert again.shell.desk.library.root == folder
    assert again.marked_list == "Harbour Post"
    again.until(lambda: LEDGER.mark in again.page_text)
    assert again.current == LEDGER.title
    assert again.is_starred(TIDES)
    assert again.is_read(LEDGER)
    assert again.shell.appearance.look.theme.name == "dark"
    assert again.shell.appearance.look.compact
    again.press("G", "A")
    assert [story for story in STORIES if again.is_read(story)] == [LINKS, LEDGER]


def test_the_place_in_an_article_is_found_again(program: Program, folder: Path) -> None:
    first = program.start(folder)
    first.press("Space", "Space")
    left = first.at_rest()
    assert left > 0
    program.quit()
    again = program.start()
    again.until(lambda: TIDES.mark in again.page_text)
    again.settle()
    assert abs(again.at_rest() - left) <= 2


def test_the_shape_of_the_window_is_remembered(program: Program, folder: Path) -> None:
    first = program.start(folder)
    first.window.resize(790, 610)
    first.settle()
    program.quit()
    again = program.start()
    assert (again.window.width(), again.window.height()) == (790, 610)


def test_a_pane_that_was_hidden_stays_hidden(program: Program, folder: Path) -> None:
    first = program.start(folder)
    first.window.resize(1440, 900)
    first.press("I", "Ctrl+1")
    program.quit()
    again = program.start()
    again.window.resize(1440, 900)
    assert not again.widgets.details.isVisible()
    assert not again.widgets.navigation.isVisible()


def test_a_file_asked_for_opens_its_folder_on_it(program: Program, folder: Path) -> None:
    walker = program.start(folder / LINKS.path)
    walker.until(lambda: LINKS.mark in walker.page_text)
    assert walker.current == LINKS.title
    assert walker.shell.desk.library is not None
    assert walker.shell.desk.library.root == (folder / LINKS.path).parent


def test_without_a_library_the_samples_open(program: Program) -> None:
    walker = program.start()
    assert len(walker.titles) >= 20
    assert walker.current == walker.titles[0]


def test_a_session_and_settings_that_make_no_sense_do_no_harm(program: Program, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "session.json").write_bytes(b'{"window": 3, "libraries": [')
    (tmp_path / "data" / "settings.toml").write_bytes(b"[appearance\ntheme = 12")
    walker = program.start(folder)
    walker.shows(TIDES)


def test_another_day_moves_on(program: Program, folder: Path) -> None:
    walker = program.start(folder)
    assert walker.navigation["Today"] == "Today, 1"
    program.quit()
    program._clock.pass_by(timedelta(days=2))
    walker = program.start(folder)
    assert walker.navigation["Today"] == "Today"


def test_what_was_done_is_taken_back_after_a_restart_and_seen_in_the_history(program: Program, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    walk = program.start(root)
    walk.press("S", "J", "Delete")
    walk.until(lambda: LINKS.title not in walk.titles, "it is in the trash")
    program.quit()
    walk = program.start()
    walk.shell.run("state.history")
    overlay = walk.overlay(HistoryOverlay)
    rows = [overlay.rows.row(overlay.rows.index(row)) for row in range(overlay.rows.rowCount())]
    assert [(row.text, row.detail) for row in rows[:2]] == [  # beneath may be what was read in passing
        ("Article moved to the trash", ""),
        ("Starred", TIDES.title),
    ]
    walk.press("Down", "Return")
    assert not walk.is_open(HistoryOverlay)
    assert not walk.is_starred(TIDES)
    walk.until(lambda: LINKS.title in walk.titles, "it is back")
    assert (root / LINKS.path).is_file()
    walk.press("Ctrl+Shift+Z")
    assert walk.is_starred(TIDES)


def test_the_way_back_is_remembered(program: Program, folder: Path) -> None:
    first = program.start(folder)
    first.shows(TIDES)
    first.until(lambda: first.shell.retracing.trail.path == TIDES.path, "it was on the page for a moment")
    first.press("J")
    first.shows(LINKS)
    first.until(lambda: first.shell.retracing.trail.path == LINKS.path, "it was on the page for a moment")
    program.quit()
    again = program.start()
    again.shows(LINKS)
    again.press("Alt+Left")
    again.shows(TIDES)
