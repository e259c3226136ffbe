"""The window arranges its panes by width, and remembers its shape."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSplitterHandle
from pytestqt.qtbot import QtBot

from newsreader.core.theme import LIGHT
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look
from newsreader.ui.metadata_sidebar import MetadataSidebar
from newsreader.ui.value_field import ValueField
from newsreader.ui.window import MainWindow, Panes


class Bench:
    """A window of four plain widgets."""

    def __init__(self, qtbot: QtBot, project: Path) -> None:
        names = ("navigation", "articles", "reading", "details")
        self.widgets = {name: QLabel(name) for name in names}
        self.look = Look(LIGHT, Icons(project / "resources" / "icons"))
        self.cover = QLabel("cover")
        self.window = MainWindow(Panes(*self.widgets.values()), self.cover, self.look)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()

    def settle(self) -> None:
        """Have everything laid out."""
        QApplication.processEvents()

    def widths(self) -> dict[str, int]:
        return {name: widget.width() for name, widget in self.widgets.items() if widget.isVisible()}


@pytest.fixture
def bench(qtbot: QtBot, project: Path) -> Bench:
    return Bench(qtbot, project)


def test_the_first_launch_has_the_widths_of_the_design(bench: Bench) -> None:
    widths = bench.widths()
    assert (widths["navigation"], widths["articles"], widths["details"]) == (207, 356, 264)
    assert widths["reading"] == 1440 - 207 - 356 - 264 - 3


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (1164, ["navigation", "articles", "reading", "details"]),
        (1163, ["articles", "reading", "details"]),
        (984, ["articles", "reading", "details"]),
        (983, ["articles", "reading"]),
        (760, ["articles", "reading"]),
        (759, ["articles"]),
        (480, ["articles"]),
    ],
)
def test_panes_leave_where_there_is_no_room(bench: Bench, width: int, shown: list[str]) -> None:
    bench.window.resize(width, 700)
    assert bench.window.width() == width
    assert list(bench.widths()) == shown
    if "reading" in shown and width >= 984:
        assert bench.widths()["reading"] >= 419


def test_the_panes_come_back_with_the_room(bench: Bench) -> None:
    bench.window.resize(600, 700)
    bench.window.resize(1440, 900)
    assert list(bench.widths()) == ["navigation", "articles", "reading", "details"]


def test_a_wish_holds_for_its_band_only(bench: Bench) -> None:
    bench.window.toggle("details")
    assert "details" not in bench.widths()
    bench.window.resize(1000, 700)
    assert "details" in bench.widths()
    bench.window.resize(1440, 900)
    assert "details" not in bench.widths()


def test_where_there_is_no_room_a_pane_opens_as_a_drawer(bench: Bench, qtbot: QtBot) -> None:
    bench.window.resize(900, 600)
    bench.window.toggle("details")
    details = bench.widgets["details"]
    assert details.isVisible()
    assert details.width() == 264
    assert details.mapTo(bench.window, QPoint(0, 0)).x() == 900 - 264
    scrim = details.parentWidget()
    assert scrim is not None
    QTest.mouseClick(scrim, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 300))
    assert not details.isVisible()
    bench.window.resize(1440, 900)
    assert bench.widths()["details"] == 264


def test_only_one_drawer_stands_open(bench: Bench) -> None:
    bench.window.resize(900, 600)
    bench.window.toggle("navigation")
    bench.window.toggle("details")
    assert list(bench.widths()) == ["articles", "reading", "details"]
    assert bench.window.close_drawers()
    assert not bench.window.close_drawers()


def test_focus_mode_shows_the_article_alone_and_gives_everything_back(bench: Bench) -> None:
    before = bench.widths()
    bench.window.set_focus_mode(True)
    assert list(bench.widths()) == ["reading"]
    bench.window.set_focus_mode(False)
    assert bench.widths() == before


def test_the_one_pane_window_turns_to_the_article_and_back(bench: Bench, qtbot: QtBot) -> None:
    bench.window.resize(600, 700)
    bench.window.show_article(True)
    qtbot.waitUntil(lambda: bench.widths() == {"reading": 600})
    bench.window.show_article(False)
    qtbot.waitUntil(lambda: bench.widths() == {"articles": 600})


def test_the_shape_is_the_same_after_a_restart(bench: Bench, qtbot: QtBot, project: Path) -> None:
    bench.window.toggle("navigation")
    bench.window.resize(790, 700)  # the offscreen display is 800 wide
    again = Bench(qtbot, project)
    again.window.restore(bench.window.shape())
    assert again.window.size() == bench.window.size()
    qtbot.waitUntil(lambda: again.widths() == bench.widths())
    again.window.resize(1440, 700)
    assert list(again.widths()) == ["articles", "reading", "details"]


@pytest.mark.parametrize(
    "shape", [{}, {"geometry": "x", "widths_wide": "a b", "shown_wide": "9"}, {"widths_wide": "1"}]
)
def test_a_damaged_shape_does_no_harm(bench: Bench, shape: dict[str, str]) -> None:
    bench.window.restore(shape)
    bench.window.resize(1440, 900)
    assert list(bench.widths()) == ["navigation", "articles", "reading", "details"]


def test_the_divider_moves_with_the_arrow_keys(bench: Bench, qtbot: QtBot) -> None:
    handle = bench.window.findChildren(QSplitterHandle)[1]
    handle.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(handle, Qt.Key.Key_Right)
    assert bench.widths()["navigation"] == 207 + 16


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (1440, ["navigation and list", "list and article", "article and details"]),
        (1000, ["list and article", "article and details"]),
        (900, ["list and article"]),
    ],
)
def test_a_divider_says_what_it_stands_between(bench: Bench, width: int, names: list[str]) -> None:
    for wide in (900, 1440, width):
        bench.window.resize(wide, 900)
    bench.settle()
    handles = [handle for handle in bench.window.findChildren(QSplitterHandle) if handle.isVisible()]
    spoken = []
    for handle in sorted(handles, key=lambda handle: handle.x()):
        handle.setFocus(Qt.FocusReason.TabFocusReason)
        interface = QAccessible.queryAccessibleInterface(handle)
        assert interface is not None
        assert interface.role() == QAccessible.Role.Grip
        assert "arrow keys" in interface.text(QAccessible.Text.Description)
        spoken.append(interface.text(QAccessible.Text.Name))
    assert spoken == [f"Divider between {name}" for name in names]


def test_the_divider_moves_to_where_the_arrow_points_in_a_window_read_from_the_right(bench: Bench) -> None:
    bench.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bench.settle()
    handle = bench.window.findChildren(QSplitterHandle)[1]
    before = handle.x()
    QTest.keyClick(handle, Qt.Key.Key_Left)
    assert handle.x() == before - 16


def test_one_dropped_file_is_told_and_anything_else_is_not(bench: Bench, tmp_path: Path) -> None:
    dropped: list[str] = []
    bench.window.dropped.connect(dropped.append)
    for urls in ([tmp_path.as_uri()], ["https://example.org/x.md"], [tmp_path.as_uri(), tmp_path.as_uri()]):
        data = QMimeData()
        data.setUrls([QUrl(url) for url in urls])
        bench.window.dropEvent(
            QDropEvent(
                QPoint(5, 5),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
    assert dropped == [str(tmp_path)]


def test_a_screen_reader_meets_the_panes_from_left_to_right(bench: Bench) -> None:
    bench.window.resize(900, 700)
    bench.window.resize(1440, 900)
    splitter = bench.widgets["reading"].parentWidget()
    assert splitter is not None
    panes = [child for child in splitter.children() if child in bench.widgets.values()]
    assert panes == list(bench.widgets.values())


def test_the_cover_stands_in_for_all_panes(bench: Bench) -> None:
    bench.window.set_covered(True)
    assert bench.cover.isVisible()
    assert bench.widths() == {}


def test_nothing_is_polished_before_the_style_rules_can_be_there(qtbot: QtBot, project: Path) -> None:
    look = Look(LIGHT, Icons(project / "resources" / "icons"))
    sidebar = MetadataSidebar(look)
    panes = [QLabel("navigation"), QLabel("articles"), QLabel("reading"), sidebar]
    window = MainWindow(Panes(*panes), QLabel("cover"), look)
    qtbot.addWidget(window)
    polished = Qt.WidgetAttribute.WA_WState_Polished
    assert not [pane for pane in (*panes, *sidebar.findChildren(ValueField)) if pane.testAttribute(polished)]
    window.resize(1440, 900)
    window.show()
    assert all(pane.testAttribute(polished) and pane.isVisible() for pane in panes)
