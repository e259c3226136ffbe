"""R1: the header between fences, `---` or `+++`, closed or not (formats.md section 5)."""

from __future__ import annotations

import re

from newsreader.core.formats.keys import KNOWN
from newsreader.core.formats.values import MOST_CHARACTERS, MOST_KEYS, MOST_LINES, Values, read_values
from newsreader.core.late import late
from newsreader.core.values import dataclass

_KEY = late(r"(?:@def[ \t]+)?([\"']?)(\w[\w.-]*(?: [\w.-]+){0,4})\1[ \t]*(?:[:=]|：)(?!//)[ \t]*(.*)", re.DOTALL)
_DOTTED_KEY = late(r"\.\.[ \t]+(\w[\w.-]*(?: [\w.-]+){0,4})[ \t]*:[ \t]*(.*)", re.DOTALL)
_SECTION = late(r"\[\[?[\w. \"'-]+\]?\][ \t]*(?:#.*)?")
_LIST_OR_INDENTED = late(r"[ \t]+\S|[-*+](?:[ \t]|$)")
_LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says, and the number of the first line after it; no values where there is none."""

    values: Values
    end: int


def read_comment(lines: list[str], start: int) -> Header:
    """The `.. key: value` lines of one HTML comment at `start`; without them it is only passed over.

    The rest of the line on which the comment ends stays in `lines`, so that no text is lost.
    """
    if not lines[start].lstrip().startswith("<!--"):
        return Header({}, start)
    for number in range(start, min(len(lines), start + MOST_LINES)):
        if "-->" not in lines[number]:
            continue
        inside, _, rest = lines[number].partition("-->")
        dotted = [*lines[start:number], inside][:MOST_LINES]
        values = read_values([line.strip().removeprefix("<!--").strip() for line in dotted], dotted_key, spanning=False)
        if rest.strip():
            lines[number] = rest.strip()
            return Header(values, number)
        return Header(values, number + 1)
    return Header({}, start)


def read_fenced(lines: list[str], start: int) -> Header:
    """The header whose fence may stand on line `start`; none where it is too large or the fences are rules."""
    none = Header({}, start)
    fence = lines[start].rstrip()
    if fence not in ("---", "+++"):
        return none
    last = min(len(lines), start + 1 + MOST_LINES)
    end = next(
        (n for n in range(start + 1, last) if lines[n].startswith((fence, "...")) and _closes(lines[n], fence)), -1
    )
    if end < 0 or sum(map(len, lines[start:end])) > MOST_CHARACTERS:
        return _read_unclosed(lines, start)
    inside = _content(lines[start + 1 : end])
    keys = sum(fenced_key(line) is not None for line in inside)
    if not 1 <= keys <= MOST_KEYS:
        return none
    return Header(read_values(inside, fenced_key, spanning=True), end + 1)


def fenced_key(line: str) -> tuple[str, str] | None:
    """The key, in lower case, and the rest of a `key: value` or `key = value` line; None for any other line."""
    match = _KEY.match(line[:MOST_CHARACTERS])
    if match is None or len(match[2]) > _LONGEST_KEY:
        return None
    return match[2].lower(), match[3]


def dotted_key(line: str) -> tuple[str, str] | None:
    """The key, in lower case, and the rest of a `.. key: value` line; None for any other line."""
    match = _DOTTED_KEY.match(line[:MOST_CHARACTERS])
    return (match[1].lower(), match[2]) if match else None


def _closes(line: str, fence: str) -> bool:
    return line.rstrip() in (fence, "...")


def _content(lines: list[str]) -> list[str]:
    """The lines of a header without their common indent, comments, section names and leading blank lines."""
    indent = min((len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()), default=0)
    flush = [line[indent:] for line in lines] if indent else lines
    return [
        line
        for line in flush
        if not line.startswith("#") and not (line[:1] == "[" and _SECTION.fullmatch(line.rstrip()))
    ]


def _read_unclosed(lines: list[str], start: int) -> Header:
    """The key lines below a fence that is never closed, up to the first blank line or the first line that is none."""
    end = start + 1
    size = keys = known = 0
    while end < len(lines) and lines[end].strip():
        found = fenced_key(lines[end])
        size += len(lines[end])
        if found is None and not (keys and _LIST_OR_INDENTED.match(lines[end])):
            break
        keys += found is not None
        known += found is not None and found[0] in KNOWN
        end += 1
        if end - start > MOST_LINES or size > MOST_CHARACTERS or keys > MOST_KEYS:
            return Header({}, start)
    if not known:
        return Header({}, start)
    return Header(read_values(_content(lines[start + 1 : end]), fenced_key, spanning=False), end)
