"""Lanes: answers come back in the window's thread, in order, and nothing comes after closing."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from newsreader.ui.tasks import Lane


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    lane.close()


def test_work_runs_beside_the_window_and_answers_in_it(lane: Lane, qtbot: QtBot) -> None:
    here = threading.current_thread()
    threads: list[threading.Thread] = []
    lane.submit(threading.current_thread, lambda worker: threads.extend([worker, threading.current_thread()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not here
    assert threads[1] is here


def test_answers_keep_their_order(lane: Lane, qtbot: QtBot) -> None:
    answers: list[int] = []
    for number in range(50):
        lane.submit(lambda number=number: number, answers.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == list(range(50))


def test_an_expected_failure_goes_to_its_handler(lane: Lane, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    lane.submit(lambda: 1 // 0, None, errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert isinstance(errors[0], ZeroDivisionError)


def test_an_unexpected_failure_is_told_to_everyone(lane: Lane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lane.failed) as told:
        lane.submit(lambda: 1 // 0)
    assert told.args is not None
    assert told.args[0] == "test"
    assert isinstance(told.args[1], ZeroDivisionError)


def test_news_from_within_come_before_the_answer(lane: Lane, qtbot: QtBot) -> None:
    heard: list[str] = []

    def work() -> str:
        lane.deliver(lambda: heard.append("news"))
        return "answer"

    lane.submit(work, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["news", "answer"]


def test_nothing_arrives_after_closing(qtbot: QtBot) -> None:
    lane = Lane("closing")
    answers: list[int] = []
    started, may_end = threading.Event(), threading.Event()

    def slow() -> int:
        started.set()
        may_end.wait()
        return 1

    lane.submit(slow, answers.append)
    lane.submit(lambda: 2, answers.append)
    started.wait()
    may_end.set()
    lane.close()
    other = Lane("after")
    done: list[bool] = []
    other.submit(lambda: True, done.append)
    qtbot.waitUntil(lambda: done == [True])
    other.close()
    assert answers == []


def test_a_lane_that_is_forgotten_ends_its_thread() -> None:
    lane, threads = Lane("forgotten"), list[threading.Thread]()
    begun = threading.Event()

    def note() -> None:
        threads.append(threading.current_thread())
        begun.set()

    lane.submit(note)
    assert begun.wait(10)
    del note
    del lane
    gc.collect()
    threads[0].join(10)
    assert not threads[0].is_alive()


_LEFT_OPEN = """
import threading
from PySide6.QtCore import QCoreApplication
from newsreader.ui.tasks import Lane
application, lane = QCoreApplication([]), Lane("left open")
lane.submit(lambda: (print("begun", flush=True), threading.Event().wait(0.3), print("done", flush=True)))
lane.submit(lambda: print("never", flush=True))
while not lane._worker._waiting: pass
while len(lane._worker._waiting) == 2: pass
"""


def test_a_program_that_leaves_a_lane_open_ends_after_what_runs() -> None:
    done = subprocess.run([sys.executable, "-c", _LEFT_OPEN], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["begun", "done"]


def test_a_lane_can_be_closed_by_its_own_work(lane: Lane) -> None:
    closed = threading.Event()

    def close() -> None:
        lane.close()
        closed.set()

    lane.submit(close)
    assert closed.wait(10)
