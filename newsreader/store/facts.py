"""What is known of each article: the newest fact per article and field, whatever order the facts came in.

Merging is commutative, associative and idempotent, so that journals of several devices give the same state on all of
them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import compress, repeat
from math import isfinite

from newsreader.core.values import dataclass
from newsreader.store.clock import is_reading
from newsreader.store.many import MANY, Table, json_of, packed, pieces

Value = bool | int | float | str | None | list["Value"]
"""What a field may hold: JSON without maps."""
Entry = tuple[str, str, Value]
"""Clock, device and value of a fact."""


_SHARE = 8
"""A fact of one in so many articles goes into their table, which is written anew for it: 0.5 s for a million."""


class BadLine(ValueError):  # noqa: N818 - named for what it says
    """A line that is no fact."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a journal: `field` of all these articles is `value`, said by `device` at `clock` (a reading of
    `Clock`).
    """

    ids: Sequence[str]
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
    return json_of(row) + b"\n"


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
        self._newest: dict[str, _Said] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        """Articles with fields of the same names share them."""
        for fact in facts:
            self.absorb(fact)

    def absorb(self, fact: Fact) -> Sequence[str]:
        """Take one fact in; the ids whose newest fact it is now. 2 µs for each article it is of, 1 for each
        that was said of before where it is of many new ones.
        """
        said = self._newest.get(fact.field)
        if said is None:
            said = self._newest[fact.field] = _Said({})
        entry = (fact.clock, fact.device, fact.value)
        is_of_most = len(fact.ids) >= max(MANY, len(said) // _SHARE)
        news = self._absorb_many(fact, said, entry) if is_of_most else None
        if news is None:
            news = said.absorb(fact.ids, entry)
        if "/" in fact.field:
            for id_ in news:
                known_fields = self._named.get(id_, ())
                if fact.field not in known_fields:
                    fields = (*known_fields, fact.field)
                    self._named[id_] = self._names.setdefault(fields, fields)
        return news

    def _absorb_many(self, fact: Fact, said: _Said, entry: Entry) -> Sequence[str] | None:
        """The same for a fact of many, whose texts are not kept one by one; None where two articles are told by the
        same number, or one is there twice.
        """
        try:
            table = said.table()
            has_it = table.put_all(fact.ids, repeat(entry), lambda known: _wins(entry, known))
        except ValueError:
            return None
        self._newest[fact.field] = _Said({}, table)
        return fact.ids if all(has_it) else packed(compress(fact.ids, has_it))

    def condense(self) -> None:
        """Keep what is said of many articles in little room: after many facts. 1 µs an article."""
        for field, said in self._newest.items():
            if len(said.rows) >= MANY:
                with suppress(ValueError):
                    self._newest[field] = _Said({}, said.table())

    def value(self, field: str, id_: str) -> Value:
        """The newest value; None where nothing was ever said."""
        entry = self._newest.get(field, _NOTHING).get(id_)
        return entry[2] if entry is not None else None

    def heard(self, field: str, id_: str, elder: Callable[[str], str]) -> Value:
        """The newest value, or that of the elder of `id_` where nothing was ever said of itself."""
        said = self._newest.get(field)
        if said is None:
            return None
        entry = said.get(id_) or said.get(elder(id_))
        return entry[2] if entry is not None else None

    def heard_of_all(self, field: str, ids: Sequence[str], elders: Mapping[str, str]) -> list[Value]:
        """The same for many articles, in their order; `elders` has those that have one. 50 to 200 ns each."""
        said = self._newest.get(field)
        if said is None:
            return [None] * len(ids)
        entries = said.get_all(ids)
        if elders:
            entries = [
                entry or (said.get(elders[id_]) if id_ in elders else None)
                for id_, entry in zip(ids, entries, strict=True)
            ]
        return [entry[2] if entry is not None else None for entry in entries]

    def says(self, fact: Fact, id_: str) -> bool:
        """Whether what is known of an article is this fact, or a newer one."""
        known = self._newest.get(fact.field, _NOTHING).get(id_)
        return known is not None and not _wins((fact.clock, fact.device, fact.value), known)

    def knows(self, field: str, id_: str) -> bool:
        """Whether anything was ever said of this field of this article."""
        return self._newest.get(field, _NOTHING).get(id_) is not None

    def fields(self, beginning: str) -> list[str]:
        """Every field anything was said of whose name begins so, in order."""
        return sorted(field for field in self._newest if field.startswith(beginning))

    def named(self, id_: str, beginning: str = "") -> list[str]:
        """The fields of the kind "tag/slow" that anything was said of for one article, in order."""
        return sorted(field for field in self._named.get(id_, ()) if field.startswith(beginning))

    def values(self, field: str) -> Iterator[tuple[str, Value]]:
        """Every article a field was said of, with its newest value."""
        return ((id_, entry[2]) for id_, entry in self._newest.get(field, _NOTHING).items())

    def facts(self, device: str | None = None) -> Iterator[Fact]:
        """The newest facts (of one device), as few lines as they can be said in."""
        for field, said in self._newest.items():
            lines: dict[tuple[str, str, str], tuple[Value, list[str]]] = {}
            for id_, (clock, said_by, value) in said.items():
                if device is None or said_by == device:
                    lines.setdefault((clock, said_by, json.dumps(value)), (value, []))[1].append(id_)
            for (clock, said_by, _), (value, ids) in lines.items():
                yield Fact(tuple(ids), field, value, clock, said_by)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same of the same articles."""
        return isinstance(other, Facts) and self._whole() == other._whole()

    __hash__ = None  # type: ignore[assignment]

    def _whole(self) -> dict[str, dict[str, Entry]]:
        return {field: dict(said.items()) for field, said in self._newest.items()}


class _Said:
    """The newest of one field, of articles by themselves and of many in little room; what is among `rows` holds.

    Replaced by another one as a whole: other threads look things up meanwhile.
    """

    __slots__ = ("many", "rows")

    def __init__(self, rows: dict[str, Entry], many: Table[Entry] | None = None) -> None:
        self.rows = rows
        self.many = many

    def __len__(self) -> int:
        return len(self.rows) + (len(self.many) if self.many is not None else 0)

    def absorb(self, ids: Sequence[str], entry: Entry) -> list[str]:
        """Have these articles this entry, but those with one that is newer; which have it now."""
        beaten: Entry | None = None  # one entry of many articles is compared with once
        news = []
        for some in pieces(tuple(dict.fromkeys(ids))):
            for id_, known in zip(some, self.get_all(some), strict=True):
                if known is None or known is beaten or _wins(entry, known):
                    beaten = known
                    self.rows[id_] = entry
                    news.append(id_)
        return news

    def get(self, id_: str) -> Entry | None:
        entry = self.rows.get(id_)
        return self.many.get(id_) if entry is None and self.many is not None else entry

    def get_all(self, ids: Sequence[str]) -> list[Entry | None]:
        found = list(map(self.rows.get, ids))
        if self.many is None or None not in found:
            return found
        return [one or other for one, other in zip(found, self.many.get_all(ids), strict=True)]

    def table(self) -> Table[Entry]:
        """All of it in little room, to be changed by whoever asks. Raises ValueError where two articles are told by the
        same number.
        """
        if self.many is None:
            return Table(self.rows)
        table = self.many.copy()
        if self.rows:
            table.put_all(tuple(self.rows), self.rows.values())
        return table

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Every article with its entry."""
        if self.many is not None:
            yield from ((id_, entry) for id_, entry in self.many.items() if id_ not in self.rows)
        yield from self.rows.items()


_NOTHING = _Said({})
"""Of a field that nothing was said of; never written to."""


def _wins(entry: Entry, known: Entry) -> bool:
    if entry[:2] != known[:2]:
        return entry[:2] > known[:2]
    return json.dumps(entry[2], sort_keys=True) > json.dumps(known[2], sort_keys=True)
