"""Header, search field, empty states, toast and overlays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.commands import GROUPS, overlay_rows
from newsreader.core.theme import LIGHT
from newsreader.ui.empty_state import EmptyState
from newsreader.ui.key_cap import KeyCaps
from newsreader.ui.list_header import ListHeader
from newsreader.ui.look import Look
from newsreader.ui.shortcuts_overlay import ShortcutsOverlay
from newsreader.ui.toast import Toast
from tests.ui.list_bench import colour_at, dress, painted, runs, show


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    window = QWidget()
    show(qtbot, window, 1440, 900)
    return window


@pytest.fixture
def header(window: QWidget, look: Look) -> ListHeader:
    sort, filter_, navigation, menu = (QAction(name, window) for name in ("Sort", "Filter", "Navigation", "Menu"))
    header = ListHeader(look, (sort, filter_), navigation=navigation, menu=menu, parent=window)
    header.setGeometry(0, 0, 356, header.height())
    header.show_title("All Articles", "20 unread")
    header.show()
    QApplication.processEvents()
    return header


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_header_has_the_measures_of_the_design(header: ListHeader) -> None:
    assert header.height() == 91
    assert header.search.geometry().getRect() == (16, 48, 324, 32)
    buttons = [child for child in header.findChildren(QAbstractButton) if child.isVisible()]
    assert [(button.x(), button.y(), button.width()) for button in buttons] == [(276, 8, 32), (312, 8, 32)]
    title = next(label for label in header.findChildren(QLabel) if label.text() == "All Articles")
    assert (title.x(), title.font().pixelSize()) == (20, 15)


def test_the_hairline_comes_with_scrolling(header: ListHeader) -> None:
    assert colour_at(painted(header), 5, 90) == LIGHT.list.lower()
    header.set_lined(True)
    assert colour_at(painted(header), 5, 90) == LIGHT.hair.lower()


def test_without_the_navigation_its_buttons_stand_here(header: ListHeader) -> None:
    header.show_navigation_buttons(True)
    header.resize(420, header.height())
    QApplication.processEvents()
    shown = [button.accessibleName() for button in header.findChildren(QAbstractButton) if button.isVisible()]
    assert shown == ["Navigation", "Menu", "Sort", "Filter"]


def test_in_a_narrow_list_the_count_gives_way_to_the_title(header: ListHeader) -> None:
    header.resize(300, header.height())
    header.show_title("A source with a longer name", "1,234 unread")
    assert labels(header) == ["A source with a longer name"]
    header.resize(480, header.height())
    QApplication.processEvents()
    assert labels(header) == ["A source with a longer name", "1,234 unread"]


def test_the_search_field_shows_its_key_only_while_it_is_empty_and_at_rest(header: ListHeader) -> None:
    def cap() -> bool:
        return bool(runs(painted(header.search), LIGHT.strong, x=303)[1:-1])

    header.setFocus()
    header.search.clearFocus()
    assert cap()
    header.search.setFocus()
    assert not cap()
    header.search.setText("news")
    header.search.clearFocus()
    assert not cap()


def test_the_cross_empties_the_search_field(header: ListHeader) -> None:
    assert not header.search.findChildren(QAbstractButton)
    header.search.setText("news")
    cross = header.search.findChildren(QAbstractButton)[0]
    assert cross.isVisible()
    assert min(cross.width(), cross.height()) >= 24
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert (header.search.text(), cross.isVisible()) == ("", False)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_down_and_enter_go_to_the_results(header: ListHeader, key: Qt.Key) -> None:
    wanted: list[bool] = []
    header.search.results_wanted.connect(lambda: wanted.append(True))
    QTest.keyClick(header.search, key)
    assert wanted == [True]


def test_the_search_field_is_named(header: ListHeader) -> None:
    assert QAccessible.queryAccessibleInterface(header.search).text(QAccessible.Text.Name) == "Search articles"
    assert header.search.placeholderText() == "Search articles"


def test_an_empty_state_says_why_and_what_can_be_done(window: QWidget, look: Look) -> None:
    done: list[str] = []
    state = EmptyState(look, parent=window)
    state.setGeometry(window.rect())
    text = "Add a folder of Markdown articles. They stay where they are; nothing is uploaded, moved or changed."
    buttons = [("Add folder…", lambda: done.append("folder"), True), ("Open file…", lambda: done.append("file"), False)]
    state.show_message("library", "Your library is empty", text, buttons, "or drop files here")
    state.show()
    QApplication.processEvents()
    assert labels(state) == ["Your library is empty", text, "or drop files here"]
    primary, secondary = (button for button in state.findChildren(QPushButton) if button.isVisible())
    assert (primary.height(), secondary.x() - primary.geometry().right() - 1) == (32, 10)
    assert colour_at(painted(primary), 8, 16) == LIGHT.accent.lower()
    assert primary.width() >= primary.fontMetrics().horizontalAdvance(primary.text()) + 24
    for button in (primary, secondary):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["folder", "file"]
    assert primary.y() == pytest.approx(467, abs=3)


def test_another_message_leaves_nothing_of_the_last(window: QWidget, look: Look) -> None:
    state = EmptyState(look, parent=window)
    state.setGeometry(window.rect())
    state.show()
    state.show_message("library", "One", "Two", [("Three", lambda: None, True)], "Four")
    state.show_message("newspaper", "No article selected", "Choose one with J and K.")
    QApplication.processEvents()
    assert labels(state) == ["No article selected", "Choose one with J and K."]
    assert not [button for button in state.findChildren(QPushButton) if button.isVisible()]
    assert state.accessibleName() == "No article selected"


def test_an_empty_state_fits_a_narrow_pane(window: QWidget, look: Look) -> None:
    state = EmptyState(look, parent=window)
    state.setGeometry(0, 0, 300, 600)
    state.show_message("search", "No article matches “blokchain”", "Searched titles, authors, sources, tags and text.")
    state.show()
    QApplication.processEvents()
    assert all(label.x() >= 0 and label.geometry().right() < 300 for label in state.findChildren(QLabel))


@pytest.fixture
def toast(window: QWidget, look: Look) -> Toast:
    pane = QWidget(window)
    pane.setGeometry(200, 0, 356, 900)
    pane.show()
    return Toast(look, pane, interval_ms=50)


def test_a_toast_stands_at_the_lower_edge_and_goes_by_itself(qtbot: QtBot, toast: Toast) -> None:
    toast.show_message("20 articles marked as read", undo=True)
    assert toast.geometry().getRect() == (16, 844, 324, 40)
    qtbot.waitUntil(toast.isHidden)


def test_a_toast_never_takes_the_focus(toast: Toast) -> None:
    field = QLineEdit(toast.window())
    field.show()
    field.setFocus()
    toast.show_message("20 articles marked as read", undo=True)
    assert field.hasFocus()
    assert all(button.focusPolicy() == Qt.FocusPolicy.TabFocus for button in toast.findChildren(QAbstractButton))


def test_a_toast_stays_while_a_button_of_it_has_the_focus(qtbot: QtBot, toast: Toast) -> None:
    toast.show_message("20 articles marked as read", undo=True)
    toast.focus_chain()[0].setFocus()
    assert not toast._timer.isActive()
    assert toast.leave()
    assert toast.isHidden()
    assert not toast.leave()


def test_a_toast_is_as_high_as_its_text_needs(toast: Toast) -> None:
    toast.show_message("Twelve pictures are on pictures.example. Pictures from the network are off in this version")
    assert toast.geometry().getRect() == (16, 824, 324, 60)
    toast.show_message("x" * 1000)
    assert toast.rect().contains(toast._text.geometry())


def test_a_toast_offers_undo_or_something_else(toast: Toast) -> None:
    told: list[str] = []
    toast.undo_requested.connect(lambda: told.append("undo"))
    toast.offer_taken.connect(lambda: told.append("offer"))

    def offered() -> list[str]:
        return [button.text() for button in toast.findChildren(QAbstractButton) if button.isVisible()]

    toast.show_message("Said in passing")
    assert offered() == []
    toast.show_message("20 articles marked as read", undo=True)
    assert offered() == ["Undo", "Ctrl+Z"]
    QTest.mouseClick(toast.findChildren(QAbstractButton)[0], Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.show_message("The link could not be opened", offer="Copy link")
    assert offered() == ["Copy link"]
    shown = next(button for button in toast.findChildren(QAbstractButton) if button.isVisible())
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert told == ["undo", "offer"]


def test_a_toast_stays_while_the_pointer_is_on_it(qtbot: QtBot, toast: Toast) -> None:
    toast.show_message("20 articles marked as read", undo=True)
    QTest.mouseMove(toast, QPoint(30, 20))
    qtbot.waitUntil(toast.underMouse)
    with qtbot.assertNotEmitted(toast.undo_requested, wait=120):
        pass
    assert toast.isVisible()


@pytest.fixture
def overlay(window: QWidget, look: Look) -> ShortcutsOverlay:
    columns = [[(name, overlay_rows(name)) for name in column] for column in GROUPS]
    overlay = ShortcutsOverlay(look, window)
    overlay.show_columns(columns)
    return overlay


def test_shortcuts_stand_in_three_columns_above_the_dimmed_window(overlay: ShortcutsOverlay) -> None:
    overlay.open()
    QApplication.processEvents()
    panel = overlay.panel.geometry()
    assert (panel.x(), panel.width()) == (210, 1020)
    assert panel.height() >= 498
    titles = {label.text(): label for label in overlay.findChildren(QLabel)}
    assert [titles[name].mapTo(overlay, QPoint(0, 0)).x() for name in ("Move", "Article", "View")] == [242, 574, 906]
    shown = {text for column in GROUPS for name in column for text, _ in overlay_rows(name)}
    assert shown <= set(titles)
    assert colour_at(painted(overlay), panel.x() + 20, panel.y() + 20) == LIGHT.raised.lower()


def test_a_row_is_spoken_with_its_keys(overlay: ShortcutsOverlay) -> None:
    overlay.open()
    names = [label.accessibleName() for label in overlay.findChildren(QLabel)]
    assert "Page up: Shift Space" in names
    assert all(caps.accessibleName() for caps in overlay.findChildren(KeyCaps))


def test_a_narrow_window_has_two_columns_and_scrolls(overlay: ShortcutsOverlay, window: QWidget) -> None:
    window.resize(900, 600)
    overlay.open()
    QApplication.processEvents()
    titles = [label for label in overlay.findChildren(QLabel) if label.text() in {name for c in GROUPS for name in c}]
    assert len({label.mapTo(overlay, QPoint(0, 0)).x() for label in titles}) == 2
    assert overlay.rect().contains(overlay.panel.geometry())
    target = overlay.focus_target()
    assert target.hasFocus()


def test_the_focus_goes_back_where_it_was(overlay: ShortcutsOverlay, window: QWidget) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    overlay.open()
    assert overlay.focus_target().hasFocus()
    QTest.keyClick(overlay.focus_target(), Qt.Key.Key_Tab)
    assert overlay.focus_target().hasFocus()
    assert overlay.leave()
    assert field.hasFocus()
    assert not overlay.leave()


def test_a_press_beside_the_panel_closes_and_one_on_it_does_not(overlay: ShortcutsOverlay) -> None:
    overlay.open()
    QTest.mouseClick(overlay.panel, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, 10))
    assert overlay.isVisible()
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, 10))
    assert overlay.isHidden()


def test_the_overlay_follows_the_window(overlay: ShortcutsOverlay, window: QWidget) -> None:
    QVBoxLayout(window)
    overlay.open()
    window.resize(1100, 700)
    QApplication.processEvents()
    assert overlay.size() == window.size()
    assert overlay.panel.width() == 1020


def test_a_new_parent_and_a_new_theme_take_no_font_off(
    header: ListHeader, overlay: ShortcutsOverlay, window: QWidget, look: Look, qapp: QApplication
) -> None:
    title = next(label for label in header.findChildren(QLabel) if label.text() == "All Articles")
    overlay.open()
    row = next(label for label in overlay.findChildren(QLabel) if label.text() == "Page up")
    for parent in (QWidget(window), QWidget(window)):
        header.setParent(parent)
        header.show()
        assert (title.font().pixelSize(), title.font().weight()) == (15, 600)
    qapp.setStyleSheet("")
    dress(qapp, look)
    assert title.font().pixelSize() == 15
    assert row.font().pixelSize() == 13
    assert title.palette().color(title.foregroundRole()).name() == LIGHT.fg.lower()


def test_a_message_that_is_replaced_leaves_no_button_behind_as_a_window(qtbot: QtBot, look: Look) -> None:
    state = EmptyState(look)
    qtbot.addWidget(state)
    state.show()
    for _ in range(3):
        state.show_message("check", "All read", "Nothing unread.", [("Go to All", lambda: None, False)])
        windows = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QPushButton)]
        assert windows == []
