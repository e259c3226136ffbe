"""Search over a library: which rows hold all the words, and the piece of text where the first of them stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newsreader.core.query import Query
from newsreader.store.index.opening import BadIndexError
from newsreader.store.index.reader import Reader

LEAD = 24
"""Characters before the first hit in a snippet (look.md section 5, "search match")."""
SNIPPET = 220


class Searcher:
    """Looks through the texts that the second pass of a scan has put into the index.

    `find` takes about a second a gigabyte of text and, like `snippet`, which reads a file, belongs in the read lane;
    `forget` is instant and may come from any thread.
    """

    def __init__(self, index: Path, plain_text: Callable[[str], str]) -> None:
        """`plain_text` gives a file's title-less text as it is read, for snippets; it may raise `Unreadable`."""
        self._index = index
        self._plain_text = plain_text
        self._reader: Reader | None = None
        self._is_stale = False

    def find(self, query: Query) -> Sequence[int]:
        """Every row that holds every term, in no order; none where there is no index yet.

        Raises `DamagedError`, or OSError.
        """
        if self._is_stale:
            self._is_stale = False
            self.close()
        if self._reader is None:
            try:
                self._reader = Reader(self._index)
            except (FileNotFoundError, BadIndexError):
                return ()
        return self._reader.matches(query.needles())

    def forget(self) -> None:
        """Another index stands in the place of this one: the next search opens that. From any thread."""
        self._is_stale = True

    def close(self) -> None:
        """Let go of the index; the next search opens it again."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def snippet(self, path: str, query: Query) -> str:
        """The text around the first hit in the body of a file, from about 24 characters before it; "" where only other
        fields hold hits. Raises `Unreadable`.
        """
        text = self._plain_text(path)
        spans = query.spans(text)
        return excerpt_at(text, spans) if spans else ""


def excerpt_at(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """220 characters of `text` on one line, from the beginning of a word about 24 characters before the first span."""
    start = max(0, spans[0][0] - LEAD)
    if start and not text[start - 1].isspace():
        blank = text.find(" ", start, spans[0][0])
        start = blank + 1 if blank >= 0 else start
    piece = " ".join(text[start : start + SNIPPET * 2].split())
    cut = piece[:SNIPPET].rstrip()
    return ("… " if start else "") + cut + ("…" if len(piece) > SNIPPET else "")
