"""The page of last resort: the article's own text, unformatted, with the reason."""

from __future__ import annotations

from newsreader.core.article import ParsedFile
from newsreader.core.formats import parse_file
from newsreader.core.late import late
from newsreader.core.page import Block, Kind, Page, Run
from newsreader.render.limits import PLAIN_BLOCKS, PLAIN_CHARACTERS, PLAIN_LINE, PLAIN_LINES

_UNSAFE = late(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffc\ufffe\uffff]"
)
_LINE_END = late("\r\n?|[\u2028\u2029\x85]")
_BYTES = PLAIN_CHARACTERS * 4 + 65_536
_CUT = "Only the first 400,000 characters are shown."


def plain_page(text: str, reason: str) -> Page:
    """The first 400,000 characters of `text` as a plain page whose first notice is `reason` (security.md section 4).

    Blank lines part the paragraphs, line ends within them stay hard breaks, a line is broken every 2,000 characters
    and a paragraph after 50 lines. Direction controls, control characters and the marks Qt keeps for itself become
    U+FFFD.
    """
    notices = [reason] if reason else []
    if len(text) > PLAIN_CHARACTERS:
        text = text[:PLAIN_CHARACTERS]
        notices.append(_CUT)
    blocks: list[Block] = []
    lines: list[str] = []
    for line in _UNSAFE.sub("\ufffd", _LINE_END.sub("\n", text)).split("\n"):
        # Past so many blocks blank lines stay within them: a page of 100,000 blocks takes seconds to lay out.
        if not line.strip() and len(blocks) < PLAIN_BLOCKS:
            _close(lines, blocks)
            continue
        for piece in _pieces(line):
            lines.append(piece)
            if len(lines) == PLAIN_LINES:
                _close(lines, blocks)
    _close(lines, blocks)
    return Page(tuple(blocks), tuple(notices), plain=True)


def plain_file(data: bytes, path: str, reason: str) -> Page:
    """The plain page of a file's bytes; of bytes that hold no text, what can be read of them."""
    data = data[:_BYTES]
    return plain_page(plain_text(parse_file(data, path), data), reason)


def plain_text(parsed: ParsedFile, data: bytes) -> str:
    """The text to show of a file that is not formatted: its body, or its bytes where they are no text."""
    return parsed.body or (data[:_BYTES].decode("utf-8", "replace") if parsed.problem else "")


def _pieces(line: str) -> list[str]:
    """`line` in pieces short enough to lay out; one empty piece for a blank line."""
    line = line.rstrip()
    return [line[start : start + PLAIN_LINE] for start in range(0, len(line), PLAIN_LINE)] or [""]


def _close(lines: list[str], blocks: list[Block]) -> None:
    """Move the gathered `lines` into a block."""
    if any(lines):
        blocks.append(Block(Kind.PARAGRAPH, (Run("\n".join(lines).strip("\n")),)))
    lines.clear()
