"""Small pages beside their pictures in `tests/cases/pictures`: grounds, bars, lines and where text begins and ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from newsreader.core.page import Block, Cell, Kind, Mark, Run
from newsreader.core.theme import DARK, LIGHT, SEPIA, Theme
from tests.ui.golden import describe, differences, read
from tests.ui.page_bench import WORDS, PageBench, paragraph

_HAN = (
    "碼頭上的人都知道潮水什麼時候來，可是沒有人把它寫下來。燈塔的光在霧裏看不見，領航員只好聽鐘聲，慢慢把船帶進海港。"
)


def _code(text: str, nest: str = "") -> Block:
    return Block(Kind.CODE, (Run(text),), nest)


def _table() -> Block:
    head = tuple(Cell((Run(text),), head=True) for text in ("Boat", "Port", "Crew"))
    rows = (("Aurora", "North quay", "12"), ("Beryl", "Old harbour", "7"), ("Cygnet", "Mole", "31"))
    return Block(Kind.TABLE, rows=(head, *(tuple(Cell((Run(text),)) for text in row) for row in rows)))


PAGES: dict[str, tuple[Theme, tuple[Block, ...]]] = {
    "paragraphs": (LIGHT, (paragraph(WORDS * 3), Block(Kind.RULE), paragraph(WORDS * 2))),
    "headings": (
        SEPIA,
        (
            paragraph("Above"),
            *(Block(Kind.HEADING, (Run(f"Heading {level}"),), level=level) for level in (2, 3, 4)),
            paragraph("Below"),
        ),
    ),
    "code": (
        DARK,
        (paragraph("Above"), _code("one\n    two\n\nfour"), paragraph("Between"), _code("x", "L"), paragraph("Below")),
    ),
    "table": (DARK, (paragraph("Above"), _table(), paragraph("Below"))),
    "quotation": (
        DARK,
        (
            paragraph(WORDS * 2, nest="Q"),
            paragraph("Once more.", nest="QQ"),
            paragraph("And again.", nest="Q"),
            paragraph("Below"),
        ),
    ),
    "list": (
        LIGHT,
        (
            paragraph(WORDS * 2, nest="L", marker="-"),
            paragraph("Within", nest="LL", marker="-"),
            paragraph("Deeper", nest="LLL", marker="-"),
            paragraph("Numbered", nest="L", marker="12."),
            paragraph("Done", nest="L", marker="[x]"),
            paragraph("Not done", nest="L", marker="[ ]"),
            paragraph("Below"),
        ),
    ),
    "missing": (
        SEPIA,
        (
            paragraph("Above"),
            Block(Kind.IMAGE, (Run("The boats at the quay", image="https://example.org/boats.png"),)),
            Block(Kind.CAPTION, (Run("The boats, seen from the quay."),)),
            paragraph("Below"),
        ),
    ),
    "marks": (
        LIGHT,
        (
            paragraph(Run("marked words", Mark.HIGHLIGHT), " stand in a line of others."),
            paragraph(Run("A link", href="https://example.org/"), " and ", Run("strong words", Mark.STRONG), "."),
            Block(Kind.NOTICE, (Run("Something was left out of this page."),)),
        ),
    ),
    "chinese": (LIGHT, (paragraph(_HAN * 2), paragraph(_HAN, nest="Q"))),
}
_STEADY = 2
"""So many pixels may a place differ: letters are drawn by the machine's own library."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_like_its_picture(qtbot: QtBot, project: Path, name: str) -> None:
    theme, blocks = PAGES[name]
    han = name == "chinese"
    if han and "Noto Serif CJK TC" not in QFontDatabase.families():
        pytest.skip("Noto Serif CJK TC is not on this machine")
    bench = PageBench(qtbot, project, theme, height=600)
    bench.show(*blocks, title="潮水" if han else "The boats", language="zh-TW" if han else "")
    found = describe(bench.image(), theme)
    wanted = read((project / "tests" / "cases" / "pictures" / f"{name}.txt").read_text("utf-8"))
    assert differences(found, wanted, _STEADY) == [], "\n".join(map(str, found))
