"""What is made when it is first shown looks, and is reached by Tab, as if it had been there from the beginning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.theme import DARK, LIGHT
from newsreader.ui.empty_state import EmptyState
from newsreader.ui.list_header import ListHeader
from newsreader.ui.look import Look
from newsreader.ui.metadata_sidebar import MetadataSidebar
from newsreader.ui.page.focus_line import FocusLine
from newsreader.ui.progress_foot import ProgressFoot
from newsreader.ui.toast import Toast
from tests.ui.list_bench import ARTICLE, NOW, colour_at, dress, look_of, painted, show

_SIZE = (420, 700)


@dataclass
class Late:
    """A widget that waits with something, and what makes it show that."""

    make: Callable[[Look, QWidget], QWidget]
    fill: Callable[[QWidget], None]


def _state(look: Look, window: QWidget) -> QWidget:
    state = EmptyState(look, parent=window)
    state.resize(*_SIZE)
    return state


def _say(state: QWidget) -> None:
    assert isinstance(state, EmptyState)
    buttons = [("Add folder…", lambda: None, True), ("Open file…", lambda: None, False)]
    state.show_message("library", "Your library is empty", "Add a folder of articles.", buttons, "or drop files here")
    state.show()


def _tell(toast: QWidget) -> None:
    assert isinstance(toast, Toast)
    toast.show_message("20 articles marked as read", undo=True)


def _foot(look: Look, window: QWidget) -> QWidget:
    foot = ProgressFoot(look, parent=window)
    foot.resize(208, foot.height())
    foot.show()
    return foot


def _progress(foot: QWidget) -> None:
    assert isinstance(foot, ProgressFoot)
    foot.show_progress(25, 100)


def _problems(foot: QWidget) -> None:
    assert isinstance(foot, ProgressFoot)
    foot.show_idle("20 articles")
    foot.show_problems(7)


def _header(look: Look, window: QWidget) -> QWidget:
    sort, filter_, navigation, menu = (QAction(name, window) for name in ("Sort", "Filter", "Navigation", "Menu"))
    header = ListHeader(look, (sort, filter_), navigation=navigation, menu=menu, parent=window)
    header.setGeometry(0, 0, 356, header.height())
    header.show_title("All Articles", "20 unread")
    header.show()
    return header


def _beside(header: QWidget) -> None:
    assert isinstance(header, ListHeader)
    header.show_navigation_buttons(True)


def _type(header: QWidget) -> None:
    assert isinstance(header, ListHeader)
    header.search.setText("news")


def _details(look: Look, window: QWidget) -> QWidget:
    sidebar = MetadataSidebar(look, window)
    sidebar.resize(264, 700)
    sidebar.show()
    return sidebar


def _note(sidebar: QWidget) -> None:
    assert isinstance(sidebar, MetadataSidebar)
    sidebar.show_article(
        ARTICLE,
        host="example.org",
        shown_address="example.org/a",
        tooltip_address="",
        folder="~/News",
        now=NOW,
        copies="other/a.md",
        note="A note of mine",
    )


LATE = {
    "empty state": Late(_state, _say),
    "toast": Late(Toast, _tell),
    "progress": Late(_foot, _progress),
    "problems": Late(_foot, _problems),
    "buttons of the navigation": Late(_header, _beside),
    "cross of the search": Late(_header, _type),
    "note": Late(_details, _note),
}


@pytest.mark.parametrize("name", LATE)
def test_what_is_made_after_another_theme_looks_as_if_it_had_been_there(
    qtbot: QtBot, qapp: QApplication, project: Path, name: str
) -> None:
    late, pictures = LATE[name], []
    for is_early in (True, False):
        dress(qapp, look_of(project, LIGHT))
        window = QWidget()
        show(qtbot, window, *_SIZE)
        widget = late.make(look_of(project, LIGHT), window)
        before = len(widget.findChildren(QWidget))
        if is_early:
            late.fill(widget)
            assert len(widget.findChildren(QWidget)) > before
            qapp.processEvents()
        qapp.setStyleSheet("")
        dress(qapp, look_of(project, DARK))
        widget.apply_look(look_of(project, DARK))  # type: ignore[attr-defined]
        if not is_early:
            late.fill(widget)
        qapp.processEvents()
        pictures.append(painted(window))
    assert pictures[0] == pictures[1]


def test_the_line_of_the_focus_has_the_accent_of_now(qtbot: QtBot, qapp: QApplication, project: Path) -> None:
    dress(qapp, look_of(project, LIGHT))
    window = QWidget()
    field = QLineEdit(window)
    line = FocusLine(look_of(project, LIGHT), field, window)
    show(qtbot, window, *_SIZE)
    line.apply_look(look_of(project, DARK))
    line.focus_by_key()
    assert colour_at(painted(window), _SIZE[0] - 1, 1) == DARK.accent.lower()
    line.follow(False, Qt.FocusReason.MouseFocusReason)
    assert colour_at(painted(window), _SIZE[0] - 1, 1) != DARK.accent.lower()


def test_tab_comes_to_what_is_made_late_where_it_stands(qtbot: QtBot, qapp: QApplication, look: Look) -> None:
    window = QWidget()
    first = QLineEdit(window)
    header, foot, last = _header(look, window), _foot(look, window), QLineEdit(window)
    toast = Toast(look, window, under=last)
    behind = QLineEdit(window)
    show(qtbot, window, *_SIZE)
    for field, name in ((first, "first"), (last, "last"), (behind, "behind")):
        field.setAccessibleName(name)
        field.show()
    _problems(foot)
    _progress(foot)
    foot.show_idle("")  # type: ignore[attr-defined]
    _type(header)
    _beside(header)
    _tell(toast)
    first.setFocus()
    seen = [first.accessibleName()]
    while len(seen) < 30:
        focus = qapp.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        name = (qapp.focusWidget() or behind).accessibleName()
        if name == "first":
            break
        seen.append(name)
    head = ["Navigation", "Menu", "Sort", "Filter", "Search articles", "Clear search"]
    assert seen == ["first", *head, "7 problems", "last", "Undo", "Undo, Ctrl+Z", "behind"]
    assert [button.accessibleName() for button in foot.findChildren(QAbstractButton)] == [
        "Pause indexing",
        "7 problems",
        "Stop indexing",
    ]
