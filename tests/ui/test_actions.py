"""The table of commands as actions and menus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.commands import COMMANDS, MENUS, menu_commands
from newsreader.core.settings import Settings
from newsreader.core.theme import DARK, LIGHT
from newsreader.core.values import replace
from newsreader.ui.actions import Actions, tooltip
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look
from newsreader.ui.menus import ChoiceMenu, Menus, context_menu, main_menus
from newsreader.ui.preferences import Preferences


class Bench:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.ran: list[str] = []
        self.actions = Actions(COMMANDS, self.ran.append, self.window)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_triggering_an_action_runs_its_command(bench: Bench) -> None:
    for command in COMMANDS:
        bench.actions[command.id].trigger()
    assert bench.ran == [command.id for command in COMMANDS]


def test_tooltips_name_the_key_and_accessible_names_do_not(bench: Bench) -> None:
    action = bench.actions["article.open_original"]
    assert action.toolTip() == "Open original  (O)"
    assert action.iconText() == "Open original"
    assert bench.actions["article.copy_markdown"].toolTip() == "Copy as Markdown"


def test_a_command_takes_the_name_of_what_it_does_next(bench: Bench) -> None:
    bench.actions.show_text("article.toggle_read", "Mark as unread")
    action = bench.actions["article.toggle_read"]
    assert action.text() == "Mark as unread\tU"
    assert action.toolTip() == "Mark as unread  (U)"


def test_an_action_that_is_made_late_is_as_if_it_had_been_there(bench: Bench, project: Path) -> None:
    icons = Icons(project / "resources" / "icons")
    early, id_ = bench.actions["article.toggle_star"], "article.toggle_star"
    late = Actions(COMMANDS, bench.ran.append, bench.window)
    keys = [replace(command, keys=("Ctrl+B",)) if command.id == id_ else command for command in COMMANDS]
    for actions in (bench.actions, late):
        actions.apply_look(Look(LIGHT, icons))
        actions.show_text(id_, "Remove star")
        actions.enable(id_, False)
        actions.check(id_, True)
        actions.show_icon(id_, "star", Look(LIGHT, icons), "star", filled=True)
        actions.rebind(keys)
        actions.apply_look(Look(DARK, icons))
        assert not actions.is_enabled(id_)
    assert not late.findChildren(QAction)
    made = late[id_]
    for name in ("text", "iconText", "toolTip", "objectName", "isEnabled", "isCheckable", "isChecked", "menuRole"):
        assert getattr(made, name)() == getattr(early, name)(), name
    images = [action.icon().pixmap(QSize(18, 18)).toImage() for action in (made, early)]
    assert images[0] == images[1]
    assert not images[0].isNull()
    assert made.text() == "Remove star\tCtrl B"


def test_an_action_that_looks_like_another_follows_its_keys_and_colours(bench: Bench, project: Path) -> None:
    icons = Icons(project / "resources" / "icons")
    copy = bench.actions.sibling("app.menu")
    bench.actions.apply_look(Look(LIGHT, icons))
    light = copy.icon().pixmap(QSize(18, 18)).toImage()
    bench.actions.apply_look(Look(DARK, icons))
    assert copy.icon().pixmap(QSize(18, 18)).toImage() != light
    bench.actions.rebind(
        [replace(command, keys=("F4",)) if command.id == "app.menu" else command for command in COMMANDS]
    )
    assert copy.toolTip() == "Menu  (F4)"


def test_menus_are_made_when_they_are_asked_for(qtbot: QtBot, bench: Bench) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    preferences = Preferences(Settings(), lambda _settings: None)
    whole = bench.actions.sibling("app.menu")
    menus = Menus(window, bench.actions, whole, preferences)
    preferences.change("list.sort", "title")
    button_menu = whole.menu()
    assert isinstance(button_menu, QMenu)
    assert window.findChildren(QMenu) == [button_menu]
    button_menu.aboutToShow.emit()
    assert [action.text() for action in button_menu.actions()] == list(MENUS)
    assert button_menu.actions() == menus.bar().actions()
    assert [row.text() for row in menus.sort().actions() if row.isChecked()] == ["Title"]
    preferences.change("list.sort", "source")
    menus.show_choices()
    assert [row.text() for row in menus.sort().actions() if row.isChecked()] == ["Source"]


def test_every_menu_of_the_table_is_there_with_every_row(bench: Bench) -> None:
    menus = main_menus(bench.actions, {}, bench.window)
    assert [menu.title() for menu in menus] == list(MENUS)
    for menu in menus:
        rows = [action.objectName() for action in menu.actions() if not action.isSeparator()]
        assert rows == [command.id for command in menu_commands(menu.title())]


def test_a_command_may_open_a_menu_of_its_own(bench: Bench) -> None:
    chosen: list[str] = []
    choices = ChoiceMenu("Sort by", [("newest", "Newest first"), ("title", "Title")], chosen.append, bench.window)
    menus = main_menus(bench.actions, {"list.sort": choices}, bench.window)
    row = next(action for menu in menus for action in menu.actions() if action.menu() is choices)
    assert row.text() == "Sort by"
    choices.show_choice("title")
    assert [action.isChecked() for action in choices.actions()] == [False, True]
    choices.actions()[0].trigger()
    assert chosen == ["newest"]


@pytest.mark.parametrize("context", ["row", "link", "selection", "image", "source", "tag"])
def test_every_context_offers_something(bench: Bench, context: str) -> None:
    assert context_menu(context, bench.actions, bench.window).actions()


def test_an_ampersand_in_a_name_is_shown(bench: Bench) -> None:
    bench.actions.show_text("article.toggle_star", "Q & A")
    assert bench.actions["article.toggle_star"].text().startswith("Q && A")


def test_every_icon_of_the_table_is_drawn(bench: Bench, project: Path) -> None:
    bench.actions.apply_look(Look(LIGHT, Icons(project / "resources" / "icons")))
    icons = [bench.actions[command.id].icon() for command in COMMANDS if command.icon]
    assert icons
    for icon in icons:
        enabled, disabled = (
            icon.pixmap(QSize(18, 18), mode).toImage() for mode in (icon.Mode.Normal, icon.Mode.Disabled)
        )
        assert enabled.size() == QSize(18, 18)
        assert enabled != disabled
        assert any(enabled.pixelColor(x, y).alpha() for x in range(18) for y in range(18))


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_is_drawn_for_the_pixel_ratio_it_is_painted_at(project: Path, ratio: float) -> None:
    icons = Icons(project / "resources" / "icons")
    image = icons.icon("star", "#000000", "#cccccc", 20).pixmap(QSize(20, 20), ratio)
    assert image.size() == QSize(20, 20) * ratio
    assert image.toImage() == icons.pixmap("star", "#000000", 20, ratio=ratio).toImage()
    assert icons.icon("star", "#000000", "#cccccc", 20).pixmap(QSize(64, 64)).size() == QSize(20, 20)


def test_a_tooltip_without_a_key_is_the_name_alone() -> None:
    by_id = {command.id: command for command in COMMANDS}
    assert tooltip(by_id["view.text"]) == "Text and theme"
