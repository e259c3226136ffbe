"""Where one block of lines is really several: what may follow a paragraph without a blank line, as on GitHub.

`Markdown` splits an article at blank lines only. These processors part a block before a list, a table, stashed code or raw HTML
(CommonMark 0.31 sections 4.6 and 5.2, GFM section 4.10) and take raw HTML blocks as they stand.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor

from newsreader.render.markdown_lists import ITEM, PLACEHOLDER, RULE

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|"
    "ol|optgroup|option|p|param|picture|search|section|source|summary|svg|table|tbody|td|tfoot|th|thead|title|tr|track|ul|video|audio"
)
_HTML = re.compile(rf"[ ]{{0,3}}</?(?:{_BLOCK_TAGS})(?=[\s>]|/>|$)", re.IGNORECASE)
_DELIMITER = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")


class Breaks(BlockProcessor):
    """Parts a block in two before the first line that begins something else."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether `block` has more than one line and is not indented code."""
        return "\n" in block and not block.startswith("    ")

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        """Split the first of `blocks` where it must be; always leaves the work itself to the processors after it."""
        lines = blocks[0].split("\n")
        at = _break_at(lines)
        if at:
            blocks[0:1] = ["\n".join(lines[:at]), "\n".join(lines[at:])]
        return False


def _break_at(lines: list[str]) -> int:
    """The number of the first line after the first that begins a new block; 0 if there is none."""
    if _HTML.match(lines[0]):
        return 0
    if PLACEHOLDER.match(lines[0]):
        return 1
    for number in range(1, len(lines)):
        line = lines[number]
        if PLACEHOLDER.match(line) or _HTML.match(line) or _interrupting_item(line) or _table_at(lines, number):
            return number
    return 0


def _interrupting_item(line: str) -> bool:
    """Whether `line` is an item that may interrupt a paragraph: not empty, and numbered 1 if numbered."""
    item = ITEM.match(line)
    return bool(item and item["text"] and item["number"] in (None, "1") and not RULE.match(line))


def _table_at(lines: list[str], number: int) -> bool:
    """Whether a table's head is line `number` and its delimiter row the next."""
    if number + 1 >= len(lines) or "|" not in lines[number] or "-" not in lines[number + 1]:
        return False
    delimiter = lines[number + 1]
    return _DELIMITER.match(delimiter) is not None and _cells(delimiter) == _cells(lines[number])


def _cells(row: str) -> int:
    """The number of cells in a row of a table, near enough to tell a head from a line of text."""
    return row.replace("\\|", "").strip().strip("|").count("|") + 1


class HtmlBlock(BlockProcessor):
    """Takes a block that begins with a block tag as raw HTML, up to its blank line."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether `block` begins with a tag of a block element."""
        return _HTML.match(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Stash the block; Markdown puts it back unchanged at the end."""
        etree.SubElement(parent, "p").text = self.parser.md.htmlStash.store(blocks.pop(0).strip(" "))


class Headings(HashHeaderProcessor):
    """Headings with "#" that want a blank after the signs, so that a line that begins with a #hashtag stays text."""

    RE = re.compile(r"(?:^|\n)[ ]{0,3}(?P<level>#{1,6})(?:[ ]+(?P<header>(?:\\.|[^\\\n])*?))?(?:[ ]+#+)?[ ]*(?:\n|$)")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Build the heading; an empty one is dropped."""
        block = blocks.pop(0)
        match = self.RE.search(block)
        if match is None:
            raise ValueError("not a heading")
        before, after = block[: match.start()], block[match.end() :]
        if before:
            self.parser.parseBlocks(parent, [before])
        if match["header"]:
            etree.SubElement(parent, f"h{len(match['level'])}").text = match["header"].strip()
        if after:
            blocks.insert(0, after)
