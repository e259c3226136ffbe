"""Lists as CommonMark nests them: by the column of an item's text, so that two, three and four blanks all work.

`Markdown` nests by four blanks and wants a blank line before a list; most files in the wild are written for GitHub.
This takes the place of its list processors, of `sane_lists` (kinds of lists never mix, a list keeps its first
number) and of `tasklist`.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from newsreader.core.values import dataclass, field
from newsreader.render.limits import ELEMENT_DEPTH, LIST_START
from newsreader.render.markdown_raw import HTML_BLOCK

ITEM = re.compile(
    r"(?P<indent>[ ]{0,3})(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<stop>[.)]))(?:(?P<gap>[ ]+)(?P<text>.*)|$)"
)
RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:\*[ ]*){3,})$")
PLACEHOLDER = re.compile(r"[ ]*\x02wzxhzdk:\d+\x03[ ]*$")
_TASK = re.compile(r"\[([ xX])\][ ]+(?=\S)")
_INTERRUPTS = re.compile(r"[ ]{0,3}(?:>|#{1,6}(?:[ ]|$))")


@dataclass(slots=True)
class _Item:
    """One item while its lines are gathered: where its mark stands, where its text begins."""

    indent: int
    offset: int
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """One list while its items are gathered. `kind` is the bullet, or "." or ")" for numbers."""

    kind: str
    start: int
    items: list[_Item] = field(default_factory=list)
    loose: bool = False


class Lists(BlockProcessor):
    """Reads a whole list, however its items are indented, and parses each item's text as blocks of its own."""

    def __init__(self, parser: BlockParser, token: str) -> None:
        """`token` begins every class name that this program itself writes."""
        super().__init__(parser)
        self._token = token
        self._depth = 0

    def test(self, parent: Element, block: str) -> bool:
        """Whether a list begins `block`."""
        line = block.split("\n", 1)[0]
        return ITEM.match(line) is not None and not RULE.match(line) and self._depth < ELEMENT_DEPTH // 2

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Build the list that begins the first of `blocks`; what follows it stays in `blocks`."""
        found = _read_list(blocks)
        element = SubElement(parent, "ul" if found.kind in "-*+" else "ol")
        element.set("class", self._token + ("loose" if found.loose else "tight"))
        if found.kind in ".)" and found.start != 1:
            element.set("start", str(min(found.start, LIST_START)))
        self._depth += 1
        for item in found.items:
            self._build(element, item)
        self._depth -= 1

    def _build(self, element: Element, item: _Item) -> None:
        """Add one item to the list `element`."""
        li = SubElement(element, "li")
        task = _TASK.match(item.lines[0]) if item.lines else None
        if task:
            li.set("class", self._token + ("task-open" if task[1] == " " else "task-done"))
            item.lines[0] = item.lines[0][task.end() :]
        text = "\n".join(item.lines).strip("\n")
        if text:
            self.parser.state.set("item")
            self.parser.parseBlocks(li, text.split("\n\n"))
            self.parser.state.reset()


def _read_list(blocks: list[str]) -> _List:
    """Take one list off the front of `blocks`, which Markdown has split at blank lines."""
    match = ITEM.match(blocks[0].split("\n", 1)[0])
    if match is None:
        raise ValueError("not a list")
    found = _List(match["stop"] or match["mark"], int(match["number"] or 1))
    pending = False
    while blocks:
        lines = blocks[0].strip("\n").split("\n")
        taken = 0
        for line in lines:
            if not _take(found, line, pending):
                break
            pending = False
            taken += 1
        if taken < len(lines):
            if taken:
                blocks[0] = "\n".join(lines[taken:])
            break
        blocks.pop(0)
        pending = True
    return found


def _take(found: _List, line: str, pending: bool) -> bool:
    """Add `line` to the list; False where it ends the list. `pending` says that a blank line stands before it."""
    if not line.strip():
        found.items[-1].lines.append("")
        return True
    indent = len(line) - len(line.lstrip(" "))
    item = found.items[-1] if found.items else None
    if item is None:
        return _begin(found, line)
    mark = ITEM.match(line[min(indent, item.indent) :]) if indent < item.offset else None
    nested = indent >= item.indent + 2 and (mark is not None or pending)
    if indent >= item.offset or nested:
        # An item indented less than its parent's text but deeper than its mark is a child all the same.
        item.offset = min(item.offset, indent)
        if pending:
            item.lines.append("")
            found.loose = found.loose or indent < item.offset + 2
        item.lines.append(line[item.offset :])
        return True
    if RULE.match(line):
        return False
    if ITEM.match(line):
        if _kind(line) != found.kind:
            return False
        found.loose = found.loose or pending
        return _begin(found, line)
    if pending or _INTERRUPTS.match(line) or HTML_BLOCK.match(line) or PLACEHOLDER.match(line) or _after_code(item):
        return False
    item.lines.append(line.lstrip(" "))
    return True


def _begin(found: _List, line: str) -> bool:
    """Open a new item with `line`."""
    match = ITEM.match(line)
    if match is None:
        return False
    text, gap = match["text"] or "", len(match["gap"] or " ")
    if not text or gap > 4:
        text, gap = " " * (gap - 1) + text if text else "", 1
    found.items.append(_Item(len(match["indent"]), match.end("mark") + gap, [text]))
    return True


def _kind(line: str) -> str:
    match = ITEM.match(line)
    return (match["stop"] or match["mark"]) if match else ""


def _after_code(item: _Item) -> bool:
    """Whether the item's last line is a stashed block, which no further line can continue."""
    return bool(item.lines) and PLACEHOLDER.match(item.lines[-1]) is not None
