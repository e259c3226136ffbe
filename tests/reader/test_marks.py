"""Marks and their undo (product.md promise 8; issue 2, point 8)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from newsreader.core.own import NOTE, Own, tag_field
from newsreader.core.page import Place
from newsreader.reader.marks import Field, Marks
from newsreader.store.clock import Clock
from newsreader.store.facts import Value
from newsreader.store.journal import Journal, NotKept
from newsreader.store.many import Texts
from tests.reader.makers import journal, noon


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(journal(tmp_path))


def test_a_change_is_seen_kept_and_can_be_taken_back(tmp_path: Path, marks: Marks) -> None:
    change = marks.change(Field.READ, ["u:a"], True)
    assert (change.identities, change.label, change.trouble) == (("u:a",), "Marked as read", "")
    assert marks.is_read("u:a")
    assert Marks(journal(tmp_path)).is_read("u:a")
    undone = marks.undo()
    assert undone is not None
    assert undone.label == "Undone: marked as read"
    assert not marks.is_read("u:a")
    assert not Marks(journal(tmp_path)).is_read("u:a")
    assert marks.redo() is not None
    assert marks.is_read("u:a")
    assert marks.undo() is not None
    assert marks.undo() is None


def test_a_bulk_is_one_line_and_one_step_and_leaves_what_was_so_already(tmp_path: Path, marks: Marks) -> None:
    marks.change(Field.READ, ["u:1"], True)
    change = marks.change(Field.READ, [f"u:{number}" for number in range(21)], True)
    assert change.label == "20 articles marked as read"
    assert "u:1" not in change.identities
    assert len((tmp_path / "aaaaaaaa.jsonl").read_bytes().splitlines()) == 2
    marks.undo()
    assert [marks.is_read(f"u:{number}") for number in range(3)] == [False, True, False]


@pytest.mark.parametrize("count", [3, 3000])
def test_an_article_that_is_named_twice_is_marked_once(tmp_path: Path, count: int) -> None:
    names = [f"u:{number}" for number in range(count)]
    for given in ([*names, "u:0"], Texts([*names, "u:0"])):
        marks = Marks(journal(tmp_path / type(given).__name__))
        change = marks.change(Field.STARRED, given, True)
        assert list(change.identities) == names
        assert change.label == f"{count:,} articles starred"
        assert list(marks.change(Field.STARRED, [*given, "u:new"], True).identities) == ["u:new"]


def test_many_are_marked_taken_back_and_marked_by_another_device(tmp_path: Path, marks: Marks) -> None:
    names = [f"u:{number}" for number in range(3000)]
    other = Marks(Journal(tmp_path, "bbbbbbbb", Clock(noon)))
    other.change(Field.READ, names[500:], True)
    marks.change(Field.READ, names[:2000], True)
    assert marks.undo() is not None
    other.refresh(10**9)
    for one in (marks, other, Marks(journal(tmp_path))):
        assert [number for number in range(0, 3000, 250) if one.is_read(f"u:{number}")] == list(range(500, 3000, 250))


def test_nothing_to_change_is_no_step(marks: Marks) -> None:
    assert marks.change(Field.READ, ["u:a"], False).identities == ()
    assert marks.change(Field.READ, [], True).identities == ()
    assert marks.undo() is None


def test_a_mark_that_came_by_itself_goes_beneath_the_star_just_given(marks: Marks) -> None:
    marks.change(Field.STARRED, ["u:a"], True)
    marks.change(Field.READ, ["u:a"], True, deliberate=False)
    assert marks.undo_label == "Starred"
    marks.undo()
    assert (marks.is_starred("u:a"), marks.is_read("u:a")) == (False, True)
    marks.undo()
    assert not marks.is_read("u:a")


def test_a_mark_of_another_article_goes_on_top_and_leaves_redo(marks: Marks) -> None:
    marks.change(Field.STARRED, ["u:a"], True)
    marks.undo()
    marks.change(Field.READ, ["u:b"], True, deliberate=False)
    assert marks.undo_label == "Marked as read"
    assert marks.redo_label == "Starred"
    marks.change(Field.READ, ["u:c"], True)
    assert marks.redo() is None


def test_places_are_kept_and_are_no_steps(tmp_path: Path, marks: Marks) -> None:
    assert marks.place("u:a") is None
    marks.keep_place("u:a", Place(3, 17, -0.25))
    assert Marks(journal(tmp_path)).place("u:a") == Place(3, 17, -0.25)
    size = (tmp_path / "aaaaaaaa.jsonl").stat().st_size
    marks.keep_place("u:a", Place(3, 17, -0.25))
    assert (tmp_path / "aaaaaaaa.jsonl").stat().st_size == size
    marks.keep_place("u:a", None)
    assert marks.place("u:a") is None
    assert marks.undo() is None


@pytest.mark.parametrize(
    "value", [True, "x", [1], [1, 2, "x"], [True, 0, 0], [None, 0, 0], [0, 0, 10**400], [10**400, 0, 0]]
)
def test_a_place_that_makes_no_sense_is_none(tmp_path: Path, value: Value) -> None:
    book = journal(tmp_path)
    book.record("place", {"u:a": value})
    assert Marks(book).place("u:a") is None


def test_a_disk_that_takes_nothing_is_told_and_the_mark_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = journal(tmp_path)

    def full() -> None:
        raise NotKept("No space left on device")

    marks = Marks(book)
    with monkeypatch.context() as broken:
        broken.setattr(book, "keep", full)
        change = marks.change(Field.STARRED, ["u:a"], True)
    assert change.trouble == "No space left on device"
    assert marks.is_starred("u:a")
    marks.change(Field.READ, ["u:a"], True)
    assert Marks(journal(tmp_path)).is_starred("u:a")


def test_an_heir_has_its_elders_marks_until_it_has_its_own(marks: Marks) -> None:
    marks.change(Field.READ, ["u:a"], True)
    assert marks.is_read("u:a one")
    marks.change(Field.READ, ["u:a one"], False)
    assert not marks.is_read("u:a one")
    assert marks.is_read("u:a")


def test_marks_are_carried_to_an_edited_text(marks: Marks) -> None:
    marks.change(Field.STARRED, ["t:1"], True)
    marks.change(Field.READ, ["t:1"], True)
    marks.change(Field.READ, ["t:2"], True)
    marks.change(Field.READ, ["t:2"], False)
    marks.carry("t:1", "t:2")
    assert marks.is_starred("t:2")
    assert not marks.is_read("t:2")


identities = st.lists(st.sampled_from(["u:a", "u:b", "u:c"]), max_size=3)


class MarksAgainstModel(RuleBasedStateMachine):
    """Deliberate changes, undo and redo against snapshots of a plain dict."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(self._new_folder())
        self.marks = Marks(journal(self.folder))
        self.now: dict[tuple[str, str], bool] = {}
        self.past: list[dict[tuple[str, str], bool]] = []
        self.future: list[dict[tuple[str, str], bool]] = []

    @staticmethod
    def _new_folder() -> str:
        import tempfile

        return tempfile.mkdtemp(prefix="newsreader-marks-")

    def teardown(self) -> None:
        import shutil

        shutil.rmtree(self.folder)

    @rule(field=st.sampled_from([Field.READ, Field.STARRED]), which=identities, value=st.booleans())
    def change(self, field: Field, which: list[str], value: bool) -> None:
        asked: dict[tuple[str, str], bool] = {(field, identity): value for identity in which}
        after = self.now | asked
        is_step = any(self.now.get((field, identity), False) is not value for identity in which)
        self.marks.change(field, which, value)
        if is_step:
            self.past.append(self.now)
            self.future.clear()
            self.now = after

    @rule()
    def undo(self) -> None:
        assert (self.marks.undo() is not None) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert (self.marks.redo() is not None) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule()
    def restart(self) -> None:
        self.marks = Marks(journal(self.folder))
        self.past.clear()
        self.future.clear()

    @invariant()
    def says_what_the_model_says(self) -> None:
        for identity in ("u:a", "u:b", "u:c"):
            assert self.marks.is_read(identity) is self.now.get((Field.READ, identity), False)
            assert self.marks.is_starred(identity) is self.now.get((Field.STARRED, identity), False)


TestMarksAgainstModel = MarksAgainstModel.TestCase
TestMarksAgainstModel.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


class Told:
    """A deed that tells what became of it."""

    label = "Deleted"

    def __init__(self) -> None:
        self.told: list[str] = []

    def undo(self) -> str:
        self.told.append("undone")
        return ""

    def redo(self) -> str:
        self.told.append("done")
        return ""

    def kept(self) -> dict[str, Any]:
        return {}


def test_reading_in_passing_does_not_come_between_a_deed_and_its_undoing(marks: Marks) -> None:
    deed = Told()
    marks.did(deed)
    marks.change(Field.READ, ["u:next"], True, deliberate=False)
    marks.undo()
    assert deed.told == ["undone"]
    assert marks.is_read("u:next")


def test_what_was_written_to_an_elder_holds_for_an_heir_and_is_kept_when_that_is_written_to(
    tmp_path: Path, marks: Marks
) -> None:
    marks.write(NOTE, {"u:a": "A note"}, "Note kept")
    marks.write(tag_field("Slow"), {"u:a": "Slow"}, "Tagged")
    assert marks.own("u:a title") == Own(("Slow",), "A note")
    marks.write(tag_field("New"), {"u:a title": "New"}, "Tagged")
    assert marks.own("u:a title") == Own(("New", "Slow"), "A note")
    assert marks.own("u:a") == Own(("Slow",), "A note")
    marks.undo()
    assert marks.own("u:a title") == Own(("Slow",), "A note")
    assert Marks(journal(tmp_path)).own("u:a title") == Own(("Slow",), "A note")


def test_what_is_written_is_one_step_and_nothing_where_it_was_so_already(marks: Marks) -> None:
    assert marks.write(NOTE, {"u:a": ""}, "Note removed").identities == ()
    assert marks.write(NOTE, {"u:a": "x", "u:b": "x"}, "Note kept").identities == ("u:a", "u:b")
    assert marks.undo_label == "Note kept"
    marks.undo()
    assert not marks.own("u:a")
    marks.redo()
    assert marks.own("u:b").note == "x"
