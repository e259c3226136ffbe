"""Overlays while they are open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.overlay import Overlay, Overlays


class Bench:
    """A window, and an overlay of it."""

    def __init__(self, look: Look) -> None:
        self.window = QWidget()
        self.look = look
        self.overlays = Opened(lambda: Overlay(self.look, self.window))

    def there(self) -> int:
        """How many overlays the window has."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(self.window.findChildren(Overlay))


@pytest.fixture
def bench(qtbot: QtBot, look: Look) -> Bench:
    bench = Bench(look)
    qtbot.addWidget(bench.window)
    bench.window.show()
    return bench


def test_it_is_made_as_it_is_asked_for_and_gone_when_it_has_closed(bench: Bench) -> None:
    assert bench.there() == 0
    overlay = bench.overlays.get()
    overlay.open()
    assert bench.overlays.get() is bench.overlays.current is overlay
    assert bench.there() == 1
    assert overlay.leave()
    assert bench.there() == 0
    assert bench.overlays.get() is not overlay


def test_one_that_is_opened_as_it_closes_is_another(bench: Bench) -> None:
    first = bench.overlays.get()
    first.closed.connect(lambda: bench.overlays.get().open())
    first.open()
    first.leave()
    assert bench.there() == 1
    second = bench.overlays.current
    assert second is not None
    assert second.isVisible()


@pytest.mark.parametrize("is_open", [True, False])
def test_one_that_is_there_takes_a_new_look(bench: Bench, is_open: bool) -> None:
    """Also where it was made and could not be filled: it is the one that opens the next time."""
    overlay = bench.overlays.get()
    if is_open:
        overlay.open()
    compact = Look(bench.look.theme, bench.look._icons, compact=True)
    Overlays(bench.window).apply_look(compact)
    assert overlay._look is compact
