"""What is known of each article: the newest fact per article and field, whatever order the facts came in.

Merging is commutative, associative and idempotent, so that journals of several devices give the same state on all of
them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import isfinite

from newsreader.core.values import dataclass
from newsreader.store.clock import is_reading

Value = bool | int | float | str | None | list["Value"]
"""What a field may hold: JSON without maps."""


class BadLine(ValueError):  # noqa: N818 - named for what it says
    """A line that is no fact."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a journal: `field` of all these articles is `value`, said by `device` at `clock` (a reading of
    `Clock`).
    """

    ids: tuple[str, ...]
    field: str
    value: Value
    clock: str
    device: str


def line_of(fact: Fact) -> bytes:
    """The fact as one line of UTF-8 JSON, newline included."""
    row = {
        "ids": fact.ids,
        "field": fact.field,
        "value": fact.value,
        "clock": fact.clock,
        "device": fact.device,
    }
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def fact_of(line: bytes) -> Fact:
    """The fact on one line. Raises `BadLine`."""
    try:
        row = json.loads(str(line, "utf-8"), parse_constant=_no_number)
        ids, field, value = row["ids"], row["field"], row["value"]
        clock, device = row["clock"], row["device"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadLine(str(error)) from error
    if not isinstance(ids, list) or not set(map(type, ids)) <= {str}:
        raise BadLine("ids are not a list of texts")
    if not isinstance(field, str) or not isinstance(device, str) or not is_reading(clock):
        raise BadLine("field, device or clock are not what they should be")
    if not _is_value(value):
        raise BadLine("the value is a map, no number, or lists in lists in lists")
    return Fact(tuple(ids), field, value, clock, device)


def _no_number(name: str) -> None:
    """NaN equals nothing, not even itself: two devices would never agree."""
    raise BadLine(f"{name} is no number")


def _is_value(value: object, depth: int = 3) -> bool:
    if isinstance(value, list):
        return depth > 0 and all(_is_value(one, depth - 1) for one in value)
    # "1e999" is JSON, and read as what JSON cannot say.
    return not isinstance(value, dict) and (type(value) is not float or isfinite(value))


class Facts:
    """The union of facts; ties between equal clocks go to the greater device, then to the greater value as JSON."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        """Start with `facts`, in any order."""
        self._newest: dict[str, dict[str, tuple[str, str, Value]]] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        """Articles with fields of the same names share them."""
        for fact in facts:
            self.absorb(fact)

    def absorb(self, fact: Fact) -> list[str]:
        """Take one fact in; the ids whose newest fact it is now."""
        rows = self._newest.setdefault(fact.field, {})
        entry = (fact.clock, fact.device, fact.value)
        beaten: tuple[str, str, Value] | None = None  # one fact of many articles is compared with once
        news = []
        for id_ in fact.ids:
            known = rows.get(id_)
            if known is None or known is beaten or _wins(entry, known):
                beaten = known
                rows[id_] = entry
                news.append(id_)
        if "/" in fact.field:
            for id_ in news:
                known_fields = self._named.get(id_, ())
                if fact.field not in known_fields:
                    fields = (*known_fields, fact.field)
                    self._named[id_] = self._names.setdefault(fields, fields)
        return news

    def value(self, field: str, id_: str) -> Value:
        """The newest value; None where nothing was ever said."""
        entry = self._newest.get(field, {}).get(id_)
        return entry[2] if entry is not None else None

    def heard(self, field: str, id_: str, elder: Callable[[str], str]) -> Value:
        """The newest value, or that of the elder of `id_` where nothing was ever said of itself."""
        rows = self._newest.get(field)
        if not rows:
            return None
        entry = rows.get(id_) or rows.get(elder(id_))
        return entry[2] if entry is not None else None

    def heard_of_all(self, field: str, ids: Sequence[str], elders: Mapping[str, str]) -> list[Value]:
        """The same for many articles, in their order; `elders` has those that have one. 50 ns each."""
        rows = self._newest.get(field)
        if not rows:
            return [None] * len(ids)
        entries = [rows.get(id_) or (rows.get(elders[id_]) if id_ in elders else None) for id_ in ids]
        return [entry[2] if entry is not None else None for entry in entries]

    def says(self, fact: Fact, id_: str) -> bool:
        """Whether what is known of an article is this fact, or a newer one."""
        known = self._newest.get(fact.field, {}).get(id_)
        return known is not None and not _wins((fact.clock, fact.device, fact.value), known)

    def knows(self, field: str, id_: str) -> bool:
        """Whether anything was ever said of this field of this article."""
        return id_ in self._newest.get(field, {})

    def fields(self, beginning: str) -> list[str]:
        """Every field anything was said of whose name begins so, in order."""
        return sorted(field for field in self._newest if field.startswith(beginning))

    def named(self, id_: str, beginning: str = "") -> list[str]:
        """The fields of the kind "tag/slow" that anything was said of for one article, in order."""
        return sorted(field for field in self._named.get(id_, ()) if field.startswith(beginning))

    def values(self, field: str) -> Iterator[tuple[str, Value]]:
        """Every article a field was said of, with its newest value."""
        return ((id_, entry[2]) for id_, entry in self._newest.get(field, {}).items())

    def facts(self, device: str | None = None) -> Iterator[Fact]:
        """The newest facts (of one device), as few lines as they can be said in."""
        for field, rows in self._newest.items():
            lines: dict[tuple[str, str, str], tuple[Value, list[str]]] = {}
            for id_, (clock, said_by, value) in rows.items():
                if device is None or said_by == device:
                    lines.setdefault((clock, said_by, json.dumps(value)), (value, []))[1].append(id_)
            for (clock, said_by, _), (value, ids) in lines.items():
                yield Fact(tuple(ids), field, value, clock, said_by)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same of the same articles."""
        return isinstance(other, Facts) and self._newest == other._newest

    __hash__ = None  # type: ignore[assignment]


def _wins(entry: tuple[str, str, Value], known: tuple[str, str, Value]) -> bool:
    if entry[:2] != known[:2]:
        return entry[:2] > known[:2]
    return json.dumps(entry[2], sort_keys=True) > json.dumps(known[2], sort_keys=True)
