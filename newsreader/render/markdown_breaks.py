"""Where one block of lines is really several: what may follow a paragraph without a blank line, as on GitHub.

`Markdown` splits an article at blank lines only. These processors part a block before a list, a table, stashed code
or raw HTML (CommonMark 0.31 sections 4.6 and 5.2, GFM section 4.10) and take raw HTML blocks as they stand.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor

from newsreader.render.markdown_lists import ITEM, PLACEHOLDER, RULE
from newsreader.render.markdown_raw import HTML_BLOCK

_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ ]|$)")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ ]*$")
_QUOTE = re.compile(r"[ ]{0,3}>")
_DELIMITER = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")


class Breaks(BlockProcessor):
    """Parts a block in two before the first line that begins something else."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` has more than one line and is not indented code."""
        return "\n" in block and not block.startswith("    ")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Split the first of `blocks` where it must be; always leaves the work itself to the processors after it."""
        lines = blocks[0].split("\n")
        starts = _starts(lines)
        if len(starts) > 1:
            ends = [*starts[1:], len(lines)]
            blocks[0:1] = ["\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
        return False


def _starts(lines: list[str]) -> list[int]:
    """The numbers of the lines that begin a block, the first among them.

    Found in one pass, because a split at a time costs a copy of all the rest. A list and raw HTML read on by themselves
    and end the search.
    """
    starts = [0]
    number = 0
    while number < len(lines):
        line = lines[number]
        begins = number == starts[-1]
        if begins and (HTML_BLOCK.match(line) or (ITEM.match(line) and not RULE.match(line))):
            break
        length = _table_length(lines, number) or _alone(lines, number, starts[-1])
        if length:
            starts += [start for start in (number, number + length) if start > starts[-1] and start < len(lines)]
            number += length
        elif not begins and (HTML_BLOCK.match(line) or _interrupting_item(line, lines[starts[-1]])):
            starts.append(number)
        else:
            number += 1
    return starts


def _alone(lines: list[str], number: int, start: int) -> int:
    """How many lines from `number` on make a block of their own, 0 for none; `start` begins the one they stand in."""
    line = lines[number]
    quoted = _QUOTE.match(lines[start]) is not None
    begins = number == start and not quoted
    if begins and number + 1 < len(lines) and line.strip() and _UNDERLINE.match(lines[number + 1]):
        return 2
    return 1 if PLACEHOLDER.match(line) or _HEADING.match(line) or (RULE.match(line) and (begins or quoted)) else 0


def _interrupting_item(line: str, first: str) -> bool:
    """Whether `line` is an item that may end the block that `first` begins.

    A paragraph ends only for an item that is not empty, and is numbered 1 if numbered; a quotation for any.
    """
    item = ITEM.match(line)
    if not item or RULE.match(line):
        return False
    return bool(item["text"] and item["number"] in (None, "1")) or first.lstrip(" ").startswith(">")


def _table_length(lines: list[str], number: int) -> int:
    """How many lines the table has whose head is line `number`; 0 if there is none."""
    if number + 1 >= len(lines) or "|" not in lines[number] or "-" not in lines[number + 1]:
        return 0
    delimiter = lines[number + 1]
    if _DELIMITER.match(delimiter) is None or _cells(delimiter) != _cells(lines[number]):
        return 0
    end = number + 2
    while end < len(lines) and not _ends_table(lines[end]):
        end += 1
    return end - number


def _ends_table(line: str) -> bool:
    """Whether `line` begins something else than a row."""
    starts = (ITEM, RULE, _HEADING, PLACEHOLDER, HTML_BLOCK, _QUOTE)
    return any(start.match(line) for start in starts)


def _cells(row: str) -> int:
    """The number of cells in a row of a table, near enough to tell a head from a line of text."""
    return row.replace("\\|", "").strip().strip("|").count("|") + 1


class HtmlBlock(BlockProcessor):
    """Takes a block that begins with a block tag as raw HTML, up to its blank line."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` begins with a tag of a block element."""
        return HTML_BLOCK.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Stash the block; Markdown puts it back unchanged at the end."""
        SubElement(parent, "p").text = self.parser.md.htmlStash.store(blocks.pop(0).strip(" "))


class Headings(HashHeaderProcessor):
    """Headings with "#" that want a blank after the signs, so that a line that begins with a #hashtag stays text."""

    RE = re.compile(r"(?:^|\n)[ ]{0,3}(?P<level>#{1,6})(?:[ ]+(?P<header>(?:\\.|[^\\\n])*?))?(?:[ ]+#+)?[ ]*(?:\n|$)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Build the heading; an empty one is dropped."""
        block = blocks.pop(0)
        match = self.RE.search(block)
        if match is None:
            raise ValueError("not a heading")
        before, after = block[: match.start()], block[match.end() :]
        if before:
            self.parser.parseBlocks(parent, [before])
        if match["header"]:
            SubElement(parent, f"h{len(match['level'])}").text = match["header"].strip()
        if after:
            blocks.insert(0, after)
