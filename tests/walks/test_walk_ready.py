"""Walks around the reading of journals and steps, which goes on beside the window after the start."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsreader.core.timeline import ListKey
from newsreader.reader.library import Library
from newsreader.reader.marks import Marks
from newsreader.store.journal import Journal
from newsreader.store.steps_file import Row, StepsFile
from tests.walks.conftest import House
from tests.walks.stories import LEDGER, LINKS, PLAIN, TIDES, write, write_library
from tests.walks.test_walk_restart import Program, program
from tests.walks.walker import Walker

__all__ = ["program"]


class Gate:
    """Holds the reading up, in the lane, until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self._may_go_on = threading.Event(), threading.Event()
        make_ready = Marks.make_ready

        def held(marks: Marks) -> None:
            self.begun.set()
            self._may_go_on.wait(10)
            make_ready(marks)

        monkeypatch.setattr(Marks, "make_ready", held)

    def open(self) -> None:
        self._may_go_on.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(monkeypatch)
    yield gate
    gate.open()


@pytest.fixture
def starred(room: Walker, tmp_path: Path) -> Path:
    """A library whose newest article was starred in an earlier session."""
    root = write_library(tmp_path / "library")
    room.open(root)
    room.press("S")
    room.settle()
    return root


def begin(walk: Walker, root: Path) -> None:
    """Open a library anew, and wait for the end of the scan but for no lane."""
    scanned: list[object] = []
    walk.shell.desk.scanned.connect(scanned.append)
    walk.shell.open(root, ListKey(), "", "")
    walk.until(lambda: bool(scanned) and walk.shell.reading.article is not None, "rows and page")
    walk.shell.desk.scanned.disconnect(scanned.append)


def library_of(walk: Walker) -> Library:
    library = walk.shell.desk.library
    assert library is not None
    return library


def test_journals_and_steps_are_read_beside_the_window(
    room: Walker, starred: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def told(call: Callable[..., Any]) -> Callable[..., Any]:
        def tell(*arguments: Any) -> Any:
            names.append(threading.current_thread().name)
            return call(*arguments)

        return tell

    monkeypatch.setattr(Journal, "load", told(Journal.load))
    monkeypatch.setattr(StepsFile, "rows", told(StepsFile.rows))
    room.open(starred)
    room.press("J", "S", "Ctrl+Z", "Ctrl+Z")
    room.settle()
    assert not room.is_starred(TIDES)
    assert len(names) == 3  # the steps, the marks, and what was met when
    assert all(name.startswith(("marks", "scans")) for name in names)


def test_a_mark_before_all_is_read_is_right(room: Walker, starred: Path, gate: Gate) -> None:
    begin(room, starred)
    assert gate.begun.is_set()
    assert room.is_starred(TIDES)
    room.press("J", "S", "Ctrl+Z", "Ctrl+Z")
    assert not room.is_starred(TIDES)
    room.press("Ctrl+Shift+Z")
    gate.open()
    room.settle()
    assert room.is_starred(TIDES)
    room.open(starred)
    assert room.is_starred(TIDES)
    assert len(library_of(room).marks.history.done) == 1


def test_another_library_may_be_opened_meanwhile(room: Walker, starred: Path, gate: Gate, tmp_path: Path) -> None:
    other = tmp_path / "Field notes"
    for story in (LINKS, PLAIN):
        write(other, story.path, story.text())
    begin(room, starred)
    left = library_of(room)
    begin(room, other)
    room.press("S")
    gate.open()
    room.settle()
    assert room.is_starred(LINKS)
    assert library_of(room).marks.is_loaded
    assert left.marks.is_loaded
    assert not library_of(room).marks.is_behind
    room.open(starred)
    assert room.is_starred(TIDES)


def test_the_program_ends_when_what_is_being_read_is_read(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_library(tmp_path / "library")
    walk = program.start(root)
    walk.press("S")
    gate = Gate(monkeypatch)
    begin(walk, root)
    assert gate.begun.is_set()
    opening = threading.Timer(0.2, gate.open)
    opening.start()
    program.quit()
    opening.join()
    monkeypatch.undo()
    assert program.start().is_starred(TIDES)


def test_a_read_only_window_reads_them_too_and_writes_none(
    room: Walker, house: House, starred: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Library.__init__

    def read_only(*words: Any, **named: Any) -> None:
        make(*words, **named | {"is_read_only": True})

    monkeypatch.setattr(Library, "__init__", read_only)
    room.open(starred)
    state = house.data[0] / "state"
    before = {path.name: path.read_bytes() for path in state.iterdir()}
    steps = [path.read_bytes() for path in (house.data[0] / "history").iterdir()]
    assert library_of(room).marks.is_loaded
    room.press("S")
    assert not room.is_starred(TIDES)
    assert {path.name: path.read_bytes() for path in state.iterdir()} == before
    assert [path.read_bytes() for path in (house.data[0] / "history").iterdir()] == steps


def test_what_another_device_said_before_it_is_heard_afterwards(
    room: Walker, house: House, starred: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    begin(room, starred)
    room.press("Ctrl+Z")  # reads them here: what comes now is behind that
    fact = '{"ids":["%s"],"field":"starred","value":true,"clock":"2026-08-22T10:00:00.000Z-0000","device":"bbbbbbbb"}\n'
    (house.data[0] / "state" / "bbbbbbbb.jsonl").write_text(fact % identity(room, LEDGER.title))
    gate.open()
    room.until(lambda: room.is_starred(LEDGER), "it is heard of")
    room.settle()


def identity(walk: Walker, title: str) -> str:
    """The identity of the article with this title."""
    catalogue = library_of(walk).catalogue
    return next(one.identity for one in catalogue.articles(walk.shell.browsing.ids) if one.title == title)


def test_damaged_lines_are_noted_once(room: Walker, house: House, starred: Path) -> None:
    (journal,) = (house.data[0] / "state").iterdir()
    journal.write_bytes(b"{\n" + journal.read_bytes())
    row: Row = {"label": "x"}
    StepsFile(next((house.data[0] / "history").iterdir())).append(row)
    room.open(starred)
    room.press("J", "S")
    room.settle()
    marks = library_of(room).marks
    marks.make_ready()
    assert [one.text for one in marks.complaints] == ["Lines that could not be understood: 1. They were left out."]
    assert [step.change.label for step in marks.history.done] == ["Starred", "Starred"]
    assert room.is_starred(TIDES)
