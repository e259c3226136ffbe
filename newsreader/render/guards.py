"""Cheap looks at an article's Markdown that tell beforehand that formatting would not end (formats.md section 8)."""

from __future__ import annotations

import re

from newsreader.render.limits import BACKTICK_LENGTHS, LOOSE_TAGS, NESTING, UNMATCHED

_BACKTICKS = re.compile(r"`+")
_TAGS = re.compile(r"<(?!(?:br|hr|img|p|li|td|th|tr|dt|dd)\b)[a-zA-Z]", re.IGNORECASE)
_NESTED_BRACKETS = re.compile(rf"(?:!?\[){{{NESTING},}}")
_DEEP_LINE = re.compile(rf"^[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{{1,9}}[.)](?=[ \t]))[ \t]*){{{NESTING},}}", re.MULTILINE)
_DEEP_INDENT = re.compile(rf"^[ ]{{{NESTING * 4},}}(?:[-*+]|\d{{1,9}}[.)])[ \t]", re.MULTILINE)


def refuse(body: str) -> str:
    """Why `body` must be shown as plain text at once, as a sentence; "" where it may be formatted."""
    if max(body.count("[") - body.count("]"), body.count("](") - body.count(")")) > UNMATCHED:
        return "The text is not formatted: it holds too many open brackets."
    tags = len(_TAGS.findall(body)) - body.count("</") if body.count("<") > LOOSE_TAGS else 0
    if tags > LOOSE_TAGS or body.count("<") - body.count(">") > UNMATCHED:
        return "The text is not formatted: it holds too many tags without an end."
    if len({len(run) for run in _BACKTICKS.findall(body)}) > BACKTICK_LENGTHS:
        return "The text is not formatted: it holds too many kinds of code marks."
    if (
        (body.count("[") >= NESTING and _NESTED_BRACKETS.search(body))
        or _DEEP_LINE.search(body)
        or _DEEP_INDENT.search(body)
    ):
        return "The text is not formatted: it is nested more than 100 levels deep."
    return ""
