"""Cleaned HTML to a page: one pass over the tags that counts, flattens and cuts (security.md sections 4 and 5).

The HTML comes from `sanitise.clean`, which writes it in one canonical form; so a regular expression reads it
exactly. Tags that are not known here give their text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from newsreader.core.page import Block, Kind, Mark, Nest, Page, Run
from newsreader.render import limits
from newsreader.render.addresses import source_path
from newsreader.render.limits import ELEMENT_DEPTH
from newsreader.render.page_ends import BACK, linked, parts, pictures, slug
from newsreader.render.page_tables import Tables
from newsreader.render.page_text import Draft, clean_text, unstacked

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>|([^<]+)')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_MARKS = {
    **dict.fromkeys(("strong", "b"), Mark.STRONG),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), Mark.EMPHASIS),
    **dict.fromkeys(("code", "samp"), Mark.CODE),
    **dict.fromkeys(("del", "s"), Mark.STRIKE),
    **dict.fromkeys(("ins", "u"), Mark.UNDERLINE),
    "kbd": Mark.KEY,
    "mark": Mark.HIGHLIGHT,
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
    "small": Mark.SMALL,
}
_BLOCKS = {
    **dict.fromkeys(("p", "div", "figure", "details", "dl"), Kind.PARAGRAPH),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("figcaption", "caption"), Kind.CAPTION),
    "dt": Kind.TERM,
}
_VOID = ("br", "hr", "img", "wbr")


class _FullError(Exception):
    """The page holds all it may."""


@dataclass(slots=True)
class _List:
    """An open list: the next number, 0 for bullets, and whether its items are set apart."""

    number: int
    tight: bool
    ours: bool


@dataclass(slots=True)
class _Frame:
    """What to go back to where an element ends."""

    tag: str
    mark: Mark
    href: str
    title: str
    kind: Kind
    level: int
    containers: int
    silent: bool
    lists: int
    ignored: bool = False


class PageTree:
    """Builds one page; use once."""

    def __init__(self, token: str) -> None:
        """`token` begins the class names that Markdown's side wrote."""
        self._token = token
        self._blocks: list[Block] = []
        self._notices: list[str] = []
        self._stack: list[_Frame] = []
        self._containers: list[str] = []
        self._lists: list[_List] = []
        self._draft: Draft | None = None
        self._marker = ""
        self._item_anchor = ""
        self._mark, self._href, self._title = Mark.PLAIN, "", ""
        self._kind, self._level, self._language = Kind.PARAGRAPH, 0, ""
        self._silent = False
        self._slugs: dict[str, int] = {}
        self._tables = Tables(self._say)
        self._counts = dict.fromkeys(("items", "links", "tags", "images", "characters"), 0)
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "blockquote": self._quote,
            "ul": self._bullets,
            "ol": self._numbers,
            "li": self._item,
            "dd": self._definition,
            "pre": self._pre,
            "code": self._code,
            "a": self._link,
            "abbr": self._abbreviation,
            "sup": self._superscript,
            "q": self._quotation,
            "summary": self._summary,
            "table": self._table,
            "tr": self._row,
            "td": self._cell,
            "th": self._head,
            "br": self._break,
            "hr": self._rule,
            "img": self._image,
        }

    def build(self, source: str) -> Page:
        """The page of `source`, clean HTML in `nh3`'s own form."""
        try:
            for close, tag, attributes, text in _TOKEN.findall(source):
                if text:
                    self._text(text)
                elif close:
                    self._end(tag)
                else:
                    self._start(tag, attributes)
            while self._stack:
                self._end(self._stack[-1].tag)
            self._finish()
        except _FullError:
            self._draft = None
        return Page(tuple(linked(self._blocks)), tuple(self._notices))

    # What begins, what ends

    def _start(self, tag: str, attributes: str) -> None:
        if tag not in _VOID:
            self._stack.append(self._frame(tag))
            if len(self._stack) > ELEMENT_DEPTH:
                self._say("Parts that are nested more than 60 levels deep are shown as plain text.")
                self._stack[-1].ignored = True
                return
        if tag in _MARKS:
            self._set_mark(_MARKS[tag])
        if tag in _BLOCKS:
            self._finish()
            if tag not in ("p", "div") or self._kind not in (Kind.CAPTION, Kind.TERM):
                self._kind = _BLOCKS[tag]
                self._level = int(tag[1]) if self._kind is Kind.HEADING else 0
            self._loosen(tag)
        start = self._starts.get(tag)
        if start is not None:
            start({name: html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)} if attributes else {})

    def _frame(self, tag: str) -> _Frame:
        return _Frame(
            tag,
            self._mark,
            self._href,
            self._title,
            self._kind,
            self._level,
            len(self._containers),
            self._silent,
            len(self._lists),
        )

    def _end(self, tag: str) -> None:
        if not self._stack or self._stack[-1].tag != tag:
            return
        frame = self._stack.pop()
        if frame.ignored:
            return
        if tag == "q":
            self._text("\u201d")
        if tag in _BLOCKS or tag in ("blockquote", "li", "ul", "ol", "dd", "pre", "summary"):
            self._finish()
            self._empty_item(tag)
        elif tag in ("td", "th", "tr", "table"):
            self._end_table_part(tag)
        self._mark, self._href, self._title, self._silent = frame.mark, frame.href, frame.title, frame.silent
        self._kind, self._level = frame.kind, frame.level
        del self._containers[frame.containers :]
        del self._lists[frame.lists :]

    def _empty_item(self, tag: str) -> None:
        if tag == "li" and self._marker:
            self._open()
            self._finish()

    def _end_table_part(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._tables.end_cell()
        elif tag == "tr":
            for line in self._tables.end_row():
                self._append(Draft(Kind.PARAGRAPH, "".join(self._containers), runs=list(line)).block())
        else:
            table = self._tables.end()
            if table is not None and table.rows:
                table.nest, table.marker, table.tight = self._place()
                self._append(table.block())

    def _loosen(self, tag: str) -> None:
        """A raw HTML list whose items hold paragraphs is set apart."""
        if tag == "p" and self._lists and not self._lists[-1].ours:
            self._lists[-1].tight = False

    # Text

    def _text(self, source: str) -> None:
        if self._silent:
            return
        draft = self._cell_draft() or self._draft
        preformatted = self._kind is Kind.CODE
        text = clean_text(html.unescape(source) if "&" in source else source, preformatted)
        if unstacked(text) != text:
            self._say("Letters with more than 16 marks above each other are shown with fewer.")
            text = unstacked(text)
        if draft is None:
            if not text or (text == " " and not preformatted):
                return
            draft = self._open()
        elif self._tables.inside and _is_long(draft):
            self._say("The text of a table cell is cut after 200,000 characters.")
            return
        self._count_text(draft, text, source)
        if preformatted and not self._tables.inside:
            draft.write_raw(text)
        else:
            draft.write(text, (self._mark, self._href, self._title))
        if draft is self._draft and _is_long(draft):
            self._divide(draft)

    def _count_text(self, draft: Draft, text: str, source: str) -> None:
        self._counts["characters"] += len(text)
        draft.entities += source.count("&")
        if self._counts["characters"] > limits.RICH_CHARACTERS:
            self._say("Only the first 1,500,000 characters are shown.")
            self._finish()
            raise _FullError

    def _divide(self, draft: Draft) -> None:
        """Make several blocks of one that is too long to lay out."""
        self._say("A paragraph of more than 200,000 characters is shown in parts.")
        self._draft = None
        for block in parts(draft.block()):
            self._append(block)

    def _cell_draft(self) -> Draft | None:
        return self._tables.cell

    def _open(self) -> Draft:
        """The block that text goes to, opened here."""
        nest, marker, tight = self._place()
        self._draft = Draft(self._kind, nest, marker, tight, self._level)
        self._draft.anchor, self._item_anchor = self._item_anchor, ""
        if self._kind is Kind.CODE:
            self._draft.language = self._language
        return self._draft

    def _place(self) -> tuple[str, str, bool]:
        """Nest, marker and tightness for a block that opens now; the marker is used up."""
        marker, self._marker = self._marker, ""
        return "".join(self._containers), marker, bool(self._lists and self._lists[-1].tight)

    def _finish(self) -> None:
        """Close the open block."""
        if self._tables.inside:
            self._tables.new_line()
            return
        draft, self._draft = self._draft, None
        if draft is None:
            return
        block = draft.block()
        if draft.flooded:
            self._say("A paragraph held more than 5,000 marks of writing direction; they were left out.")
        if block.kind is Kind.HEADING:
            block = replace(block, anchor=slug(block.runs, self._slugs))
        if block.kind is Kind.CODE:
            block = replace(block, runs=(Run("".join(run.text for run in block.runs).strip("\n")),))
        if block.runs or block.marker:
            for part in pictures(block):
                self._append(part)

    def _append(self, block: Block) -> None:
        if len(self._blocks) >= limits.BLOCKS:
            self._say("Only the first 8,000 parts are shown.")
            raise _FullError
        self._blocks.append(block)

    # Marks

    def _set_mark(self, mark: Mark) -> None:
        self._counts["tags"] += 1
        if self._counts["tags"] > limits.INLINE_TAGS:
            self._say("Past 20,000 marks the text is shown without bold, italics and the like.")
        elif self._kind is not Kind.CODE:
            self._mark |= mark

    def _link(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        if ours.startswith("back-"):
            _, number, count = ours.split("-")
            target = f"#fnref-{number}" if count == "1" else f"#fnref-{number}-{count}"
            self._target(Run(BACK, Mark.PLAIN, target))
        elif "href" in attributes:
            self._counts["links"] += 1
            if self._counts["links"] > limits.LINKS:
                self._say("Only the first 8,000 links can be opened.")
            else:
                self._href, self._title = attributes["href"], attributes.get("title", "")

    def _abbreviation(self, attributes: dict[str, str]) -> None:
        self._title = attributes.get("title", "")

    def _superscript(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        if ours.startswith("ref-"):
            _, number, count = ours.split("-")
            anchor = f"fnref-{number}" if count == "1" else f"fnref-{number}-{count}"
            self._target(Run(number, Mark.SUPERSCRIPT, f"#fn-{number}", anchor))

    def _target(self, run: Run) -> None:
        """Write a footnote's sign, and nothing of what the element holds."""
        draft = self._cell_draft() or self._draft or self._open()
        draft.add(run)
        self._silent = True

    def _quotation(self, attributes: dict[str, str]) -> None:
        self._text("\u201c")

    def _ours(self, attributes: dict[str, str]) -> str:
        """The mark that Markdown's side left; "" if none."""
        value = attributes.get("class", "")
        return value[len(self._token) :] if value.startswith(self._token) else ""

    # Containers

    def _quote(self, attributes: dict[str, str]) -> None:
        self._finish()
        self._containers.append(Nest.QUOTE)

    def _bullets(self, attributes: dict[str, str]) -> None:
        self._open_list(attributes, 0, Nest.LIST)

    def _numbers(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        start = int(attributes.get("start", "1"))
        self._open_list(attributes, start or 1, Nest.NOTES if ours == "notes" else Nest.LIST)

    def _open_list(self, attributes: dict[str, str], number: int, nest: Nest) -> None:
        self._finish()
        ours = self._ours(attributes)
        if self._counts["items"] <= limits.LIST_ITEMS:
            self._containers.append(nest)
        self._lists.append(_List(number, ours == "tight" or not ours, bool(ours)))

    def _item(self, attributes: dict[str, str]) -> None:
        self._finish()
        if self._marker:
            self._open()
            self._finish()
        ours = self._ours(attributes)
        self._counts["items"] += 1
        if self._counts["items"] > limits.LIST_ITEMS:
            self._say("Past 2,500 list items the rest is shown as paragraphs.")
            self._containers = [mark for mark in self._containers if mark not in (Nest.LIST, Nest.NOTES)]
            return
        marker = self._next_marker()
        self._marker = {"task-open": "[ ]", "task-done": "[x]"}.get(ours, marker)
        if ours.startswith("note-"):
            self._item_anchor = "fn-" + ours.removeprefix("note-")
        if self._tables.inside:
            self._text("\u2022 " if marker == "-" else f"{marker} ")
            self._marker = ""

    def _next_marker(self) -> str:
        if not self._lists or not self._lists[-1].number:
            return "-"
        self._lists[-1].number += 1
        return f"{self._lists[-1].number - 1}."

    def _definition(self, attributes: dict[str, str]) -> None:
        self._finish()
        self._containers.append(Nest.DEFINITION)

    def _summary(self, attributes: dict[str, str]) -> None:
        self._finish()
        self._mark |= Mark.STRONG

    # Code, tables, single things

    def _pre(self, attributes: dict[str, str]) -> None:
        self._finish()
        self._kind, self._language, self._mark, self._href = Kind.CODE, "", Mark.PLAIN, ""

    def _code(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        if self._kind is Kind.CODE:
            self._language = ours.removeprefix("language-") if ours.startswith("language-") else ""

    def _table(self, attributes: dict[str, str]) -> None:
        self._finish()
        self._tables.start()

    def _row(self, attributes: dict[str, str]) -> None:
        self._tables.start_row()

    def _cell(self, attributes: dict[str, str]) -> None:
        self._tables.start_cell(attributes, head=False)

    def _head(self, attributes: dict[str, str]) -> None:
        self._tables.start_cell(attributes, head=True)

    def _break(self, attributes: dict[str, str]) -> None:
        draft = self._cell_draft() or self._draft
        if self._kind is Kind.CODE and not self._tables.inside:
            (draft or self._open()).write_raw("\n")
        elif draft is not None and not draft.is_empty():
            draft.break_line()

    def _rule(self, attributes: dict[str, str]) -> None:
        self._finish()
        if not self._tables.inside:
            self._append(Block(Kind.RULE, nest="".join(self._containers)))

    def _image(self, attributes: dict[str, str]) -> None:
        alt = clean_text(attributes.get("alt", ""), False).strip()
        source = source_path(attributes.get("src", ""))
        if not source:
            self._say("A picture was left out: its address is not allowed.")
            self._text(html.escape(alt))
            return
        self._counts["images"] += 1
        draft = self._cell_draft() or self._draft or self._open()
        if self._counts["images"] > limits.IMAGES or draft.images >= limits.BLOCK_IMAGES:
            self._say("Only the first 200 pictures, and 50 in one paragraph, are shown.")
            self._text(html.escape(alt))
            return
        draft.add(Run(alt, self._mark, self._href, "", source, attributes.get("title", "") or self._title))

    def _say(self, notice: str) -> None:
        if notice not in self._notices:
            self._notices.append(notice)


def _is_long(draft: Draft) -> bool:
    """Whether a block is too long to lay out in one."""
    return draft.size > limits.PARAGRAPH_CHARACTERS or draft.entities > limits.ENTITIES
