"""R4: weak lines, which stay in the text and only fill what is still missing (formats.md section 5)."""

from __future__ import annotations

import re

from newsreader.core.formats.values import Values
from newsreader.core.late import late

_MOST_LINES = 12
_LONGEST_LINE = 1000
_BELOW_VIA = 7

_SOURCE = late(
    r"\W{0,12}(?:(?:\w{0,12}?(?:原文|来源|转载自|出自))|Source[ \t]*[:：]"
    r"|Original\b[^:：\[\]]{0,40}[:：]|Read Original\b)"
)
_LINK = late(r"(?<!!)\[[^\[\]]*\]\((?:[^\s()]|\([^\s()]*\))+")
_BYLINE = late(r"\W{0,12}作者[ \t]*[:：][ \t]*(\S.{0,120})")
_VIA = late(r"[ \t]*via[ \t]*[:：][ \t]*(\S+)", re.IGNORECASE)


def read_weak(lines: list[str]) -> Values:
    """What the first 12 lines of a text that are not blank say about source and author."""
    values: Values = {}
    seen = 0
    for whole in lines:
        line = whole[:_LONGEST_LINE]
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


def read_footer(lines: list[str]) -> Values:
    """What the end of a text says: the last line `via: URL`, then `作者：X` within 7 lines."""
    values: Values = {}
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].lstrip(" \t")[:3].lower() != "via":
            continue
        match = _VIA.match(lines[number][:_LONGEST_LINE])
        if match and "//" in match[1]:
            values["via"] = match[1]
            for line in lines[number + 1 : number + 1 + _BELOW_VIA]:
                _read_byline(values, line)
            break
    return values


def _read_byline(values: Values, line: str) -> None:
    match = _BYLINE.match(line)
    if match:
        values.setdefault("作者", match[1].strip())
