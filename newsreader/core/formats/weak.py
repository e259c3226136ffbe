"""R4: weak lines, which stay in the text and only fill what is still missing (formats.md section 5)."""

from __future__ import annotations

import re

from newsreader.core.formats.values import Values

_MOST_LINES = 12
_LONGEST_LINE = 1000
_BELOW_VIA = 7
_MOST_VIAS = 50

_SOURCE = re.compile(
    r"\W{0,12}(?:(?:\w{0,12}?(?:原文|来源|转载自|出自))|Source[ \t]*[:：]|Original\b[^:：\[\]]{0,40}[:：]|Read Original\b)"
)
_LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\((?:[^\s()]|\([^\s()]*\))+")
_BYLINE = re.compile(r"\W{0,12}作者[ \t]*[:：][ \t]*(\S.{0,120})")
_VIA = re.compile(r"[ \t]*via[ \t]*[:：][ \t]*(\S+)", re.IGNORECASE)


def read_weak(lines: list[str], start: int) -> Values:
    """What lines at the beginning and the end of the text, which begins on line `start`, say about source and author."""
    values: Values = {}
    seen = 0
    for number in range(start, len(lines)):
        line = lines[number][:_LONGEST_LINE]
        if not line or line.isspace():
            continue
        seen += 1
        if seen > _MOST_LINES:
            break
        if "](" in line and _SOURCE.match(line):
            link = _LINK.search(line)
            if link:
                values.setdefault("source", link[0] + ")")
        _read_byline(values, line)
    return values


def read_footer(body: str) -> Values:
    """The address and the author that a text names at its end: the last line `via: URL`, then `作者：X` within 7 lines."""
    values: Values = {}
    end = len(body)
    for _ in range(_MOST_VIAS):
        at = max(body.rfind("\nvia", 0, end), body.rfind("\nVia", 0, end))
        if at < 0:
            break
        match = _VIA.match(body, at + 1, at + 1 + _LONGEST_LINE)
        if match and "//" in match[1]:
            values["via"] = match[1]
            below = body[match.end() : match.end() + 4 * _LONGEST_LINE].split("\n")
            for line in below[: _BELOW_VIA + 1]:
                _read_byline(values, line)
            break
        end = at
    return values


def _read_byline(values: Values, line: str) -> None:
    match = _BYLINE.match(line)
    if match:
        values.setdefault("作者", match[1].strip())
