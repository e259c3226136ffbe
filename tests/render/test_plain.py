"""The page of last resort holds the file's own text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.render.limits import BLOCKS, PLAIN_LINE
from newsreader.render.plain import plain_file, plain_page


def _text(text: str) -> str:
    return "\n".join(run.text for block in plain_page(text, "").blocks for run in block.runs)


def test_text_and_reason() -> None:
    """Paragraphs by blank lines, lines as hard breaks, the reason first."""
    page = plain_page("a\n*b*\n\n<c>\r\nd", "Why.")
    assert page.plain
    assert page.notices == ("Why.",)
    assert [block.runs[0].text for block in page.blocks] == ["a\n*b*", "<c>\nd"]


def test_only_the_beginning_of_a_long_text() -> None:
    """400,000 characters, and a sentence that says so."""
    page = plain_page("abcde fgh\n" * 50_000, "Why.")
    assert sum(len(block.runs[0].text) + 1 for block in page.blocks) <= 400_000
    assert page.notices == ("Why.", "Only the first 400,000 characters are shown.")


@given(st.text(alphabet="ab \n\r\t\0\u202e\ufdd0\u2028", max_size=60), st.integers(1, 400))
def test_every_letter_is_shown_and_every_line_is_short(text: str, times: int) -> None:
    """No letter is lost; no line is long; nothing that upsets a layout is left."""
    shown = _text(text * times)
    assert shown.count("a") == (text * times).count("a")
    assert all(len(line) <= PLAIN_LINE for line in shown.split("\n"))
    assert not set(shown) & set("\0\u202e\ufdd0\u2028\r")


def test_a_flood_of_blank_lines_keeps_few_blocks() -> None:
    """Blank lines no longer part paragraphs when there are too many."""
    page = plain_page("x\n\n" * 130_000, "")
    assert len(page.blocks) <= BLOCKS
    assert sum(block.runs[0].text.count("x") for block in page.blocks) == 130_000


def test_bytes_that_hold_no_text_are_shown_as_far_as_they_can_be() -> None:
    """A picture named like an article still has a page."""
    page = plain_file(b"\x89PNG\r\n\x1a\n\0\0\0word" + bytes(50), "a.md", "Why.")
    assert "word" in "".join(block.runs[0].text for block in page.blocks)
