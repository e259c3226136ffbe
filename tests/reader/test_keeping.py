"""State inside the library, carried by whatever carries the library (issue "Find and keep", point 6)."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from newsreader.core.highlights import Highlight
from newsreader.core.own import NOTE, tag_field
from newsreader.reader.keeping import Keeping
from newsreader.reader.marks import Field, Marks
from newsreader.store import journal as journal_module
from newsreader.store.clock import Clock
from newsreader.store.own_folder import STATE
from tests.reader.makers import NOON

ARTICLES = st.sampled_from(["u:a", "u:b", "u:b title", "t:0123"])


def fail(text: str) -> None:
    raise AssertionError(text)


class Machine:
    """One computer: its clock, its data folder, and its copy of the library."""

    def __init__(self, folder: Path, device: str, *, inside: bool = True) -> None:
        self.root, self.data, self.device = folder / device / "library", folder / device / "data", device
        self.root.mkdir(parents=True, exist_ok=True)
        self.time = NOON
        self.is_inside = inside
        self.start()

    def start(self) -> None:
        """The program is started, or started again."""
        keeping = Keeping(self.root, self.data, inside=self.is_inside, is_read_only=False, complain=fail)
        self.marks = Marks(keeping.journal(self.device, Clock(lambda: self.time)))
        self.marks.load()

    @property
    def state(self) -> Path:
        return self.root.joinpath(*STATE)

    def receive(self, other: Machine) -> None:
        """A program that carries files brings what the other one wrote."""
        self.state.mkdir(parents=True, exist_ok=True)
        for file in other.state.glob(f"{other.device}.jsonl"):
            shutil.copyfile(file, self.state / file.name)
        while self.marks.is_behind:
            self.marks.refresh(100)

    def says(self) -> dict[str, object]:
        """Everything it knows."""
        said: dict[str, object] = {}
        for identity in ("u:a", "u:b", "u:b title", "t:0123"):
            own = self.marks.own(identity)
            said[identity] = (self.marks.is_read(identity), self.marks.is_starred(identity), own)
        return said


def test_what_was_marked_before_comes_into_the_library_and_stays_what_it_is(tmp_path: Path) -> None:
    one = Machine(tmp_path, "aaaaaaaa", inside=False)
    one.marks.change(Field.STARRED, ["u:here", "u:elsewhere"], True)
    one.marks.write(NOTE, {"u:here": "Keep"}, "Note kept")
    one.is_inside = True
    one.start()
    assert one.marks.is_starred("u:here")
    assert one.marks.adopt(lambda identity: identity == "u:here") == ""
    (file,) = one.state.glob("*.jsonl")
    text = file.read_text(encoding="utf-8")
    assert "u:here" in text
    assert "u:elsewhere" not in text
    size = file.stat().st_size
    assert one.marks.adopt(lambda identity: identity == "u:here") == ""
    assert file.stat().st_size == size
    other = Machine(tmp_path, "bbbbbbbb", inside=False)
    other.receive(one)
    assert (other.marks.is_starred("u:here"), other.marks.own("u:here").note) == (True, "Keep")
    assert not other.marks.is_starred("u:elsewhere")


def test_a_link_in_place_of_the_folder_keeps_the_state_on_this_machine(tmp_path: Path) -> None:
    root, outside = tmp_path / "library", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / STATE[0]).symlink_to(outside)
    told: list[str] = []
    keeping = Keeping(root, tmp_path / "data", inside=True, is_read_only=False, complain=told.append)
    marks = Marks(keeping.journal("aaaaaaaa", Clock(lambda: NOON)))
    assert marks.change(Field.READ, ["u:a"], True).trouble == ""
    assert told == ["Marks cannot be kept inside the library: It is not a folder."]
    assert list(outside.iterdir()) == []
    assert (tmp_path / "data" / "state" / "aaaaaaaa.jsonl").exists()


def test_what_comes_in_is_taken_piece_by_piece(tmp_path: Path) -> None:
    one, other = Machine(tmp_path, "aaaaaaaa"), Machine(tmp_path, "bbbbbbbb")
    for number in range(50):
        other.marks.change(Field.READ, [f"u:{number}"], True)
    one.state.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(other.state / "bbbbbbbb.jsonl", one.state / "bbbbbbbb.jsonl")
    pieces = []
    while one.marks.is_behind:
        pieces.append(one.marks.refresh(500))
    assert len(pieces) > 5
    assert set().union(*pieces) == {f"u:{number}" for number in range(50)}


def test_a_line_that_is_still_being_brought_is_waited_for(tmp_path: Path) -> None:
    one, other = Machine(tmp_path, "aaaaaaaa"), Machine(tmp_path, "bbbbbbbb")
    other.marks.change(Field.READ, ["u:a"], True)
    whole = (other.state / "bbbbbbbb.jsonl").read_bytes()
    place = one.state / "bbbbbbbb.jsonl"
    place.write_bytes(whole[:20])
    assert one.marks.refresh(1000) == set()
    assert one.marks.refresh(1000) == set()
    place.write_bytes(whole)
    assert one.marks.refresh(1000) == {"u:a"}


def test_a_file_that_was_written_anew_is_read_anew(tmp_path: Path) -> None:
    one, other = Machine(tmp_path, "aaaaaaaa"), Machine(tmp_path, "bbbbbbbb")
    for value in (True, False, True, False):
        other.marks.change(Field.STARRED, ["u:a"], value)
    one.receive(other)
    compacted = (other.state / "bbbbbbbb.jsonl").read_bytes().splitlines(keepends=True)[-1]
    other.marks.change(Field.STARRED, ["u:b"], True)
    for number in range(20):
        other.marks.change(Field.READ, [f"u:{number}"], True)
    news = (other.state / "bbbbbbbb.jsonl").read_bytes().splitlines(keepends=True)[4:]
    (one.state / "bbbbbbbb.jsonl").write_bytes(compacted + b"".join(news))
    while one.marks.is_behind:
        one.marks.refresh(10_000)
    assert one.marks.is_starred("u:b")


def test_a_file_that_cannot_be_read_is_not_asked_for_again_and_again(tmp_path: Path) -> None:
    one = Machine(tmp_path, "aaaaaaaa")
    (one.state / "bbbbbbbb.jsonl").mkdir()
    assert one.marks.refresh(1000) == set()
    assert not one.marks.is_behind


class TwoMachines(RuleBasedStateMachine):
    """Whatever is done on two machines, and whatever their clocks do: when all files have come over, they agree."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.machines = [Machine(self.folder, "aaaaaaaa"), Machine(self.folder, "bbbbbbbb")]

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(
        which=st.integers(0, 1), field=st.sampled_from([Field.READ, Field.STARRED]), id_=ARTICLES, value=st.booleans()
    )
    def mark(self, which: int, field: Field, id_: str, value: bool) -> None:
        self.machines[which].marks.change(field, [id_], value)

    @rule(which=st.integers(0, 1), id_=ARTICLES, text=st.sampled_from(["Slow", "slow", "x", ""]))
    def write(self, which: int, id_: str, text: str) -> None:
        marks = self.machines[which].marks
        marks.write(tag_field(text or "slow"), {id_: text or False}, "Tagged")
        highlight = Highlight(text or "gone", "before", "after", len(text))
        marks.write(highlight.field, {id_: [*highlight.value] if text else False}, "Highlighted")
        marks.write(NOTE, {id_: text}, "Note kept")

    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        self.machines[which].marks.undo()

    @rule(which=st.integers(0, 1), days=st.integers(-400, 400))
    def jump(self, which: int, days: int) -> None:
        self.machines[which].time = datetime(2026, 11, 27, tzinfo=NOON.tzinfo) + timedelta(days=days)

    @rule(which=st.integers(0, 1))
    def restart(self, which: int) -> None:
        self.machines[which].start()

    @rule(which=st.integers(0, 1))
    def compact(self, which: int) -> None:
        machine = self.machines[which]
        before = machine.says()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(journal_module, "COMPACTED_AT", 1)
            machine.start()
        assert machine.says() == before

    @rule(which=st.integers(0, 1))
    def bring(self, which: int) -> None:
        self.machines[which].receive(self.machines[1 - which])

    @invariant()
    def agreed_when_all_has_come_over(self) -> None:
        copies = Path(tempfile.mkdtemp())
        try:
            one, other = Machine(copies, "cccccccc"), Machine(copies, "dddddddd")
            for machine in self.machines:
                one.receive(machine)
            for machine in reversed(self.machines):
                other.receive(machine)
            assert one.says() == other.says()
        finally:
            shutil.rmtree(copies)


TestTwoMachines = TwoMachines.TestCase
TestTwoMachines.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_two_machines_that_exchanged_everything_say_the_same(tmp_path: Path) -> None:
    one, other = Machine(tmp_path, "aaaaaaaa"), Machine(tmp_path, "bbbbbbbb")
    other.time = NOON - timedelta(days=1000)
    one.marks.change(Field.STARRED, ["u:a"], True)
    other.marks.change(Field.STARRED, ["u:a"], True)
    other.receive(one)
    other.marks.change(Field.STARRED, ["u:a"], False)
    one.receive(other)
    assert one.says() == other.says()
    assert not one.marks.is_starred("u:a")
