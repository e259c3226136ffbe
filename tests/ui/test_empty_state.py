"""Where icon, words and buttons of an empty or failed state stand: figures measured on the design's picture 10."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from newsreader.ui.empty_state import EmptyState
from tests.ui.list_bench import dress, look_of, show
from tests.walks.pixels import inked, inked_lines, near

_WIDTH, _HEIGHT = 616, 852
_STATES = {
    "nothing selected": ("newspaper", "No article selected", (), ""),
    "no match": ("search", "No article matches “blokchain”", ("Clear search", "Did you mean “blockchain”?"), ""),
    "all read": ("check-check", "All read", ("Go to All",), "G then A"),
    "not to be read": ("triangle-alert", "This file could not be read", ("Show in folder", "Open as text"), ""),
}


@pytest.mark.parametrize("name", _STATES)
def test_it_stands_as_it_was_drawn(qtbot: QtBot, qapp: QApplication, project: Path, name: str) -> None:
    look = look_of(project)
    dress(qapp, look)
    state = EmptyState(look)
    show(qtbot, state, _WIDTH, _HEIGHT)
    icon, title, buttons, hint = _STATES[name]
    words = [(text, lambda: None, False) for text in buttons]
    state.show_message(icon, title, "Choose one with J and K, or press Space for the next.", words, hint)
    qapp.processEvents()
    image = state.grab().toImage()
    lines = inked_lines(image, QRect(8, 8, _WIDTH - 16, _HEIGHT - 16), gap=9)
    drawn, heading, text = lines[:3]
    (left, right), *others = inked(image, QRect(8, drawn[0], _WIDTH - 16, drawn[1] - drawn[0] + 1), gap=9)
    assert others == []
    assert near(left + right, _WIDTH, 3), "the icon stands in the middle"
    assert 33 <= right - left + 1 <= 36, "40 pixels with its margins"
    assert near(text[0] - heading[0], 36, 3)
    shown = sorted((button.geometry() for button in state.findChildren(QPushButton)), key=QRect.left)
    assert [area.height() for area in shown] == [32] * len(buttons)
    if shown:
        assert near(shown[0].top() - text[0], 38, 3)
        assert near(shown[0].left() + shown[-1].right(), _WIDTH, 3)
        assert all(near(b.left() - a.right() - 1, 10) for a, b in pairwise(shown))
    if hint:
        assert near(lines[-1][0] - shown[0].bottom(), 22, 3)
    middle = (drawn[0] + lines[-1][1]) / 2
    assert 0.40 * _HEIGHT < middle < 0.5 * _HEIGHT, "a little above the middle"
