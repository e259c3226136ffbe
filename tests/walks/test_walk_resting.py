"""When the window rests."""

from __future__ import annotations

import pytest

from newsreader.app.resting import Resting
from tests.walks.walker import Walker


@pytest.mark.parametrize("key", ["Ctrl+K", "Ctrl+=", "S"])
def test_a_command_is_followed_by_a_rest(walk: Walker, key: str) -> None:
    """Overlays, sizes of text and marks leave memory behind, and no article need be shown after them."""
    rests = walk.shell.findChild(Resting)
    assert isinstance(rests, Resting)
    walk.settle()
    rests._timer.stop()
    walk.press(key)
    assert rests._timer.isActive()
