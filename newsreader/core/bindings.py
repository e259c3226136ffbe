"""Keys of the reader's own: the table of commands with other keys, and what stands against a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newsreader.core.commands import Command
from newsreader.core.values import replace

RESERVED = frozenset(("Esc", "Tab", "Shift+Tab", "Backtab", "Menu"))
"""What leads out of everything, from control to control, and to context menus stays what it is."""
Keys = Mapping[str, Sequence[str]]
"""The keys of commands by id, spelled as in the table."""


def with_keys(commands: Iterable[Command], own: Keys) -> tuple[Command, ...]:
    """The commands with the reader's own keys; ids that are no command's are left out."""
    return tuple(
        replace(command, keys=tuple(own[command.id])) if command.id in own else command for command in commands
    )


def owner_of(commands: Iterable[Command], key: str) -> Command | None:
    """The command a key belongs to now: in the same pane, or in any where one of both is for all panes."""
    pane, _, sequence = key.rpartition(":")
    for command in commands:
        for bound in command.keys:
            other, _, taken = bound.rpartition(":")
            if taken == sequence and (not pane or not other or pane == other):
                return command
    return None


def refusal(commands: Iterable[Command], key: str) -> str:
    """Why a key cannot be anybody's, as a sentence; "" where it can."""
    sequence = key.rpartition(":")[2]
    if sequence in RESERVED:
        return f"{sequence} keeps its meaning."
    if any(bound.startswith(f"{sequence}, ") for command in commands for bound in command.keys):
        return f"{sequence} begins other keys."
    return ""


def bound(commands: Sequence[Command], id_: str, key: str) -> dict[str, tuple[str, ...]]:
    """What changes when a key becomes the first of a command's: the keys of that command, which keeps its others, and
    of the one that loses it.
    """
    by_id = {command.id: command for command in commands}
    changed: dict[str, tuple[str, ...]] = {}
    owner = owner_of(commands, key)
    while owner is not None and owner.id != id_:
        sequence = key.rpartition(":")[2]
        kept = tuple(one for one in owner.keys if one.rpartition(":")[2] != sequence)
        changed[owner.id] = kept
        commands = [replace(one, keys=kept) if one.id == owner.id else one for one in commands]
        owner = owner_of([one for one in commands if one.id != id_], key)
    changed[id_] = (key, *(one for one in by_id[id_].keys[1:] if one != key))
    return changed


def is_keys(value: object) -> bool:
    """Whether a value of the settings may be the keys of a command: a list of short texts."""
    return isinstance(value, list) and all(isinstance(key, str) and 0 < len(key) <= 60 for key in value)
