"""Code blocks: a frame of their own with room inside, wider than the text where a line needs it, wrapped with a
hanging indent where even that is not enough.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextFrame, QTextFrameFormat

from newsreader.core.page import Block, Mark
from newsreader.core.values import dataclass
from newsreader.ui.page.formats import BlockKey, Formats, Style
from newsreader.ui.page.runs import harmless, utf16_length
from newsreader.ui.page.tables import WORTH_LEAVING, Room, set_margins
from newsreader.ui.page.type_scale import CODE_PADDING, Role

_HANGING = 2
"""A wrapped line goes on this many characters right of where it began."""
_TAB = "    "
_LONGEST_MEASURED = 1000
_COLOURS = {
    Mark.KEYWORD: "syn_kw",
    Mark.STRING: "syn_str",
    Mark.COMMENT: "syn_com",
    Mark.NAME: "syn_fn",
    Mark.NUMBER: "syn_num",
}


@dataclass(slots=True)
class PlacedCode:
    """A code block in the document; `widest` is the width of its longest line, `character` that of one letter."""

    frame: QTextFrame
    indent: float
    widest: float
    character: float
    padding: float
    wrapped: bool = False

    def fit(self, room: Room) -> None:
        """Leave the measure as far as the longest line needs and `room` allows, and wrap what is longer still."""
        inner = room.measure - self.indent - 2 * self.padding
        most = 2 * room.aside if not self.indent else room.aside
        wanted = max(0.0, self.widest + 1 - inner)
        beyond = wanted if wanted <= most else most if room.aside >= WORTH_LEAVING else 0.0
        leading = beyond / 2 if not self.indent else 0.0
        frame_format = self.frame.frameFormat()
        set_margins(frame_format, self.indent - leading, leading - beyond, rtl=False)
        self.frame.setFrameFormat(frame_format)
        wrapped = wanted > beyond
        if wrapped != self.wrapped:
            self.wrapped = wrapped
            self._set_wrapping()

    def _set_wrapping(self) -> None:
        cursor = self.frame.firstCursorPosition()
        last = self.frame.lastPosition()
        block = cursor.block()
        while block.isValid() and block.position() <= last:
            self._wrap(block)
            block = block.next()

    def _wrap(self, block: QTextBlock) -> None:
        block_format = block.blockFormat()
        block_format.setNonBreakableLines(not self.wrapped)
        hanging = 0.0
        if self.wrapped:
            text = block.text()[:_LONGEST_MEASURED]
            hanging = (min(len(text) - len(text.lstrip(" ")), 24) + _HANGING) * self.character
        block_format.setLeftMargin(hanging)
        block_format.setTextIndent(-hanging)
        QTextCursor(block).setBlockFormat(block_format)


class CodeWriter:
    """Writes code blocks, one line a text block."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def frame_format(self, block: Block, below: float) -> QTextFrameFormat:
        """The frame a code block stands in; its ground is painted under it."""
        setting = self._formats.setting(Role.CODE)
        result = QTextFrameFormat()
        result.setPadding(self._formats.scale.px(CODE_PADDING))
        result.setTopMargin(setting.above)
        result.setBottomMargin(below)
        result.setProperty(BlockKey.ROLE, Role.CODE.value)
        if block.nest:
            result.setProperty(BlockKey.NEST, block.nest)
        return result

    def write(self, cursor: QTextCursor, frame: QTextFrame, block: Block, indent: float, room: Room) -> PlacedCode:
        """Write the lines of `block` at the cursor, which must stand in the empty `frame`."""
        char = self._formats.char(Style(Role.CODE))
        block_format = self._formats.block(Role.CODE, above=0, below=0)
        block_format.setNonBreakableLines(True)
        block_format.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        cursor.setBlockFormat(block_format)
        cursor.setBlockCharFormat(char)
        text = "".join(run.text for run in block.runs).rstrip("\n").expandtabs(len(_TAB))
        lines = text.split("\n")
        # insertText makes a block of each line and copies the block's format: one call instead of one for each line.
        start = cursor.position()
        cursor.insertText("\n".join(harmless(line) for line in lines), char)
        self._colour(cursor, start, block)
        metrics = self._formats.metrics(Role.CODE)
        longest = max(lines, key=len)
        widest = max(
            metrics.horizontalAdvance(longest[:_LONGEST_MEASURED]), metrics.horizontalAdvance("0") * len(longest)
        )
        padding = self._formats.scale.px(CODE_PADDING)
        placed = PlacedCode(frame, indent, widest, metrics.horizontalAdvance("0"), padding)
        placed.fit(room)
        return placed

    def _colour(self, cursor: QTextCursor, start: int, block: Block) -> None:
        """Give the words of a language their colours; the text stands already."""
        place = start
        painter = QTextCursor(cursor)
        for run in block.runs:
            end = place + utf16_length(run.text)
            colour = _COLOURS.get(run.mark)
            if colour is not None:
                painter.setPosition(place)
                painter.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                painter.setCharFormat(self._formats.char(Style(Role.CODE, colour=colour)))
            place = end
