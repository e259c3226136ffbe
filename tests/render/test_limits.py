"""No article passes a limit, and what was cut is said."""

from __future__ import annotations

import pytest

from newsreader.core.page import Kind
from newsreader.core.weight import weight
from newsreader.render import limits
from newsreader.render.conversion import convert
from tests.render.held import is_within_limits, text_of

_MANY = {
    "list items": ("- a\n" * 3_000, "2,500 list items"),
    "blocks": ("a\n\n" * 9_000, "8,000 parts"),
    "table cells": ("|a|b|c|d|\n|-|-|-|-|\n" + "|a|b|c|d|\n" * 800, "2,500 table cells"),
    "pictures": ("![a](b.png)\n\n" * 210, "200 pictures"),
    "pictures in a block": ("![a](b.png) " * 60, "50 in one paragraph"),
    "links": ("<a href='#x'>a</a> " * 8_100, "8,000 links"),
    "marks": ("<i>a</i>" * 20_100, "20,000 marks"),
    "depth": ("<div>" * 70 + "x" + "</div>" * 70, "60 levels"),
    "paragraph": ("a b " * 60_000, "200,000 characters"),
    "characters": ("word word word word\n" * 80_000, "1,500,000 characters"),
    "direction": ("\u202ea\u202c" * 3_000, "5,000 marks"),
    "accents": ("a" + "\u0301" * 100, "16 marks"),
    "signs joined": ("\U0001f469\u200d" * 100 + "x\u200b\u200c" * 20 + "\u200c\u200b" * 20, "invisible characters"),
    "code": ("```\n" + "x = y\n" * 9_000 + "```", "Code of more than 30,000"),
    "blanks in code": ("    " + " " * 100_000 + "x", "Code of more than 30,000"),
    "blocks of code": ("```\nx\n```\n\n" * 1_600, "1,500 blocks of code"),
    "text in a cell": ("<table><tr><td>" + "word " * 9_000 + "</table>", "too much text"),
    "marks in a cell": ("<table><tr><td>" + "<b>x</b>y" * 200 + "</table>", "too much text"),
    "inner table": ("<table><tr><td>a<table><tr><td>b</table></table>", "table within a table"),
    "brackets": ("[" * 1_100 + "]" * 10, "open brackets"),
    "tags": ("<b " * 1_100, "tags without an end"),
    "open tags": ("<i>" * 2_100, "tags without an end"),
    "quotations": (">" * 150 + " a", "100 levels"),
    "lists in lists": ("* " * 500 + "x", "100 levels"),
    "deep HTML": ("<blockquote>" * 600, "too deeply"),
    "back-ticks": ("".join("a" + "`" * length for length in range(1, 70)), "code marks"),
}


@pytest.mark.parametrize("name", _MANY)
def test_what_is_cut_is_said(name: str) -> None:
    """Each limit that is passed has its sentence, and the page keeps within all of them."""
    source, expected = _MANY[name]
    page = convert(source)
    assert any(expected in notice for notice in page.notices), page.notices
    assert is_within_limits(page)
    assert page.blocks


def test_a_long_word_can_be_broken() -> None:
    """A word beyond 1,000 characters gets places to break and keeps its letters."""
    page = convert("x" * 2_400)
    text = text_of(page)
    assert text.count("\u200b") == 2
    assert text.replace("\u200b", "") == "x" * 2_400


def test_no_text_is_lost_beyond_list_items_and_cells() -> None:
    """What no longer is an item or a cell is still text."""
    page = convert("".join(f"- item{number}\n" for number in range(2_600)))
    assert "item2599" in text_of(page)
    assert page.blocks[-1].kind is Kind.PARAGRAPH
    rows = "".join(f"|a{number}|b|\n" for number in range(1_600))
    assert "a1599" in text_of(convert(f"|h|i|\n|-|-|\n{rows}"))


@pytest.mark.parametrize("line", ["x = y", "\t\u5b57\u05d0\U00012000 = y", "x" * 70_000])
def test_long_code_keeps_all_its_lines_in_parts(line: str) -> None:
    """Nothing of the code is lost, and no part is too long to be laid out at one go."""
    code = "\n".join(f"{number} {line}" for number in range(max(2, 90_000 // len(line))))
    parts = [block for block in convert(f"```\n{code}\n```").blocks if block.kind is Kind.CODE]
    assert len(parts) > 1
    shown = "".join(part.runs[0].text for part in parts).replace("\u200b", "").replace("\n", "")
    assert shown == code.expandtabs(4).replace("\n", "")
    assert all(weight(part.runs[0].text) <= limits.CODE_WEIGHT for part in parts)


def test_a_table_row_that_holds_too_much_is_still_text() -> None:
    """The rows after it are cells again."""
    page = convert("<table><tr><td>a<td>" + "word " * 9_000 + "lastword<tr><td>b<td>c</table>")
    assert "a  |  word" in text_of(page)
    assert "lastword" in text_of(page)
    assert [block.kind for block in page.blocks] == [Kind.PARAGRAPH, Kind.TABLE]


def test_an_ordinary_article_has_no_notice() -> None:
    """Notices are for what is cut, and for nothing else."""
    source = "# A\n\nText with *marks*, `code`, [a link][1] <!-- and a comment -->.\n\n- one\n- two\n\n[1]: https://example.org/\n"
    assert convert(source).notices == ()


def test_text_that_vanished_is_announced() -> None:
    """A reference definition is no text, but a paragraph within a drawing is."""
    page = convert("<svg><text>Some words that nobody will see</text></svg>\n\nEnd.")
    assert page.notices == ("A drawing (SVG) was left out.",)
