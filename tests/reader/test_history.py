"""Undo over sessions (issue "Find and keep", point 6): the piles, their file, and what a damaged file costs."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from newsreader.core.own import NOTE
from newsreader.reader import history as module
from newsreader.reader.history import History
from newsreader.reader.marks import Field, Marks
from newsreader.reader.steps import Step
from newsreader.store import steps_file
from newsreader.store.steps_file import Row, StepsFile
from tests.reader.makers import journal


class Ring:
    """A deed that remembers what was asked of it."""

    def __init__(self, label: str, kept: Mapping[str, Any]) -> None:
        self.label, self._kept = label, kept
        self.calls: list[str] = []

    def undo(self) -> str:
        self.calls.append("undo")
        return ""

    def redo(self) -> str:
        self.calls.append("redo")
        return ""

    def kept(self) -> dict[str, Any]:
        return dict(self._kept)


def session(folder: Path, now: float = 1000.0) -> Marks:
    """The marks as another start of the program opens them."""
    return Marks(journal(folder / "state"), History(StepsFile(folder / "steps.jsonl"), lambda: now, Ring))


def labels(steps: tuple[Step, ...]) -> list[str]:
    return [step.change.label for step in steps]


def test_another_session_takes_back_and_makes_again(tmp_path: Path) -> None:
    marks = session(tmp_path)
    marks.change(Field.STARRED, ["u:a"], True, about="A title")
    marks.write(NOTE, {"u:a": "Remember"}, "Note kept")
    marks.change(Field.READ, ["u:a", "u:b"], True)
    marks.undo()

    marks = session(tmp_path)
    assert labels(marks.history.done) == ["Starred", "Note kept"]
    assert labels(marks.history.undone) == ["2 articles marked as read"]
    assert (marks.history.done[0].about, marks.history.done[0].when) == ("A title", 1000)
    marks.undo()
    marks.undo()
    assert (marks.is_starred("u:a"), marks.own("u:a").note) == (False, "")

    marks = session(tmp_path)
    assert [marks.redo() is not None for _ in range(4)] == [True, True, True, False]
    assert (marks.is_starred("u:a"), marks.own("u:a").note, marks.is_read("u:b")) == (True, "Remember", True)


def test_a_step_that_came_by_itself_keeps_its_place_in_another_session(tmp_path: Path) -> None:
    marks = session(tmp_path)
    marks.change(Field.STARRED, ["u:a"], True)
    marks.change(Field.READ, ["u:a"], True, deliberate=False)
    assert labels(session(tmp_path).history.done) == labels(marks.history.done) == ["Marked as read", "Starred"]


def test_a_deed_is_taken_back_in_another_session(tmp_path: Path) -> None:
    session(tmp_path).did(Ring("Moved to the trash", {"names": ["x.md"]}))
    marks = session(tmp_path)
    marks.undo()
    deed = marks.history.undone[0].deed
    assert isinstance(deed, Ring)
    assert (deed.label, deed.kept(), deed.calls) == ("Moved to the trash", {"names": ["x.md"]}, ["undo"])


def test_lines_that_make_no_sense_cost_themselves(tmp_path: Path) -> None:
    marks = session(tmp_path)
    marks.change(Field.STARRED, ["u:a"], True)
    path = tmp_path / "steps.jsonl"
    nonsense = b'{"label": "x"}\n[1]\n{"changed": [[1, 2]], "field": 3}\n\xff\n' + b"[" * 100_000 + b"\n"
    path.write_bytes(nonsense + path.read_bytes() + b'{"label": "torn", "chan')
    assert labels(session(tmp_path).history.done) == ["Starred"]
    session(tmp_path).change(Field.STARRED, ["u:b"], True)
    assert labels(session(tmp_path).history.done) == ["Starred", "Starred"]


def test_a_file_that_cannot_be_used_leaves_undo_for_this_session(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "steps.jsonl").mkdir()
    marks = session(tmp_path)
    marks.change(Field.STARRED, ["u:a"], True)
    assert marks.undo() is not None
    assert not marks.is_starred("u:a")
    assert "what can be undone is not kept" in caplog.text


def test_a_window_that_keeps_nothing_reads_the_steps_and_writes_none(tmp_path: Path) -> None:
    session(tmp_path).change(Field.STARRED, ["u:a"], True)
    before = (tmp_path / "steps.jsonl").read_bytes()
    history = History(StepsFile(tmp_path / "steps.jsonl", is_read_only=True))
    assert history.take_back() is not None
    assert (tmp_path / "steps.jsonl").read_bytes() == before


def test_the_oldest_steps_are_forgotten_and_the_file_is_made_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEPS", 4)
    marks = session(tmp_path)
    for number in range(12):
        marks.change(Field.STARRED, [f"u:{number}"], True, about=str(number))
    marks.undo()
    again = session(tmp_path).history
    assert [step.about for step in again.done] == ["8", "9", "10"]
    assert [step.about for step in again.undone] == ["11"]
    assert len(list(StepsFile(tmp_path / "steps.jsonl").rows())) == 5
    once_more = session(tmp_path).history
    assert (once_more.done, once_more.undone) == (again.done, again.undone)


def test_large_steps_are_forgotten_before_they_make_a_start_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ARTICLES", 50)
    marks = session(tmp_path)
    for value in (True, False, True):
        marks.change(Field.READ, [f"u:{number}" for number in range(30)], value)
    assert len(marks.history.done) == 1
    marks.undo()
    assert not marks.is_read("u:3")


def test_a_time_that_is_no_time_costs_its_line(tmp_path: Path) -> None:
    session(tmp_path).change(Field.STARRED, ["u:a"], True)
    path = tmp_path / "steps.jsonl"
    bad = b'\n{"label":"x","about":"","when":Infinity,"field":"read","changed":[[false,true,["u:b"]]]}\n'
    path.write_bytes(bad + path.read_bytes())
    assert labels(session(tmp_path).history.done) == ["Starred"]


def test_a_file_of_many_large_steps_is_made_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ARTICLES", 50)
    marks = session(tmp_path)
    for value in (True, False, True, False):
        marks.change(Field.READ, [f"u:{number}" for number in range(30)], value)
    again = session(tmp_path).history
    assert len(again.done) == 1
    assert len(list(StepsFile(tmp_path / "steps.jsonl").rows())) == 1
    assert session(tmp_path).history.done == again.done


def test_a_file_does_not_grow_beyond_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "steps.jsonl"
    marks = session(tmp_path)
    marks.change(Field.STARRED, ["u:a"], True)
    monkeypatch.setattr(steps_file, "_LARGEST", path.stat().st_size + 100)
    marks.undo()
    for number in range(9):
        marks.change(Field.READ, [f"u:{number}"], True)
        marks.undo()
    assert path.stat().st_size <= steps_file._LARGEST
    assert len(session(tmp_path).history.done) + len(session(tmp_path).history.undone) == 1


def test_a_file_that_is_too_large_is_made_anew_by_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "steps.jsonl"
    path.write_bytes(b"\n" * 5000)
    monkeypatch.setattr(steps_file, "_LARGEST", 4000)
    marks = session(tmp_path)
    assert marks.history.done == ()
    assert "too large" in caplog.text
    marks.change(Field.STARRED, ["u:a"], True)
    assert labels(session(tmp_path).history.done) == ["Starred"]


def test_a_file_that_breaks_off_gives_no_steps_and_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = session(tmp_path)
    marks.change(Field.STARRED, ["u:a"], True)
    marks.change(Field.READ, ["u:a"], True)
    before = (tmp_path / "steps.jsonl").read_bytes()
    rows = StepsFile.rows

    def broken(file: StepsFile) -> Iterator[Row]:
        yield next(rows(file))
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(StepsFile, "rows", broken)
    marks = session(tmp_path)
    assert marks.history.done == ()
    marks.change(Field.STARRED, ["u:b"], True)
    assert (tmp_path / "steps.jsonl").read_bytes().startswith(before)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_step_while_the_file_is_read_comes_behind_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    session(tmp_path).change(Field.STARRED, ["u:a"], True)
    begun, may_go_on = threading.Event(), threading.Event()
    rows = StepsFile.rows

    def slow(file: StepsFile) -> Iterator[Row]:
        begun.set()
        assert may_go_on.wait(10)
        return rows(file)

    monkeypatch.setattr(StepsFile, "rows", slow)
    marks = session(tmp_path)
    reading = threading.Thread(target=marks.make_ready)
    reading.start()
    assert begun.wait(10)
    marking = threading.Thread(target=marks.change, args=(Field.READ, ["u:b"], True))
    if is_first:
        marking.start()
    may_go_on.set()
    if not is_first:
        reading.join()
        marking.start()
    marking.join()
    reading.join()
    assert labels(marks.history.done) == labels(session(tmp_path).history.done) == ["Starred", "Marked as read"]
    assert (marks.is_starred("u:a"), marks.is_read("u:b")) == (True, True)
