"""Tables: widths of columns by what stands in them, alignment, rules, and how far a table may leave the measure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from newsreader.core.late import late
from newsreader.core.page import Block, Cell
from newsreader.core.values import dataclass
from newsreader.ui.page.formats import BlockKey, Formats
from newsreader.ui.page.geometry import RIGHT_TO_LEFT
from newsreader.ui.page.runs import has_cjk
from newsreader.ui.page.signs import JOINER
from newsreader.ui.page.type_scale import CELL_PADDING, Role

_NUMBER = late(r"[\s(+\-−–±~≈<>]*[$€£¥]?\s*\d[\d.,\s\u00a0\u202f'’/:×x]*(?:[%‰)°]|\s?[A-Za-zµ]{1,3})?[\s)*†]*")
_BREAKS = late("[\\s\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]+")
"""Blanks, and characters before and behind which a line may end."""
_ALIGNMENTS = {
    "": Qt.AlignmentFlag.AlignLeft,
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
}
WORTH_LEAVING = 40.0
"""Less room than this on either side is not worth leaving the measure for."""
_MOST_PREFERRED = 420.0
"""A cell is never asked to be wider than this on one line; longer text wraps."""


_SLACK = 2.0
"""Qt lays cells out in whole pixels; a word that fits to the pixel would be broken."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one column asks for, without padding: its widest word, and its widest cell on one line."""

    least: float
    preferred: float


@dataclass(frozen=True, slots=True)
class Room:
    """Width of the text, and how far frames and tables may leave it on either side, in pixels."""

    measure: float
    aside: float


@dataclass(slots=True)
class PlacedTable:
    """A table in the document and what is needed to fit it to another pane."""

    table: QTextTable
    columns: list[Column]
    indent: float
    rtl: bool
    padding: float

    def fit(self, room: Room) -> None:
        """Give the columns their widths for `room`, leaving the measure only as far as needed."""
        shared = room.measure - self.indent
        aside = room.aside if room.aside >= WORTH_LEAVING else 0.0
        most = shared + (aside if self.indent else 2 * aside)
        widths = column_widths(self.columns, 2 * self.padding, shared, most)
        beyond = max(0.0, sum(widths) - shared)
        leading = beyond / 2 if not self.indent else 0.0
        table_format = self.table.format().toTableFormat()
        table_format.setColumnWidthConstraints([QTextLength(QTextLength.Type.FixedLength, width) for width in widths])
        table_format.setWidth(QTextLength(QTextLength.Type.FixedLength, sum(widths)))
        set_margins(table_format, self.indent - leading, leading - beyond, rtl=self.rtl)
        self.table.setFormat(table_format)


def set_margins(target: QTextFrameFormat, leading: float, trailing: float, *, rtl: bool) -> None:
    """Margins of a frame or table on the side where text begins and on the other; negative ones leave the measure."""
    target.setLeftMargin(trailing if rtl else leading)
    target.setRightMargin(leading if rtl else trailing)


def column_widths(columns: Sequence[Column], padding: float, shared: float, most: float) -> list[float]:
    """Widths with padding, together at least `shared` and at most `most`.

    Columns get what they prefer where there is room, and share what is left over by what they prefer; where there is
    not, each keeps its widest word and shares the rest; where even the words do not fit, they shrink alike and break.
    """
    preferred = sum(column.preferred + padding for column in columns)
    if preferred <= most:
        spare = max(0.0, shared - preferred)
        total = sum(column.preferred for column in columns)
        if total < 1:
            return [column.preferred + padding + spare / len(columns) for column in columns]
        return [column.preferred + padding + spare * column.preferred / total for column in columns]
    least = sum(column.least + padding for column in columns)
    if least >= most:
        return [(column.least + padding) * most / least for column in columns]
    wanting = sum(column.preferred - column.least for column in columns) or 1.0
    share = (most - least) / wanting
    return [column.least + padding + (column.preferred - column.least) * share for column in columns]


def numeric_columns(rows: Sequence[Sequence[Cell]], count: int) -> list[bool]:
    """Which columns hold nothing but numbers below their heads (empty cells do not count);
    spans make a column ordinary.
    """
    found = [False] * count
    plain = [True] * count
    for row in rows:
        for index, cell in enumerate(row):
            text = "".join(run.text for run in cell.runs).strip()
            if cell.head or not text or index >= count:
                continue
            found[index] = True
            plain[index] = plain[index] and cell.columns == 1 and _NUMBER.fullmatch(text[:60]) is not None
    return [a and b for a, b in zip(found, plain, strict=True)]


class TableWriter:
    """Writes one table at a cursor; `write_cell` sets a cell's runs at the place it is given."""

    def __init__(self, formats: Formats, write_cell: Callable[[QTextCursor, Cell, Role], None]) -> None:
        self._formats = formats
        self._write_cell = write_cell
        self._cells: dict[tuple[bool, bool, bool], QTextTableCellFormat] = {}
        self._lines: dict[tuple[Role, str, bool], QTextBlockFormat] = {}
        self._letter = ""

    def write(
        self, cursor: QTextCursor, block: Block, *, indent: float, below: float, rtl: bool, room: Room
    ) -> PlacedTable:
        """Insert the table of `block` at the cursor, which must stand in an empty block, and fit it to `room`."""
        count = max(1, max((_reach(row) for row in block.rows), default=1))
        table = cursor.insertTable(max(1, len(block.rows)), count, self._format(block, below))
        numeric = numeric_columns(block.rows, count)
        self._letter = next((cell for row in block.rows for cell in map(_letter, row) if cell), "") if rtl else ""
        columns = [Column(0.0, 0.0)] * count
        for row_index, row in enumerate(block.rows):
            for column_index, cell in _placed(table, row_index, row, rtl=rtl):
                role = Role.HEAD if cell.head else Role.TABLE
                place = table.cellAt(row_index, column_index)
                number = numeric[count - 1 - column_index if rtl else column_index]
                first = column_index + max(1, cell.columns) >= count if rtl else column_index == 0
                self._fill(place, cell, role, right=number, first=first, rtl=rtl)
                if cell.columns == 1:
                    columns[column_index] = _wider(columns[column_index], cell, self._formats.metrics(role))
        placed = PlacedTable(table, columns, indent, rtl, self._formats.scale.px(CELL_PADDING[1]))
        placed.fit(room)
        return placed

    def _format(self, block: Block, below: float) -> QTextTableFormat:
        setting = self._formats.setting(Role.TABLE)
        result = QTextTableFormat()
        result.setBorder(0)
        result.setBorderCollapse(True)
        result.setCellSpacing(0)
        result.setCellPadding(0)
        result.setTopMargin(setting.above)
        result.setBottomMargin(below)
        if block.nest:
            result.setProperty(BlockKey.NEST, block.nest)
        return result

    def _fill(self, place: QTextTableCell, cell: Cell, role: Role, *, right: bool, first: bool, rtl: bool) -> None:
        place.setFormat(self._cell_format(head=cell.head, first=first, rtl=rtl))
        cursor = place.firstCursorPosition()
        # Numbers are read from the left everywhere, or their sign would stand behind them.
        number = rtl and right and not cell.head
        align = cell.align or ("right" if right and (number or not rtl) else "")
        line_format = self._line_format(role, align, rtl=rtl)
        if number:
            line_format = QTextBlockFormat(line_format)
            line_format.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        cursor.setBlockFormat(line_format)
        if self._letter and not _letter(cell):
            # The face of Arabic letters may be higher: a number beside them would not stand on their line.
            cursor.insertText(JOINER, self._formats.strut(role, self._letter))
        self._write_cell(cursor, cell, role)

    def _cell_format(self, *, head: bool, first: bool, rtl: bool) -> QTextTableCellFormat:
        key = (head, first, rtl)
        if key not in self._cells:
            above, beside = (self._formats.scale.px(length) for length in CELL_PADDING)
            leading = 0 if first else beside
            result = QTextTableCellFormat()
            result.setTopPadding(above)
            result.setBottomPadding(above)
            result.setLeftPadding(beside if rtl else leading)
            result.setRightPadding(leading if rtl else beside)
            result.setBottomBorder(1)
            result.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            result.setBottomBorderBrush(self._formats.look.colour("strong" if head else "hair"))
            result.setVerticalAlignment(QTextTableCellFormat.VerticalAlignment.AlignTop)
            self._cells[key] = result
        return self._cells[key]

    def _line_format(self, role: Role, align: str, *, rtl: bool) -> QTextBlockFormat:
        key = (role, align, rtl)
        if key not in self._lines:
            result = self._formats.block(role, above=0, below=0)
            if rtl:
                result.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            result.setAlignment(_ALIGNMENTS[align])
            self._lines[key] = result
        return self._lines[key]


def _letter(cell: Cell) -> str:
    """The first letter of a cell that is read from the right."""
    found = RIGHT_TO_LEFT.search("".join(run.text for run in cell.runs))
    return found[0] if found else ""


def _reach(row: Sequence[Cell]) -> int:
    return sum(cell.columns for cell in row)


def _placed(table: QTextTable, row_index: int, row: Sequence[Cell], *, rtl: bool) -> list[tuple[int, Cell]]:
    """Each cell with its column; spanning cells are merged as they are met, and covered places are passed over.

    Qt lays columns out from the left whatever the direction, so a table that begins at the right is filled from there.
    """
    count = table.columns()
    result: list[tuple[int, Cell]] = []
    place = 0
    for cell in row:
        while place < count and table.cellAt(row_index, count - 1 - place if rtl else place).row() != row_index:
            place += 1
        if place >= count:
            break
        across, down = min(cell.columns, count - place), min(cell.rows, table.rows() - row_index)
        column = count - place - across if rtl else place
        if across > 1 or down > 1:
            table.mergeCells(row_index, column, down, across)
        result.append((column, cell))
        place += across
    return result


def _wider(column: Column, cell: Cell, metrics: QFontMetricsF) -> Column:
    text = "".join(run.text for run in cell.runs)
    if not text:
        return column
    longest = max(_BREAKS.split(text) if has_cjk(text) else text.split(), key=len, default="")
    whole = math.ceil(metrics.horizontalAdvance(text[:200])) + _SLACK
    least = whole if longest == text[:80] else math.ceil(metrics.horizontalAdvance(longest[:80])) + _SLACK
    preferred = min(whole, _MOST_PREFERRED)
    return Column(max(column.least, least), max(column.preferred, preferred, least))
