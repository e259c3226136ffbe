"""Walks along the table of commands: each is carried out, has its place in the menus, and says its key."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction

from newsreader.app.late_owners import OWNERS
from newsreader.core.commands import COMMANDS, MENUS, Command, key_caps, menu_commands, shown_key
from tests.fakes import Desk
from tests.walks.conftest import House
from tests.walks.stories import STORIES, TIDES
from tests.walks.walker import Walker

OPENS = {
    "app.quit",
    "library.open",
    "library.open_file",
    "library.export_notes",
    "app.menu",
    "list.sort",
    "view.text",
    "image.copy",
}
"""Commands that end the walk or open a window of their own."""


def rows(walk: Walker, menu: str) -> list[QAction]:
    return [action for action in walk.menu(menu).actions() if not action.isSeparator()]


def test_the_menus_hold_the_commands_of_the_table_in_its_order(walk: Walker) -> None:
    assert [action.text() for action in walk.widgets.menus.bar().actions()] == list(MENUS)
    for menu in MENUS:
        assert len(rows(walk, menu)) == len(menu_commands(menu))
        for action, command in zip(rows(walk, menu), menu_commands(menu), strict=True):
            if action.menu() is None:
                assert action is walk.shell.actions[command.id]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_command_says_its_name_and_key(house: House, command: Command) -> None:
    action = house.walker.shell.actions[command.id]
    key = " ".join(key_caps(shown_key(command)))
    assert action.iconText()
    assert action.toolTip().startswith(action.iconText())
    assert action.toolTip().endswith(f"({key})") if key else action.toolTip() == action.iconText()
    assert action.text().partition("\t")[2] == key


def test_each_command_is_carried_out(walk: Walker, desk: Desk) -> None:
    for command in COMMANDS:
        if command.id not in OPENS:
            walk.shell.run(command.id)
            walk.press("Esc", "Esc")
    walk.settle()
    assert walk.window.isVisible()


LETTERS = [chr(number) for number in range(ord("A"), ord("Z") + 1)]


def test_every_letter_is_inert_in_the_search_field(walk: Walker, desk: Desk) -> None:
    walk.press("/")
    walk.press(*LETTERS, "Space", "+", "-")
    assert walk.widgets.header.search.text() == "".join(LETTERS).lower() + " +-"
    assert walk.focus is walk.widgets.header.search
    assert desk.opened == []
    walk.press("Esc", "Esc")
    walk.settle()
    walk.shows(TIDES)
    assert not any(walk.is_read(story) or walk.is_starred(story) for story in STORIES)


def test_space_and_enter_press_the_button_that_has_the_focus(walk: Walker, desk: Desk) -> None:
    button = walk.button("Open original")
    button.setFocus()
    walk.press("Space")
    assert desk.opened == [TIDES.url]
    walk.shows(TIDES)


def test_owners_that_are_made_late_have_the_methods_they_are_named_for(walk: Walker) -> None:
    for make, names in OWNERS.items():
        owner = make(walk.shell)
        assert [name for name in names if not callable(getattr(owner, name, None))] == []
    ids = {command.id.replace(".", "_") for command in COMMANDS}
    assert {name for names in OWNERS.values() for name in names} <= ids
