"""What is done to blocks once they are whole: targets resolved, pictures told from text, length cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from newsreader.core.page import Block, Kind, Mark, Run
from newsreader.core.values import replace
from newsreader.core.weight import pieces, weight
from newsreader.render.limits import CODE_LINE, CODE_WEIGHT, PARAGRAPH_CHARACTERS
from newsreader.render.page_text import breakable

BACK = "\u21a9"
"""The sign of a link from a footnote back to the text."""

_SLUG_DROPPED = re.compile(r"[^\w\- ]")


def slug(runs: tuple[Run, ...], seen: dict[str, int]) -> str:
    """A heading's target, as GitHub makes it: lower case, "-" for blanks, "-1" for the second of a name.

    `seen` counts the names of this page and is added to.
    """
    words = "".join(run.text for run in runs).strip().lower()
    name = _SLUG_DROPPED.sub("", words)[:200].replace(" ", "-") or "section"
    count = seen.get(name, 0)
    seen[name] = count + 1
    return f"{name}-{count}" if count else name


def linked(blocks: list[Block]) -> list[Block]:
    """`blocks` with their links on this page resolved: one that leads nowhere is no link."""
    anchors = {block.anchor for block in blocks}
    anchors.update(run.anchor for block in blocks for run in block.runs)
    anchors.update(run.anchor for block in blocks for row in block.rows for cell in row for run in cell.runs)
    return [_resolved(block, anchors) for block in blocks]


def _resolved(block: Block, anchors: set[str]) -> Block:
    """`block` with every "#…" link leading to one of `anchors`."""
    if any(run.href.startswith("#") for run in block.runs):
        block = replace(block, runs=_resolved_runs(block.runs, anchors))
    if any(run.href.startswith("#") for row in block.rows for cell in row for run in cell.runs):
        rows = tuple(
            tuple(replace(cell, runs=_resolved_runs(cell.runs, anchors)) for cell in row) for row in block.rows
        )
        block = replace(block, rows=rows)
    return block


def _resolved_runs(runs: tuple[Run, ...], anchors: set[str]) -> tuple[Run, ...]:
    out: list[Run] = []
    for run in runs:
        if not run.href.startswith("#"):
            out.append(run)
            continue
        name = run.href[1:]
        found = next(
            (target for target in (name, unquote(name), unquote(name).lower()) if target in anchors and target), ""
        )
        if found or run.text != BACK:
            out.append(replace(run, href=f"#{found}" if found else ""))
    return tuple(out)


def parts(block: Block) -> list[Block]:
    """A block over 200,000 characters as several."""
    blocks: list[Block] = []
    for run in block.runs:
        for start in range(0, len(run.text), PARAGRAPH_CHARACTERS):
            text = run.text[start : start + PARAGRAPH_CHARACTERS]
            blocks.append(replace(block, runs=(replace(run, text=text),), marker="" if blocks else block.marker))
    return blocks


def code_parts(block: Block) -> list[Block]:
    """Code as one block, or as several where it is too long to be laid out at one go; blank lines around it go."""
    code = breakable("".join(run.text for run in block.runs).strip("\n"))  # a word may go on in the next run
    first, *others = (replace(block, runs=(Run(text),) if text else ()) for text in _code_texts(code))
    return [first, *(replace(part, marker="", anchor="") for part in others)]


def _code_texts(code: str) -> Iterator[str]:
    """`code` cut at line ends, and within a line where that alone is too long."""
    if weight(code) + CODE_LINE * code.count("\n") <= CODE_WEIGHT:
        yield code
        return
    lines: list[str] = []
    size = 0
    for piece in (piece for line in code.split("\n") for piece in pieces(line, CODE_WEIGHT)):
        cost = weight(piece) + CODE_LINE
        if lines and size + cost > CODE_WEIGHT:
            yield "\n".join(lines)
            lines, size = [], 0
        lines.append(piece)
        size += cost
    yield "\n".join(lines)


def pictures(block: Block) -> list[Block]:
    """A paragraph that is one picture becomes an image; emphasised text right behind it becomes its caption."""
    runs = [run for run in block.runs if run.image or run.text.strip()]
    if block.kind is not Kind.PARAGRAPH or not runs or not runs[0].image or any(run.image for run in runs[1:]):
        return [block]
    rest = runs[1:]
    if any(not run.mark & Mark.EMPHASIS for run in rest):
        return [block]
    image = replace(block, kind=Kind.IMAGE, runs=(runs[0],))
    if not rest:
        return [image]
    caption = tuple(replace(run, mark=run.mark & ~Mark.EMPHASIS) for run in rest)
    return [image, replace(block, kind=Kind.CAPTION, runs=caption, marker="", anchor="")]
