"""Very long paragraphs in parts: Qt lays out a paragraph at one go, whatever its length, and the window would stop.

A part ends at a blank where there is one; the next begins on a line of its own, without space between.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.core.page import Block, Kind, Run
from newsreader.core.values import replace
from newsreader.core.weight import pieces, weight

MOST_WEIGHT = 8_000
"""About 3 ms of layout for plain prose, 60 ms for the slowest text known (`newsreader.core.weight`)."""
MOST_RUNS = 300

_WHOLE = frozenset((Kind.CODE, Kind.TABLE, Kind.IMAGE, Kind.RULE))


def parts_of(block: Block) -> list[Block]:
    """`block` in parts short enough to be laid out at one go; itself, if it is. The first has marker and anchor."""
    if block.kind in _WHOLE or not _is_long(block):
        return [block]
    groups = list(_groups(block.runs))
    return [replace(block, runs=groups[0]), *(replace(block, runs=runs, marker="", anchor="") for runs in groups[1:])]


def letters(block: Block) -> int:
    """What laying a block out costs, in letters of prose."""
    cells = sum(weight(run.text) for row in block.rows for cell in row for run in cell.runs)
    return cells + sum(weight(run.text) for run in block.runs)


def _is_long(block: Block) -> bool:
    return len(block.runs) > MOST_RUNS or sum(weight(run.text) for run in block.runs) > MOST_WEIGHT


def _groups(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    group: list[Run] = []
    size = 0
    for run in runs:
        for piece in _pieces(run):
            heavy = weight(piece.text)
            if group and (size + heavy > MOST_WEIGHT or len(group) >= MOST_RUNS):
                yield tuple(group)
                group, size = [], 0
            group.append(piece)
            size += heavy
    yield tuple(group)


def _pieces(run: Run) -> Iterator[Run]:
    """The run cut at blanks, or where it must be; a target stands on the first piece only."""
    if run.image:
        yield run
        return
    for number, text in enumerate(pieces(run.text, MOST_WEIGHT)):
        yield replace(run, text=text, anchor="" if number else run.anchor)
