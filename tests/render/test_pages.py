"""Markdown files beside the page text they must give (tests/cases/pages)."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_listing import listing

from newsreader.render.conversion import convert

_CASES = Path(__file__).parent.parent / "cases" / "pages"


@pytest.mark.parametrize("name", sorted(path.stem for path in _CASES.glob("*.md")))
def test_page_of_file(name: str) -> None:
    """The page of each Markdown file is the one in the text file beside it."""
    markdown = (_CASES / f"{name}.md").read_text(encoding="utf-8")
    assert listing(convert(markdown)) == (_CASES / f"{name}.txt").read_text(encoding="utf-8")


def test_page_does_not_depend_on_the_run() -> None:
    """Two conversions give equal pages, though each has a token of its own."""
    markdown = (_CASES / "footnotes.md").read_text(encoding="utf-8")
    assert convert(markdown) == convert(markdown)
