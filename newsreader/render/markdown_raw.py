"""What leaves the text before Markdown looks at blocks: fenced code and raw HTML that spans blank lines.

`Markdown` finds fences and raw HTML by rules of its own which lose unclosed fences, shorter indents within lists
and all of an article after an unclosed tag. Here both follow CommonMark 0.31 sections 4.5 and 4.6 (kinds 1 to 5),
container marks included.
"""

from __future__ import annotations

import html
import re

from markdown import Markdown
from markdown.preprocessors import Preprocessor

LANGUAGE = re.compile(r"[A-Za-z0-9+#.\-]{1,30}")
OPEN = "\ufdd2"
"""Stands for a "<" that must stay text; no article holds it (`markdown_html` replaces it on the way in)."""

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|picture|search|section|source|summary|svg|table|tbody|td|tfoot|"
    "th|thead|title|tr|track|ul|video|audio"
)
HTML_BLOCK = re.compile(rf"[ ]{{0,3}}</?(?:{_BLOCK_TAGS})(?=[\s>]|/>|$)", re.IGNORECASE)
"""A line that begins raw HTML of CommonMark's sixth kind, which ends at a blank line."""

_MARKS = r"(?:(?:[-*+]|\d{1,9}[.)])[ ]+)*"
_FENCE = re.compile(
    rf"(?P<quote>(?:[ ]{{0,3}}>[ ]?)*)(?P<indent>[ ]*)(?P<marks>{_MARKS})"
    r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$"
)
_ITEM = re.compile(r"([ ]*)((?:[-*+]|\d{1,9}[.)])(?:[ ]{1,4}(?=\S)|[ ]*$|[ ](?=[ ])))")
_RAW = re.compile(r"[ ]{0,3}<(?:(script|pre|style|textarea)(?=[\s>]|$)|!--|\?|!\[CDATA\[)", re.IGNORECASE)


class RawBlocks(Preprocessor):
    """Puts code and multi-paragraph HTML into Markdown's stash, a placeholder line in their place."""

    def __init__(self, md: Markdown, token: str) -> None:
        """`token` begins every class name that this program itself writes."""
        super().__init__(md)
        self._token = token

    def run(self, lines: list[str]) -> list[str]:
        """`lines` with each fence and each multi-paragraph HTML block replaced by one placeholder line."""
        out: list[str] = []
        position, offset = 0, 0
        while position < len(lines):
            line = lines[position]
            offset = _list_offset(line, offset)
            fence = _FENCE.match(line) if "```" in line or "~~~" in line else None
            if fence and _is_fence(fence, offset):
                position = self._fence(lines, position, fence, out)
                continue
            raw = _RAW.match(line) if "<" in line else None
            if raw:
                position = self._raw(lines, position, raw, out)
                continue
            out.append(line)
            position += 1
        return out

    def _fence(self, lines: list[str], start: int, fence: re.Match[str], out: list[str]) -> int:
        """Stash the fence that opens in line `start`; the number of the first line after it."""
        body, end = _fence_body(lines, start, fence)
        language = LANGUAGE.match(fence["info"].strip().lstrip("{. "))
        name = f' class="{self._token}language-{language.group().lower()}"' if language else ""
        code = html.escape("\n".join(body), quote=False)
        prefix = fence["quote"] + fence["indent"] + fence["marks"]
        out.append(prefix + self.md.htmlStash.store(f"<pre><code{name}>{code}\n</code></pre>"))
        return end

    def _raw(self, lines: list[str], start: int, raw: re.Match[str], out: list[str]) -> int:
        """Stash the HTML that opens in line `start` and runs to its own end mark."""
        tag = raw[1]
        opener = raw.group().lstrip().lower()
        closer = f"</{tag.lower()}>" if tag else {"<!--": "-->", "<?": "?>"}.get(opener, "]]>")
        end = start
        first = lines[start][raw.end() :]
        while end < len(lines) and closer not in (first if end == start else lines[end]).lower():
            end += 1
        if end == len(lines):
            # No end mark: `keep_open_tags` has made such openings text; what is left ends at the next blank line.
            out.append(lines[start])
            return start + 1
        block = "\n".join(lines[start : end + 1])
        cut = block.lower().index(closer, raw.end()) + len(closer)
        out.append(self.md.htmlStash.store(block[:cut].lstrip(" ")) + block[cut:])
        return end + 1


def _list_offset(line: str, offset: int) -> int:
    """The column at which the text of the innermost open list item begins, after `line`; 0 outside lists."""
    item = _ITEM.match(line)
    if item:
        return item.end()
    if offset and line and not line[0].isspace():
        return 0
    return offset


def _is_fence(fence: re.Match[str], offset: int) -> bool:
    """Whether the marks open a fence, and are not four columns deep, which makes indented code."""
    indent = len(fence["indent"])
    return indent <= 3 or (offset > 0 and indent <= offset + 3)


def _fence_body(lines: list[str], start: int, fence: re.Match[str]) -> tuple[list[str], int]:
    """The lines of code behind an opening fence, without their indent, and the number of the first line after the
    fence.
    """
    quotes = fence["quote"].count(">")
    width = len(fence["indent"]) + len(fence["marks"])
    close = re.compile(rf"[ ]{{0,{width + 3}}}{re.escape(fence['fence'])}{re.escape(fence['fence'][0])}*[ ]*$")
    body: list[str] = []
    shallow = 0
    for number in range(start + 1, len(lines)):
        line = _unquoted(lines[number], quotes)
        if line is None:
            return body, number
        if close.match(line):
            return body, number + 1
        if width and not shallow and line.strip() and len(line) - len(line.lstrip(" ")) < min(width, 2):
            shallow = number
        body.append(line[min(width, len(line) - len(line.lstrip(" "))) :])
    if shallow:
        # Unclosed within a list: the code ends with its item.
        body = body[: shallow - start - 1]
    return _without_blank_end(body), shallow or len(lines)


def _unquoted(line: str, quotes: int) -> str | None:
    """`line` without `quotes` quotation marks; None where it has fewer."""
    for _ in range(quotes):
        stripped = line.lstrip(" ")
        if not stripped.startswith(">") or len(line) - len(stripped) > 3:
            return None
        line = stripped[2:] if stripped.startswith("> ") else stripped[1:]
    return line


def _without_blank_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


_SWALLOWING = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript")
_OPENING = re.compile(
    r"<(?:(?P<tag>"
    + "|".join(_SWALLOWING)
    + r")(?=[\s/>]|$)|(?P<plaintext>plaintext)|(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<question>\?)|(?P<mark>!))",
    re.IGNORECASE | re.MULTILINE,
)


def keep_open_tags(body: str) -> str:
    """`body` with the "<" of every tag that would swallow the rest of the article replaced by `OPEN` (promise P10).

    Such are comments, scripts, styles and other raw text elements whose end never comes. The replacement shows as
    "<" wherever it stands, in code too.
    """
    lower = body.lower()
    last = {tag: lower.rfind(f"</{tag}") for tag in _SWALLOWING if f"<{tag}" in lower}
    ends = {
        "comment": body.rfind("-->"),
        "cdata": body.rfind("]]>"),
        "question": body.rfind("?>"),
        "mark": body.rfind(">"),
        "plaintext": -1,
    }

    def replaced(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        end = last.get(match["tag"].lower(), -1) if kind == "tag" else ends[kind]
        return match.group() if end >= match.end() else OPEN + match.group()[1:]

    return _OPENING.sub(replaced, body)
