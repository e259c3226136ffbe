"""What stands on a ground of its own keeps away from its neighbours; grounds stand where their text does."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from newsreader.core.page import Block, Cell, Kind, Mark, Page, Run
from newsreader.core.theme import LIGHT
from newsreader.ui.page.geometry import stretches
from newsreader.ui.page.type_scale import TypeScale
from tests.ui.page_bench import PageBench, article, paragraph

CODE = Block(Kind.CODE, (Run("one\ntwo"),))
LOCAL = Block(Kind.IMAGE, (Run("A picture", image="hall.png"),))
REMOTE = Block(Kind.IMAGE, (Run("A picture", image="https://harbour.example/far.png"),))
CAPTION = Block(Kind.CAPTION, (Run("What it shows"),))
TABLE = Block(Kind.TABLE, rows=((Cell((Run("a"),), head=True),), (Cell((Run("b"),)),)))
TEXT = paragraph("A line of text.")


def grounds(image: QImage, left: int) -> list[tuple[int, int]]:
    """First and last row of each area at a column that is no bare page."""
    found: list[tuple[int, int]] = []
    start = -1
    for y in range(image.height()):
        bare = image.pixelColor(left + 12, y).name().upper() == LIGHT.read
        if not bare and start < 0:
            start = y
        elif bare and start >= 0:
            if y - start > 30:
                found.append((start, y - 1))
            start = -1
    return found


def left_of(bench: PageBench) -> int:
    return (bench.pane.browser.viewport().width() - 548) // 2


@pytest.mark.parametrize("picture", [LOCAL, REMOTE], ids=["local", "remote"])
@pytest.mark.parametrize("percent", [83, 100, 133])
def test_boxes_of_pictures_keep_away_from_code_and_from_each_other(
    qtbot: QtBot, project: Path, picture: Block, percent: int
) -> None:
    bench = PageBench(qtbot, project, height=1600)
    bench.pane.set_type("serif", TypeScale(percent, characters=68 * 100 // percent))
    bench.show(CODE, picture, CODE, picture, picture, CODE)
    bench.pane.picture_ready("hall.png", None)
    bench.settle()
    areas = grounds(bench.image(), left_of(bench) + 10)
    assert len(areas) == 6, "none touches another"
    gaps = [after[0] - before[1] - 1 for before, after in pairwise(areas)]
    assert all(round(15 * percent / 100) <= gap <= round(27 * percent / 100) for gap in gaps), gaps
    heights = [last - first + 1 for first, last in areas]
    assert all(abs(heights[number] - round(96 * percent / 100)) <= 2 for number in (1, 3, 4)), heights


def test_a_box_keeps_away_from_a_table(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project, height=1000)
    bench.show(TABLE, REMOTE, TABLE, TEXT)
    image, right = bench.image(), left_of(bench) + 540
    rules = [
        y for y in range(image.height()) if image.pixelColor(right, y).name().upper() in (LIGHT.hair, LIGHT.strong)
    ]
    ((top, bottom),) = grounds(image, left_of(bench))
    assert len([y for y in rules if y < top - 10]) == 2
    assert len([y for y in rules if y > bottom + 10]) == 2


def test_a_caption_stands_nearer_to_its_own_picture_than_to_the_next(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project, height=1000)
    bench.show(REMOTE, CAPTION, REMOTE, TEXT)
    image, left = bench.image(), left_of(bench)
    (_, above), (below, _) = grounds(image, left)
    plain = [
        all(image.pixelColor(x, y).name().upper() == LIGHT.read for x in range(left, left + 90))
        for y in range(above + 1, below)
    ]
    assert plain.index(False) + 6 <= plain[::-1].index(False)


@pytest.mark.parametrize("first", [CODE, REMOTE, TEXT], ids=["code", "picture", "text"])
def test_a_notice_keeps_away_from_what_comes_first(qtbot: QtBot, project: Path, first: Block) -> None:
    bench = PageBench(qtbot, project, height=900)
    whole = Page((first, *[TEXT] * 8), notices=("Some tables were cut.", "Some characters could not be read."))
    bench.pane.show_page(article(), whole, place=None)
    bench.settle()
    areas = [(top, last) for top, last in grounds(bench.image(), left_of(bench)) if last - top < 150]
    gaps = [after[0] - before[1] - 1 for before, after in pairwise(areas)]
    assert len(areas) == (2 if first is TEXT else 3)
    assert all(gap >= 6 for gap in gaps)
    assert first is TEXT or gaps[-1] >= 14
    late = PageBench(qtbot, project, height=900)
    late.pane.show_page(article(), Page((first, *[TEXT] * 4), more=True), place=None)
    assert late.pane.go_on(whole)
    late.settle()
    late.pane.browser.verticalScrollBar().setValue(0)
    assert late.image() == bench.image()


def test_a_notice_stands_in_the_middle_of_its_ground(qtbot: QtBot, project: Path) -> None:
    for percent in (83, 100, 200):
        bench = PageBench(qtbot, project)
        bench.pane.set_type("serif", TypeScale(percent, characters=68 * 100 // percent))
        bench.pane.show_page(article(), Page((TEXT,), notices=("xxxx",)), place=None)
        bench.settle()
        image, left = bench.image(), left_of(bench)
        top, last = next(area for area in grounds(image, left - 6))
        inked = [
            y
            for y in range(top, last + 1)
            if any(image.pixelColor(x, y).name().upper() != LIGHT.code_bg for x in range(left + 14, left + 80))
        ]
        over, under = inked[0] - top, last - inked[-1]
        assert abs(over - under) <= 0.25 * (last - top), (percent, over, under)


def test_the_box_of_a_task_grows_with_the_text(qtbot: QtBot, project: Path) -> None:
    wide = []
    for percent in (100, 200):
        bench = PageBench(qtbot, project)
        bench.pane.set_type("serif", TypeScale(percent, characters=68 * 100 // percent))
        bench.show(paragraph("Done", nest="L", marker="[x]"))
        image = bench.image().copy(0, 150, bench.image().width(), 400)
        columns = [
            x
            for x in range(image.width())
            if any(image.pixelColor(x, y).name().upper() == LIGHT.accent for y in range(image.height()))
        ]
        wide.append(columns[-1] - columns[0] + 1)
    assert abs(wide[0] - 14) <= 1
    assert abs(wide[1] - 2 * wide[0]) <= 2


@pytest.mark.parametrize("title", ["العمق", "Depth"])
def test_the_ground_of_code_is_under_it_where_the_direction_turns(qtbot: QtBot, project: Path, title: str) -> None:
    bench = PageBench(qtbot, project)
    word, code, key = Run("العمق", Mark.HIGHLIGHT), Run("code", Mark.CODE), Run("Ctrl", Mark.KEY)
    bench.show(
        paragraph("عمق ", code, ", ", key, " ", word, " in between ", replace(code, text="كود"), "."), title=title
    )
    block = bench.pane.browser.document().lastBlock()
    places = {}
    for text in ("code", "Ctrl", "العمق", "كود"):
        found = list(stretches(block, QPointF(), block.text().index(text), len(text)))
        assert len(found) == 1, text
        places[text] = found[0][0]
    areas = sorted(places.values(), key=lambda area: area.left())
    assert all(one.right() <= other.left() + 0.5 for one, other in pairwise(areas)), "none lies over another"
    assert abs(places["code"].width() - places["Ctrl"].width()) < 3
    assert places["code"].right() < places["Ctrl"].left(), "code, Ctrl: both are read from the left, as one"


@pytest.mark.parametrize("percent", [83, 100, 133])
def test_the_rim_of_a_key_is_one_sharp_line_before_the_comma(qtbot: QtBot, project: Path, percent: int) -> None:
    bench = PageBench(qtbot, project)
    bench.pane.set_type("serif", TypeScale(percent, characters=68 * 100 // percent))
    bench.show(paragraph("Press ", Run("Ctrl", Mark.KEY), ", then let go."))
    image = bench.image()
    rims = [
        x
        for x in range(image.width())
        if sum(image.pixelColor(x, y).name().upper() == LIGHT.strong for y in range(image.height())) >= 6
    ]
    assert len(rims) == 2
    assert 20 < rims[1] - rims[0] < 70
