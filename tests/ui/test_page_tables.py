"""Tables: how wide columns become, and which of them hold numbers."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from pytestqt.qtbot import QtBot

from newsreader.core.page import Block, Cell, Kind, Run
from newsreader.ui.page.signs import clean
from newsreader.ui.page.tables import Column, column_widths, numeric_columns
from newsreader.ui.page.type_scale import TypeScale
from tests.ui.page_bench import PageBench

_COLUMNS = st.lists(
    st.tuples(st.floats(0, 300), st.floats(0, 400)).map(lambda two: Column(min(two), max(two))), min_size=1, max_size=8
)


@given(_COLUMNS, st.floats(200, 800), st.floats(0, 400))
def test_columns_fill_the_measure_and_stay_in_the_pane(columns: list[Column], shared: float, beyond: float) -> None:
    widths = column_widths(columns, 20, shared, shared + beyond)
    assert sum(widths) >= shared - 0.01
    assert sum(widths) <= shared + beyond + 0.01
    assert all(math.isfinite(width) and width > 0 for width in widths)


@given(_COLUMNS, st.floats(200, 800), st.floats(0, 400))
def test_no_word_is_cut_while_all_words_fit(columns: list[Column], shared: float, beyond: float) -> None:
    least = sum(column.least + 20 for column in columns)
    widths = column_widths(columns, 20, shared, shared + beyond)
    if least <= shared + beyond:
        assert all(width >= column.least + 20 - 0.01 for width, column in zip(widths, columns, strict=True))


def test_a_table_leaves_the_measure_no_further_than_it_must() -> None:
    assert sum(column_widths([Column(50, 280), Column(50, 300)], 20, 548, 900)) == pytest.approx(620)


def _row(*texts: str, head: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell((Run(text),), head) for text in texts)


@pytest.mark.parametrize(
    ("texts", "numeric"),
    [
        (("1", "2,000.5"), True),
        (("−4.7%", "+12 %"), True),
        (("$5", ""), True),
        (("12 ms", "7 kB"), True),
        (("3", "three"), False),
        (("", ""), False),
        (("2026-07-31", "v1.2"), False),
    ],
)
def test_columns_of_numbers_are_told_from_words(texts: tuple[str, str], numeric: bool) -> None:
    rows = [_row("Head", head=True), *(_row(text) for text in texts)]
    assert numeric_columns(rows, 1) == [numeric]


def _table(bench: PageBench) -> QTextTable:
    return bench.pane.browser.document().rootFrame().childFrames()[0]  # type: ignore[return-value]


def test_spans_are_merged_and_what_they_cover_is_passed_over(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    rows = (
        (Cell((Run("tall"),), rows=2), Cell((Run("wide"),), columns=2)),
        (Cell((Run("a"),)), Cell((Run("b"),))),
    )
    bench.show(Block(Kind.TABLE, rows=rows))
    table = _table(bench)
    assert (table.rows(), table.columns()) == (2, 3)
    assert table.cellAt(0, 0).rowSpan() == 2
    assert table.cellAt(0, 1).columnSpan() == 2
    assert table.cellAt(1, 2).firstCursorPosition().block().text() == "b"


def test_a_row_with_more_cells_than_columns_is_no_error(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    rows = ((Cell((Run("a"),), columns=50, rows=50),), _row("b", "c"), ())
    bench.show(Block(Kind.TABLE, rows=rows))
    assert "a" in bench.pane.browser.toPlainText()


def test_an_arabic_table_begins_at_the_right(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(Block(Kind.TABLE, rows=(_row("الاسم", "العدد", head=True), _row("قارب", "12"))))
    assert _table(bench).cellAt(0, 1).firstCursorPosition().block().text().strip("\u2060") == "الاسم"


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((Run(text),)) for text in texts)


def test_numbers_keep_their_sign_before_them_in_a_table_read_from_the_right(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(Block(Kind.TABLE, rows=(row("العمق", "-8.70", "عمق"), row("العمق", "171.29", "عمق"))), title="العمق")
    found = {}
    block = bench.pane.browser.document().begin()
    while block.isValid():
        found[clean(block.text())] = block.textDirection()
        block = block.next()
    assert found["-8.70"] == found["171.29"] == Qt.LayoutDirection.LeftToRight
    assert found["عمق"] == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("percent", [83, 89, 100, 122, 133])
def test_numbers_stand_on_the_line_of_the_arabic_beside_them(qtbot: QtBot, project: Path, percent: int) -> None:
    bench = PageBench(qtbot, project)
    bench.pane.set_type("serif", TypeScale(percent))
    bench.show(
        Block(Kind.TABLE, rows=(row("العمق", "-8.70", "Latin"), row("العمق", "171.29", "12 قارب"))), title="العمق"
    )
    document = bench.pane.browser.document()
    lines: dict[float, set[float]] = {}
    for number in range(6):
        block = _table(bench).cellAt(number // 3, number % 3).firstCursorPosition().block()
        line = block.layout().lineAt(0)
        top = document.documentLayout().blockBoundingRect(block).top()
        lines.setdefault(top, set()).add(round(line.y() + line.ascent(), 1))
    assert len(lines) == 2
    assert all(len(heights) == 1 for heights in lines.values()), lines
    texts = [_table(bench).cellAt(0, column).firstCursorPosition().block().text() for column in range(3)]
    assert list(map(clean, texts)) == ["Latin", "-8.70", "العمق"]


def test_a_long_line_of_chinese_leaves_numbers_whole(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(Block(Kind.TABLE, rows=(row("深度", "171.29", "領航員在舊海關大樓開會商議冬天的信號沒有人遲到" * 4),)))
    lines = {}
    block = bench.pane.browser.document().begin()
    while block.isValid():
        lines[block.text()] = block.layout().lineCount()
        block = block.next()
    assert lines["171.29"] == lines["深度"] == 1
