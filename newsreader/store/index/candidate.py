"""One row that may match a query, looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from newsreader.core.hints import Any
from newsreader.core.search.tree import All, Dated, Either, Folder, Length, Marked, Node, Not, Text
from newsreader.core.search.words import FIELDS, PLAIN, needle
from newsreader.core.text import fold
from newsreader.store.index.fulltext import unpack
from newsreader.store.index.packing import BETWEEN, READ, STARRED

ROWS = (
    "SELECT article.id, published, max(article.words, characters), folder.path, {} FROM article"
    " JOIN folder ON folder.id = article.folder{} WHERE article.id IN ({})"
)
"""Gives what `Candidate` takes: the packed texts (or NULL), a join for them, and the ids."""
TEXTS = "SELECT id, '', 0, x'', text FROM words WHERE id IN ({})"
"""The same where nothing but texts and flags is compared: in half the time."""
_LINES = {name: number for number, name in enumerate(FIELDS)}
_PLAIN_LINES = [_LINES[name] for name in PLAIN]


class Candidate:
    """One row; its texts are unpacked when they are asked for."""

    def __init__(self, row: Sequence[Any], flags: int) -> None:
        """A row of `ROWS`, and its flags."""
        _, self._published, self._length, self._folder, self._packed = row
        self._flags = flags
        self._lines: list[str] | None = None

    def matches(self, node: Node) -> bool:
        """Whether a tree matches. Raises `zlib.error`, ValueError or IndexError where the row is damaged."""
        match node:
            case All(nodes):
                return all(map(self.matches, nodes))
            case Either(nodes):
                return any(map(self.matches, nodes))
            case Not(inner):
                return not self.matches(inner)
            case Text(term, field, is_whole):
                wanted = needle(term, is_whole=is_whole)
                return any(wanted in line for line in self._texts(field))
            case Marked("starred"):
                return bool(self._flags & STARRED)
            case Marked(state):
                return bool(self._flags & READ) == (state == "read")
            case Dated(first=first, last=last):
                return self._is_published(first, last)
            case Length(least, most):
                return bool(least <= self._length <= longest(most))
            case Folder(path):
                return f"{fold(self._folder.decode('utf-8', 'surrogateescape'))}/".startswith(path + "/")

    def _texts(self, field: str) -> Iterator[str]:
        if self._lines is None:
            self._lines = unpack(self._packed) if self._packed is not None else [""] * len(FIELDS)
        lines = self._lines
        return (lines[number] for number in ((_LINES[field],) if field else _PLAIN_LINES))

    def _is_published(self, first: date | None, last: date | None) -> bool:
        if not self._published:
            return False
        year, month, day = map(int, self._published.split(BETWEEN, 1)[0].split(" ", 3)[:3])
        own = (year, month, day)
        return (first is None or (first.year, first.month, first.day) <= own) and (
            last is None or own <= (last.year, last.month, last.day)
        )


def longest(most: int | None) -> int:
    """The upper bound of a `Length`."""
    return 1 << 40 if most is None else most
