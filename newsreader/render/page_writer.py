"""The blocks of a page while it is being written: what stands in what, what was counted, what had to be cut."""

from __future__ import annotations

from newsreader.core.page import Block, Kind, Mark, Nest, Page, Run
from newsreader.core.values import dataclass, replace
from newsreader.render import limits
from newsreader.render.page_ends import code_parts, linked, parts, pictures, slug
from newsreader.render.page_tables import Tables
from newsreader.render.page_text import Draft, Style, clean_text, unstacked

_LISTS = (Nest.LIST, Nest.NOTES)


class FullError(Exception):
    """The page holds all it may; what is written stays."""


@dataclass(slots=True)
class _List:
    """An open list: the next number, None for bullets, and whether its items follow each other without a gap."""

    number: int | None
    tight: bool
    ours: bool


class PageWriter:
    """Takes text, signs and containers in order, and keeps every limit of `newsreader.render.limits`."""

    def __init__(self) -> None:
        """An empty page."""
        self.tables = Tables(self.say)
        self.kind = Kind.PARAGRAPH
        self.level = 0
        self.language = ""
        self._blocks: list[Block] = []
        self._notices: list[str] = []
        self._containers: list[Nest] = []
        self._lists: list[_List] = []
        self._draft: Draft | None = None
        self._marker = ""
        self._item_anchor = ""
        self._slugs: dict[str, int] = {}
        self._items = 0
        self._images = 0
        self._characters = 0
        self._codes = 0

    def page(self) -> Page:
        """The page as it stands."""
        return Page(tuple(linked(self._blocks)), tuple(self._notices))

    def say(self, notice: str) -> None:
        """Add a notice, once."""
        if notice not in self._notices:
            self._notices.append(notice)

    def depth(self) -> tuple[int, int]:
        """How many containers and lists are open; for `leave`."""
        return len(self._containers), len(self._lists)

    def leave(self, depth: tuple[int, int]) -> None:
        """Close the containers and lists opened since `depth` was asked for."""
        del self._containers[depth[0] :]
        del self._lists[depth[1] :]

    # Text

    def text(self, text: str, style: Style, entities: int = 0) -> None:
        """Write `text`; opens a block where none is open. Raises FullError."""
        preformatted = self.kind is Kind.CODE
        text = clean_text(text, preformatted)
        if unstacked(text) != text:
            self.say("Letters with more than 16 marks or invisible characters behind them are shown with fewer.")
            text = unstacked(text)
        draft = self.tables.cell or self._draft
        if draft is None:
            if not text or (text == " " and not preformatted):
                return
            draft = self._open()
        elif self.tables.inside and _is_long(draft):
            self.say("The text of a table cell is cut after 200,000 characters.")
            return
        self._count(len(text))
        draft.entities += entities
        if preformatted and not self.tables.inside:
            draft.write_raw(text)
        else:
            draft.write(text, style)
        if draft is self._draft and _is_long(draft):
            self._divide(draft)

    def add(self, run: Run) -> None:
        """Write a run that stands by itself."""
        (self.tables.cell or self._draft or self._open()).add(run)

    def image(self, run: Run) -> bool:
        """Write a picture; False where there are too many."""
        draft = self.tables.cell or self._draft or self._open()
        self._images += 1
        if self._images > limits.IMAGES or draft.images >= limits.BLOCK_IMAGES:
            self.say("Only the first 200 pictures, and 50 in one paragraph, are shown.")
            return False
        draft.add(run)
        return True

    def break_line(self) -> None:
        """End the line within its block."""
        draft = self.tables.cell or self._draft
        if self.kind is Kind.CODE and not self.tables.inside:
            (draft or self._open()).write_raw("\n")
        elif draft is not None and not draft.is_empty():
            draft.break_line()

    def finish(self) -> None:
        """Close the open block; within a table's cell, the line. Raises FullError."""
        if self.tables.inside:
            self.tables.new_line()
            return
        draft, self._draft = self._draft, None
        if draft is None:
            return
        block = draft.block()
        if draft.flooded:
            self.say("A paragraph held more than 5,000 marks of writing direction; they were left out.")
        if block.kind is Kind.HEADING:
            block = replace(block, anchor=slug(block.runs, self._slugs))
        for part in self._code(block) if block.kind is Kind.CODE else pictures(block):
            if part.runs or part.marker:
                self._append(part)

    def rule(self) -> None:
        """Write a rule."""
        self.finish()
        if not self.tables.inside:
            self._append(Block(Kind.RULE, nest="".join(self._containers)))

    # Containers

    def enter(self, nest: Nest) -> None:
        """Open a quotation or a definition."""
        self.finish()
        self._containers.append(nest)

    def open_list(self, number: int | None, nest: Nest, mark: str) -> None:
        """Open a list that counts from `number`, None for bullets; `mark` is "tight", "loose", "notes" or ""."""
        self.finish()
        self.close_item()
        if self._items <= limits.LIST_ITEMS:
            self._containers.append(nest)
        self._lists.append(_List(number, mark in ("tight", ""), bool(mark)))

    def loosen(self) -> None:
        """Set a list apart that an author wrote in HTML, because an item holds a paragraph."""
        if self._lists and not self._lists[-1].ours:
            self._lists[-1].tight = False

    def open_item(self, marker: str, anchor: str) -> None:
        """Begin an item; `marker` is "" for the list's own. Raises FullError."""
        self.finish()
        self._items += 1
        if self._items > limits.LIST_ITEMS:
            self.say("Past 2,500 list items the rest is shown as paragraphs.")
            self._containers = [nest for nest in self._containers if nest not in _LISTS]
            return
        numbered = self._next_marker()
        self._marker, self._item_anchor = marker or numbered, anchor
        if self.tables.inside:
            sign, self._marker = "\u2022" if self._marker == "-" else self._marker, ""
            self.text(f"{sign} ", (Mark.PLAIN, "", ""))

    def close_item(self) -> None:
        """Give an item without text of its own, or one that begins with a list, a block for its marker."""
        if self._marker:
            self._open()
            self.finish()

    def end_row(self) -> None:
        """End a table's row."""
        for line in self.tables.end_row():
            self._append(Block(Kind.PARAGRAPH, line, "".join(self._containers)))

    def end_table(self) -> None:
        """End a table; the outermost is written."""
        table = self.tables.end()
        if table is not None and table.rows:
            table.nest, table.marker, table.tight = self._place()
            self._append(table.block())

    def _next_marker(self) -> str:
        number = self._lists[-1].number if self._lists else None
        if number is None:
            return "-"
        self._lists[-1].number = number + 1
        return f"{number}."

    def _open(self) -> Draft:
        """The block that text goes to, opened here."""
        nest, marker, tight = self._place()
        anchor, self._item_anchor = self._item_anchor, ""
        language = self.language if self.kind is Kind.CODE else ""
        self._draft = Draft(self.kind, nest, marker, tight, self.level, language, anchor)
        return self._draft

    def _place(self) -> tuple[str, str, bool]:
        """Nest, marker and tightness for a block that opens now; the marker is used up."""
        marker, self._marker = self._marker, ""
        return "".join(self._containers), marker, bool(self._lists and self._lists[-1].tight)

    def _count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > limits.RICH_CHARACTERS:
            self.say("Only the first 1,500,000 characters are shown.")
            self.finish()
            raise FullError

    def _divide(self, draft: Draft) -> None:
        """Make several blocks of one that is too long to lay out."""
        self._draft = None
        block = draft.block()
        if block.kind is not Kind.CODE:
            self.say("A paragraph of more than 200,000 characters is shown in parts.")
        for part in self._code(block) if block.kind is Kind.CODE else parts(block):
            self._append(part)

    def _code(self, block: Block) -> list[Block]:
        found = code_parts(block)
        if len(found) > 1:
            self.say("Code of more than 30,000 characters is shown in parts.")
        self._codes += len(found)
        if self._codes > limits.CODE_BLOCKS:
            self.say("Past 1,500 blocks of code the rest is shown as paragraphs.")
            found = [replace(part, kind=Kind.PARAGRAPH, language="") for part in found]
        return found

    def _append(self, block: Block) -> None:
        if len(self._blocks) >= limits.BLOCKS:
            self.say("Only the first 8,000 parts are shown.")
            raise FullError
        self._blocks.append(block)


def _is_long(draft: Draft) -> bool:
    """Whether a block is too long to lay out in one."""
    return draft.size > limits.PARAGRAPH_CHARACTERS or draft.entities > limits.ENTITIES
