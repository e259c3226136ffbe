"""From a `Page` to a document, block by block, so that a long article can be built in slices.

Containers are no frames: each block carries its indent, and remembers in its format what it stands in, for the
painting. Only code blocks and tables are frames, because only frames may be wider than the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
)

from newsreader.core.page import Block, Cell, Kind, Mark, Page, Run
from newsreader.core.text import direction, fills_with_cjk
from newsreader.core.values import dataclass, field, replace
from newsreader.ui.page.code_blocks import CodeWriter, PlacedCode
from newsreader.ui.page.formats import BlockKey, Formats, Style, mirrored
from newsreader.ui.page.parts import letters, parts_of
from newsreader.ui.page.pictures import PictureWriter, PlacedPicture, keep_off
from newsreader.ui.page.runs import Marks, RunWriter, has_cjk, opens_with_bracket
from newsreader.ui.page.signs import JOINER, braked
from newsreader.ui.page.tables import PlacedTable, Room, TableWriter
from newsreader.ui.page.type_scale import LONG_TITLE, NOTICE_INDENT, Role, indent_of

_HEADINGS = (Role.H2, Role.H2, Role.H3, Role.H4, Role.H4, Role.H4)
_LISTS = "LDN"
_FRAMES = {Kind.CODE: Role.CODE, Kind.TABLE: Role.TABLE}
"""What has a frame of Qt's of its own."""


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The lines above the text; an empty one is left out."""

    source: str
    title: str
    byline: str
    cjk: bool = False


@dataclass(slots=True)
class Placed:
    """What was built so far, as far as it must be found again.

    `starts` holds the first text block of the title block and of each block of the page.
    """

    starts: list[QTextBlock] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    code: list[PlacedCode] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    title: QTextBlock | None = None

    def index_at(self, position: int) -> int:
        """Index in `starts` of the part of the page that holds a position of the document."""
        return max(0, bisect_right(self.starts, position, key=lambda block: block.position()) - 1)


class PageBuilder:
    """Writes one page at the end of one document; `placed` grows with it."""

    def __init__(self, document: QTextDocument, title: TitleBlock, page: Page, formats: Formats, room: Room) -> None:
        """`document` must be empty. Nothing is written before `write`."""
        self.placed = Placed()
        self._title = title
        self._page = page
        self._formats = formats
        self._room = room
        self._cursor = QTextCursor(document)
        self._next = -1
        self._parts: list[Block] = []
        self._letters = 0
        self._fresh = True
        self._head: QTextBlock | None = None
        self._rtl = direction(title.title) == "rtl"
        self._writer = RunWriter(self._cursor, formats, self.placed.marks)
        self._tables = TableWriter(formats, self._write_cell)
        self._code = CodeWriter(formats)
        self._pictures = PictureWriter(formats, self.placed.marks)

    @property
    def done(self) -> bool:
        """Whether all that has come of the page stands in the document.

        Of a beginning the last block waits for the one after it, on which the space below depends.
        """
        blocks = len(self._page.blocks)
        return self._next >= (blocks - 1 if self._page.more else blocks)

    @property
    def built(self) -> int:
        """How many parts stand in the document; the title block is the first."""
        return self._next + 1

    @property
    def letters(self) -> int:
        """How much text stands in the document, in letters of prose that cost as much to lay out."""
        return self._letters

    def go_on(self, page: Page) -> bool:
        """Write on in `page`, which begins with the one that was written; notices that it has besides are put in their
        place above the text at once. False, and nothing is done, where there is nothing above the text.
        """
        late = page.notices[len(self._page.notices) :] if self._next >= 0 else ()
        if late and self._head is None:
            return False
        self._page = page
        if late and self._head is not None:
            self._write_late(self._head, late)
        return True

    def set_room(self, room: Room) -> None:
        """The room for what is still to be written."""
        self._room = room

    def write(self, enough: Callable[[], bool]) -> None:
        """Write parts of the page as one edit until `enough` says so, at least one."""
        self._cursor.beginEditBlock()
        try:
            while not self.done:
                self._write_next()
                if enough():
                    break
        finally:
            self._cursor.endEditBlock()

    def _write_next(self) -> None:
        if self._next < 0:
            self._write_title()
        else:
            self._write_block(self._next)
        if not self._parts:
            self._next += 1

    def _write_title(self) -> None:
        title = self._title
        latin = Role.LONG_TITLE if len(title.title) > LONG_TITLE else Role.TITLE
        role = Role.CJK_TITLE if has_cjk(title.title) else latin
        lines = [(Role.EYEBROW, title.source), (role, title.title), (Role.BYLINE, title.byline)]
        for line_role, text in lines:
            if not text:
                continue
            self._open(line_role, self._formats.block(line_role), rtl=self._rtl)
            if line_role is role:
                self.placed.title = self._cursor.block()
            if len(self.placed.starts) == 0:
                self.placed.starts.append(self._cursor.block())
            self._writer.write((Run(text),), line_role)
        if not self.placed.starts:
            self.placed.starts.append(self._cursor.block())
        self._write_notices(self._page.notices)

    def _write_notices(self, notices: Sequence[str]) -> None:
        blocks = [Block(Kind.NOTICE, (Run(notice),)) for notice in notices]
        following = [*blocks[1:], self._page.blocks[0] if self._page.blocks else None]
        for block, after in zip(blocks, following, strict=False):
            self._write_text(block, Role.NOTICE, after)
        self._head = None if self._fresh else self._cursor.block()

    def _write_late(self, head: QTextBlock, notices: Sequence[str]) -> None:
        """Write notices below `head`, the last text block above the text, which stands already."""
        fresh, self._fresh = self._fresh, False
        document, number = self._cursor.document(), head.blockNumber()
        before = document.blockCount()
        self._cursor.beginEditBlock()
        self._cursor.setPosition(head.position() + head.length() - 1)
        self._write_notices(notices)
        keep_off(self._cursor.block().next(), self._formats)
        self.placed.marks.make_room(number, document.blockCount() - before)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.endEditBlock()
        self._fresh = fresh

    def _write_block(self, index: int) -> None:
        """Write a block of the page, or the next part of a long one that is written in several."""
        blocks = self._page.blocks
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if self._parts:
            part = self._parts.pop(0)
            self._letters += letters(part)
            self._write_text(part, self._role(blocks[index]), following, goes_on=bool(self._parts))
            return
        block, *self._parts = parts_of(blocks[index])
        self._letters += letters(block)
        if "N" in block.nest and (index == 0 or "N" not in blocks[index - 1].nest):
            first = self._write_rule_before_notes(blocks[index - 1] if index else None)
        else:
            first = None
        if block.kind is Kind.CODE:
            start = self._write_code(block, following)
        elif block.kind is Kind.TABLE and block.rows:
            start = self._write_table(block, following)
        elif block.kind is Kind.IMAGE:
            start = self._write_picture(block, following)
        else:
            start = self._write_text(block, self._role(block), following, goes_on=bool(self._parts))
        self.placed.starts.append(first or start)

    def _role(self, block: Block) -> Role:
        match block.kind:
            case Kind.HEADING:
                return _HEADINGS[min(max(block.level, 1), 6) - 1]
            case Kind.RULE:
                return Role.RULE
            case Kind.CAPTION:
                return Role.CAPTION
            case Kind.NOTICE:
                return Role.NOTICE
            case Kind.TERM:
                return Role.TERM
        if "N" in block.nest:
            return Role.NOTE
        return Role.CJK_TEXT if self._formats.scale.cjk else Role.TEXT

    def _write_text(self, block: Block, role: Role, following: Block | None, *, goes_on: bool = False) -> QTextBlock:
        text = "".join(run.text for run in block.runs[:20])
        rtl = self._direction(text)
        below = 0.0 if goes_on else self._below(block, role, following)
        block_format = self._formats.block(role, below=below)
        indent = self._indent(block.nest) + (self._formats.scale.px(NOTICE_INDENT) if role is Role.NOTICE else 0.0)
        mirrored(block_format, rtl=rtl, indent=indent)
        self._decorate(block_format, block)
        if role is Role.CJK_TEXT and fills_with_cjk(text):
            block_format.setAlignment(Qt.AlignmentFlag.AlignJustify)
            block = replace(block, runs=braked(block.runs))
            if opens_with_bracket(text) and not block.marker:
                block_format.setTextIndent(-0.5 * self._formats.scale.size)
        self._open(role, block_format, rtl=rtl)
        start = self._cursor.block()
        if block.anchor:
            self._writer.mark_anchor(block.anchor)
        colour = "fg2" if "Q" in block.nest and role in (Role.TEXT, Role.CJK_TEXT) else ""
        self._pictures.write_around(self._writer, self._cursor, block, role, colour, self.placed.pictures)
        if role is Role.NOTICE and following is not None and following.kind in _FRAMES:
            self._write_filler(new=True)
        return start

    def _write_rule_before_notes(self, before: Block | None) -> QTextBlock | None:
        if before is None or before.kind is Kind.RULE:
            return None
        return self._write_text(Block(Kind.RULE), Role.RULE, None)

    def _write_code(self, block: Block, following: Block | None) -> QTextBlock:
        frame, start = self._open_frame(block, self._below_frame(Role.CODE, following))
        code = self._code.write(self._cursor, frame, block, self._indent(block.nest), self._room)
        self.placed.code.append(code)
        self._leave_frame()
        return start

    def _open_frame(self, block: Block, below: float) -> tuple[QTextFrame, QTextBlock]:
        self._close_gap()
        frame = self._cursor.insertFrame(self._code.frame_format(block, below))
        start = self._cursor.block()
        if block.anchor:
            self._writer.mark_anchor(block.anchor)
        return frame, start

    def _write_table(self, block: Block, following: Block | None) -> QTextBlock:
        self._close_gap()
        text = "".join(run.text for row in block.rows[:3] for cell in row for run in cell.runs)
        rtl = self._direction(text)
        indent = self._indent(block.nest)
        below = self._below_frame(Role.TABLE, following)
        placed = self._tables.write(self._cursor, block, indent=indent, below=below, rtl=rtl, room=self._room)
        start = placed.table.firstCursorPosition().block()
        self.placed.tables.append(placed)
        self._leave_frame()
        return start

    def _write_cell(self, cursor: QTextCursor, cell: Cell, role: Role) -> None:
        writer = RunWriter(cursor, self._formats, self.placed.marks)
        if cell.runs and all(run.mark & Mark.CODE for run in cell.runs):
            # A line that holds only the smaller face would stand lower than its neighbours' lines.
            writer.write((Run(JOINER),), role)
        writer.write(cell.runs, role)

    def _write_picture(self, block: Block, following: Block | None) -> QTextBlock:
        self._close_gap()
        block_format = self._formats.block(Role.IMAGE, below=self._below_picture(following))
        mirrored(block_format, rtl=self._rtl, indent=self._indent(block.nest))
        self._decorate(block_format, block)
        self._open(Role.IMAGE, block_format, rtl=self._rtl)
        start = self._cursor.block()
        if block.anchor:
            self._writer.mark_anchor(block.anchor)
        indent = self._indent(block.nest)
        pictures = self._pictures.write(self._cursor, block, indent, self._room.measure - indent)
        self.placed.pictures.extend(pictures)
        if following is not None and following.kind in _FRAMES:
            self._write_filler(new=True)
        return start

    def _open(self, role: Role, block_format: QTextBlockFormat, *, rtl: bool) -> None:
        """Begin a text block: the empty one that stands at the end, or a new one."""
        if block_format.layoutDirection() == Qt.LayoutDirection.LayoutDirectionAuto:
            mirrored(block_format, rtl=rtl, indent=0.0)
        char_format = self._formats.char(Style(role))
        if self._fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(char_format)
            self._fresh = False
        else:
            self._cursor.insertBlock(block_format, char_format)

    def _close_gap(self) -> None:
        """Before a frame or a picture: the empty block that stands behind a frame takes no height.

        Qt leaves out the margin above the first block behind a frame; a box in the place of a picture needs its own.
        """
        if self._fresh:
            self._write_filler(new=False)
            self._fresh = False

    def _write_filler(self, *, new: bool) -> None:
        """Make a block without height of the one at the cursor, or a `new` one.

        Before a frame it keeps the margin under a picture or a notice, which Qt leaves out there: the box in the place
        of a picture, or the ground of a notice, stands in that.
        """
        filler = self._formats.block(Role.FILLER)
        filler.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        char = self._formats.char(Style(Role.FILLER))
        if new:
            self._cursor.insertBlock(filler, char)
        else:
            self._cursor.setBlockFormat(filler)
            self._cursor.setBlockCharFormat(char)

    def _leave_frame(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def _decorate(self, block_format: QTextBlockFormat, block: Block) -> None:
        if block.nest:
            block_format.setProperty(BlockKey.NEST, block.nest)
        if block.marker:
            block_format.setProperty(BlockKey.MARKER, block.marker)

    def _direction(self, text: str) -> bool:
        """Whether a block runs from right to left; one without letters follows the page."""
        return direction(text) == "rtl" if any(char.isalpha() for char in text[:200]) else self._rtl

    def _indent(self, nest: str) -> float:
        return self._formats.scale.px(indent_of(nest))

    def _below_frame(self, role: Role, following: Block | None) -> float:
        """Space under a frame: Qt adds that above a next frame to it, and leaves out that above a next text block."""
        below = self._formats.setting(role).below
        if following is None:
            return below
        if following.kind in _FRAMES:
            return max(0.0, below - self._formats.setting(_FRAMES[following.kind]).above)
        return max(below, self._formats.setting(self._role(following)).above)

    def _below_picture(self, following: Block | None) -> float:
        """Space under a picture: its caption stands close, and a frame has its own space above it."""
        if following is None or following.kind is Kind.CAPTION:
            return self._formats.setting(Role.IMAGE).below
        if following.kind in _FRAMES:
            return 0.0
        return max(self._formats.setting(Role.TEXT).below, self._formats.setting(self._role(following)).above)

    def _below(self, block: Block, role: Role, following: Block | None) -> float | None:
        """Space under a block: within a list the items stand closer than paragraphs do. What a notice stands on reaches
        below its text, and a frame under it has its own space.
        """
        if role is Role.NOTICE and following is not None and following.kind in _FRAMES:
            return self._formats.setting(role).above
        if role not in (Role.TEXT, Role.CJK_TEXT, Role.NOTE):
            return None
        place = next((i for i, letter in enumerate(block.nest) if letter in _LISTS), -1)
        item = self._formats.setting(Role.ITEM).below
        paragraph = self._formats.setting(Role.TEXT if role is Role.NOTE else role).below
        inside = place >= 0 and following is not None and following.nest[: place + 1] == block.nest[: place + 1]
        if not inside:
            return paragraph
        return item if block.tight or role is Role.NOTE else float(round(paragraph * 0.6))
