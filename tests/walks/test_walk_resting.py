"""When the window rests."""

from __future__ import annotations

import pytest

from newsreader.app.resting import Resting
from tests.walks.walker import Walker


def put_off(walk: Walker) -> Resting:
    """What rests, with no rest before it."""
    rests = walk.shell.findChild(Resting)
    assert isinstance(rests, Resting)
    walk.settle()
    rests._timer.stop()
    return rests


@pytest.mark.parametrize("key", ["Ctrl+K", "Ctrl+=", "S"])
def test_a_command_is_followed_by_a_rest(walk: Walker, key: str) -> None:
    """Overlays, sizes of text and marks leave memory behind, and no article need be shown after them."""
    rests = put_off(walk)
    walk.press(key)
    assert rests._timer.isActive()


def test_a_command_of_a_menu_is_followed_by_a_rest(walk: Walker) -> None:
    rests = put_off(walk)
    walk.choose("Library", "Problems")
    assert rests._timer.isActive()


def test_a_mark_without_a_command_is_followed_by_a_rest(walk: Walker) -> None:
    """As one that an overlay makes."""
    rests = put_off(walk)
    assert walk.shell.reading.article is not None
    walk.shell.marking.write("tag/slow", [walk.shell.reading.article.identity], "slow", "Tagged")
    assert rests._timer.isActive()


def test_a_search_is_followed_by_a_rest(walk: Walker) -> None:
    walk.press("/")
    rests = put_off(walk)
    walk.type("ledger")
    walk.until(lambda: len(walk.titles) == 1, "it is found")
    assert rests._timer.isActive()
