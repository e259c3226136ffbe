"""The navigation: what it shows, what it says, and that counts change in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from newsreader.core.theme import DARK, LIGHT, monogram_ground
from newsreader.core.timeline import ListKey, ListKind
from newsreader.reader.tally import Count, Counts
from newsreader.ui.article_list_model import Index
from newsreader.ui.navigation import Navigation
from newsreader.ui.navigation_model import KEY_ROLE, NavigationModel
from tests.ui.list_bench import colour_at, dress, look_of, painted, runs, show

COUNTS = Counts(
    total=41,
    unread=20,
    today=2,
    today_unread=1,
    starred=3,
    sources=(Count("Coin Post", 3, 0), Count("Rust Weekly", 9, 4), Count("眾新聞", 12, 8)),
    tags=(Count("events", 2, 1), Count("rust", 3, 0)),
)


class Bench:
    """The navigation at the design's width."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, project: Path) -> None:
        self.look = look_of(project)
        dress(qapp, self.look)
        self.window = QWidget()
        self.actions = [QAction(name, self.window) for name in ("Navigation", "Menu", "Rescan")]
        icons = ("panel-left", "ellipsis", "refresh-cw")
        for action, icon in zip(self.actions, icons, strict=True):
            action.setIcon(self.look.icon(icon))
            action.setToolTip(f"{action.text()}  (X)")
        toggle, menu, rescan = self.actions
        self.navigation = Navigation(self.look, toggle=toggle, menu=menu, rescan=rescan, parent=self.window)
        self.navigation.setGeometry(0, 0, 207, 600)
        self.navigation.set_counts(COUNTS)
        show(qtbot, self.window, 207, 600)
        self.chosen: list[ListKey] = []
        self.navigation.list_chosen.connect(self.chosen.append)
        self.tree = self.navigation.tree

    def rows(self) -> list[tuple[str, int, int]]:
        """Every row on the screen: its words for a screen reader, where it begins, how high it is."""
        rows: list[tuple[str, int, int]] = []
        index: Index = self.tree.model().index(0, 0)
        while index.isValid():
            rect = self.tree.visualRect(index)
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
            rows.append((str(spoken), rect.top() + self.tree.y(), rect.height()))
            index = self.tree.indexBelow(index)
        return rows

    def click(self, name: str) -> None:
        top = next(top for spoken, top, _ in self.rows() if spoken.startswith(name))
        place = QPoint(80, top - self.tree.y() + 10)
        QTest.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, project: Path) -> Bench:
    return Bench(qtbot, qapp, project)


def test_rows_stand_where_the_design_has_them(bench: Bench) -> None:
    assert bench.rows() == [
        ("All, 20", 52, 30),
        ("Unread, 20", 82, 30),
        ("Today, 1", 112, 30),
        ("Starred", 142, 30),
        ("Sources", 172, 40),
        ("Coin Post", 212, 30),
        ("Rust Weekly, 4", 242, 30),
        ("眾新聞, 8", 272, 30),
        ("Tags", 302, 40),
        ("events, 1", 342, 30),
        ("rust", 372, 30),
    ]
    assert bench.navigation.foot.geometry().getRect() == (0, 548, 207, 52)


def test_the_list_in_view_is_marked_and_steps_forward_with_the_focus(bench: Bench) -> None:
    bench.tree.clearFocus()
    image = painted(bench.navigation)
    assert colour_at(image, 2, 2) == LIGHT.nav.lower()
    assert runs(image, LIGHT.press, y=56)[0] == pytest.approx((8, 198), abs=2)
    assert runs(image, LIGHT.press, x=120)[0] == (52, 81)
    bench.tree.setFocus()
    image = painted(bench.navigation)
    assert runs(image, LIGHT.tint, x=120)[0] == (52, 81)
    assert runs(image, LIGHT.accent, y=66)[0] == (12, 14)


def test_a_source_has_its_monogram(bench: Bench) -> None:
    ground = monogram_ground("Rust Weekly").lower()
    assert runs(painted(bench.navigation), ground, y=252)[0] == pytest.approx((20, 35), abs=1)


def test_no_row_is_painted_in_another_theme_s_colours(bench: Bench, qapp: QApplication, project: Path) -> None:
    dark = look_of(project, DARK)
    dress(qapp, dark)
    bench.navigation.apply_look(dark)
    bench.tree.clearFocus()
    image = painted(bench.navigation)
    assert {colour_at(image, 4, y) for y in range(600)} == {DARK.nav.lower()}
    assert runs(image, DARK.press, x=120)[0] == (52, 81)


def test_choosing_tells_selecting_does_not(bench: Bench) -> None:
    bench.click("Rust Weekly")
    assert bench.chosen == [ListKey(ListKind.SOURCE, "Rust Weekly")]
    bench.navigation.select(ListKey(ListKind.STARRED))
    assert bench.tree.currentIndex().data() == "Starred"
    assert len(bench.chosen) == 1
    bench.navigation.select(ListKey(ListKind.SOURCE, "Nobody"))
    assert not bench.tree.currentIndex().isValid()


def test_arrow_keys_pass_over_section_labels(bench: Bench) -> None:
    bench.tree.setFocus()
    for _ in range(4):
        QTest.keyClick(bench.tree, Qt.Key.Key_Down)
    assert bench.tree.currentIndex().data() == "Coin Post"
    QTest.keyClick(bench.tree, Qt.Key.Key_Up)
    assert bench.tree.currentIndex().data() == "Starred"
    QTest.keyClick(bench.tree, Qt.Key.Key_End)
    assert bench.tree.currentIndex().data() == "rust"
    bench.click("Tags")
    assert bench.tree.currentIndex().data() == "rust"
    QTest.keyClick(bench.tree, Qt.Key.Key_R)
    assert bench.tree.currentIndex().data() == "rust"


def test_counts_change_in_place(bench: Bench) -> None:
    bench.navigation.select(ListKey(ListKind.SOURCE, "Rust Weekly"))
    model = bench.tree.model()
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    changed = Counts(
        unread=3, sources=(Count("Aardvark", 1, 1), Count("RUST WEEKLY", 2, 2), Count("眾新聞", 1, 0)), tags=()
    )
    bench.navigation.set_counts(changed)
    names = [row[0] for row in bench.rows()]
    assert names == ["All, 3", "Unread, 3", "Today", "Starred", "Sources", "Aardvark, 1", "RUST WEEKLY, 2", "眾新聞"]
    assert bench.tree.currentIndex().data(KEY_ROLE) == ListKey(ListKind.SOURCE, "RUST WEEKLY")
    assert (resets, bench.chosen) == ([], [])


def test_a_source_that_comes_back_is_marked_again(bench: Bench) -> None:
    bench.navigation.select(ListKey(ListKind.TAG, "rust"))
    bench.navigation.set_counts(Counts())
    assert not bench.tree.selectionModel().selectedIndexes()
    bench.navigation.set_counts(COUNTS)
    assert bench.tree.currentIndex().data() == "rust"
    assert bench.chosen == []


def test_the_next_unread_source(bench: Bench) -> None:
    rust, news = ListKey(ListKind.SOURCE, "Rust Weekly"), ListKey(ListKind.SOURCE, "眾新聞")
    navigation = bench.navigation
    assert navigation.next_unread_source(ListKey(), 1) == rust
    assert navigation.next_unread_source(ListKey(), -1) == news
    assert navigation.next_unread_source(rust, 1) == news
    assert navigation.next_unread_source(rust, -1) is None
    assert navigation.next_unread_source(news, 1) is None


def test_a_thousand_names_scroll(bench: Bench) -> None:
    many = tuple(Count(f"source {number:03}", 1, number % 2) for number in range(500))
    bench.navigation.set_counts(Counts(sources=many, tags=tuple(Count(f"tag {n:03}", 1, 0) for n in range(500))))
    QApplication.processEvents()
    assert bench.tree.verticalScrollBar().maximum() > 29_000
    assert bench.tree.horizontalScrollBar().maximum() == 0


HUNDREDS = Counts(
    sources=tuple(Count(f"source {number:03}", 1, number % 2) for number in range(90)),
    tags=tuple(Count(f"tag {number:03}", 1, 0) for number in range(300)),
    folders=tuple(Count(f"folder {number:03}", 1, 0) for number in range(20)),
)
EVERY_ROW = 4 + 3 + 410
"""Of `HUNDREDS`, with the lists and the labels."""


@pytest.fixture
def unpainted(qapp: QApplication, project: Path, qtbot: QtBot) -> Navigation:
    """A navigation on the screen that was not painted yet, as the window's at a start."""
    action = QAction("Menu")
    navigation = Navigation(look_of(project), toggle=action, menu=action, rescan=action)
    qtbot.addWidget(navigation)
    navigation.show()
    navigation.set_counts(HUNDREDS)
    return navigation


def rows_of(navigation: Navigation) -> int:
    index, rows = navigation.tree.model().index(0, 0), 0
    while index.isValid():
        index, rows = navigation.tree.indexBelow(index), rows + 1
    return rows


def test_the_first_paint_waits_for_no_more_rows_than_a_screen_has(unpainted: Navigation, qtbot: QtBot) -> None:
    assert rows_of(unpainted) == 4 + 2 + 100
    qtbot.waitUntil(lambda: rows_of(unpainted) == EVERY_ROW)
    unpainted.set_counts(COUNTS)
    unpainted.set_counts(HUNDREDS)
    assert rows_of(unpainted) == EVERY_ROW


def test_a_row_that_was_put_off_is_there_when_it_is_chosen(unpainted: Navigation, qtbot: QtBot) -> None:
    key = ListKey(ListKind.FOLDER, "folder 019")
    unpainted.select(key)
    assert unpainted.tree.currentIndex().data(KEY_ROLE) == key
    assert rows_of(unpainted) == EVERY_ROW


def test_the_next_unread_source_is_looked_for_among_all(unpainted: Navigation, qtbot: QtBot) -> None:
    many = tuple(Count(f"source {number:03}", 1, number == 499) for number in range(500))
    unpainted.set_counts(Counts(sources=many))
    assert unpainted.next_unread_source(ListKey(), 1) == ListKey(ListKind.SOURCE, "source 499")


def test_the_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = NavigationModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_counts(COUNTS)
    model.set_counts(Counts(sources=(Count("Rust Weekly", 1, 1),)))
    assert model.rowCount(QModelIndex()) == 8


def test_a_screen_reader_finds_the_tree_and_named_buttons(bench: Bench) -> None:
    interface = QAccessible.queryAccessibleInterface(bench.tree)
    assert interface.text(QAccessible.Text.Name) == "Library"
    assert interface.role() == QAccessible.Role.Tree
    names = {interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())}
    assert {"Unread, 20", "Rust Weekly, 4", "Sources"} <= names
    for action in bench.actions:
        button = bench.navigation.button_of(action)
        assert button is not None
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == action.text()
        assert (button.width(), button.height()) == (32, 32)
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_the_foot_tells_progress_and_rest(bench: Bench) -> None:
    foot = bench.navigation.foot
    foot.show_progress(250, 1000)
    QApplication.processEvents()
    image = painted(foot)
    assert runs(image, LIGHT.accent, y=35)[0] == pytest.approx((20, 61), abs=2)
    assert runs(image, LIGHT.strong, y=35)[-1][1] == pytest.approx(186, abs=2)
    assert colour_at(image, 2, 0) == LIGHT.hair.lower()
    cancelled: list[bool] = []
    foot.cancel_requested.connect(lambda: cancelled.append(True))
    button = next(child for child in foot.findChildren(QWidget) if child.accessibleName() == "Stop indexing")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert cancelled == [True]
    assert min(button.width(), button.height()) >= 24
    foot.show_idle("41 articles")
    assert not button.isVisible()
    assert not runs(painted(foot), LIGHT.accent, y=35)
