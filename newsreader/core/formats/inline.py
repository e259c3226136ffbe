"""Markdown and HTML marks taken off a short text, so that it can be shown as plain text (formats.md section 5, R5)."""

from __future__ import annotations

import re
from html import unescape
from operator import itemgetter

from newsreader.core.late import late
from newsreader.core.text import one_line

_INNER = itemgetter(1)
"""What a match holds between its marks; a template is filled in ten times as slowly, which a line of marks pays."""
_WIDE = "\u3000"
_MARKED = late(r"[<&*_`\[~\\]")
_TAG = late(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u"
    r"|var|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_WIKI = late(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_LINK = late(r"!?\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_CODE = late(r"(?<!`)(`++)([^`]++)\1(?!`)")
_EMPHASIS = late(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\w*])|(?<![\w_\\])(_{1,3})(?=[^\s_])([^_]*[^\s_])\3(?![\w_])"
)
_STRIKE = late(r"~~([^~]+)~~")
_ESCAPED = late(r"\\([!-/:-@\[-`{-~])")


def plain(text: str, limit: int) -> str:
    """`text` as one harmless line of at most `limit` characters, without tags, links, emphasis and the like.

    An ideographic space stays one: it parts the two halves of a Chinese headline.
    """
    text = text[: limit * 4]
    if _MARKED.search(text):
        text = without_links(_TAG.sub(" " if "<br" in text.lower() else "", text))
        text = _EMPHASIS.sub(r"\2\4", _CODE.sub(r"\2", text))
        text = unescape(_ESCAPED.sub(_INNER, _STRIKE.sub(_INNER, text)))
    if _WIDE in text:
        return _WIDE.join(part for part in (one_line(part, limit) for part in text.split(_WIDE)) if part)[:limit]
    return one_line(text, limit)


def without_links(text: str) -> str:
    """`text` with the words of a link, a wiki link or a picture in its place."""
    return _LINK.sub(_INNER, _WIKI.sub(_INNER, text)) if "[" in text else text


def heading(line: str) -> tuple[int, str]:
    """The level and the words of a heading written with `#`; level 0 for any other line.

    Plain string work, because a line may be megabytes long.
    """
    text = line.lstrip(" ")
    level = len(text[:7]) - len(text[:7].lstrip("#"))
    if not 1 <= level <= 6 or len(line) - len(text) > 3 or text[level : level + 1] not in (" ", "\t"):
        return 0, ""
    text = text[level:].strip()
    bare = text.rstrip("#")
    return level, bare.rstrip() if not bare or bare[-1] in " \t" else text
