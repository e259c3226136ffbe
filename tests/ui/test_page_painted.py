"""The page as it is painted: lengths and colours of the design, read from pixels."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from newsreader.core.page import Block, Cell, Kind, Mark, Run
from newsreader.core.theme import DARK, LIGHT, SEPIA, Theme
from tests.ui.page_bench import WORDS, PageBench, ink, lines, paragraph

_LONG = paragraph(WORDS * 4)
_THEMES = pytest.mark.parametrize("theme", [LIGHT, SEPIA, DARK], ids=lambda theme: theme.name)


def _colours(image: QImage, x: int, top: int = 0, bottom: int = 0) -> list[str]:
    return [image.pixelColor(x, y).name().upper() for y in range(top, bottom or image.height())]


def _rows_of(image: QImage, x: int, colour: str) -> list[int]:
    return [y for y in range(image.height()) if image.pixelColor(x, y).name().upper() == colour]


def _left(bench: PageBench) -> int:
    return (bench.pane.browser.viewport().width() - 548) // 2


def _ground(theme: Theme = LIGHT) -> QColor:
    return QColor(theme.read)


def test_the_text_stands_in_the_middle_of_the_pane_and_is_548_pixels_wide(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project, width=1000)
    bench.show(Block(Kind.CODE, (Run("x"),)))
    image = bench.image()
    row = next(
        y for y in range(image.height()) if image.pixelColor(image.width() // 2, y).name().upper() == LIGHT.code_bg
    )
    left, _, right, _ = ink(image, _ground(), (0, row + 8, image.width(), row + 9))
    assert abs((right - left + 1) - 548) <= 1
    assert abs(left - (image.width() - 1 - right)) <= 1


def test_the_measure_does_not_move_when_a_page_becomes_long(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(_LONG)
    short = ink(bench.image(), _ground())[0]
    bench.show(*[_LONG] * 20)
    assert ink(bench.image(), _ground())[0] == short


def test_a_narrow_pane_leaves_24_pixels_on_either_side(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project, width=420)
    bench.show(Block(Kind.CODE, (Run("x"),)))
    image = bench.image()
    row = next(y for y in range(image.height()) if image.pixelColor(200, y).name().upper() == LIGHT.code_bg)
    left, _, right, _ = ink(image, _ground(), (0, row + 8, image.width(), row + 9))
    assert (left, image.width() - 1 - right) == (24, 24)


def test_lines_are_29_pixels_apart_and_paragraphs_17_more(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(*[paragraph("HxH " * 40)] * 2)
    left = _left(bench)
    bottoms = [bottom for _, bottom in lines(bench.image(), _ground(), left, left + 12)][3:]
    steps = [after - before for before, after in pairwise(bottoms)]
    within = [step for step in steps if step < 40]
    assert all(abs(step - 29) <= 1 for step in within)
    assert len(within) >= 4
    assert [abs(step - 46) <= 1 for step in steps if step >= 40] == [True]


def test_the_title_block_stands_as_the_design_says(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("HxH"), title="HxH")
    left = _left(bench)
    bottoms = [bottom for _, bottom in lines(bench.image(), _ground(), left, left + 60)]
    # The title's baseline, and from it to that of the text: 14 + 20 + 34 + 29 and the title's descent.
    assert 40 + 18 + 10 + 20 <= bottoms[1] <= 40 + 18 + 10 + 41
    assert abs((bottoms[3] - bottoms[1]) - (14 + 20 + 34 + 29 + 4)) <= 3


@_THEMES
def test_text_and_ground_have_the_colours_of_the_theme(qtbot: QtBot, project: Path, theme: Theme) -> None:
    bench = PageBench(qtbot, project, theme)
    bench.show(paragraph(Run("HHHH", href="https://example.org/")), paragraph("IIII " * 20))
    image = bench.image()
    found = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert image.pixelColor(2, 2).name().upper() == theme.read
    assert {theme.fg, theme.body, theme.link, theme.accent} - found == set()


@_THEMES
def test_a_quotation_has_a_bar_of_3_pixels(qtbot: QtBot, project: Path, theme: Theme) -> None:
    bench = PageBench(qtbot, project, theme)
    quoted = paragraph(WORDS * 3, nest="Q")
    bench.show(quoted, quoted, paragraph("After"))
    image, left = bench.image(), _left(bench)
    bar = _rows_of(image, left + 1, theme.quote)
    assert len(bar) == bar[-1] - bar[0] + 1, "the bar is not broken between paragraphs"
    columns = [x for x in range(left - 3, left + 20) if image.pixelColor(x, bar[5]).name().upper() == theme.quote]
    assert columns == [left, left + 1, left + 2]
    text = ink(image, _ground(theme), (left + 4, bar[0], image.width(), bar[-1]))
    assert abs(text[0] - (left + 24)) <= 2


def test_the_bar_of_an_arabic_quotation_stands_at_the_right(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("اجتمع الناس في الميناء", nest="Q"), title="الميناء")
    right = _left(bench) + 548
    image = bench.image()
    assert len(_rows_of(image, right - 2, LIGHT.quote)) >= 29
    assert _rows_of(image, _left(bench) + 1, LIGHT.quote) == []


@_THEMES
def test_a_code_block_has_room_a_border_and_round_corners(qtbot: QtBot, project: Path, theme: Theme) -> None:
    bench = PageBench(qtbot, project, theme)
    bench.show(Block(Kind.CODE, (Run("HHH\nHHH"),)))
    image, left = bench.image(), _left(bench)
    column = _colours(image, left + 300)
    first, last = column.index(theme.code_line), len(column) - 1 - column[::-1].index(theme.code_line)
    assert last - first + 1 == 16 + 2 * 21 + 16
    assert column[first + 1] == theme.code_bg
    text = ink(image, QColor(theme.code_bg), (left + 4, first + 4, left + 500, last - 3))
    assert abs(text[0] - (left + 16)) <= 2
    assert image.pixelColor(left, first).name().upper() == theme.read


def test_code_inside_a_line_stands_on_a_pill(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("HHHH ", Run("mmmm", Mark.CODE), " HHHH"))
    image = bench.image()
    pill = {
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).name().upper() == LIGHT.icode
    }
    rows = {y for _, y in pill}
    assert 16 <= max(rows) - min(rows) + 1 <= 21


@_THEMES
def test_a_table_has_a_strong_rule_under_its_head_and_hairlines_under_rows(
    qtbot: QtBot, project: Path, theme: Theme
) -> None:
    bench = PageBench(qtbot, project, theme)
    head = (Cell((Run("Name"),), head=True), Cell((Run("Count"),), head=True))
    rows = [(Cell((Run("boat"),)), Cell((Run(str(number)),))) for number in range(3)]
    bench.show(Block(Kind.TABLE, rows=(head, *rows)))
    image, x = bench.image(), _left(bench) + 200
    strong, hair = _rows_of(image, x, theme.strong), _rows_of(image, x, theme.hair)
    assert len(strong) == 1
    assert [row - strong[0] for row in hair] == [36, 72, 108]
    assert ink(image, _ground(theme), (0, strong[0], image.width(), strong[0] + 1))[::2] == (
        _left(bench),
        _left(bench) + 547,
    )
    numbers = ink(image, _ground(theme), (x + 100, strong[0] + 4, image.width(), strong[0] + 30))
    assert abs(numbers[2] - (_left(bench) + 547 - 10)) <= 2


def test_list_markers_are_drawn_in_the_indent(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(
        paragraph("HHH", nest="L", marker="-"),
        paragraph("HHH", nest="L", marker="12."),
        paragraph("HHH", nest="L", marker="[x]"),
        paragraph("HHH", nest="L"),
    )
    image, left = bench.image(), _left(bench)
    texts = lines(image, _ground(), left + 26, left + 60)[-4:]
    marks = [ink(image, _ground(), (left - 10, top - 4, left + 25, bottom + 5)) for top, bottom in texts]
    dot, number, box, nothing = marks
    assert abs((dot[0] + dot[2]) / 2 - (left + 13)) <= 1
    assert 4 <= dot[2] - dot[0] + 1 <= 6
    assert abs(number[2] - (left + 26 - 8)) <= 3
    assert 13 <= box[2] - box[0] + 1 <= 16
    assert nothing == (0, 0, -1, -1)


def test_a_rule_is_three_dots(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("HHH"), Block(Kind.RULE), paragraph("HHH"))
    image, middle = bench.image(), _left(bench) + 274
    area = (middle - 60, 200, middle + 60, 360)
    left, top, right, bottom = ink(image, _ground(), area)
    assert abs((left + right) / 2 - middle) <= 1
    assert bottom - top < 6
    dots = [x for x in range(left, right + 1) if image.pixelColor(x, (top + bottom) // 2) != _ground()]
    assert 1 + sum(after - before > 1 for before, after in pairwise(dots)) == 3


def test_a_missing_picture_is_a_box_of_96_pixels(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("HHH"), Block(Kind.IMAGE, (Run("", image="https://example.org/x.png"),)), paragraph("HHH"))
    image, left = bench.image(), _left(bench)
    box = _rows_of(image, left + 100, LIGHT.code_bg)
    assert abs((box[-1] - box[0] + 1) - 94) <= 2
    above = lines(image, _ground(), left, left + 30)[3]
    assert abs((box[0] - 1) - (above[1] + 17)) <= 7


def test_hits_are_painted_under_the_text_and_the_current_one_stands_out(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project, DARK)
    bench.show(paragraph("one two one"))
    bench.pane.highlight(lambda text: [(at, at + 3) for at in range(len(text)) if text[at : at + 3] == "one"])
    image = bench.image()
    found = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert DARK.hit in found
    assert DARK.hit_cur not in found
    bench.pane.words.step(1)
    image = bench.image()
    found = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert {DARK.hit, DARK.hit_cur} <= found


def test_the_foot_announces_what_comes_next(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("HHH"))
    before = bench.image()
    bench.pane.set_next_unread("The nets")
    image = bench.image()
    assert _rows_of(before, _left(bench) + 200, LIGHT.hair) == []
    assert len(_rows_of(image, _left(bench) + 200, LIGHT.hair)) == 1


@_THEMES
def test_the_words_of_code_have_the_colours_of_the_theme(qtbot: QtBot, project: Path, theme: Theme) -> None:
    bench = PageBench(qtbot, project, theme=theme)
    runs = (Run("def ", Mark.KEYWORD), Run("f", Mark.NAME), Run("():\n    x = "), Run("'😀'", Mark.STRING))
    bench.show(Block(Kind.CODE, (*runs, Run("  "), Run("# why", Mark.COMMENT), Run("\n"), Run("12", Mark.NUMBER))))
    document = bench.pane.browser.document()

    def colour(word: str) -> str:
        cursor = document.find(word)
        assert cursor.hasSelection(), word
        return cursor.charFormat().foreground().color().name().upper()

    wanted = {"def": theme.syn_kw, "f(": theme.body, "'😀'": theme.syn_str, "# why": theme.syn_com, "12": theme.syn_num}
    assert {word: colour(word) for word in wanted} == wanted
    assert colour("x =") == theme.body
