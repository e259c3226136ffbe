"""Keys of the reader's own (keyboard.md: "Every key can be rebound")."""

from __future__ import annotations

from newsreader.core.bindings import bound, is_keys, owner_of, refusal, with_keys
from newsreader.core.commands import COMMANDS, Command, shown_key


def named(commands: tuple[Command, ...], id_: str) -> Command:
    return next(command for command in commands if command.id == id_)


def test_a_command_has_the_keys_it_was_given_and_others_their_own() -> None:
    commands = with_keys(COMMANDS, {"article.next": ("Ctrl+J",), "no.command": ("X",)})
    assert named(commands, "article.next").keys == ("Ctrl+J",)
    assert len(commands) == len(COMMANDS)
    assert [one for one in commands if one.id != "article.next"] == [
        one for one in COMMANDS if one.id != "article.next"
    ]


def test_the_owner_of_a_key_is_found_by_pane() -> None:
    assert getattr(owner_of(COMMANDS, "J"), "id", "") == "article.next"
    assert getattr(owner_of(COMMANDS, "Down"), "id", "") == "article.next"
    assert owner_of(COMMANDS, "reading:Home") is None
    assert getattr(owner_of(COMMANDS, "list:Home"), "id", "") == "list.first"
    assert owner_of(COMMANDS, "Ctrl+Alt+F12") is None


def test_a_new_key_comes_first_and_its_old_owner_loses_it() -> None:
    changed = bound(COMMANDS, "article.toggle_star", "J")
    assert changed == {"article.next": ("list:Down",), "article.toggle_star": ("J",)}
    after = with_keys(COMMANDS, changed)
    assert shown_key(named(after, "article.toggle_star")) == "J"
    assert getattr(owner_of(after, "J"), "id", "") == "article.toggle_star"


def test_a_commands_other_keys_stay() -> None:
    assert bound(COMMANDS, "article.open_original", "X") == {"article.open_original": ("X", "V", "B")}
    assert bound(COMMANDS, "article.open_original", "V") == {"article.open_original": ("V", "B")}


def test_what_leads_out_and_what_begins_other_keys_is_refused() -> None:
    assert refusal(COMMANDS, "Esc") == "Esc keeps its meaning."
    assert refusal(COMMANDS, "Tab") == "Tab keeps its meaning."
    assert refusal(COMMANDS, "G") == "G begins other keys."
    assert refusal(COMMANDS, "X") == ""


def test_what_may_stand_in_the_file() -> None:
    assert is_keys(["J", "list:Down"])
    assert is_keys([])
    assert not any(map(is_keys, ("J", [1], [""], ["x" * 61], None, {"a": 1})))
