"""Walks through the shape of the window: panes, focus, themes, sizes, menus, and the way back by Esc."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSplitterHandle

from newsreader.core.commands import COMMANDS, overlay_rows
from newsreader.core.theme import DARK, LIGHT, SEPIA
from newsreader.ui.elided_label import ElidedLabel
from newsreader.ui.shortcuts_overlay import ShortcutsOverlay
from tests.walks.stories import LEDGER, LINKS, TIDES
from tests.walks.walker import Walker


def shown(walk: Walker) -> list[str]:
    widgets = walk.widgets
    panes = {
        "navigation": widgets.navigation,
        "list": widgets.articles,
        "reading": widgets.pane,
        "details": widgets.details,
    }
    return [name for name, pane in panes.items() if pane.isVisible()]


EVERYTHING = ["navigation", "list", "reading", "details"]


@pytest.mark.parametrize(
    ("key", "left"),
    [
        ("Ctrl+1", ["list", "reading", "details"]),
        ("I", ["navigation", "list", "reading"]),
        ("Ctrl+I", ["navigation", "list", "reading"]),
        ("F", ["reading"]),
    ],
)
def test_panes_go_and_come_back_by_the_same_key(walk: Walker, key: str, left: list[str]) -> None:
    assert shown(walk) == EVERYTHING
    walk.press(key)
    assert shown(walk) == left
    walk.press(key)
    assert shown(walk) == EVERYTHING
    walk.shows(TIDES)


def test_escape_leaves_the_focus_mode(walk: Walker) -> None:
    walk.press("F", "J")
    walk.until(lambda: LINKS.mark in walk.page_text)
    walk.press("Esc")
    assert shown(walk) == EVERYTHING
    walk.shows(LINKS)


def test_f11_fills_the_screen_and_gives_it_back(walk: Walker) -> None:
    walk.press("F11")
    assert walk.window.isFullScreen()
    walk.press("F11")
    assert not walk.window.isFullScreen()


def test_f6_walks_through_the_panes_and_round(walk: Walker) -> None:
    assert walk.pane == "list"
    walked = []
    for _ in range(4):
        walk.press("F6")
        walked.append(walk.pane)
    assert walked == ["reading", "details", "navigation", "list"]
    for _ in range(4):
        walk.press("Shift+F6")
        walked.append(walk.pane)
    assert walked[4:] == ["navigation", "details", "reading", "list"]


def test_f6_passes_over_panes_that_are_hidden(walk: Walker) -> None:
    walk.press("I", "Ctrl+1", "F6")
    assert walk.pane == "reading"
    walk.press("F6")
    assert walk.pane == "list"


def test_left_and_right_go_from_pane_to_pane(walk: Walker) -> None:
    walk.press("Left")
    assert walk.pane == "navigation"
    walk.press("Right")
    assert walk.pane == "list"
    walk.press("Right")
    assert walk.pane == "reading"
    walk.press("Left")
    assert walk.pane == "list"


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_goes_round_without_a_trap(walk: Walker, key: str) -> None:
    walk.press("J")
    walk.shows(LINKS)
    panes: list[str] = []
    start = walk.focus
    for _ in range(60):
        walk.press(key)
        if not isinstance(walk.focus, QSplitterHandle) and (not panes or panes[-1] != walk.pane):
            panes.append(walk.pane)
        if walk.focus is start:
            break
    assert walk.focus is start
    forward = ["reading", "details", "navigation", "header", "list"]
    assert panes == (forward if key == "Tab" else [*forward[-2::-1], "list"])


def test_themes_are_cycled_on_the_living_window(walk: Walker) -> None:
    walk.press("F6", "F6")
    for theme in (SEPIA, DARK):
        walk.press("Ctrl+Shift+T")
        walk.widgets.toast.hide()
        picture = walk.painted()
        for pane, token in (
            (walk.widgets.navigation, theme.nav),
            (walk.widgets.list_pane, theme.list),
            (walk.widgets.pane, theme.read),
            (walk.widgets.details, theme.side),
        ):
            corner = pane.mapTo(walk.window, QPoint(4, pane.height() - 3))
            assert picture.pixelColor(corner).name().upper() == token, (theme.name, token)
        assert TIDES.mark in walk.page_text
    walk.press("Ctrl+Shift+T", "Ctrl+Shift+T")
    assert walk.shell.appearance.look.theme == LIGHT
    walk.shows(TIDES)


def test_a_theme_is_chosen_from_the_menu(walk: Walker) -> None:
    {action.text(): action for action in walk.widgets.menus.choice("appearance.theme").actions()}["Dark"].trigger()
    assert walk.shell.appearance.look.theme == DARK
    walk.shows(TIDES)


def test_the_density_changes_the_rows_and_keeps_the_article(walk: Walker) -> None:
    articles = walk.widgets.articles
    walk.press("J")
    assert articles.rowHeight(0) == 104
    walk.press("Ctrl+Shift+D")
    assert articles.rowHeight(0) == 56
    walk.shows(LINKS)
    walk.press("Ctrl+Shift+D")
    assert articles.rowHeight(0) == 104


def top_words(walk: Walker) -> str:
    """The first words that are seen on the page."""
    browser = walk.widgets.pane.browser
    cursor = browser.cursorForPosition(QPoint(browser.viewport().width() // 2, 20))
    return cursor.block().text()[:30]


@pytest.mark.parametrize("keys", [["Ctrl+="] * 3, ["Ctrl+-"] * 2, ["Ctrl+Shift+T"], ["I"], ["Ctrl+1"]])
def test_the_place_is_kept_when_the_page_is_set_anew(walk: Walker, keys: list[str]) -> None:
    walk.press("Space", "Space", "Space")
    walk.at_rest()
    before = top_words(walk)
    assert before.startswith("Part")
    walk.press(*keys)
    walk.settle()
    assert top_words(walk) == before
    assert walk.offset > 0


def test_the_text_grows_shrinks_and_returns(walk: Walker) -> None:
    def height() -> float:
        walk.settle()
        return walk.widgets.pane.browser.document().size().height()

    first = height()
    walk.press("Ctrl+=", "Ctrl+=")
    larger = height()
    walk.press("Ctrl+0")
    assert height() == pytest.approx(first)
    walk.press("Ctrl+-")
    assert height() < first < larger
    assert walk.toast == ""  # what is seen to change needs no words
    for _ in range(20):
        walk.press("Ctrl++")
    assert walk.shell.preferences.settings.number("reading.text_size") == 200


def test_the_overlay_lists_every_command_that_has_a_key(walk: Walker) -> None:
    walk.press("?")
    overlay = walk.overlay(ShortcutsOverlay)
    assert overlay.isVisible()
    assert overlay.isAncestorOf(walk.focus)
    spoken = " | ".join(label.accessibleName() for label in overlay.findChildren(ElidedLabel))
    for command in COMMANDS:
        if command.group:
            assert f"{command.row}: " in spoken, command.id
        elif command.keys and command.menu:
            assert command.id in ("text.copy", "text.select_all", "list.mark_newer_read", "list.mark_older_read")
    assert overlay_rows("Move")
    walk.press("Esc")
    assert not walk.is_open(ShortcutsOverlay)
    assert walk.pane == "list"


def test_the_focus_stays_in_the_overlay_and_returns(walk: Walker) -> None:
    walk.press("F6", "F1")
    overlay = walk.overlay(ShortcutsOverlay)
    for key in ("Tab", "Tab", "Shift+Tab"):
        walk.press(key)
        assert overlay.isAncestorOf(walk.focus)
    walk.press("Esc")
    assert walk.pane == "reading"


def test_escape_leaves_one_thing_after_the_other(walk: Walker) -> None:
    walk.press("End", "K")
    walk.shows(LEDGER)
    walk.press("/")
    walk.type("ledger")
    walk.until(lambda: len(walk.titles) == 1)
    walk.press("Down", "Return", "F1")
    walk.press("Esc")
    assert not walk.is_open(ShortcutsOverlay)
    assert len(walk.titles) == 1
    assert walk.pane == "reading"
    walk.press("Esc")
    assert len(walk.titles) > 1
    walk.press("Esc")
    assert walk.pane == "list"
    walk.shows(LEDGER)


def test_escape_closes_a_drawer_first(walk: Walker) -> None:
    walk.window.resize(900, 600)
    walk.settle()
    assert shown(walk) == ["list", "reading"]
    walk.press("I")
    assert "details" in shown(walk)
    walk.details_show(TIDES)
    walk.press("Esc")
    assert shown(walk) == ["list", "reading"]
    walk.press("Ctrl+1")
    assert "navigation" in shown(walk)
    walk.press("Esc")
    assert shown(walk) == ["list", "reading"]


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize("key", ["F10", "Alt"])
def test_the_menu_bar_opens_by_key_and_hides_again(walk: Walker, key: str) -> None:
    assert not walk.window.menuBar().isVisible()
    if key == "Alt":
        QTest.keyClick(walk.window.windowHandle(), Qt.Key.Key_Alt)
    else:
        walk.press(key)
    assert walk.window.menuBar().isVisible()
    try:
        assert open_menu().title() == "Library"
        QTest.keyClick(open_menu(), Qt.Key.Key_Right)
        assert open_menu().title() == "Edit"
    finally:
        open_menu().close()
    walk.until(lambda: not walk.window.menuBar().isVisible())


def test_the_menu_opens_from_its_button(walk: Walker) -> None:
    found: list[str] = []

    def look() -> None:
        """A button holds the press until its menu is closed."""
        found.extend(action.text() for action in open_menu().actions())
        open_menu().close()

    for head in (walk.widgets.navigation, walk.widgets.header):
        QTimer.singleShot(50, look)
        walk.click(walk.head_button(head, "Menu"))
        walk.until(lambda: bool(found))
        assert found[0] in ("Library", "Open folder…\tCtrl O")
        found.clear()
        walk.press("Ctrl+1")
