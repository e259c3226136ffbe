"""Marks on their way to the journal: dwelling, undo, places, and a disk that takes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsreader.core.article import Article
from newsreader.core.page import Place
from newsreader.reader.marks import Field, Marks
from newsreader.reader.steps import Change
from newsreader.store.clock import Clock
from newsreader.store.journal import Journal
from newsreader.ui.marking import Marking


def article(name: str) -> Article:
    return Article(f"{name}.md", f"t:{name}", name, (), None, "", "", (), "", "", 1, 0, 1, 1)


ONE, TWO, THREE = article("one"), article("two"), article("three")


def marks_in(folder: Path) -> Marks:
    journal = Journal(folder, "here", Clock(lambda: datetime(2026, 8, 22, tzinfo=UTC)))
    journal.load()
    return Marks(journal)


class Bench:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.marking = Marking(dwell_ms=5)
        self.marking.open(marks_in(folder))
        self.told: list[tuple[str, bool]] = []
        self.changes: list[Change] = []
        self.refused: list[str] = []
        self.marking.announced.connect(lambda text, undo: self.told.append((text, undo)))
        self.marking.changed.connect(self.changes.append)
        self.marking.not_kept.connect(self.refused.append)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Bench:
    return Bench(tmp_path / "state")


def test_an_article_that_stays_on_the_screen_becomes_read(bench: Bench, qtbot: QtBot) -> None:
    bench.marking.watch(ONE)
    qtbot.waitUntil(lambda: bench.marking.is_read(ONE))
    assert bench.told == []


def test_one_that_is_left_in_time_does_not(bench: Bench, qtbot: QtBot) -> None:
    bench.marking.watch(ONE)
    bench.marking.watch(TWO)
    qtbot.waitUntil(lambda: bench.marking.is_read(TWO))
    assert not bench.marking.is_read(ONE)


def test_marking_many_is_one_step_that_can_be_taken_back(bench: Bench) -> None:
    assert bench.marking.mark(Field.READ, [ONE, TWO, THREE], True, offer_undo=True) == 3
    assert bench.told == [("3 articles marked as read", True)]
    bench.marking.undo()
    assert not any(bench.marking.is_read(each) for each in (ONE, TWO, THREE))
    bench.marking.redo()
    assert all(bench.marking.is_read(each) for each in (ONE, TWO, THREE))


def test_what_changes_nothing_is_no_step(bench: Bench) -> None:
    bench.marking.mark(Field.STARRED, [ONE], True)
    assert bench.marking.mark(Field.STARRED, [ONE], True) == 0
    bench.marking.undo()
    assert not bench.marking.is_starred(ONE)


def test_a_star_is_taken_back_before_the_reading_that_came_after_it(bench: Bench) -> None:
    bench.marking.mark(Field.STARRED, [ONE], True)
    bench.marking.read_in_passing(ONE)
    bench.marking.undo()
    assert bench.marking.is_read(ONE)
    assert not bench.marking.is_starred(ONE)
    bench.marking.undo()
    assert not bench.marking.is_read(ONE)


@pytest.mark.parametrize(
    ("act", "text"),
    [(Marking.undo, "Nothing to undo"), (Marking.redo, "Nothing to redo")],
)
def test_where_there_is_no_step_it_says_so(bench: Bench, act: Callable[[Marking], None], text: str) -> None:
    act(bench.marking)
    assert bench.told == [(text, False)]


def test_marks_and_places_are_there_after_a_restart(bench: Bench) -> None:
    bench.marking.mark(Field.STARRED, [ONE], True)
    bench.marking.note_place(TWO, Place(4))
    bench.marking.keep_places()
    again = Bench(bench.folder)
    assert again.marking.is_starred(ONE)
    assert again.marking.place(TWO) == Place(4)


def test_a_place_is_known_at_once_and_written_at_rest(bench: Bench, qtbot: QtBot) -> None:
    bench.marking.note_place(ONE, Place(2))
    assert bench.marking.place(ONE) == Place(2)
    assert marks_in(bench.folder).place(ONE.identity) is None
    bench.marking.keep_places()
    assert marks_in(bench.folder).place(ONE.identity) == Place(2)


def test_a_mark_that_cannot_be_written_holds_and_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    blocked = tmp_path / "state"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    bench = Bench(blocked)
    bench.marking.mark(Field.STARRED, [ONE], True)
    assert bench.marking.is_starred(ONE)
    assert len(bench.refused) == 1


def test_without_a_library_nothing_is_marked(bench: Bench) -> None:
    bench.marking.open(None)
    assert bench.marking.mark(Field.READ, [ONE], True) == 0
    assert not bench.marking.is_read(ONE)
    assert bench.marking.place(ONE) is None
