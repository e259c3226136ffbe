"""Search over the loaded articles: which rows hold all the words, and the piece of text where the first of them
stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from newsreader.core.query import Query

LEAD = 24
"""Characters before the first hit in a snippet (look.md section 5, "search match")."""
SNIPPET = 220


class Searcher:
    """The search texts of a library in memory: about the size of the articles.

    `add` and `drop` are instant and belong to the thread that owns the catalogue; `find` takes up to 60 ms for 3,000
    articles of 8 KB and, like `snippet`, which reads a file, belongs in the read lane. They may run while texts are
    added.
    """

    def __init__(self, plain_text: Callable[[int], str]) -> None:
        """`plain_text` gives a row's title-less text as it is read, for snippets; it may raise `Unreadable`."""
        self._plain_text = plain_text
        self._texts: dict[int, bytes] = {}

    def add(self, id_: int, text: bytes) -> None:
        """Search row `id_` by `text` (`store.batches.Entry.text`)."""
        self._texts[id_] = text

    def drop(self, id_: int) -> None:
        """Row `id_` is gone."""
        self._texts.pop(id_, None)

    def find(self, query: Query, ids: Iterable[int]) -> list[int]:
        """Those of `ids` that hold every term, in the order given; all of them for an empty query."""
        result = list(ids)
        for needle in query.needles():
            texts = self._texts
            result = [id_ for id_ in result if needle in texts.get(id_, b"")]
        return result

    def find_all(self, query: Query) -> list[int]:
        """Every row that holds every term, in no order."""
        return self.find(query, list(self._texts))

    def snippet(self, id_: int, query: Query) -> str:
        """The text around the first hit in the body, from about 24 characters before it; "" where only other fields
        hold hits.
        """
        text = self._plain_text(id_)
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
