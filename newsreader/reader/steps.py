"""One step of the reader that can be taken back, and as it is written down for another day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from newsreader.core.hints import Any, Protocol
from newsreader.core.values import dataclass
from newsreader.store.facts import Value
from newsreader.store.many import Alike, Texts, packed

__all__ = ["HEARD", "Alike", "Change", "Deed", "Step", "Value", "condensed", "row_of", "step_of"]

HEARD = "*"
"""The field of a change that came from another device or window: it may be any."""


def condensed(
    before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    """The same values of the same identities, in little room where each of both is one value only."""
    if not after or not all(map(_is_of_one, (before, after))):
        return before, after
    names = packed(after)
    return Alike(names, next(iter(before.values()))), Alike(names, next(iter(after.values())))


def _is_of_one(values: Mapping[str, Value]) -> bool:
    first = next(iter(values.values()))
    return all(value is first or (type(value) is type(first) and value == first) for value in values.values())


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
    def identities(self) -> Sequence[str]:
        """The articles it concerns; none where everything was as wanted already."""
        return self.after.names if isinstance(self.after, Alike) else tuple(self.after)


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
        few, many = sorted((self.change.after, other.change.after), key=len)
        return any(identity in many for identity in few)


def row_of(step: Step) -> dict[str, Any]:
    """The step as JSON; articles with the same values stand together."""
    row: dict[str, Any] = {"label": step.change.label, "about": step.about, "when": step.when}
    row |= {"deliberate": step.is_deliberate, "field": step.change.field, "changed": _groups(step.change)}
    return row if step.deed is None else row | {"deed": step.deed.kept()}


def _groups(change: Change) -> list[list[Any]]:
    """Values before and after, and the identities that have these."""
    old, new = change.before, change.after
    if isinstance(old, Alike) and isinstance(new, Alike) and old.is_of(new):
        return [[old.value, new.value, new.names if isinstance(new.names, Texts) else list(new)]]
    known = dict(old)
    groups: dict[str, list[Any]] = {}
    alike: list[Any] = []
    last: tuple[object, object] = (groups, groups)  # nobody's values
    for identity, after in change.after.items():
        before = known.get(identity)
        if before is not last[0] or after is not last[1]:
            last = (before, after)
            alike = groups.setdefault(repr(last), [before, after, []])[2]
        alike.append(identity)
    return list(groups.values())


def step_of(row: Mapping[str, Any], revive: Callable[[str, Mapping[str, Any]], Deed | None]) -> Step | None:
    """The step of a row; None where it makes no sense, or `revive` can make no deed of its label and what was kept."""
    try:
        before, after = _values(row["changed"])
        change = Change(str(row["field"]), before, after, str(row["label"]))
        when, kept = int(row["when"]), row.get("deed")
        deed = revive(change.label, kept) if kept is not None else None
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if deed is None and (kept is not None or not after):
        return None
    return Step(change, row.get("deliberate") is True, deed, str(row.get("about", "")), when)


def _values(groups: Any) -> tuple[Mapping[str, Value], Mapping[str, Value]]:
    """The values before and after that `_groups` wrote down. Raises TypeError or ValueError."""
    before: dict[str, Value] = {}
    after: dict[str, Value] = {}
    for old, new, identities in groups:
        names = dict.fromkeys(map(str, identities))
        if len(groups) == 1:
            both = packed(names)
            return Alike(both, old), Alike(both, new)
        before |= dict.fromkeys(names, old)
        after |= dict.fromkeys(names, new)
    return before, after
