"""Tables of a page while they grow: cells counted with their spans, inner tables as lines of text."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.core.page import Cell, Kind, Mark, Run
from newsreader.core.values import dataclass, field
from newsreader.core.weight import weight
from newsreader.render.limits import CELL_RUNS, TABLE_CELLS, TABLE_DEPTH, TABLE_WEIGHT
from newsreader.render.page_text import Draft

Line = tuple[Run, ...]
_PLAIN = (Mark.PLAIN, "", "")


@dataclass(slots=True)
class _OpenCell:
    """A cell that is being filled."""

    draft: Draft
    head: bool
    align: str
    columns: int
    rows: int
    line_due: bool = False


@dataclass(slots=True)
class _OpenTable:
    """A table that is being filled."""

    draft: Draft = field(default_factory=lambda: Draft(Kind.TABLE))
    row: list[Cell] = field(default_factory=list)


class Tables:
    """The table that is open, if one is; a page has one of these."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """`say` is told in a sentence what was cut."""
        self._say = say
        self._table: _OpenTable | None = None
        self._open_cell: _OpenCell | None = None
        self._depth = 0
        self._cells = 0
        self._weight = 0

    @property
    def inside(self) -> bool:
        """Whether text goes to a cell."""
        return self._open_cell is not None

    @property
    def cell(self) -> Draft | None:
        """The text of the open cell, a line break added where one is due; None outside cells."""
        cell = self._open_cell
        if cell is None:
            return None
        if cell.line_due:
            cell.line_due = False
            if not cell.draft.is_empty():
                cell.draft.break_line()
        return cell.draft

    def new_line(self) -> None:
        """What comes next in the cell stands on a new line."""
        if self._open_cell is not None:
            self._open_cell.line_due = True

    def start(self) -> None:
        """A table begins; one within a cell becomes lines of that cell."""
        self._depth += 1
        if self._depth == 1:
            self._table = _OpenTable()
        elif self._depth > TABLE_DEPTH:
            self._say("A table within a table is shown as lines of text.")
            self.new_line()

    def start_row(self) -> None:
        """A row begins."""
        if self._depth > 1:
            self.new_line()

    def start_cell(self, attributes: dict[str, str], head: bool) -> None:
        """A cell begins, with the cleaned `attributes` of its tag."""
        if self._depth == 1:
            columns, rows = int(attributes.get("colspan", "1")), int(attributes.get("rowspan", "1"))
            self._open_cell = _OpenCell(Draft(Kind.PARAGRAPH), head, attributes.get("align", ""), columns, rows)
        elif self._open_cell is not None and not self._open_cell.line_due and not self._open_cell.draft.is_empty():
            self._open_cell.draft.write(" | ", _PLAIN)

    def end_cell(self) -> None:
        """The open cell ends."""
        cell = self._open_cell
        if self._depth == 1 and cell is not None and self._table is not None:
            self._open_cell = None
            self._table.row.append(Cell(cell.draft.finish(), cell.head, cell.align, cell.columns, cell.rows))

    def end_row(self) -> list[Line]:
        """The open row ends; what no table has room for comes back as a line of text."""
        if self._depth != 1 or self._table is None or not self._table.row:
            return []
        row, self._table.row = tuple(self._table.row), []
        if not any(cell.runs for cell in row):
            return []
        cost = sum(cell.columns * cell.rows for cell in row)
        if self._cells + cost > TABLE_CELLS:
            self._say("Past 2,500 table cells the rows are shown as lines of text.")
            return [_as_line(row)]
        heavy = sum(weight(run.text) for cell in row for run in cell.runs)
        if self._weight + heavy > TABLE_WEIGHT or any(len(cell.runs) > CELL_RUNS for cell in row):
            self._say("Table rows that hold too much text are shown as lines of text.")
            return [_as_line(row)]
        self._cells += cost
        self._weight += heavy
        self._table.draft.rows.append(row)
        return []

    def end(self) -> Draft | None:
        """The open table ends; the outermost is given back."""
        self._depth = max(0, self._depth - 1)
        if self._depth or self._table is None:
            self.new_line()
            return None
        table, self._table = self._table, None
        return table.draft


def _as_line(row: tuple[Cell, ...]) -> Line:
    """The cells of `row` in one line of text."""
    runs: list[Run] = []
    for cell in row:
        if runs and cell.runs:
            runs.append(Run(" | "))
        runs.extend(cell.runs)
    return tuple(runs)
