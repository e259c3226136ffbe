"""The page of last resort: the article's own text, unformatted, with the reason."""

from __future__ import annotations

import re

from newsreader.core.page import Block, Kind, Page, Run
from newsreader.render.limits import PLAIN_CHARACTERS, PLAIN_LINE

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_CUT = "Only the first 400,000 characters are shown."
_GROUP = 50


def plain_page(text: str, reason: str) -> Page:
    """The first 400,000 characters of `text` as a plain page whose first notice is `reason` (security.md section 4).

    Blank lines part the paragraphs, line ends within them stay hard breaks, a line is broken every 2,000 characters and a
    paragraph after 50 lines. Direction controls, control characters and the marks Qt keeps for itself become U+FFFD.
    """
    notices = [reason] if reason else []
    if len(text) > PLAIN_CHARACTERS:
        text = text[:PLAIN_CHARACTERS]
        notices.append(_CUT)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    text = _UNSAFE.sub("\ufffd", text)
    blocks: list[Block] = []
    lines: list[str] = []
    for line in text.split("\n"):
        for piece in _pieces(line):
            lines.append(piece)
            if len(lines) == _GROUP:
                blocks.append(_paragraph(lines))
                lines = []
        if not line.strip() and lines:
            blocks.append(_paragraph(lines))
            lines = []
    if lines:
        blocks.append(_paragraph(lines))
    return Page(tuple(blocks), tuple(notices), plain=True)


def _pieces(line: str) -> list[str]:
    """`line` in pieces short enough to lay out; none for a blank line."""
    line = line.rstrip()
    return [line[start : start + PLAIN_LINE] for start in range(0, len(line), PLAIN_LINE)]


def _paragraph(lines: list[str]) -> Block:
    return Block(Kind.PARAGRAPH, (Run("\n".join(lines)),))
