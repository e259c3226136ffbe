"""F5, the pane on the screen: no page the worker makes holds the window, however wide it is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from newsreader.core.page import Page
from newsreader.render.conversion import convert
from tests.fuzz.strategies import damaged, law, soup
from tests.fuzz.test_limiter import trees
from tests.fuzz.test_markdown import PIECES
from tests.ui.page_bench import PageBench, article

HELD_S = 0.5
"""Of the processor, for one turn of the window (security.md section 5)."""
LETTERS = (
    "\u0e01\u0e33",
    "\U0001f469\u200d",
    "\u0301",
    "\u202e",
    "\u05d0",
    "\u0628",
    "\ue000",
    "\U00012000",
    "\u2028",
    "x" * 90,
)
TEXTS = (
    soup(PIECES, 12, 60)
    | soup((*PIECES, *LETTERS), 6, 900)
    | damaged("pages", PIECES).map(lambda data: data.decode("utf-8", "replace"))
    | trees()
)


class Turns:
    """The longest turn of the window's thread, in seconds of the processor: other programs do not count."""

    def __init__(self, parent: QObject) -> None:
        self.longest = 0.0
        self._since = time.thread_time()
        self._timer = QTimer(parent)
        self._timer.timeout.connect(self.note)
        self._timer.start(0)

    def note(self) -> None:
        """A turn has ended."""
        now = time.thread_time()
        self.longest, self._since = max(self.longest, now - self._since), now

    def stop(self) -> float:
        """The longest."""
        self.note()
        self._timer.stop()
        return self.longest


@pytest.fixture
def bench(qtbot: QtBot, project: Path) -> PageBench:
    return PageBench(qtbot, project)


def longest_turn(bench: PageBench, page: Page) -> float:
    """How long the window was held while a page was shown, painted, written to its end, and painted further down."""
    bar = bench.pane.browser.verticalScrollBar()
    turns = Turns(bench.pane)
    bench.pane.show_page(article(), page, place=None)
    turns.note()
    bench.image()
    turns.note()
    bench.settle()
    turns.note()
    bar.setValue(bar.maximum() // 2)
    bench.image()
    return turns.stop()


@settings(law(10), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TEXTS, st.sampled_from((320, 640, 1100)))
def test_no_page_holds_the_window(bench: PageBench, text: str, width: int) -> None:
    page = convert(text[:60_000])
    bench.pane.resize(width, 700)
    # What really holds the window does so three times; else another program had the processor.
    assert any(longest_turn(bench, page) < HELD_S for _ in range(3))
    assert not bench.pane.is_writing
