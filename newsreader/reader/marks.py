"""What the reader makes of articles: read, starred, and the place in each; every change can be taken back.

Marks are looked up by identity, so that they may come before an article and outlive it (product.md, "Identity and
state").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from newsreader.core.page import Place
from newsreader.store.facts import Value
from newsreader.store.journal import Journal, NotKept


class Field(StrEnum):
    """The fields of the journal that readers make."""

    READ = "read"
    STARRED = "starred"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Change:
    """One step that can be taken back: for each identity the value of `field` before and after.

    `label` says it to the reader ("20 articles marked as read"). `trouble` is "" when the change is on disk, else why
    it is not (it then holds in memory and is written with the next one).
    """

    field: Field
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    label: str = ""
    trouble: str = ""

    @property
    def identities(self) -> tuple[str, ...]:
        """The articles it concerns; none where everything was as wanted already."""
        return tuple(self.after)


@dataclass(frozen=True, slots=True)
class _Step:
    change: Change
    is_deliberate: bool


_LABELS = {
    (Field.READ, True): ("Marked as read", "{} articles marked as read"),
    (Field.READ, False): ("Marked as unread", "{} articles marked as unread"),
    (Field.STARRED, True): ("Starred", "{} articles starred"),
    (Field.STARRED, False): ("Star removed", "{} stars removed"),
}


class Marks:
    """The marks over a journal, with undo and redo.

    Look-ups are instant. A change is one write (and one fsync, unless the journal was given another way), short enough
    for the window's thread: what is seen to change is on disk.
    """

    def __init__(self, journal: Journal) -> None:
        """`journal` is loaded already."""
        self._journal = journal
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._inherited: dict[str, str] = {}

    def is_read(self, identity: str) -> bool:
        """Whether the article was read; unread where nothing was ever said."""
        return self._value(Field.READ, identity) is True

    def is_starred(self, identity: str) -> bool:
        """Whether the article is starred."""
        return self._value(Field.STARRED, identity) is True

    def place(self, identity: str) -> Place | None:
        """Where the reader was in the article, if it was ever left other than at its top."""
        value = self._value(Field.PLACE, identity)
        if not isinstance(value, list) or len(value) != 3:
            return None
        block, character, above = value
        if type(block) is not int or type(character) is not int or type(above) not in (int, float):
            return None
        return Place(max(block, 0), max(character, 0), float(cast(float, above)))

    def change(self, field: Field, identities: Iterable[str], value: bool, *, deliberate: bool = True) -> Change:
        """Say that `field` of these articles is `value`: one line of the journal, one step of undo.

        A step that was not `deliberate` (an article marked as read because it was looked at) goes beneath the last
        deliberate step when that concerns the same article, and leaves what can be redone alone.
        """
        wanted = [
            identity for identity in dict.fromkeys(identities) if (self._value(field, identity) is True) is not value
        ]
        before: dict[str, Value] = dict.fromkeys(wanted, not value)
        change = self._apply(Change(field, before, dict.fromkeys(wanted, value), _label(field, value, len(wanted))))
        if wanted:
            self._push(_Step(change, deliberate))
        return change

    def keep_place(self, identity: str, place: Place | None) -> Change:
        """Remember where the reader is in an article; no step of undo. None: at its top."""
        value: Value = None if place is None else [place.block, place.character, round(place.above, 4)]
        before = self._value(Field.PLACE, identity)
        if before == value:
            return Change(Field.PLACE, {}, {})
        return self._apply(Change(Field.PLACE, {identity: before}, {identity: value}))

    def undo(self) -> Change | None:
        """Take back the last step; what changed thereby, or None where there is nothing to take back."""
        if not self._undo:
            return None
        step = self._undo.pop()
        self._redo.append(step)
        done = step.change
        return self._apply(Change(done.field, done.after, done.before, f"Undone: {_lower(done.label)}"))

    def redo(self) -> Change | None:
        """Make the step that was taken back last again, or None."""
        if not self._redo:
            return None
        step = self._redo.pop()
        self._undo.append(step)
        done = step.change
        return self._apply(Change(done.field, done.before, done.after, done.label))

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; "" where there is nothing."""
        return self._undo[-1].change.label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What `redo` would make again; "" where there is nothing."""
        return self._redo[-1].change.label if self._redo else ""

    def inherit(self, identity: str, elder: str) -> None:
        """Let what was said of `elder` hold for `identity` until something is said of itself."""
        if identity != elder:
            self._inherited[identity] = elder

    def carry(self, old: str, new: str) -> None:
        """Say of `new` everything that holds for `old` and was never said of `new`: the text of an article was
        edited.
        """
        for field in Field:
            if self._journal.facts.knows(field, old) and not self._journal.facts.knows(field, new):
                self._apply(Change(field, {}, {new: self._value(field, old)}))

    def refresh(self) -> set[str]:
        """Take in what other windows and devices wrote; the identities it concerns. Blocking: call it seldom."""
        return self._journal.refresh()

    def _value(self, field: Field, identity: str) -> Value:
        facts = self._journal.facts
        if identity in self._inherited and not facts.knows(field, identity):
            identity = self._inherited[identity]
        return facts.value(field, identity)

    def _apply(self, change: Change) -> Change:
        if not change.after:
            return change
        try:
            self._journal.record(change.field, change.after)
        except NotKept as trouble:
            return Change(change.field, change.before, change.after, change.label, str(trouble))
        return change

    def _push(self, step: _Step) -> None:
        if step.is_deliberate:
            self._redo.clear()
        elif self._undo and self._undo[-1].is_deliberate and _overlap(self._undo[-1].change, step.change):
            self._undo.insert(len(self._undo) - 1, step)
            return
        self._undo.append(step)


def _overlap(one: Change, other: Change) -> bool:
    return not one.after.keys().isdisjoint(other.after.keys())


def _label(field: Field, value: bool, count: int) -> str:
    single, several = _LABELS[(field, value)]
    return single if count == 1 else several.format(f"{count:,}")


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
