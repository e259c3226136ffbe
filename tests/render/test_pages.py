"""Markdown files beside the page text they must give (tests/cases/pages)."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core.page import Block, Cell, Mark, Page, Run
from newsreader.render import limits
from newsreader.render.conversion import convert

_CASES = Path(__file__).parent.parent / "cases" / "pages"


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What else this process does, looking for garbage among thousands of tests, is no part of an article's time."""
    monkeypatch.setattr(limits, "CODE_SECONDS", 10.0)


@pytest.mark.parametrize("name", sorted(path.stem for path in _CASES.glob("*.md")))
def test_page_of_file(name: str) -> None:
    """The page of each Markdown file is the one in the text file beside it."""
    markdown = (_CASES / f"{name}.md").read_text(encoding="utf-8")
    assert listing(convert(markdown)) == (_CASES / f"{name}.txt").read_text(encoding="utf-8")


def test_page_does_not_depend_on_the_run() -> None:
    """Two conversions give equal pages, though each has a token of its own."""
    markdown = (_CASES / "footnotes.md").read_text(encoding="utf-8")
    assert convert(markdown) == convert(markdown)


def listing(page: Page) -> str:
    """`page` as text; every field that is not its default shows."""
    lines = [f"! {notice}" for notice in page.notices]
    lines += ["plain"] if page.plain else []
    for block in page.blocks:
        lines.append(_block(block))
        lines += ["  | " + " | ".join(_cell(cell) for cell in row) for row in block.rows]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> str:
    head = str(block.kind) + (str(block.level) if block.level else "")
    flags = [
        block.nest,
        block.marker,
        "tight" if block.tight else "",
        block.language,
        f"#{block.anchor}" if block.anchor else "",
    ]
    return f"{' '.join([head, *filter(None, flags)])}: {_runs(block.runs)}".rstrip()


def _cell(cell: Cell) -> str:
    flags = [
        "head" if cell.head else "",
        cell.align,
        f"{cell.columns}x{cell.rows}" if (cell.columns, cell.rows) != (1, 1) else "",
    ]
    return f"{' '.join(filter(None, flags))}: {_runs(cell.runs)}".removeprefix(": ")


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = run.text.replace("\\", "\\\\").replace("\n", "\\n").replace("\xa0", "\\_")
    more = [mark.name.lower() for mark in Mark if mark & run.mark and mark.name]
    more += [f"image={run.image}"] if run.image else []
    more += [f"-> {run.href}"] if run.href else []
    more += [f"at {run.anchor}"] if run.anchor else []
    more += [f'"{run.title}"'] if run.title else []
    return f"{{{text} | {', '.join(more)}}}" if more else text
