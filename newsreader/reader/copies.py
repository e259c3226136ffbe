"""Files that hold the same article, folded into one row: of each group a list shows the first that is in it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from newsreader.core.article import Article
from newsreader.core.text import fold
from newsreader.reader.tally import FOLDER, Excess, ancestors
from newsreader.store.index.reader import SOURCE, TAG

MOST_COUNTED = 20_000
"""With more copies than this the counts of sources, tags and folders are those of files: 0.1 s each time else."""


class Copies:
    """The groups of one publication of the index, by ids."""

    def __init__(self, pairs: Sequence[int] = (), last: int = 0) -> None:
        """`pairs` are a copy and the row it is a copy of, one after the other; ids go up to `last`."""
        self._groups: dict[int, list[int]] = {}
        self._first: dict[int, int] = {}
        self._excess: Excess | None = None
        for copy, first in zip(pairs[::2], pairs[1::2], strict=False):
            if 0 < first < copy <= last and copy not in self._first and first not in self._first:
                self._groups.setdefault(first, [first]).append(copy)
                self._first[copy] = first

    def __len__(self) -> int:
        """How many rows are copies of another."""
        return len(self._first)

    @property
    def ids(self) -> Iterable[int]:
        """The copies, without the rows they are copies of."""
        return self._first

    def group(self, id_: int) -> Sequence[int]:
        """The rows of the same article, this one among them, in the order of arrival."""
        return self._groups.get(self._first.get(id_, id_), (id_,))

    def fold(self, mask: bytearray) -> None:
        """Of each group leave only the first row that the mask has."""
        for group in self._groups.values():
            there = [id_ for id_ in group if mask[id_]]
            for id_ in there[1:]:
                mask[id_] = 0

    def folded(self, ids: Sequence[int]) -> Sequence[int]:
        """`ids` with the first row of each group alone; the same object where there is nothing to fold."""
        if not self._first or not any(id_ in self._first for id_ in ids):
            return ids
        seen: set[int] = set()
        kept = array("I")
        for id_ in ids:
            first = self._first.get(id_, id_)
            if first not in seen:
                kept.append(id_)
                if first in self._groups:
                    seen.add(first)
        return kept

    def excess(self, articles: Callable[[Sequence[int]], Iterable[tuple[int, Article]]]) -> Excess:
        """How often each source, tag and folder holds an article once more; nothing beyond `MOST_COUNTED` copies.

        `articles` gives rows with their articles; it is asked once.
        """
        if self._excess is None:
            self._excess = self._counted(articles) if 0 < len(self) <= MOST_COUNTED else {}
        return self._excess

    def _counted(self, articles: Callable[[Sequence[int]], Iterable[tuple[int, Article]]]) -> Excess:
        found: Excess = {}
        members = [id_ for group in self._groups.values() for id_ in group]
        seen: dict[int, set[tuple[int, str]]] = {}
        for id_, article in sorted(articles(members), key=lambda row: row[0]):
            known = seen.setdefault(self._first.get(id_, id_), set())
            for key in _keys(article):
                if key in known:
                    found.setdefault(key, []).append(id_)
                known.add(key)
        return found


def _keys(article: Article) -> set[tuple[int, str]]:
    """Everything an article counts under."""
    folders = ancestors(article.path.rpartition("/")[0])
    tags = {(TAG, fold(tag)) for tag in article.tags}
    return {(SOURCE, fold(article.source)), *tags, *((FOLDER, folder) for folder in folders)}
