"""A page survives its way between two processes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.page import Block, Cell, Kind, Mark, Page, Run
from newsreader.render.wire import decode, encode

_TEXT = st.text(max_size=8)
_RUNS = st.lists(
    st.builds(Run, _TEXT, st.integers(0, 1023).map(Mark), _TEXT, _TEXT, _TEXT, _TEXT) | st.builds(Run, _TEXT),
    max_size=4,
).map(tuple)
_CELLS = st.builds(Cell, _RUNS, st.booleans(), st.sampled_from(["", "left"]), st.integers(1, 50), st.integers(1, 50))
_ROWS = st.lists(st.lists(_CELLS, max_size=3).map(tuple), max_size=3).map(tuple)
_BLOCKS = st.builds(
    Block, st.sampled_from(list(Kind)), _RUNS, _TEXT, st.integers(0, 6), _TEXT, st.booleans(), _TEXT, _TEXT, _ROWS
)
_PAGES = st.builds(
    Page, st.lists(_BLOCKS, max_size=4).map(tuple), st.lists(_TEXT).map(tuple), st.booleans(), st.booleans()
)


@given(_PAGES)
def test_decode_undoes_encode(page: Page) -> None:
    """What arrives is what was sent, through real JSON."""
    assert decode(json.loads(json.dumps(encode(page)))) == page


@given(_PAGES)
def test_kinds_and_marks_arrive_as_such(page: Page) -> None:
    """The pane may compare kinds and marks by identity and by bits."""
    arrived = decode(json.loads(json.dumps(encode(page))))
    assert all(isinstance(block.kind, Kind) for block in arrived.blocks)
    assert all(isinstance(run.mark, Mark) for block in arrived.blocks for run in block.runs)


@pytest.mark.parametrize("wire", [[], [[["no kind"]], [], False], [[[]], [], False], [3, [], False], [[], []]])
def test_nonsense_is_refused(wire: list[object]) -> None:
    """A damaged answer raises one of the errors that are named, and no other."""
    with pytest.raises((ValueError, TypeError, IndexError, KeyError)):
        decode(wire)


def test_plain_text_is_sent_bare() -> None:
    """Most runs are plain text, and cost no list."""
    assert encode(Page((Block(Kind.PARAGRAPH, (Run("text"),)),))) == [[["p", ["text"]]], [], False, False]
