"""The newline rule: when a single newline ends a paragraph (formats.md section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.core.enums import IntEnum
from newsreader.core.late import late

# One block of text whose longest line is wider than this holds one paragraph a line: 3 of 1,863 wrapped texts torn, 1
# of 1,199 run together (formats.md section 6).
_WIDEST_WRAPPED = 110

# A page shows at most 8,000 blocks (security.md section 5): lines far behind them need no care.
_MOST_LINES = 20_000

_WIDE = late(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]+"
)
_MARK = late(r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_FENCE = late(r"`{3,}(?=[^`]*$)|~{3,}")
_DEFINITION = late(r"\[[^\]]{1,200}\]:[ \t]")
_RAW = late(r"<(pre|script|style|textarea|!--)", re.IGNORECASE)
_INLINE_TAG = late(
    r"</?(?:a|abbr|b|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|https?:[^>]*|mailto:[^>]*)\b",
    re.IGNORECASE,
)
_TABLE_RULE = late(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_LONGEST_TABLE_RULE = 2000


class _Kind(IntEnum):
    """What a line is; TEXT is no prose by the letter of the rule but a paragraph of its own all the same."""

    BLANK = 0
    PROSE = 1
    TEXT = 2
    HEADING = 3
    LIST = 4
    QUOTE = 5
    TABLE = 6
    HTML = 7
    INDENTED = 8
    DEFINITION = 9
    ATTACHED = 10
    RULE = 11
    RAW = 12


_BY_FIRST = {"#": _Kind.HEADING, ">": _Kind.QUOTE, "|": _Kind.TABLE, "!": _Kind.TEXT, "{": _Kind.TEXT}
_CONTINUING = frozenset({_Kind.LIST, _Kind.INDENTED})


def set_apart(lines: list[str], *, every_line: bool) -> list[str]:
    """The lines of a body with a blank line wherever a single newline ends a paragraph.

    `every_line` says that the header is the one of the base format (rule 1); otherwise the text itself decides (rules
    2 and 3). Lists, code, quotations, tables and definitions are never torn.
    """
    first, rest = lines[:_MOST_LINES], lines[_MOST_LINES:]
    if not every_line and not _is_unbroken(first):
        return lines
    found: list[str] = []
    before = _Kind.BLANK
    for line, kind in zip(first, _kinds(first), strict=True):
        if kind is _Kind.INDENTED and before is _Kind.PROSE:
            found += ("", line.strip())
            continue
        if before and kind and _parts(before, kind, found[-1], line):
            found.append("")
        found.append(line)
        before = kind
    return found + rest


def _is_unbroken(lines: list[str]) -> bool:
    """Rule 2: no blank line stands between two lines of prose, and the longest of them is wide."""
    if max(map(len, lines), default=0) * 2 <= _WIDEST_WRAPPED:
        return False
    wide = gap = prose = False
    for line, kind in zip(lines, _kinds(lines), strict=True):
        if kind is _Kind.BLANK:
            gap = True
        elif kind is _Kind.PROSE:
            if prose and gap:
                return False
            prose, gap = True, False
            wide = wide or _is_wide(line)
    return wide


def _is_wide(line: str) -> bool:
    """Whether a line is wider than 110 columns; signs of Chinese, Japanese and Korean take two."""
    length = len(line)
    if length > _WIDEST_WRAPPED or length * 2 <= _WIDEST_WRAPPED or line.isascii():
        return length > _WIDEST_WRAPPED
    return length + sum(map(len, _WIDE.findall(line))) > _WIDEST_WRAPPED


def _parts(before: _Kind, kind: _Kind, above: str, line: str) -> bool:
    """Whether a blank line has to stand between two neighbouring lines of these kinds."""
    if kind is _Kind.ATTACHED or above.endswith("\\"):
        return False
    if kind is _Kind.RULE and before is _Kind.PROSE and line.strip()[0] in "=-":
        return line.strip()[0] == "-" and _is_wide(above)
    if before <= _Kind.TEXT or kind <= _Kind.TEXT:
        return True
    if kind in _CONTINUING and (before in _CONTINUING or before is _Kind.ATTACHED):
        return False
    return before is not kind


def _kinds(lines: list[str]) -> Iterator[_Kind]:
    """The kind of each line, code and raw HTML followed to their ends."""
    closing = ""
    last = _Kind.BLANK
    table = False
    for number, line in enumerate(lines):
        if closing:
            closing = "" if _closes(line, closing) else closing
            yield _Kind.RAW
            continue
        if not line or line.isspace():
            table = False
            yield _Kind.BLANK
            continue
        table = "|" in line and (table or _is_table_rule(lines[number + 1] if number + 1 < len(lines) else ""))
        if table:
            last = _Kind.TABLE
        elif line[0].isalpha():
            last = _Kind.PROSE
        else:
            last, closing = _kind(line, last)
        yield last


def _is_table_rule(line: str) -> bool:
    return "-" in line and "|" in line and len(line) <= _LONGEST_TABLE_RULE and bool(_TABLE_RULE.fullmatch(line))


def _kind(line: str, last: _Kind) -> tuple[_Kind, str]:
    """The kind of a line that does not begin with a letter, and what closes the raw text it opens."""
    text = line.lstrip(" \t")
    indent = len(line) - len(text)
    first = text[0]
    if line[0] == "\t" or indent >= 4 or (indent >= 2 and last in _CONTINUING and not _MARK.match(text)):
        return _Kind.INDENTED, ""
    if first in "`~$":
        fence = _FENCE.match(text)
        if fence:
            return _Kind.RAW, fence[0]
        return (_Kind.RAW, "$$") if text.rstrip() == "$$" else (_Kind.PROSE if text[:2] != "$$" else _Kind.HTML, "")
    if first == "<":
        return _html(text)
    if first == "[":
        return (_Kind.DEFINITION if _DEFINITION.match(text) else _Kind.TEXT), ""
    if first in _BY_FIRST:
        return _BY_FIRST[first], ""
    if first == ":":
        return (_Kind.ATTACHED if text[1:2] in (" ", "\t") else _Kind.HTML if text[:3] == ":::" else _Kind.PROSE), ""
    if (
        first in "-*_="
        and len(text.rstrip()) > 1
        and not text.strip(f"{first} \t")
        and (first == "=" or len(text.rstrip()) > 2)
    ):
        return _Kind.RULE, ""
    return (_Kind.LIST if _MARK.match(text) else _Kind.PROSE), ""


def _html(text: str) -> tuple[_Kind, str]:
    raw = _RAW.match(text)
    if raw:
        closing = "-->" if raw[1] == "!--" else f"</{raw[1].lower()}"
        return (_Kind.HTML, "") if _closes(text[raw.end() :], closing) else (_Kind.RAW, closing)
    return (_Kind.TEXT if _INLINE_TAG.match(text) else _Kind.HTML), ""


def _closes(line: str, closing: str) -> bool:
    if closing[0] in "`~":
        bare = line.strip()
        return len(bare) >= len(closing) and not bare.strip(closing[0]) and len(line) - len(line.lstrip(" ")) < 4
    return line.strip() == closing if closing == "$$" else closing in line.lower()
