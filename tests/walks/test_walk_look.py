"""The painted window beside the design: places and colours read from its pixels, one logical pixel either way.

The figures were measured on the design's own pictures at 1440 x 900 and 900 x 600.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from newsreader.core.theme import DARK, LIGHT, SEPIA, THEMES, Theme
from tests.walks.pixels import across, down, near
from tests.walks.walker import Walker


def picture(walk: Walker) -> QImage:
    """The window as it is painted now."""
    walk.settle()
    return walk.window.grab().toImage()


def dress(walk: Walker, theme: Theme, density: str = "comfortable") -> None:
    """Another theme and density, by their settings."""
    walk.shell.preferences.change("appearance.theme", theme.name)
    walk.shell.preferences.change("appearance.density", density)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_each_pane_has_its_ground_and_one_hairline_to_the_next(walk: Walker, theme: Theme) -> None:
    dress(walk, theme)
    image = picture(walk)
    line = [image.pixelColor(x, 6).name().upper() for x in range(1440)]
    assert line[20] == theme.nav
    assert line[400] == theme.list
    assert line[700] == theme.read
    assert line[1300] == theme.side
    hairs = [x for x, colour in enumerate(line) if colour == theme.hair]
    assert len(hairs) == 3
    assert all(near(x, wanted) for x, wanted in zip(hairs, (207, 564, 1175), strict=True))


@pytest.mark.parametrize(("density", "height"), [("comfortable", 104), ("compact", 56)])
def test_rows_have_the_height_of_their_density(walk: Walker, density: str, height: int) -> None:
    dress(walk, LIGHT, density)
    walk.press("End")
    image = picture(walk)
    separators = [first for first, last in down(image, LIGHT.hair, 400, 91) if first == last]
    gaps = {later - earlier for earlier, later in pairwise(separators)}
    assert len(separators) >= 3
    assert height in gaps
    assert all(gap % height == 0 for gap in gaps)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_selected_row_is_a_tint_with_a_bar_while_the_list_has_the_focus(walk: Walker, theme: Theme) -> None:
    dress(walk, theme)
    (top, bottom) = max(down(picture(walk), theme.tint, 225, 90), key=lambda run: run[1] - run[0])
    assert near(bottom - top + 1, 102)
    middle = (top + bottom) // 2
    image = picture(walk)
    ground = across(image, theme.tint, middle, 208, 564)
    bar = across(image, theme.accent, middle, 208, 226)
    assert ground is not None
    assert bar is not None
    assert near(ground[0], 216)
    assert near(bar[0], 220)
    assert near(bar[1], 222)
    walk.press("/")
    assert down(picture(walk), theme.sel_idle, 225, 90)
    assert across(picture(walk), theme.accent, middle, 208, 226) is None


def test_the_unread_dot_stands_beside_the_title(walk: Walker) -> None:
    dots = [run for run in down(picture(walk), LIGHT.accent, 232, 91) if run[1] - run[0] >= 5]
    assert dots
    # The rim of the dot is mixed with the ground; eight pixels less two of rim are the token's own colour.
    assert all(6 <= last - first + 1 <= 8 for first, last in dots)
    edges = across(picture(walk), LIGHT.accent, sum(dots[-1]) // 2, 224, 244)
    assert edges is not None
    assert near(edges[0], 228)
    assert near(edges[1], 235)


def test_the_search_field_stands_where_the_design_has_it(walk: Walker) -> None:
    image = picture(walk)
    borders = across(image, LIGHT.strong, 64, 208, 564)
    assert borders is not None
    assert near(borders[0], 224)
    assert near(borders[1], 547)
    lines = [first for first, _last in down(image, LIGHT.strong, 400, 40, 90)]
    assert near(lines[-1] - lines[0] + 1, 32)


def test_the_page_is_set_to_a_measure_of_68_characters_in_the_middle(walk: Walker) -> None:
    pane = walk.widgets.pane
    block = pane.browser.document().begin()
    left = right = 0.0
    while block.isValid():
        layout = block.layout()
        bounds = pane.browser.document().documentLayout().blockBoundingRect(block)
        if layout.lineCount() > 1:
            left, right = bounds.left(), bounds.right()
        block = block.next()
    margin = pane.browser.document().rootFrame().frameFormat()
    assert near(round(right - left), 548)
    assert near(round(margin.leftMargin()), 25)
    ink = leftmost(picture(walk), LIGHT.read, QRect(566, 220, 580, 500))
    assert near(ink, 590)


def leftmost(image: QImage, ground: str, area: QRect) -> int:
    """The first column of an area that holds anything but its ground."""
    for x in range(area.left(), area.right()):
        if any(image.pixelColor(x, y).name() != ground.lower() for y in range(area.top(), area.bottom())):
            return x
    return -1


def test_the_narrow_window_keeps_list_and_page_as_the_design_has_them(walk: Walker) -> None:
    walk.window.resize(900, 600)
    walk.until(lambda: walk.widgets.pane.width() == 900 - 313, "the panes have their widths")
    image = picture(walk)
    line = [image.pixelColor(x, 6).name().upper() for x in range(900)]
    assert [x for x, colour in enumerate(line) if colour == LIGHT.hair] == [312]
    ink = leftmost(image, LIGHT.read, QRect(314, 200, 580, 390))
    assert 335 <= ink <= 340


@pytest.mark.parametrize(
    ("theme", "token"), [(LIGHT, "#2B5C93"), (SEPIA, "#8A4515"), (DARK, "#8FB6E8")], ids=["light", "sepia", "dark"]
)
def test_the_source_above_the_title_has_the_accent(walk: Walker, theme: Theme, token: str) -> None:
    dress(walk, theme)
    image = picture(walk)
    assert theme.accent == token
    assert any(across(image, token, y, 566, 1100) for y in range(88, 110))
