"""Walks without a mouse: every command of the table, and every control that is to be seen, is reached by keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)

from newsreader.core.commands import COMMANDS, MENUS, Command, menu_commands
from newsreader.ui.overlay import front_overlay
from newsreader.ui.palette_overlay import PaletteOverlay
from newsreader.ui.scope_bar import ScopeBar
from tests.walks.conftest import House
from tests.walks.stories import LINKS, TIDES, write, write_library
from tests.walks.walker import Walker


class Recorder:
    """Stands in for what carries out the commands, and keeps what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def run(self, id_: str, repeating: bool = False) -> None:
        self.asked.append(id_)


@pytest.fixture
def recorder(walk: Walker, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Nothing is carried out; what the keys ask for is recorded."""
    recorder = Recorder()
    monkeypatch.setattr(walk.shell, "_commands", recorder)
    return recorder


@pytest.fixture(scope="module")
def library(house: House, tmp_path_factory: pytest.TempPathFactory) -> Walker:
    """The window on the stories, for all walks of this module: none of them changes a file or a row."""
    walker = house.walker
    house.data[0] = tmp_path_factory.mktemp("data")
    root = write_library(tmp_path_factory.mktemp("library"))
    body = "[A link](https://www.example.org/)\n\n![A picture](https://www.example.org/p.png)"
    write(
        root, "pictured.md", f"---\ntitle: Pictured\ndate: 2020-01-01\nurl: https://www.example.org/1\n---\n\n{body}\n"
    )
    walker.open(root)
    return walker


@pytest.fixture
def walk(library: Walker) -> Iterator[Walker]:
    """The newest story, the focus on the list; afterwards no menu, overlay, bar or drawer is left open."""
    library.press("G", "A", "Home")
    library.shows(TIDES)
    library.window.activateWindow()
    library.widgets.articles.setFocus()
    library.until(library.widgets.articles.hasFocus, "the list has the focus")
    yield library
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    library.press("Esc", "Esc", "Esc", "Esc")
    library.window.close_drawers()
    library.window.show_article(False)
    if library.window.width() != 1440:
        library.window.resize(1440, 900)
        library.settle()


def press(walk: Walker, keys: str) -> None:
    """Press a key of the table, or its keys one after the other."""
    for key in keys.split(", "):
        if key == "Alt":
            QTest.keyClick(walk.window.windowHandle(), Qt.Key.Key_Alt)
        else:
            walk.press(key)


def test_every_key_of_the_table_asks_for_its_command(walk: Walker, recorder: Recorder) -> None:
    panes = {
        "list": walk.widgets.articles,
        "reading": walk.widgets.pane.browser,
        "details": walk.fields[0],
        "navigation": walk.widgets.navigation.tree,
        "": walk.widgets.articles,
    }
    for command in COMMANDS:
        for key in command.keys:
            pane, _, keys = key.rpartition(":")
            panes[pane].setFocus()
            recorder.asked.clear()
            press(walk, keys)
            assert recorder.asked == [command.id], f"{key} for {command.id}"


def menu_rows(walk: Walker) -> set[QAction]:
    """What arrow keys come to in every menu of the menu bar, and in the menus within."""
    found: set[QAction] = set()
    for number, name in enumerate(MENUS):
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.title() == name
        found |= rows_of(menu)
        if number + 1 < len(MENUS):
            leave_submenus(menu)
            QTest.keyClick(menu, Qt.Key.Key_Home)
            while menu.activeAction().menu() is not None:
                QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Right)
    return found


def leave_submenus(menu: QMenu) -> None:
    while (front := QApplication.activePopupWidget()) is not None and front is not menu:
        QTest.keyClick(front, Qt.Key.Key_Left)


def rows_of(menu: QMenu) -> set[QAction]:
    """The rows of an open menu that Down comes to; it goes round."""
    found: set[QAction] = set()
    for _ in range(2 * len(menu.actions())):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        row = menu.activeAction()
        if row is not None:
            found.add(row)
    return found


def offered_by_palette(walk: Walker) -> set[str]:
    """The ids of the commands that the palette finds by their names."""
    walk.press("Ctrl+K")
    palette = walk.overlay(PaletteOverlay)
    found: set[str] = set()
    for command in COMMANDS:
        palette.field.setText(f">{command.text}")
        found |= {item.id for item in palette.rows.items if isinstance(item, Command)}
    walk.press("Esc")
    return found


def context_rows(walk: Walker) -> list[str]:
    """The ids of the commands in the context menu that the key for it opens."""
    walk.press("Shift+F10")
    walk.until(lambda: QApplication.activePopupWidget() is not None, "a menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    ids = {id(walk.shell.actions[command.id]): command.id for command in COMMANDS}
    rows = [ids[id(row)] for row in rows_of(menu) if id(row) in ids]
    menu.close()
    return rows


def test_every_command_is_reached_without_a_mouse(walk: Walker) -> None:
    walk.shell.show_path("pictured.md")
    walk.until(lambda: "A picture" in walk.page_text, "the page")
    by_key = {command.id for command in COMMANDS if command.keys}
    walk.press("F10")
    rows = menu_rows(walk)
    by_menu = {command.id for command in COMMANDS if walk.shell.actions[command.id] in rows}
    walk.press("Esc", "Esc")
    in_menus = {command.id for menu in MENUS for command in menu_commands(menu)}
    # Rows that make no sense now are passed over; all others are come to.
    greyed = {id_ for id_ in in_menus if not walk.shell.actions[id_].isEnabled()}
    assert in_menus - by_menu - greyed - {"list.sort", "view.text"} == set()
    by_palette = offered_by_palette(walk)
    walk.widgets.pane.browser.setFocus()
    walk.press("Tab")
    by_context = set(context_rows(walk))
    assert {"link.open", "link.copy"} <= by_context
    every = {command.id for command in COMMANDS}
    assert every - by_key - by_menu - by_palette - by_context == set()
    assert every - by_palette == {"palette.open", "link.open", "link.copy", "pane.left", "pane.right"}


def test_context_menus_open_by_key_on_what_has_the_focus(walk: Walker) -> None:
    walk.press("J")
    walk.shows(LINKS)
    assert "article.toggle_star" in context_rows(walk)
    walk.widgets.pane.browser.setFocus()
    walk.press("Ctrl+A")
    assert "text.copy" in context_rows(walk)
    walk.widgets.navigation.tree.setFocus()
    walk.press("Home", "Down", "Down", "Down", "Down")
    assert "list.mark_all_read" in context_rows(walk)


def controls(root: QWidget) -> set[QWidget]:
    """What is to be seen and can be used: buttons, fields, lists, and all that says that it takes Tab."""
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QTextEdit)
    tab = Qt.FocusPolicy.TabFocus
    return {
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and (isinstance(widget, kinds) or widget.focusPolicy() & tab == tab)
        and widget.focusPolicy() != Qt.FocusPolicy.ClickFocus
    }


def round_by(walk: Walker, key: str) -> set[QWidget]:
    """Everything Tab comes to until it is back where it was; it must come back."""
    if walk.focus.focusPolicy() == Qt.FocusPolicy.ClickFocus:
        walk.press(key)
    start, seen = walk.focus, set[QWidget]()
    for _ in range(150):
        walk.press(key)
        seen.add(walk.focus)
        if walk.focus is start:
            return seen
    raise AssertionError(f"{key} does not come back to {start.accessibleName()}")


def by_arrows(walk: Walker, seen: set[QWidget]) -> set[QWidget]:
    """What Left and Right reach from the segment that Tab comes to, and the list that a field walks along."""
    found = set(seen)
    bars = [bar for bar in walk.window.findChildren(ScopeBar) if bar.isVisible()]
    for bar in bars:
        next(widget for widget in bar.focus_chain() if widget in seen).setFocus()
        for key in ("Left", "Right"):
            for _ in bar.focus_chain():
                walk.press(key)
                found.add(walk.focus)
    overlay = front_overlay(walk.window)
    if isinstance(overlay, PaletteOverlay):
        before = overlay.list.currentIndex().row()
        walk.press("Down")
        assert overlay.list.currentIndex().row() != before
        found.add(overlay.list)
    return found


STATES = {
    "main": [],
    "search": ["/", "W"],
    "nothing found": ["/", "Q", "Q", "X"],
    "find": ["Ctrl+F"],
    "nothing starred": ["G", "S"],
    "toast": ["Shift+A"],
    "focus mode": ["F"],
    "palette": ["Ctrl+K"],
    "settings": ["Ctrl+,"],
    "tags": ["T"],
    "note": ["Shift+H"],
    "links": ["Ctrl+L"],
    "shortcuts": ["?"],
}
OVERLAYS = ("library.problems", "library.switch", "library.trash", "state.history", "app.about", "app.keys")


def check_round(walk: Walker) -> None:
    """Tab and Shift+Tab go round through everything that is to be seen."""
    root = front_overlay(walk.window) or walk.window
    forward = round_by(walk, "Tab")
    assert forward == round_by(walk, "Shift+Tab")
    missed = controls(root) - by_arrows(walk, forward)
    assert [widget.accessibleName() or str(widget) for widget in missed] == []


@pytest.mark.parametrize("state", STATES)
def test_tab_comes_to_everything_and_back(walk: Walker, state: str) -> None:
    walk.press(*STATES[state])
    if "/" in STATES[state]:
        walk.until(lambda: walk.heading[0] == "Results", "the search is done")
    walk.settle()
    check_round(walk)


@pytest.mark.parametrize("command", OVERLAYS)
def test_esc_leaves_every_overlay_and_gives_the_focus_back(walk: Walker, command: str) -> None:
    walk.shell.run(command)
    walk.settle()
    assert front_overlay(walk.window) is not None
    check_round(walk)
    walk.press("Esc")
    assert front_overlay(walk.window) is None
    assert walk.focus is walk.widgets.articles


@pytest.mark.parametrize(
    ("width", "key"), [(1000, ""), (1000, "Ctrl+1"), (900, "I"), (600, ""), (600, "Return"), (600, "Ctrl+1")]
)
def test_tab_goes_round_in_narrow_windows_and_drawers(walk: Walker, width: int, key: str) -> None:
    walk.window.resize(width, 700)
    walk.settle()
    if key:
        walk.press(key)
    walk.settle()
    check_round(walk)
    walk.press("Esc", "Esc")
    assert walk.focus is walk.widgets.articles


def test_every_link_of_a_page_is_come_to_and_esc_leads_back(walk: Walker) -> None:
    walk.press("J")
    walk.shows(LINKS)
    walk.press("Return")
    browser = walk.widgets.pane.browser
    seen = []
    while walk.focus is browser:
        walk.press("Tab")
        address = browser.textCursor().charFormat().anchorHref()
        if address and address not in seen:
            seen.append(address)
        assert len(seen) < 20
    assert set(seen) == set(browser.addresses)
    browser.setFocus()
    walk.press("Esc")
    assert walk.focus is walk.widgets.articles


def test_rows_and_lists_are_walked_along_by_arrows(walk: Walker) -> None:
    shown = [walk.current]
    for _ in walk.titles[1:]:
        walk.press("Down")
        shown.append(walk.current)
    assert shown == walk.titles
    walk.press("Home")
    walk.shows(TIDES)
    tree = walk.widgets.navigation.tree
    tree.setFocus()
    walk.press("Home")
    names = set()
    for _ in range(40):
        names.add(str(tree.currentIndex().data()))
        walk.press("Down")
    assert set(walk.navigation) <= names


def test_an_offer_of_the_toast_is_taken_by_key(walk: Walker) -> None:
    taken: list[str] = []
    walk.shell.controller.offer("The link could not be opened", "Copy link", lambda: taken.append("copied"))
    assert walk.focus is walk.widgets.articles
    walk.press("Tab")
    assert walk.focus.accessibleName() == "Copy link"
    walk.press("Space")
    assert taken == ["copied"]
    assert walk.focus is walk.widgets.articles
