"""One step of the reader that can be taken back, and as it is written down for another day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from newsreader.core.values import dataclass
from newsreader.store.facts import Value

__all__ = ["HEARD", "Change", "Deed", "Step", "Value", "row_of", "step_of"]


HEARD = "*"
"""The field of a change that came from another device or window: it may be any."""


@dataclass(frozen=True, slots=True)
class Change:
    """For each identity the value of `field` before and after.

    `label` says it to the reader ("20 articles marked as read"). `trouble` is "" when the change is on disk, else why
    it is not (it then holds in memory and is written with the next one).
    """

    field: str
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    label: str = ""
    trouble: str = ""

    @property
    def identities(self) -> tuple[str, ...]:
        """The articles it concerns; none where everything was as wanted already."""
        return tuple(self.after)


class Deed(Protocol):
    """Something else than a mark that can be taken back and made again, in the same order."""

    label: str
    """What was done, said to the reader."""

    def undo(self) -> str:
        """Take it back; "" or why that did not succeed."""

    def redo(self) -> str:
        """Make it again; "" or why that did not succeed."""

    def kept(self) -> dict[str, Any]:
        """What another session needs to take it back: JSON."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change or a deed; `is_deliberate` where the reader asked for it.

    `about` is the title of the article where it concerns one, `when` is in seconds since 1970.
    """

    change: Change
    is_deliberate: bool
    deed: Deed | None = None
    about: str = ""
    when: int = 0

    @property
    def weight(self) -> int:
        """How many articles have to be remembered for it."""
        return len(self.change.after)

    def concerns(self, other: Step) -> bool:
        """Whether both are about an article they share."""
        return not self.change.after.keys().isdisjoint(other.change.after.keys())


def row_of(step: Step) -> dict[str, Any]:
    """The step as JSON; articles with the same values stand together."""
    groups: dict[str, list[Any]] = {}
    alike: list[Any] = []
    last: tuple[object, object] = (groups, groups)  # nobody's values
    known = step.change.before
    for identity, after in step.change.after.items():
        before = known.get(identity)
        if before is not last[0] or after is not last[1]:
            last = (before, after)
            alike = groups.setdefault(repr(last), [before, after, []])[2]
        alike.append(identity)
    row: dict[str, Any] = {"label": step.change.label, "about": step.about, "when": step.when}
    row |= {"deliberate": step.is_deliberate, "field": step.change.field, "changed": list(groups.values())}
    return row if step.deed is None else row | {"deed": step.deed.kept()}


def step_of(row: Mapping[str, Any], revive: Callable[[str, Mapping[str, Any]], Deed | None]) -> Step | None:
    """The step of a row; None where it makes no sense, or `revive` can make no deed of its label and what was kept."""
    before: dict[str, Value] = {}
    after: dict[str, Value] = {}
    try:
        for old, new, identities in row["changed"]:
            names = list(map(str, identities))
            before |= dict.fromkeys(names, old)
            after |= dict.fromkeys(names, new)
        change = Change(str(row["field"]), before, after, str(row["label"]))
        when, kept = int(row["when"]), row.get("deed")
        deed = revive(change.label, kept) if kept is not None else None
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if deed is None and (kept is not None or not after):
        return None
    return Step(change, row.get("deliberate") is True, deed, str(row.get("about", "")), when)
