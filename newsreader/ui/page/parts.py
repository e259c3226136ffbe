"""Very long paragraphs in parts: Qt lays out a paragraph at one go, whatever its length, and the window would stop.

A part ends at a blank where there is one; the next begins on a line of its own, without space between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newsreader.core.page import Block, Kind, Run

MOST_CHARACTERS = 8_000
"""About 3 ms of layout for plain text, 70 ms for emoji of seven characters each, the slowest text known."""
MOST_RUNS = 300

_WHOLE = frozenset((Kind.CODE, Kind.TABLE, Kind.IMAGE, Kind.RULE))


def parts_of(block: Block) -> list[Block]:
    """`block` in parts short enough to be laid out at one go; itself, if it is. The first has marker and anchor."""
    if block.kind in _WHOLE or not _is_long(block):
        return [block]
    groups = list(_groups(block.runs))
    return [replace(block, runs=groups[0]), *(replace(block, runs=runs, marker="", anchor="") for runs in groups[1:])]


def _is_long(block: Block) -> bool:
    return len(block.runs) > MOST_RUNS or sum(len(run.text) for run in block.runs) > MOST_CHARACTERS


def _groups(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    group: list[Run] = []
    length = 0
    for run in runs:
        for piece in _pieces(run):
            if group and (length + len(piece.text) > MOST_CHARACTERS or len(group) >= MOST_RUNS):
                yield tuple(group)
                group, length = [], 0
            group.append(piece)
            length += len(piece.text)
    yield tuple(group)


def _pieces(run: Run) -> Iterator[Run]:
    """The run cut at blanks, or where it must be; a target stands on the first piece only."""
    text, start = run.text, 0
    if len(text) <= MOST_CHARACTERS or run.image:
        yield run
        return
    while start < len(text):
        end = start + MOST_CHARACTERS
        blank = text.rfind(" ", start, end) if end < len(text) else -1
        end = blank + 1 if blank > start else end
        yield replace(run, text=text[start:end], anchor="" if start else run.anchor)
        start = end
