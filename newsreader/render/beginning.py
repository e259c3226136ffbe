"""The beginning of a long article: enough for the first screen, in a fraction of the time all of it takes.

A text is cut before a heading or a paragraph that stands at the margin, outside of code. What is defined further down
(addresses of links, footnotes) is taken along, so that the beginning comes out as it does in the whole; where it does
not, the page is set anew when the whole has come, and nothing but that moment is lost.
"""

from __future__ import annotations

import re

from newsreader.core.late import late
from newsreader.core.page import Nest, Page
from newsreader.core.values import replace

_CHARACTERS = 4_500
"""A screen of 1440 x 900 shows 3,000; Markdown takes 1.2 to 1.5 ms for a thousand."""
_MOST = 4 * _CHARACTERS
"""How far a place to cut at is looked for."""
_NOTES = 500
"""Footnotes taken along, by name alone: their numbers follow from it."""
_DEFINITIONS = 2_000
_PLACE = late(r"\n[ \t]*\n(?=#{1,6} |[^\W\d_])")
_FENCE = late(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_DEFINED = late(r"^ {0,3}\[([^\]\n]{1,200})\]:[^\n]*", re.MULTILINE)


def beginning(body: str) -> str:
    """The Markdown of the first screen of `body`; "" where there is no place to cut, or little to be gained."""
    end = _end(body)
    if not end:
        return ""
    return "\n\n".join((body[:end], *_defined_later(body, end)))


def without_notes(page: Page) -> Page:
    """The page of a beginning without the footnotes, which stand at the end of the whole."""
    blocks = tuple(block for block in page.blocks if Nest.NOTES not in block.nest)
    return replace(page, blocks=blocks, more=True)


def _end(body: str) -> int:
    """Where to cut, 0 for nowhere."""
    for place in _PLACE.finditer(body, _CHARACTERS, _MOST):
        if len(_FENCE.findall(body, 0, place.start())) % 2 == 0:
            return place.start() if 2 * len(body) > 3 * place.start() else 0
    return 0


def _defined_later(body: str, end: int) -> list[str]:
    """The lines below the cut that define what the beginning may name."""
    if "]:" not in body[end:]:
        return []
    lines, notes = [], 0
    for found in _DEFINED.finditer(body, end):
        name = found.group(1)
        if name.startswith("^"):
            notes += 1
            if notes <= _NOTES:
                lines.append(f"[{name}]: x")
        elif len(lines) < _DEFINITIONS and f"[{name}" in body[:end]:
            lines.append(found.group())
    return lines
