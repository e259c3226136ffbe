"""A walk on a desktop that asks for high contrast: its own colours, solid selections, lines that are seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage

from newsreader.core.high_contrast import SystemColours
from newsreader.ui.focus_rim import FocusRim
from tests.walks.conftest import House
from tests.walks.walker import Walker

DESKTOP = SystemColours("#000000", "#000000", "#FFFFFF", "#1AEBFF", "#000000", "#FFFF00", "#3FF23F")


@pytest.fixture
def high(walk: Walker, house: House) -> Iterator[Walker]:
    """The window after the desktop has changed to high contrast; it changes back afterwards."""
    house.contrast.append(DESKTOP)
    walk.shell.appearance.renew()
    walk.settle()
    yield walk
    house.contrast.clear()
    walk.shell.appearance.renew()


def rim_of(high: Walker) -> FocusRim:
    """The rim of the focus."""
    rim = high.widgets.rim.made
    assert rim is not None
    return rim


def colours(image: QImage, x: int, top: int, bottom: int) -> set[str]:
    """The colours in one column."""
    return {image.pixelColor(x, y).name().upper() for y in range(top, bottom)}


def test_panes_are_parted_by_lines_of_text_colour(high: Walker) -> None:
    image = high.painted()
    line = [image.pixelColor(x, 6).name().upper() for x in range(1440)]
    assert [x for x, colour in enumerate(line) if colour == DESKTOP.text] == [207, 564, 1175]
    assert {line[20], line[400], line[700], line[1300]} == {DESKTOP.window}


def test_the_selected_row_is_solid_and_its_text_goes_with_it(high: Walker) -> None:
    index = high.widgets.articles.currentIndex()
    viewport = high.widgets.articles.viewport()
    row = high.widgets.articles.visualRect(index)
    row.translate(viewport.mapTo(high.window, viewport.rect().topLeft()))
    image = high.painted().copy(row.adjusted(12, 8, -12, -8))
    seen = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert sum(colour == QColor(DESKTOP.highlight) for colour in seen) > len(seen) / 2
    assert QColor(DESKTOP.highlighted_text) in seen
    assert QColor(DESKTOP.text) not in seen


def test_a_row_that_is_selected_while_the_focus_is_elsewhere_has_a_rim_only(high: Walker) -> None:
    high.press("/")
    index = high.widgets.articles.currentIndex()
    viewport = high.widgets.articles.viewport()
    row = high.widgets.articles.visualRect(index)
    row.translate(viewport.mapTo(high.window, viewport.rect().topLeft()))
    middle = colours(high.painted(), row.left() + 212, row.top(), row.bottom())
    assert DESKTOP.highlight in middle
    assert DESKTOP.window in middle


def test_no_scrim_lies_over_the_window(high: Walker) -> None:
    high.press("?")
    assert high.painted().pixelColor(700, 880).name().upper() == DESKTOP.window


def test_focus_and_press_change_no_button_s_size(high: Walker) -> None:
    button = high.button("Open original")
    before = button.sizeHint()
    button.setFocus()
    high.settle()
    assert button.hasFocus()
    assert button.sizeHint() == before
    button.setDown(True)
    assert button.sizeHint() == before
    button.setDown(False)


def test_the_choice_of_a_theme_waits_until_the_desktop_asks_no_longer(high: Walker) -> None:
    high.shell.preferences.change("appearance.theme", "sepia")
    assert high.shell.appearance.look.theme.high


def test_the_theme_key_says_why_nothing_changes(high: Walker) -> None:
    high.press("Ctrl+Shift+T")
    assert "High contrast" in high.toast
    assert high.shell.appearance.look.theme.high


def test_the_rim_of_the_focus_stands_a_pixel_away_from_the_button(high: Walker) -> None:
    button = high.button("Open original")
    button.setFocus()
    high.settle()
    area = high.area(button)
    image, middle = high.painted(), area.center().y()
    seen = [image.pixelColor(area.left() + x, middle).name().upper() for x in (-4, -3, -2, -1, 0)]
    assert seen == [DESKTOP.window, DESKTOP.highlight, DESKTOP.highlight, DESKTOP.window, DESKTOP.text]
    high.widgets.articles.setFocus()
    high.settle()
    assert rim_of(high).isHidden()


def test_the_rim_goes_along_with_its_button(high: Walker) -> None:
    button = high.head_button(high.widgets.pane.header, "Star")
    button.setFocus()
    high.window.resize(1300, 800)
    high.settle()
    assert rim_of(high).geometry() == high.area(button).adjusted(-3, -3, 3, 3)
    high.press("I")
    high.settle()
    assert rim_of(high).geometry() == high.area(button).adjusted(-3, -3, 3, 3)
