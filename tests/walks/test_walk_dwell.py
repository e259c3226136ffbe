"""A walk on which time passes: what stays on the screen is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.ui.marking import DWELL_MS
from tests.walks.stories import HAN, LINKS, ORBIT, PLAIN, TIDES
from tests.walks.walker import Walker


@pytest.fixture(scope="module")
def dwell_ms() -> int:
    return 150


def test_an_article_becomes_read_by_staying_on_the_screen(walk: Walker) -> None:
    assert not walk.is_read(TIDES)
    walk.until(lambda: walk.is_read(TIDES), "it is read")
    assert not walk.is_read(LINKS)
    walk.press("J")
    walk.until(lambda: walk.is_read(LINKS), "the next is read")


def test_who_only_passes_by_reads_nothing(walk: Walker) -> None:
    walk.press("J", "J", "J", "J")
    walk.until(lambda: walk.is_read(HAN), "the last is read")
    assert not any(walk.is_read(story) for story in (LINKS, PLAIN, ORBIT))


def test_what_was_marked_unread_stays_so_until_it_is_left(walk: Walker) -> None:
    walk.until(lambda: walk.is_read(TIDES))
    walk.press("U")
    walk.rest(300)
    assert not walk.is_read(TIDES)


def test_by_itself_it_takes_a_second() -> None:
    assert DWELL_MS == 1000


def test_in_the_one_pane_window_only_what_is_seen_is_read(room: Walker, root: Path) -> None:
    room.window.resize(600, 700)
    room.open(root)
    room.press("J")
    room.rest(400)
    assert not room.is_read(LINKS)
    assert not room.widgets.pane.isVisible()
    room.press("Space")
    assert room.widgets.pane.isVisible()
    room.until(lambda: room.is_read(LINKS), "it is read once it is seen")
    assert not room.is_read(TIDES)
