"""Cleaned HTML to a page: one pass over the tags that counts, flattens and cuts (security.md sections 4 and 5).

The HTML comes from `sanitise.clean`, which writes it in one canonical form; so a regular expression reads it exactly.
Tags that are not known here give their text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from newsreader.core.page import Kind, Mark, Nest, Page, Run
from newsreader.core.values import dataclass
from newsreader.render import limits
from newsreader.render.addresses import source_path
from newsreader.render.page_ends import BACK
from newsreader.render.page_text import clean_text
from newsreader.render.page_writer import FullError, PageWriter

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
_ENDING = (*_BLOCKS, "blockquote", "li", "ul", "ol", "dd", "pre", "summary")
_VOID = ("br", "hr", "img", "wbr")
_TASKS = {"task-open": "[ ]", "task-done": "[x]"}


@dataclass(frozen=True, slots=True)
class _Frame:
    """What to go back to where an element ends; `ignored` ones lie too deep and did nothing."""

    tag: str
    mark: Mark
    href: str
    title: str
    silent: bool
    kind: Kind
    level: int
    depth: tuple[int, int]
    ignored: bool


class PageTree:
    """Builds one page; use once."""

    def __init__(self, token: str) -> None:
        """`token` begins the class names that Markdown's side wrote."""
        self._token = token
        self._out = PageWriter()
        self._stack: list[_Frame] = []
        self._mark, self._href, self._title = Mark.PLAIN, "", ""
        self._silent = False
        self._links = 0
        self._tags = 0
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
            self._out.finish()
        except FullError:
            self._stack.clear()
        return self._out.page()

    # What begins, what ends

    def _start(self, tag: str, attributes: str) -> None:
        if tag not in _VOID:
            deep = len(self._stack) >= limits.ELEMENT_DEPTH
            self._stack.append(self._frame(tag, deep))
            if deep:
                self._out.say("Parts that are nested more than 60 levels deep are shown as plain text.")
                return
        if tag in _MARKS:
            self._set_mark(_MARKS[tag])
        if tag in _BLOCKS:
            self._block(tag)
        start = self._starts.get(tag)
        if start is not None:
            found = _ATTRIBUTE.findall(attributes) if attributes else ()
            start({name: html.unescape(value) for name, value in found})

    def _frame(self, tag: str, ignored: bool) -> _Frame:
        out = self._out
        style = (self._mark, self._href, self._title, self._silent)
        return _Frame(tag, *style, out.kind, out.level, out.depth(), ignored)

    def _block(self, tag: str) -> None:
        """Begin what stands on lines of its own."""
        out = self._out
        out.finish()
        if tag not in ("p", "div") or out.kind not in (Kind.CAPTION, Kind.TERM):
            out.kind = _BLOCKS[tag]
            out.level = int(tag[1]) if out.kind is Kind.HEADING else 0
        if tag == "p":
            out.loosen()

    def _end(self, tag: str) -> None:
        if not self._stack or self._stack[-1].tag != tag:
            return
        frame = self._stack.pop()
        if frame.ignored:
            return
        if tag == "q":
            self._text("\u201d")
        elif tag in ("td", "th"):
            self._out.tables.end_cell()
        elif tag == "tr":
            self._out.end_row()
        elif tag == "table":
            self._out.end_table()
        elif tag in _ENDING:
            self._out.finish()
            if tag == "li":
                self._out.close_item()
        self._mark, self._href, self._title, self._silent = frame.mark, frame.href, frame.title, frame.silent
        self._out.kind, self._out.level = frame.kind, frame.level
        self._out.leave(frame.depth)

    # Text and marks

    def _text(self, source: str) -> None:
        if not self._silent:
            entities = source.count("&")
            text = html.unescape(source) if entities else source
            self._out.text(text, (self._mark, self._href, self._title), entities)

    def _set_mark(self, mark: Mark) -> None:
        self._tags += 1
        if self._tags > limits.INLINE_TAGS:
            self._out.say("Past 20,000 marks the text is shown without bold, italics and the like.")
        elif self._out.kind is not Kind.CODE:
            self._mark |= mark

    def _link(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        if ours.startswith("back-"):
            _, number, count = ours.split("-")
            self._target(Run(BACK, Mark.PLAIN, f"#{_reference(number, count)}"))
        elif "href" in attributes:
            self._links += 1
            if self._links > limits.LINKS:
                self._out.say("Only the first 8,000 links can be opened.")
            else:
                self._href, self._title = attributes["href"], attributes.get("title", "")

    def _superscript(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        if ours.startswith("ref-"):
            _, number, count = ours.split("-")
            self._target(Run(number, Mark.SUPERSCRIPT, f"#fn-{number}", _reference(number, count)))

    def _target(self, run: Run) -> None:
        """Write a footnote's sign, and nothing of what its element holds."""
        self._out.add(run)
        self._silent = True

    def _abbreviation(self, attributes: dict[str, str]) -> None:
        self._title = attributes.get("title", "")

    def _quotation(self, attributes: dict[str, str]) -> None:
        self._text("\u201c")

    def _summary(self, attributes: dict[str, str]) -> None:
        self._out.finish()
        self._mark |= Mark.STRONG

    def _ours(self, attributes: dict[str, str]) -> str:
        """The mark that Markdown's side left; "" if none."""
        value = attributes.get("class", "")
        return value[len(self._token) :] if value.startswith(self._token) else ""

    # Containers

    def _quote(self, attributes: dict[str, str]) -> None:
        self._out.enter(Nest.QUOTE)

    def _definition(self, attributes: dict[str, str]) -> None:
        self._out.enter(Nest.DEFINITION)

    def _bullets(self, attributes: dict[str, str]) -> None:
        self._out.open_list(None, Nest.LIST, self._ours(attributes))

    def _numbers(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        nest = Nest.NOTES if ours == "notes" else Nest.LIST
        self._out.open_list(int(attributes.get("start", "1")), nest, ours)

    def _item(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        anchor = f"fn-{ours.removeprefix('note-')}" if ours.startswith("note-") else ""
        self._out.open_item(_TASKS.get(ours, ""), anchor)

    # Code, tables, single things

    def _pre(self, attributes: dict[str, str]) -> None:
        self._out.finish()
        self._out.kind, self._out.language = Kind.CODE, ""
        self._mark, self._href = Mark.PLAIN, ""

    def _code(self, attributes: dict[str, str]) -> None:
        ours = self._ours(attributes)
        if self._out.kind is Kind.CODE and ours.startswith("language-"):
            self._out.language = ours.removeprefix("language-")

    def _table(self, attributes: dict[str, str]) -> None:
        self._out.finish()
        self._out.tables.start()

    def _row(self, attributes: dict[str, str]) -> None:
        self._out.tables.start_row()

    def _cell(self, attributes: dict[str, str]) -> None:
        self._out.tables.start_cell(attributes, head=False)

    def _head(self, attributes: dict[str, str]) -> None:
        self._out.tables.start_cell(attributes, head=True)

    def _break(self, attributes: dict[str, str]) -> None:
        self._out.break_line()

    def _rule(self, attributes: dict[str, str]) -> None:
        self._out.rule()

    def _image(self, attributes: dict[str, str]) -> None:
        alt = clean_text(attributes.get("alt", ""), preformatted=False).strip()
        source = source_path(attributes.get("src", ""))
        if not source:
            self._out.say("A picture was left out: its address is not allowed.")
        title = clean_text(attributes.get("title", ""), preformatted=False) or self._title
        if not source or not self._out.image(Run(alt, self._mark, self._href, "", source, title)):
            self._out.text(alt, (self._mark, self._href, self._title))


def _reference(number: str, count: str) -> str:
    """The target of a note's first, second … reference in the text."""
    return f"fnref-{number}" if count == "1" else f"fnref-{number}-{count}"
