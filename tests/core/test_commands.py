"""THE table of commands holds together."""

from __future__ import annotations

from collections import Counter

import pytest

from newsreader.core.commands import (
    COMMANDS,
    GROUPS,
    MENUS,
    Command,
    context_commands,
    key_caps,
    markdown_table,
    menu_commands,
    overlay_rows,
    shown_key,
)

_DUE = """
article.next article.previous article.next_unread article.previous_unread article.read_on article.read_back article.open
article.open_original article.toggle_read article.toggle_star article.copy_link article.copy_citation
article.copy_markdown article.show_in_folder article.open_in_editor
list.mark_all_read list.mark_older_read list.mark_newer_read list.first list.last list.hide_read list.clear_read
list.sort go.all go.unread go.today go.starred pane.next pane.previous view.navigation view.details view.focus_mode
view.full_screen view.larger view.smaller view.normal view.theme view.density source.next_unread
source.previous_unread search.focus library.open library.rescan state.undo state.redo app.shortcuts app.menu app.quit
"""
DUE = _DUE.split()


def test_every_command_that_is_due_is_in_the_table() -> None:
    assert set(DUE) <= {command.id for command in COMMANDS}


def test_no_command_and_no_key_is_there_twice() -> None:
    assert max(Counter(command.id for command in COMMANDS).values()) == 1
    assert max(Counter(key for command in COMMANDS for key in command.keys).values()) == 1


def test_a_key_of_one_pane_does_not_begin_a_sequence_elsewhere() -> None:
    first_strokes = {key.partition(", ")[0] for command in COMMANDS for key in command.keys if ", " in key}
    assert not first_strokes & {key for command in COMMANDS for key in command.keys}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_found(command: Command) -> None:
    in_a_menu = command.menu in MENUS or bool(command.contexts)
    in_the_overlay = any(command.group in column for column in GROUPS)
    assert in_a_menu or in_the_overlay or command.id in ("pane.left", "pane.right")


def test_rows_of_the_overlay_put_pairs_together() -> None:
    assert ("Next / previous article", (("J",), ("K",))) in overlay_rows("Move")
    assert ("All", (("G", "A"),)) in overlay_rows("Go to")


@pytest.mark.parametrize(
    ("key", "caps"),
    [
        ("J", ("J",)),
        ("Ctrl+Shift+T", ("Ctrl", "Shift", "T")),
        ("G, A", ("G", "A")),
        ("Ctrl++", ("Ctrl", "+")),
        ("+", ("+",)),
    ],
)
def test_keys_are_drawn_cap_by_cap(key: str, caps: tuple[str, ...]) -> None:
    assert key_caps(key) == caps


def test_the_first_key_is_shown_without_its_pane() -> None:
    by_id = {command.id: command for command in COMMANDS}
    assert shown_key(by_id["article.open"]) == "Return"
    assert shown_key(by_id["go.all"]) == "G, A"
    assert shown_key(by_id["article.copy_markdown"]) == ""


def test_menus_and_contexts_keep_the_order_of_the_table() -> None:
    assert [command.id for command in menu_commands("Go")][:2] == ["article.next", "article.previous"]
    assert "article.open_original" in [command.id for command in context_commands("row")]


def test_the_documented_keys_are_those_of_the_table() -> None:
    assert "| `O` `V` `B` | Open original |" in markdown_table()
    assert "| `G A` `Ctrl+Shift+1` | All articles |" in markdown_table()
