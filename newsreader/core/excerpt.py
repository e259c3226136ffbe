"""The excerpt of an article: the beginning of its first paragraph of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from newsreader.core.late import late
from newsreader.core.text import one_line

_SAMPLE_OF_BODY = 20_000
_LONGEST_PARAGRAPH = 4_000
_LONG_LIST = 20

_FENCE_MARK = late(r" {0,3}(`{3,}|~{3,})")
_LIST_MARK = late(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_SKIPPED_LINE = late(
    r" {0,3}(?:#{1,6}(?:[ \t]|$)|\||\[[^\]]{1,200}\]:[ \t]|:::|\$\$|<!--"
    r"|</?(?:article|aside|audio|div|figcaption|figure|footer|header"
    r"|iframe|nav|object|picture|pre|script|section|source|style|svg|table|tbody|td|th|thead|tr|video)\b)"
    r"| {4}|\t|[ \t=_*-]+$|(?:import|export) .*['\";{}]"
)
_DROPPED = late(
    r"!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]]*\])?|\{\{[^{}]*\}\}|\{%[^{}]*%\}|\[\^[^\[\]]*\]|</?[A-Za-z][^<>]*>|<!--[^<>]*-->"
)
_BREAK = late(r"<br\b[^<>]*>", re.IGNORECASE)
_LINKED = late(r"\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^()]*)?\)|\[[^\[\]]*\])")
_WIKI_LINK = late(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_CODE_OR_STRIKE = late(r"(?<!`)(`++|~~)([^`~]++)\1")
_EMPHASIS = late(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?!\*)|(?<![\w_\\])(_{1,3})(?=[^\s_])([^_]*[^\s_])\3(?![\w_])"
)
_ENTITY_OR_ESCAPE = late(r"[&\\]")
_BACKSLASH = late(r"\\([!-/:-@\[-`{-~])")


def excerpt(body: str, limit: int = 220) -> str:
    """The text of the first paragraph of a Markdown body as one line of at most `limit` characters; "" if it has none.

    Headings, pictures, code, tables, shortcodes, link targets and a leading list of over 20 items are skipped
    (look.md section 5).
    """
    for paragraph in _paragraphs(body[:_SAMPLE_OF_BODY].split("\n")):
        text = _unmarked(" ".join(paragraph)[:_LONGEST_PARAGRAPH])
        if any(map(str.isalnum, text)):
            return _cut(one_line(text, _LONGEST_PARAGRAPH), limit)
    return ""


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each paragraph, quotation or short list, without their marks."""
    found: list[str] = []
    bullets = 0
    fence = ""
    gap = False
    for line in lines:
        mark = _FENCE_MARK.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
            continue
        fence = mark[1] if mark else ""
        bullet = None if mark else _LIST_MARK.match(line)
        skipped = mark or (not bullet and _SKIPPED_LINE.match(line))
        text = "" if skipped else line[bullet.end() if bullet else 0 :].lstrip("> \t").rstrip()
        blank = not line or line.isspace()
        if found and not bullet and (not text or gap) and not (blank and bullets):
            if bullets <= _LONG_LIST:
                yield found
            found, bullets = [], 0
        gap = blank
        bullets += bullet is not None
        if text:
            found.append(text)
    if found and bullets <= _LONG_LIST:
        yield found


def _unmarked(text: str) -> str:
    """A paragraph without its inline marks."""
    if "[" in text or "<" in text or "{" in text:
        text = _WIKI_LINK.sub(r"\1", _DROPPED.sub("", _BREAK.sub(" ", text)))
        text = _LINKED.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text or "~" in text:
        text = _EMPHASIS.sub(r"\2\4", _EMPHASIS.sub(r"\2\4", _CODE_OR_STRIKE.sub(r"\2", text)))
    return unescape(_BACKSLASH.sub(r"\1", text)) if _ENTITY_OR_ESCAPE.search(text) else text


def _cut(text: str, limit: int) -> str:
    """`text` cut to `limit` characters, at a blank where one is near, with an ellipsis."""
    if len(text) <= limit:
        return text
    start = text[: limit - 1]
    blank = start.rfind(" ", limit - 24)
    return (start[:blank] if blank > 0 else start).rstrip(" ,;:-–—") + "…"
