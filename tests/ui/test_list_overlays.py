"""The overlays that are lists: problems and libraries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.article import Problem
from newsreader.core.theme import LIGHT, THEMES, Theme
from newsreader.ui.libraries_overlay import LibrariesOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay import front_overlay, leave_front_overlay
from newsreader.ui.overlay_rows import OverlayRow, OverlayRows
from newsreader.ui.problems_overlay import ProblemsOverlay
from tests.ui.list_bench import colour_at, dress, look_of, painted, runs, show

HOSTILE = "<b>bold</b>\x1b[31m\n\u202e\udce9.md"
PROBLEMS = [("a/one.md", Problem.EMPTY), ("a/two.md", Problem.NOT_TEXT), (HOSTILE, Problem.NO_PERMISSION)]


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    window = QWidget()
    show(qtbot, window, 1440, 900)
    return window


@pytest.fixture
def problems(window: QWidget, look: Look) -> ProblemsOverlay:
    overlay = ProblemsOverlay(look, window)
    overlay.show_problems(PROBLEMS, lambda path: path.startswith("a/"))
    overlay.open()
    QApplication.processEvents()
    return overlay


@pytest.fixture
def libraries(window: QWidget, look: Look, home: Path) -> LibrariesOverlay:
    overlay = LibrariesOverlay(look, window)
    overlay.show_libraries(roots(home), home / "News")
    overlay.open()
    QApplication.processEvents()
    return overlay


def roots(home: Path) -> list[Path]:
    return [home / "News", home / "Archive", Path("/srv/Zürich news"), Path("/mnt/gone")]


def shown(rows: OverlayRows) -> list[OverlayRow]:
    return [rows.row(rows.index(number, 0)) for number in range(rows.rowCount())]


def names(overlay: LibrariesOverlay) -> list[str]:
    return [row.text for row in shown(overlay.rows)]


def current(overlay: ProblemsOverlay | LibrariesOverlay) -> str:
    return str(overlay.list.currentIndex().data())


def test_the_panel_stands_where_the_design_has_it(problems: ProblemsOverlay, window: QWidget) -> None:
    panel = problems.panel.geometry()
    assert (panel.x(), panel.y(), panel.width()) == (410, 117, 620)
    window.resize(480, 400)
    QApplication.processEvents()
    panel = problems.panel.geometry()
    assert (panel.x(), panel.width()) == (16, 448)
    assert problems.rect().contains(panel)


def test_a_problem_is_a_path_and_a_sentence(problems: ProblemsOverlay) -> None:
    rows = shown(problems.rows)
    assert [(row.text, row.detail) for row in rows[:2]] == [
        ("a/one.md", "The file is empty."),
        ("a/two.md", "The file does not hold text."),
    ]
    assert [row.icon for row in rows] == ["file-text", "file-text", "folder-open"]
    assert rows[0].spoken == "a/one.md, The file is empty."


def test_a_path_is_shown_written_out_and_never_as_markup(problems: ProblemsOverlay) -> None:
    assert shown(problems.rows)[2].text == "<b>bold</b>\\x1b[31m\\x0a\\u202e\\xe9.md"
    tooltip = problems.rows.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold&lt;/b&gt;\\x1b" in tooltip


def test_a_row_is_taken_by_enter_and_by_a_click(problems: ProblemsOverlay) -> None:
    chosen: list[str] = []
    problems.place_chosen.connect(chosen.append)
    QTest.keyClick(problems.list, Qt.Key.Key_Down)
    QTest.keyClick(problems.list, Qt.Key.Key_Return)
    place = problems.list.visualRect(problems.rows.index(0, 0)).center()
    QTest.mouseClick(problems.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen == ["a/two.md", "a/one.md"]


def test_the_whole_list_is_copied_by_key_and_by_button(problems: ProblemsOverlay) -> None:
    copied: list[str] = []
    problems.copy_requested.connect(copied.append)
    QTest.keyClick(problems.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(problems.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    lines = copied[0].splitlines()
    assert copied == [copied[0]] * 2
    assert lines[0] == "a/one.md: The file is empty."
    assert len(lines) == len(PROBLEMS)


def test_other_problems_keep_the_row(problems: ProblemsOverlay) -> None:
    QTest.keyClick(problems.list, Qt.Key.Key_Down)
    problems.show_problems([("0.md", Problem.EMPTY), *PROBLEMS], lambda _path: True)
    assert current(problems) == "a/two.md"
    problems.show_problems(PROBLEMS[:1], lambda _path: True)
    assert current(problems) == "a/one.md"


def test_without_problems_it_says_so(problems: ProblemsOverlay) -> None:
    problems.show_problems((), lambda _path: True)
    QApplication.processEvents()
    assert not problems.list.isVisible()
    assert problems.hints.accessibleName() == "Esc: Close"
    assert [button for button in problems.findChildren(QPushButton) if button.isVisible()] == []
    assert problems._none.isVisible()
    assert problems._none.accessibleName() == "No problems"
    assert not problems.list.currentIndex().isValid()


def test_only_rows_that_are_looked_at_are_described(window: QWidget, look: Look) -> None:
    asked: list[str] = []

    def is_article(path: str) -> bool:
        asked.append(path)
        return True

    overlay = ProblemsOverlay(look, window)
    overlay.show_problems([(f"{number:06}.md", Problem.EMPTY) for number in range(100_000)], is_article)
    overlay.open()
    painted(overlay)
    QTest.keyClick(overlay.list, Qt.Key.Key_End)
    painted(overlay)
    assert current(overlay) == "099999.md"
    assert len(set(asked)) < 60


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_current_row_has_a_tint_and_a_bar(
    problems: ProblemsOverlay, qapp: QApplication, project: Path, theme: Theme
) -> None:
    look = look_of(project, theme)
    dress(qapp, look)
    problems.apply_look(look)
    QApplication.processEvents()
    image, row = painted(problems), problems.list.visualRect(problems.list.currentIndex())
    place = problems.list.mapTo(problems, QPoint(0, row.center().y()))
    assert colour_at(image, place.x() + 300, place.y()) == theme.tint_raised.lower()
    assert runs(image, theme.accent, y=place.y()) != []
    assert colour_at(image, place.x() + 300, place.y() + 48) == theme.raised.lower()


def test_libraries_stand_in_their_order_with_the_way_to_others_last(libraries: LibrariesOverlay) -> None:
    rows = shown(libraries.rows)
    assert [row.text for row in rows] == ["News", "Archive", "Zürich news", "gone", "Open folder…"]
    assert [row.detail for row in rows[:3]] == ["~/News", "~/Archive", "/srv/Zürich news"]
    assert [row.note for row in rows] == ["Open now", "", "", "", ""]
    assert current(libraries) == "Archive"
    assert libraries.field.hasFocus()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("zurich", ["Zürich news"]), ("~ ARCH", ["Archive"]), ("srv news", ["Zürich news"]), ("nothing", [])],
)
def test_typing_narrows_the_list(libraries: LibrariesOverlay, typed: str, found: Sequence[str]) -> None:
    before = libraries.panel.geometry()
    QTest.keyClicks(libraries.field, typed)
    assert names(libraries) == [*found, "Open folder…"]
    assert current(libraries) == (found[0] if found else "Open folder…")
    assert libraries.panel.geometry() == before


Told = list[object]


@pytest.fixture
def told(libraries: LibrariesOverlay) -> Told:
    told: Told = []
    libraries.library_chosen.connect(told.append)
    libraries.library_forgotten.connect(lambda root: told.append(("forget", root)))
    libraries.folder_wanted.connect(lambda: told.append("folder"))
    return told


def press(libraries: LibrariesOverlay, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(libraries.field, key)


def test_enter_opens_the_row_and_closes_the_overlay(libraries: LibrariesOverlay, told: Told) -> None:
    press(libraries, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert told == [Path("/srv/Zürich news")]
    assert libraries.isHidden()


def test_the_open_library_is_not_opened_again(libraries: LibrariesOverlay, told: Told) -> None:
    press(libraries, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert told == []
    assert libraries.isHidden()


def test_the_last_row_leads_to_any_folder(libraries: LibrariesOverlay, told: Told) -> None:
    press(libraries, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    assert told == ["folder"]


def test_delete_forgets_the_row_and_stays(libraries: LibrariesOverlay, told: Told, home: Path) -> None:
    press(libraries, Qt.Key.Key_Delete)
    assert told == [("forget", home / "Archive")]
    assert names(libraries) == ["News", "Zürich news", "gone", "Open folder…"]
    assert current(libraries) == "Zürich news"
    assert libraries.isVisible()


def test_delete_leaves_the_open_library_and_the_last_row(libraries: LibrariesOverlay, told: Told) -> None:
    press(libraries, Qt.Key.Key_Up, Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_Delete)
    assert told == []
    assert libraries.rows.rowCount() == 5


def test_delete_deletes_text_where_there_is_some(libraries: LibrariesOverlay, told: Told) -> None:
    QTest.keyClicks(libraries.field, "xa")
    press(libraries, Qt.Key.Key_Home, Qt.Key.Key_Delete)
    assert libraries.field.text() == "a"
    assert told == []


def test_a_library_that_cannot_be_reached_says_so(libraries: LibrariesOverlay) -> None:
    libraries.show_unreachable(Path("/mnt/gone"))
    row = shown(libraries.rows)[3]
    assert (row.note, row.faint) == ("Not reachable", True)
    assert row.spoken == "gone, /mnt/gone, Not reachable"


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    say: Callable[[QWidget, str], None] = lambda _widget, text: told.append(text)  # noqa: E731
    monkeypatch.setattr("newsreader.ui.field_overlay.announce", say)
    return told


def test_walking_with_the_focus_in_the_field_is_heard(announced: list[str], libraries: LibrariesOverlay) -> None:
    announced.clear()
    press(libraries, Qt.Key.Key_Down)
    assert announced == ["Zürich news, /srv/Zürich news"]


def test_rows_are_named_for_screen_readers(libraries: LibrariesOverlay) -> None:
    QAccessible.setActive(True)
    view = QAccessible.queryAccessibleInterface(libraries.list)
    assert view.text(QAccessible.Text.Name) == "Libraries"
    assert view.child(0).text(QAccessible.Text.Name) == "News, ~/News, Open now"
    QAccessible.setActive(False)


def test_the_overlay_in_front_is_left_first(libraries: LibrariesOverlay, window: QWidget, look: Look) -> None:
    other = ProblemsOverlay(look, window)
    other.open()
    assert front_overlay(window) is other
    libraries.open()
    assert front_overlay(window) is libraries
    assert leave_front_overlay(window)
    assert front_overlay(window) is other
    assert leave_front_overlay(window)
    assert front_overlay(window) is None
    assert not leave_front_overlay(window)


def test_a_new_theme_takes_no_font_off(libraries: LibrariesOverlay, look: Look, qapp: QApplication) -> None:
    qapp.setStyleSheet("")
    dress(qapp, look)
    QApplication.processEvents()
    assert libraries.field.font().pixelSize() == 16
    assert colour_at(painted(libraries), 420, 140) == LIGHT.raised.lower()
