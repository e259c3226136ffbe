"""A page as a small JSON value and back, for the way between two processes.

`decode(encode(page)) == page` for every page; trailing fields that hold their defaults are left out.
"""

from __future__ import annotations

from newsreader.core.hints import Any
from newsreader.core.page import Block, Cell, Kind, Mark, Page, Run

Wire = list[Any]
"""Lists, strings, numbers and booleans only: what `json` writes and reads without a hook."""


def encode(page: Page) -> Wire:
    """`page` as nested lists: blocks, notices, plain, more."""
    return [[_block(block) for block in page.blocks], list(page.notices), page.plain, page.more]


def decode(wire: Wire) -> Page:
    """The page that `encode` was given.

    Raises ValueError, TypeError, IndexError or KeyError for a value that `encode` does not make.
    """
    blocks, notices, plain, more = wire
    texts = tuple(str(notice) for notice in notices)
    return Page(tuple([_read_block(block) for block in blocks]), texts, bool(plain), bool(more))


def _trim(values: Wire, defaults: tuple[object, ...]) -> Wire:
    """`values` without the trailing ones that equal their defaults."""
    end = len(values)
    while end and values[end - 1] == defaults[end - 1]:
        end -= 1
    return values[:end]


_RUN = ("", 0, "", "", "", "")
_BLOCK: tuple[Any, ...] = ("", [], "", 0, "", False, "", "", [])
_CELL: tuple[Any, ...] = ([], False, "", 1, 1)


def _run(run: Run) -> Wire | str:
    """A run as a list, or as a bare string where it is plain text."""
    if not (run.mark or run.href or run.anchor or run.image or run.title):
        return run.text
    return _trim([run.text, int(run.mark), run.href, run.anchor, run.image, run.title], _RUN)


def _block(block: Block) -> Wire:
    runs = [_run(run) for run in block.runs]
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    fields = [
        str(block.kind),
        runs,
        block.nest,
        block.level,
        block.marker,
        block.tight,
        block.language,
        block.anchor,
        rows,
    ]
    return _trim(fields, _BLOCK)


def _cell(cell: Cell) -> Wire:
    return _trim([[_run(run) for run in cell.runs], cell.head, cell.align, cell.columns, cell.rows], _CELL)


_KINDS = {str(kind): kind for kind in Kind}


def _read_run(wire: Wire | str) -> Run:
    if isinstance(wire, str):
        return Run(wire)
    if len(wire) > 1:
        return Run(wire[0], Mark(wire[1]), *wire[2:])
    return Run(*wire)


def _read_block(wire: Wire) -> Block:
    kind, runs, nest, level, marker, tight, language, anchor, rows = (*wire, *_BLOCK[len(wire) :])
    return Block(
        _KINDS[kind],
        tuple([_read_run(run) for run in runs]),
        nest,
        level,
        marker,
        tight,
        language,
        anchor,
        tuple([tuple([_read_cell(cell) for cell in row]) for row in rows]),
    )


def _read_cell(wire: Wire) -> Cell:
    runs, *rest = wire or ([],)
    return Cell(tuple([_read_run(run) for run in runs]), *rest)
