"""Counts for the navigation, kept as rows come, change and go; nothing is counted anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from newsreader.core.text import fold


@dataclass(frozen=True, slots=True)
class Count:
    """One source or tag: its most frequent spelling, how many articles, how many of them unread."""

    name: str
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything the navigation shows; `sources` and `tags` in the order of their folded names."""

    total: int = 0
    unread: int = 0
    today: int = 0
    today_unread: int = 0
    starred: int = 0
    problems: int = 0
    sources: tuple[Count, ...] = ()
    tags: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What one row counts as."""

    source: str
    tags: tuple[str, ...]
    is_read: bool
    is_starred: bool
    is_today: bool
    has_problem: bool


@dataclass(slots=True)
class _Group:
    """The rows of one source or tag, whatever its spelling."""

    ids: set[int] = field(default_factory=set)
    spellings: Counter[str] = field(default_factory=Counter)
    unread: int = 0


class Tally:
    """The standing of every row, and the sums over them."""

    def __init__(self) -> None:
        """Start with no rows."""
        self._rows: dict[int, Standing] = {}
        self._groups: dict[int, list[_Group]] = {}
        self._sources: dict[str, _Group] = {}
        self._tags: dict[str, _Group] = {}
        self.unread: set[int] = set()
        self.today: set[int] = set()
        self.starred: set[int] = set()
        self.problems: set[int] = set()
        self._today_unread = 0
        self._counts: Counts | None = None

    def put(self, id_: int, row: Standing) -> None:
        """Row `id_` counts as `row` from now on."""
        if self._rows.get(id_) == row:
            return
        self.drop(id_)
        self._counts = None
        self._rows[id_] = row
        flags = ((self.unread, not row.is_read), (self.today, row.is_today))
        for ids, belongs in (*flags, (self.starred, row.is_starred), (self.problems, row.has_problem)):
            if belongs:
                ids.add(id_)
        self._today_unread += row.is_today and not row.is_read
        member_of = self._groups[id_] = []
        for groups, key, name in _memberships(row, self._sources, self._tags):
            group = groups.setdefault(key, _Group())
            group.ids.add(id_)
            group.spellings[name] += 1
            group.unread += not row.is_read
            member_of.append(group)

    def mark(self, id_: int, *, is_read: bool, is_starred: bool) -> None:
        """Row `id_` has other marks and is otherwise as it was."""
        self._counts = None
        old = self._rows[id_]
        more_unread = old.is_read - is_read
        self._rows[id_] = replace(old, is_read=is_read, is_starred=is_starred)
        for ids, belongs in ((self.unread, not is_read), (self.starred, is_starred)):
            (ids.add if belongs else ids.discard)(id_)
        self._today_unread += more_unread * old.is_today
        for group in self._groups[id_]:
            group.unread += more_unread

    def drop(self, id_: int) -> None:
        """Row `id_` counts no more."""
        row = self._rows.pop(id_, None)
        if row is None:
            return
        self._counts = None
        for ids in (self.unread, self.today, self.starred, self.problems):
            ids.discard(id_)
        self._today_unread -= row.is_today and not row.is_read
        del self._groups[id_]
        for groups, key, name in _memberships(row, self._sources, self._tags):
            group = groups[key]
            group.ids.discard(id_)
            group.spellings[name] -= 1
            group.unread -= not row.is_read
            if not group.ids:
                del groups[key]

    def source(self, name: str) -> set[int]:
        """The rows of a source, however it is spelled."""
        group = self._sources.get(fold(name))
        return group.ids if group else set()

    def tag(self, name: str) -> set[int]:
        """The rows that bear a tag, however it is spelled."""
        group = self._tags.get(fold(name))
        return group.ids if group else set()

    def counts(self, troubles: int) -> Counts:
        """The sums; `troubles` are places with a problem that are no rows. Made once for each change."""
        if self._counts is None:
            self._counts = Counts(
                len(self._rows),
                len(self.unread),
                len(self.today),
                self._today_unread,
                len(self.starred),
                len(self.problems),
                _listed(self._sources),
                _listed(self._tags),
            )
        return replace(self._counts, problems=self._counts.problems + troubles) if troubles else self._counts


def _memberships(
    row: Standing, sources: dict[str, _Group], tags: dict[str, _Group]
) -> list[tuple[dict[str, _Group], str, str]]:
    """The groups a row belongs to, with key and spelling, each once: tags that differ only in case are one."""
    found = [(tags, key, tag) for key, tag in {fold(tag): tag for tag in reversed(row.tags)}.items()]
    return [(sources, fold(row.source), row.source), *found] if row.source else found


def _listed(groups: dict[str, _Group]) -> tuple[Count, ...]:
    return tuple(
        Count(min(group.spellings, key=lambda name: (-group.spellings[name], name)), len(group.ids), group.unread)
        for _, group in sorted(groups.items())
    )
