"""The window in the state of each of the design's pictures, beside figures measured on them: only texts, pictures and
the system's font may differ, by one logical pixel either way.

The figures are logical pixels at 1440 x 900 (mock 05: 900 x 600). What depends on the system's font, as how far down
a value of the details stands, is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from newsreader.core.theme import DARK, LIGHT, SEPIA, Theme
from newsreader.ui.article_row import _headline
from newsreader.ui.find_bar import FindBar
from newsreader.ui.overlay import leave_front_overlay
from newsreader.ui.palette_overlay import PaletteOverlay
from newsreader.ui.shortcuts_overlay import ShortcutsOverlay
from tests.walks.conftest import House
from tests.walks.gallery import HAN_PIECE, PICTURE, SECURITY, SEPIA_PIECE, TABLE, Piece, write_gallery
from tests.walks.pixels import (
    across,
    alike,
    colour_at,
    colours_in,
    down,
    inked,
    inked_lines,
    longest,
    near,
    nearly,
    over,
)
from tests.walks.walker import Walker

_LEFT, _RIGHT = 590, 1137
"""The first and the last pixel of the text beside all four panes: 548 pixels (look.md section 3)."""
_ROW = (216, 543)
"""The ground of a row (section 5: inset 8 in a list of 356)."""
_BUTTONS = ((950, 967), (986, 1003), (1022, 1039), (1059, 1074), (1095, 1110))
"""The drawings of the buttons above the page (mock 01)."""
THEMES = (LIGHT, SEPIA, DARK)


@pytest.fixture(scope="module")
def gallery(house: House, tmp_path_factory: pytest.TempPathFactory) -> Walker:
    """The window with the gallery in it; every other article was read, two are starred."""
    walker = house.walker
    house.data[0] = tmp_path_factory.mktemp("data")
    walker.open(write_gallery(tmp_path_factory.mktemp("News")))
    ids = list(walker.shell.browsing.ids)
    for row, id_ in enumerate(ids):
        walker.shell.reading.select(id_)
        if row % 2 == 0:
            walker.press("U")
        if row in (4, 9):
            walker.press("S")
    return walker


@pytest.fixture
def walk(gallery: Walker) -> Iterator[Walker]:
    """The window as each picture begins: light, 1440 x 900, the focus on the list."""
    gallery.window.activateWindow()
    gallery.widgets.articles.setFocus()
    gallery.until(gallery.widgets.articles.hasFocus, "the list has the focus")
    yield gallery
    while leave_front_overlay(gallery.window):
        continue
    gallery.press("Esc", "Esc", "Esc")
    gallery.window.resize(1440, 900)
    dress(gallery, LIGHT)
    gallery.widgets.toast.hide()
    gallery.widgets.navigation.foot.show_idle("")
    gallery.settle()


def dress(walk: Walker, theme: Theme, density: str = "comfortable") -> None:
    for id_, value in (("appearance.theme", theme.name), ("appearance.density", density)):
        if walk.shell.preferences.settings.text(id_) != value:
            walk.shell.preferences.change(id_, value)


def choose(walk: Walker, piece: Piece) -> None:
    """Show an article, from its top."""
    library = walk.shell.desk.library
    assert library is not None
    found = library.catalogue.find(piece.path)
    assert found is not None
    reading = walk.shell.reading
    reading.select(found)
    walk.until(
        lambda: reading.article is not None and reading._on_screen is reading.article, f"the page of {piece.path}"
    )
    assert reading.article is not None
    assert reading.article.path == piece.path
    walk.settle()
    walk.widgets.pane.browser.verticalScrollBar().setValue(0)


def picture(walk: Walker) -> QImage:
    walk.settle()
    return walk.painted()


def row_area(walk: Walker, row: int) -> QRect:
    """Where a row of the list stands in the window."""
    articles = walk.widgets.articles
    area = articles.visualRect(walk.widgets.model.index(row, 0))
    return area.translated(articles.viewport().mapTo(walk.window, QPoint(0, 0)))


def current_area(walk: Walker) -> QRect:
    return row_area(walk, walk.widgets.articles.currentIndex().row())


def check_selected(image: QImage, theme: Theme, area: QRect, row: tuple[int, int], *, focused: bool) -> None:
    """A selected row: ground inset by 1 above and below, and a bar of three pixels, 12 from either end, for focus."""
    ground = theme.tint if focused else theme.sel_idle
    middle = area.center().y()
    assert nearly(across(image, ground, area.top() + 8, area.left(), area.right()), row)
    high = longest(down(image, ground, row[1] - 8, area.top(), area.bottom() + 1))
    assert nearly(high, (area.top() + 1, area.bottom() - 1))
    bar = across(image, theme.accent, middle, row[0], row[0] + 9)
    assert nearly(bar, (row[0] + 4, row[0] + 6)) if focused else bar is None
    if focused:
        inset = longest(down(image, theme.accent, row[0] + 5, area.top(), area.bottom()))
        assert near(inset[0] - area.top(), 13, 2)
        assert near(area.bottom() - inset[1], 13, 2)


def check_page_head(image: QImage, theme: Theme) -> None:
    """The buttons above the page, and the ground of the one that is on (mocks 01 and 03)."""
    found = inked(image, QRect(930, 9, 190, 30), gap=7)
    assert len(found) == len(_BUTTONS)
    assert all(nearly(run, wanted) for run, wanted in zip(found, _BUTTONS, strict=True))
    assert nearly(across(image, theme.hover, 14, 1120, 1174), (1132, 1161))


def test_01_light_three_panes(walk: Walker) -> None:
    choose(walk, PICTURE)
    walk.widgets.articles.scrollTo(walk.widgets.articles.currentIndex())
    image = picture(walk)
    check_page_head(image, LIGHT)
    check_selected(image, LIGHT, current_area(walk), _ROW, focused=True)
    # The navigation: rows of 30, the chosen one from 8 to 200; the buttons at its head; the number ends at 188.
    assert nearly(across(image, LIGHT.press, 66, 0, 207), (8, 199))
    assert longest(down(image, LIGHT.press, 150, 40, 200)) == (52, 81)
    assert nearly(inked(image, QRect(1, 9, 100, 30))[0], (20, 35))
    assert near(inked(image, QRect(110, 9, 96, 30), gap=9)[-1][1], 187)
    assert near(inked(image, QRect(150, 54, 48, 26), gap=9)[-1][1], 187)
    # The head of the list: title at 20 of the pane, two buttons.
    head = inked(image, QRect(210, 9, 350, 30), gap=9)
    assert near(head[0][0], 228)
    assert nearly(head[-2], (492, 507))
    assert nearly(head[-1], (527, 544))
    # Separators stand under the text, from 36 to 20 before the end.
    lines = [first for first, last in down(image, LIGHT.hair, 300, 95) if first == last]
    assert lines
    assert all(nearly(across(image, LIGHT.hair, line, 209, 545), (244, 531)) for line in lines)
    # The page: source, title and text begin on one line; the picture fills the measure with round corners.
    assert across(image, LIGHT.accent, 98, 566, 1100) is not None
    assert near(inked(image, QRect(566, 120, 560, 44))[0][0], _LEFT, 2)
    blue = "#6080A0"
    middle = next(y for y in range(300, 800) if colour_at(image, 800, y) == blue) + 60
    assert nearly(across(image, blue, middle), (_LEFT, _RIGHT))
    top = longest(down(image, blue, 800))[0]
    assert colour_at(image, _LEFT, top) != blue
    assert near(longest(down(image, blue, 800))[1] - top + 1, 232)
    # The details: monogram 36 from 1196, a button and a line from there to 20 before the edge, chips of 24.
    assert nearly(inked(image, QRect(1180, 9, 60, 50))[0], (1196, 1231))
    assert near(inked_lines(image, QRect(1180, 1, 50, 70))[0][0], 14)
    button = walk.area(walk.button("Open original"))
    assert nearly(across(image, LIGHT.strong, button.center().y(), 1178), (1196, 1419))
    assert near(button.height(), 32)
    line_below = next(y for y in range(button.bottom() + 2, 500) if colour_at(image, 1300, y) == LIGHT.hair)
    assert near(line_below - button.bottom(), 20)
    assert nearly(across(image, LIGHT.hair, line_below, 1178), (1196, 1419))
    chip = walk.area(walk.chips[0])
    assert near(chip.height(), 24)
    assert longest(down(image, LIGHT.sel_idle, chip.left() + 5, chip.top() - 4, chip.bottom() + 4)) == (
        chip.top(),
        chip.bottom(),
    )
    # Scroll bars: six pixels, two from the edge of their pane.
    assert nearly(across(image, LIGHT.hair, 95, 1155, 1174), (1165, 1170))


def test_02_sepia_compact(walk: Walker) -> None:
    dress(walk, SEPIA, "compact")
    choose(walk, SEPIA_PIECE)
    walk.widgets.navigation.foot.show_progress(12_500, 50_000)
    image = picture(walk)
    area = current_area(walk)
    assert area.height() == 56
    check_selected(image, SEPIA, area, _ROW, focused=True)
    check_page_head(image, SEPIA)
    # Progress: a line at 848, a bar of three pixels, a quarter of it in the accent.
    assert colour_at(image, 100, 848) == SEPIA.hair
    assert down(image, SEPIA.strong, 100, 860) == [(882, 884)]
    bar = across(image, SEPIA.strong, 883, 0, 207)
    done = across(image, SEPIA.accent, 883, 0, 207)
    assert bar is not None
    assert near(bar[1], 187)
    assert nearly(done, (20, 62), 2)


def test_03_dark_with_the_page_focused(walk: Walker) -> None:
    dress(walk, DARK)
    choose(walk, TABLE)
    walk.press("F6")
    walk.settle()
    bar = walk.widgets.pane.browser.verticalScrollBar()
    bar.setValue(bar.value() + walk.place_of("The results").top() - 60)
    image = picture(walk)
    assert across(image, DARK.accent, 0) == across(image, DARK.accent, 1)
    assert nearly(across(image, DARK.accent, 0), (565, 1174))
    assert across(image, DARK.accent, 2, 600, 900) is None
    assert near(down(image, DARK.hair, 800, 10, 60)[0][0], 48)
    assert DARK.fg2 in colours_in(image, QRect(588, 10, 320, 30))
    check_selected(image, DARK, current_area(walk), _ROW, focused=False)
    # The table: rows of 36 between hairlines as long as the text is wide, the head on a stronger one.
    head = longest([run for run in down(image, DARK.strong, _LEFT + 300, 60, 600) if run[0] == run[1]])[0]
    lines = [first for first, last in down(image, DARK.hair, _LEFT + 300, head, head + 150) if first == last]
    assert [line - head for line in lines] == [36, 72, 108, 144]
    assert nearly(across(image, DARK.strong, head, 566, 1174), (_LEFT, _RIGHT))
    assert nearly(across(image, DARK.hair, lines[0], 566, 1174), (_LEFT, _RIGHT))
    # Numbers are flush right: 10 before the edge of the column.
    cells = inked(image, QRect(_LEFT - 20, head + 5, 590, 28), gap=14)
    assert len(cells) == 6
    assert near(cells[-1][1], _RIGHT - 10, 2)
    # Code in a line has a ground of its own.
    place = walk.place_of("depth=full")
    pane = walk.widgets.pane.browser.viewport().mapTo(walk.window, QPoint(0, 0))
    assert DARK.icode in colours_in(image, place.translated(pane))


def test_04_chinese(walk: Walker) -> None:
    choose(walk, HAN_PIECE)
    image = picture(walk)
    # The two halves of a headline are parted by an ideographic space, in the row and on the page.
    assert walk.current == HAN_PIECE.title
    assert _headline(HAN_PIECE.title) == HAN_PIECE.title
    assert HAN_PIECE.title in walk.page_text
    # The box of a picture that is not there: as wide as the text, 96 high, a dashed rim, the ground of code.
    box = longest(down(image, LIGHT.code_bg, _LEFT + 30))
    assert near(box[1] - box[0] + 1, 94)
    assert nearly(across(image, LIGHT.code_bg, box[0] + 4), (_LEFT, _RIGHT), 2)
    rim = across(image, LIGHT.strong, box[0] - 1, _LEFT - 10, _RIGHT + 10)
    assert rim is not None
    dashes = [colour_at(image, x, box[0] - 1) == LIGHT.strong for x in range(_LEFT + 8, _RIGHT - 8)]
    assert 0.3 < sum(dashes) / len(dashes) < 0.7
    # Lines of 32, set flush at both edges.
    paragraph = walk.place_of("派浮標")
    pane = walk.widgets.pane.browser.viewport().mapTo(walk.window, QPoint(0, 0))
    top = paragraph.translated(pane).top()
    rows = inked_lines(image, QRect(_LEFT - 2, top, 40, 100), gap=2)[:3]
    assert all(near(later[1] - earlier[1], 32, 2) for earlier, later in pairwise(rows))
    for line in rows:
        ink = inked(image, QRect(_LEFT - 20, line[0], 590, 12), gap=590)
        assert nearly(ink[0], (_LEFT, _RIGHT), 10)
    # Chips stand 6 apart, in either direction.
    chips = [walk.area(chip) for chip in walk.chips]
    assert all(near(chip.height(), 24) for chip in chips)
    beside = [later.left() - earlier.right() - 1 for earlier, later in pairwise(chips) if earlier.top() == later.top()]
    below = {chip.top() for chip in chips}
    assert set(beside) == {6}
    assert max(below) - min(below) == 30


def test_05_narrow(walk: Walker) -> None:
    walk.window.resize(900, 600)
    walk.until(lambda: walk.widgets.pane.width() == 900 - 313, "the panes have their widths")
    choose(walk, SEPIA_PIECE)
    image = picture(walk)
    assert across(image, LIGHT.strong, 64, 0, 312) is not None
    assert nearly(across(image, LIGHT.strong, 64, 0, 312), (16, 295))
    check_selected(image, LIGHT, current_area(walk), (8, 291), focused=True)
    buttons = ((675, 692), (711, 728), (747, 764), (784, 799), (820, 835), (864, 879))
    found = inked(image, QRect(660, 9, 230, 30), gap=7)
    assert len(found) == len(buttons)
    assert all(nearly(run, wanted) for run, wanted in zip(found, buttons, strict=True))
    assert nearly(inked(image, QRect(1, 9, 48, 30))[0], (20, 35))


def test_06_search_and_find(walk: Walker) -> None:
    walk.press("/")
    walk.type("lantern")
    walk.press("Down")
    walk.settle()
    choose(walk, SECURITY)
    walk.press("Ctrl+F")
    bar = walk.window.findChild(FindBar)
    assert bar is not None
    bar.field.setText("lantern")
    walk.press("Return", "Return")
    image = picture(walk)
    assert walk.heading[0] == "Results"
    # Segments of 26 under the field; the chosen one in the tint.
    assert near(longest(down(image, LIGHT.tint, 232, 80, 125))[0], 90)
    assert near(longest(down(image, LIGHT.tint, 232, 80, 125))[1], 115)
    assert near((across(image, LIGHT.tint, 93, 209, 560) or (0, 0))[0], 226, 3)
    # The bar: 46 pixels on the ground of the list with a line below; a field of 248, its focus two pixels of accent.
    assert colour_at(image, 575, 60) == LIGHT.list
    assert near(next(y for y in range(60, 110) if colour_at(image, 575, y) == LIGHT.hair), 92)
    assert colour_at(image, 585, 70) == colour_at(image, 586, 70) == LIGHT.accent
    assert nearly(across(image, LIGHT.accent, 70, 570, 900), (585, 832))
    assert near(inked(image, QRect(836, 58, 100, 24), gap=9)[0][0], 847, 3)
    steps = inked(image, QRect(1059, 58, 108, 24), gap=7)
    assert all(
        nearly(run, wanted) for run, wanted in zip(steps, ((1069, 1080), (1105, 1116), (1141, 1152)), strict=True)
    )
    # Hits in the row, in the page, and the one that is current.
    row = current_area(walk)
    check_selected(image, LIGHT, row, _ROW, focused=False)
    assert LIGHT.hit in colours_in(image, row)
    page = QRect(_LEFT - 6, 110, 560, 780)
    assert {LIGHT.hit, LIGHT.hit_cur, LIGHT.on_hit} <= colours_in(image, page)


def test_07_command_palette(walk: Walker) -> None:
    dress(walk, DARK)
    walk.press("Ctrl+K")
    palette = walk.overlay(PaletteOverlay)
    palette.field.setText("st")
    image = picture(walk)
    # 620 wide at 13 %: the rim, lines under the field and over the foot, and the chosen row with its bar.
    assert nearly(across(image, DARK.line_raised, 400, 380, 1060), (410, 1029))
    lines = [first for first, last in down(image, DARK.line_raised, 900, 100, 640) if first == last]
    assert len(lines) == 4
    assert all(near(line, wanted) for line, wanted in zip(lines, (117, 171, 591, 628), strict=True))
    assert nearly(across(image, DARK.tint_raised, 208, 411, 1029), (418, 1021), 3)
    assert longest(down(image, DARK.tint_raised, 800, 180, 300)) == (203, 238)
    assert nearly(across(image, DARK.accent, 220, 411, 440), (418, 420))
    assert DARK.list in colours_in(image, QRect(940, 206, 72, 30)), "caps are sunk into the dark"
    # All the rest lies under the scrim.
    assert alike(colour_at(image, 20, 600), over(DARK.nav, DARK.scrim))
    assert alike(colour_at(image, 1300, 880), over(DARK.side, DARK.scrim))


def test_09_shortcuts(walk: Walker) -> None:
    walk.press("?")
    image = picture(walk)
    panel = walk.area(walk.overlay(ShortcutsOverlay).panel)
    assert near(panel.width(), 1020)
    assert near(panel.left(), 210)
    # Three columns of 292 with 40 between, names at their left and caps at their right.
    found = inked(image, QRect(panel.left() + 5, panel.top() + 60, 1010, panel.height() - 80), gap=36)
    edges = [run[0] for run in found if any(near(run[0], x) for x in (242, 574, 906))]
    ends = [run[1] for run in found if any(near(run[1], x) for x in (533, 865, 1197))]
    assert len(edges) == len(ends) == 3
    rows = inked_lines(image, QRect(505, panel.top() + 90, 27, 230), gap=2)[:-1]
    assert all(near(run[1] - run[0], 19) for run in rows)
    assert {later[0] - earlier[0] for earlier, later in pairwise(rows)} == {30}
    assert alike(colour_at(image, 20, 600), over(LIGHT.nav, LIGHT.scrim))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_10_states(walk: Walker, theme: Theme) -> None:
    dress(walk, theme)
    choose(walk, PICTURE)
    walk.settle()
    # A row under the pointer: its ground, and no bar.
    current = walk.widgets.articles.currentIndex().row()
    walk.widgets.articles.scrollTo(walk.widgets.model.index(current + 1, 0))
    row = row_area(walk, current + 1)
    QTest.mouseMove(walk.window.windowHandle(), row.center())
    image = picture(walk)
    assert nearly(across(image, theme.hover, row.top() + 8, 209, 560), _ROW)
    QTest.mouseMove(walk.window.windowHandle(), QPoint(1300, 800))
    # Unread: a dot of 8 at 24; starred: a star of 14 in its colour, filled.
    unread = next(
        number for number in range(len(walk.titles)) if not walk.shell.rows.is_read(walk.shell.browsing.ids[number])
    )
    walk.widgets.articles.scrollTo(walk.widgets.model.index(unread, 0))
    image = picture(walk)
    area = row_area(walk, unread)
    dot = longest(down(image, theme.accent, 232, area.top(), area.bottom()))
    assert nearly(across(image, theme.accent, sum(dot) // 2, 224, 242), (228, 235))
    # A field with the focus has a rim of two pixels, and is as large as before.
    walk.press("/")
    image = picture(walk)
    assert [colour_at(image, x, 64) == theme.accent for x in (223, 224, 225, 226)] == [False, True, True, False]
    walk.press("Esc")
    # So has a button.
    button = walk.button("Open original")
    before = walk.area(button)
    button.setFocus()
    image = picture(walk)
    assert walk.area(button) == before
    middle = before.center().y()
    assert [colour_at(image, before.left() + x, middle) for x in (0, 1, 2)] == [theme.accent, theme.accent, theme.field]
    walk.widgets.articles.setFocus()
    # The toast: 40 high at the foot of the list, raised, with a rim, Undo in the colour of links.
    walk.widgets.toast.show_message("20 articles marked as read", undo=True)
    image = picture(walk)
    toast = walk.area(walk.widgets.toast)
    assert nearly((toast.left(), toast.right()), (224, 547))
    assert near(toast.height(), 40)
    assert near(900 - toast.bottom(), 17)
    assert colour_at(image, 300, toast.top() + 6) == theme.raised
    assert nearly(across(image, theme.strong, toast.center().y(), 209, 560), (224, 547))
    assert theme.link in colours_in(image, toast)


def test_08_empty_library(walk: Walker, tmp_path_factory: pytest.TempPathFactory) -> None:
    shelves = walk.root
    walk.open(tmp_path_factory.mktemp("empty"), empty=True)
    image = picture(walk)
    assert {colour_at(image, x, y) for x in (3, 300, 1200, 1436) for y in (3, 500, 890)} == {LIGHT.read}
    buttons = [button for button in walk.window.findChildren(QPushButton) if button.isVisible()]
    primary, second = (walk.area(button) for button in buttons)
    # The icon stands in the middle of 1440, 30 pixels wide; two buttons of 32, ten apart.
    lines = inked_lines(image, QRect(600, 280, 240, 280), gap=4)
    icon = inked(image, QRect(600, lines[0][0] - 2, 240, lines[0][1] - lines[0][0] + 2), gap=9)
    assert nearly(icon[0], (705, 734))
    assert near(lines[0][1] - lines[0][0] + 1, 29)
    assert near(lines[1][0] - lines[0][1], 28, 2)
    assert near(primary.height(), 32)
    assert near(second.height(), 32)
    assert near(second.left() - primary.right() - 1, 10)
    assert near((primary.left() + second.right()) // 2, 720, 2)
    assert LIGHT.accent == colour_at(image, primary.left() + 5, primary.center().y())
    assert LIGHT.field == colour_at(image, second.left() + 5, second.center().y())
    assert LIGHT.on_accent in colours_in(image, primary)
    walk.open(shelves)
