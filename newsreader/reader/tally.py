"""Counts for the navigation, kept as marks change; nothing is counted anew."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from newsreader.core.text import fold
from newsreader.core.values import dataclass, often
from newsreader.store.index.packing import BETWEEN
from newsreader.store.index.reader import SOURCE, TAG, Snapshot

MOST_TAGS = 500
"""The navigation shows this many tags at most, the most frequent ones: a longer list is no help, and slow."""
MOST_FOLDERS = 500
"""And this many folders, those nearest to the library's own."""


@dataclass(frozen=True, slots=True)
class Count:
    """One source, tag or folder: its most frequent spelling (a folder's path), how many articles, how many unread."""

    name: str
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything the navigation shows; `sources` and `tags` in the order of their folded names, `folders` of paths."""

    total: int = 0
    unread: int = 0
    today: int = 0
    today_unread: int = 0
    starred: int = 0
    problems: int = 0
    sources: tuple[Count, ...] = ()
    tags: tuple[Count, ...] = ()
    folders: tuple[Count, ...] = ()


FOLDER = 0
Known = tuple[str, int, int]
"""Of a source, a tag or a folder: its name or path, how many articles, how many unread."""
Excess = dict[tuple[int, str], list[int]]
"""By kind (SOURCE, TAG or FOLDER) and key the rows that are not to be counted there."""


class Tally:
    """The counts of one publication of the index, and what marks have made of them since."""

    def __init__(self, shot: Snapshot) -> None:
        """Take the counts as they were published."""
        self._direct = shot.folders
        sums: dict[str, Known] = {}
        for _, folder, more, more_unread in shot.folders:
            for path in ancestors(folder):
                _, total, unread = sums.get(path, ("", 0, 0))
                sums[path] = path, total + more, unread + more_unread
        sources, tags = (
            {key: (name, total, unread) for kind, key, name, total, unread in shot.labels if kind == wanted}
            for wanted in (SOURCE, TAG)
        )
        self._groups = {SOURCE: _Group(sources), TAG: _Group(_most_frequent(tags, MOST_TAGS)), FOLDER: _Group(sums)}
        self._listed: tuple[tuple[Count, ...], ...] | None = None

    def mark(self, rows: Iterable[tuple[str, str, str]], more_unread: int) -> None:
        """So many more of each of these rows are unread (1 or -1): source, tags with `BETWEEN` them, and folder."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return
        folded = cache(fold)
        sums = Counter[tuple[int, str]]()
        for name, number in Counter(columns[0]).items():
            sums[SOURCE, folded(name)] += number
        for names, number in Counter(columns[1]).items():
            for key in {folded(name) for name in names.split(BETWEEN)}:
                sums[TAG, key] += number
        for folder, number in Counter(columns[2]).items():
            sums[FOLDER, folder] += number
        self.shift([(kind, key, number) for (kind, key), number in sums.items()], more_unread)

    def shift(self, sums: Iterable[tuple[int, str, int]], more_unread: int) -> None:
        """The same for sums that are known: by kind (SOURCE, TAG, FOLDER) and folded name or path, how many rows."""
        self._listed = None
        for kind, key, number in sums:
            group = self._groups.get(kind)
            for name in (key,) if kind != FOLDER else ancestors(key):
                place = group.places.get(name) if group is not None else None
                if group is not None and place is not None:
                    group.unread[place] += more_unread * number

    def folders_below(self, path: str) -> list[int]:
        """The numbers of a folder and of all below it that hold articles."""
        return [number for number, folder, *_ in self._direct if folder == path or folder.startswith(f"{path}/")]

    def listed(self, excess: Excess, is_unread: Callable[[int], bool]) -> tuple[tuple[Count, ...], ...]:
        """The counts of sources, tags and folders, without the rows of `excess`. Made once for each change."""
        if self._listed is None or excess:
            folders = self._groups[FOLDER].places
            nearest = sorted(folders, key=lambda path: (path.count("/"), path))[:MOST_FOLDERS]
            wanted = {SOURCE: self._groups[SOURCE].places, TAG: self._groups[TAG].places, FOLDER: sorted(nearest)}
            often(Count, sum(map(len, wanted.values())))
            self._listed = tuple(
                tuple(self._groups[kind].count(key, excess.get((kind, key), ()), is_unread) for key in keys)
                for kind, keys in wanted.items()
            )
        return self._listed


class _Group:
    """Sources, tags or folders by key, and how many of each are unread: numbers in a row, since objects that are made
    anew while thousands of articles are marked would hold the memory around them.
    """

    __slots__ = ("_known", "places", "unread")

    def __init__(self, groups: Mapping[str, Known]) -> None:
        self.places = {key: place for place, key in enumerate(groups)}
        self._known = [(name, total) for name, total, _ in groups.values()]
        self.unread = array("q", (unread for _, _, unread in groups.values()))

    def count(self, key: str, out: Sequence[int], is_unread: Callable[[int], bool]) -> Count:
        """The counts of one, without the rows `out`."""
        place = self.places[key]
        name, total = self._known[place]
        if not out:
            return Count(name, total, self.unread[place])
        return Count(name, total - len(out), self.unread[place] - sum(map(is_unread, out)))


def ancestors(folder: str) -> list[str]:
    """A folder and those it lies in, but for the library itself."""
    if "/" not in folder:
        return [folder] if folder else []
    parts = folder.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def _most_frequent(groups: Mapping[str, Known], most: int) -> Mapping[str, Known]:
    if len(groups) <= most:
        return groups
    kept = sorted(groups, key=lambda key: -groups[key][1])[:most]
    return {key: groups[key] for key in sorted(kept)}
