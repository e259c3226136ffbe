"""Pages of a library: which part of an article is asked for, and which is not."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from newsreader.core.article import Article
from newsreader.core.page import Block, Kind, Page, Run
from newsreader.reader.pages import BEGINNING_FROM, Pages
from newsreader.render.client import Renderer

PAGE = Page((Block(Kind.PARAGRAPH, (Run("x"),)),))


class Asked:
    """Stands in for the renderer and notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def page(self, _data: bytes, _path: str) -> Page:
        self.asked.append("page")
        return PAGE

    def beginning(self, _data: bytes, _path: str) -> Page:
        self.asked.append("beginning")
        return PAGE


def article(root: Path, size: int) -> Article:
    file = root / f"{size}.md"
    file.write_bytes(b"x" * size)
    return Article(file.name, "t:1", "One", (), None, "", "", (), "", "", 1, 0, size, 1)


def test_a_beginning_is_asked_for_where_the_whole_takes_long_and_is_not_there(tmp_path: Path) -> None:
    renderer = Asked()
    pages = Pages(tmp_path, cast("Renderer", renderer), tmp_path / "kept")
    short, long = article(tmp_path, BEGINNING_FROM - 1), article(tmp_path, BEGINNING_FROM)
    assert pages.beginning(short) is None
    assert pages.beginning(long) is PAGE
    assert renderer.asked == ["beginning"]
    pages.page(long)
    assert pages.beginning(long) is None, "it was made while the reader was on the way to it"
    assert renderer.asked == ["beginning", "page"]
