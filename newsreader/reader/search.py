"""Search over a library: which rows match, the text around the first hit, and what may have been meant."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from newsreader.core.hints import TypeVar
from newsreader.core.query import Query
from newsreader.core.search.tree import Node, Text, in_field, replaced
from newsreader.core.search.words import starts_cjk, words_of
from newsreader.core.values import dataclass, replace
from newsreader.store.index.finding import Finder, SupersededError
from newsreader.store.index.opening import BadIndexError
from newsreader.store.index.reader import DamagedError

Answer = TypeVar("Answer")
PAGE = 120
"""So many of the newest hits come first; the rest, and with it the exact count, may follow."""
LEAD = 24
"""Characters before the first hit in a snippet (look.md section 5, "search match")."""
SNIPPET = 220
_LEAST_LETTERS = 4
_NEWEST = 300
"""Names of authors are taken from so many articles."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that match, the newest first, or as the query's `sort:` wants them where it `is_sorted`."""

    ids: Sequence[int]
    is_complete: bool
    is_sorted: bool = False


class Searcher:
    """Answers queries from the index of a library.

    Everything but `interrupt` and `forget`, which are instant and may come from any thread, blocks and belongs in the
    read lane. Raises `DamagedError` or OSError; without an index nothing is found.
    """

    def __init__(self, index: Path, plain_text: Callable[[str], str]) -> None:
        """`plain_text` gives a file's title-less text as it is read, for snippets; it may raise `Unreadable`."""
        self.on_damage: Callable[[str], None] = lambda _why: None  # called in the read lane
        self._index = index
        self._plain_text = plain_text
        self._finder: Finder | None = None
        self._is_stale = False

    def first(self, query: Query) -> Found | None:
        """The newest `PAGE` rows within a blink, or fewer; None where it was interrupted."""
        tree = query.tree
        if tree is None or query.sort in ("oldest", "relevance"):
            return Found((), is_complete=False)
        answer = self._ask(lambda finder: finder.first(tree, PAGE), (array("I"), True))
        return None if answer is None else Found(*answer, is_sorted=bool(query.sort))

    def every(self, query: Query) -> Found | None:
        """All rows; None where it was interrupted."""
        tree = query.tree
        if tree is None:
            return Found((), is_complete=True)
        ids = self._ask(lambda finder: finder.every(tree), array("I"))
        if ids is not None and query.sort == "relevance":
            in_titles = self._ask(lambda finder: finder.every(in_field(tree, "title")), array("I"))
            if in_titles is None:
                return None
            top = set(in_titles)
            ids = array("I", [*(id_ for id_ in ids if id_ in top), *(id_ for id_ in ids if id_ not in top)])
        if ids is not None and query.sort == "oldest":
            ids = ids[::-1]
        return None if ids is None else Found(ids, is_complete=True, is_sorted=bool(query.sort))

    def meant(self, query: Query) -> str:
        """The query with a misspelt word put right, where that finds something; "" where there is none."""
        for word in query.words():
            if " " in word.term or len(word.term) < _LEAST_LETTERS or starts_cjk(word.term):
                continue
            if self._has(Text(word.term, is_whole=word.is_whole)):
                continue
            likely = self._ask(partial(Finder.likely, word=word.term), "")
            if likely and query.tree is not None:
                tree = replaced(query.tree, word, replace(word, term=likely, is_whole=True))
                if self._has(tree):
                    return Query(tree, query.sort).text
        return ""

    def authors(self, beginning: str) -> list[str] | None:
        """Names of authors with a word that begins so, of the newest articles that have one, the most frequent first;
        of the newest articles at all for "". None where it was interrupted.
        """
        term = " ".join(words_of(beginning))
        node = Text(term, field="author", is_whole=False)

        def names(finder: Finder) -> list[str]:
            ids = finder.first(node, _NEWEST)[0] if term else finder.newest(_NEWEST)
            return [name for article in finder.articles(ids) for name in article.authors]

        none: list[str] = []
        found = self._ask(names, none)
        return None if found is None else [name for name, _ in Counter(found).most_common()]

    def interrupt(self) -> None:
        """Give up what is being looked for; instant, from any thread."""
        finder = self._finder
        if finder is not None:
            finder.interrupt()

    def forget(self) -> None:
        """Another index stands in the place of this one: the next search opens that. From any thread."""
        self._is_stale = True

    def close(self) -> None:
        """Let go of the index; the next search opens it again."""
        finder, self._finder = self._finder, None
        if finder is not None:
            finder.close()

    def snippet(self, path: str, query: Query) -> str:
        """The text around the first hit in the body of a file, from about 24 characters before it; "" where only other
        fields hold hits. Raises `Unreadable`.
        """
        text = self._plain_text(path)
        spans = query.spans(text)
        return excerpt_at(text, spans) if spans else ""

    def _has(self, node: Node) -> bool:
        return bool(self._ask(lambda finder: finder.first(node, 1)[0], array("I")))

    def _ask(self, question: Callable[[Finder], Answer], nothing: Answer) -> Answer | None:
        if self._is_stale:
            self._is_stale = False
            self.close()
        if self._finder is None:
            try:
                self._finder = Finder(self._index)
            except (FileNotFoundError, BadIndexError):
                return nothing
        finder = self._finder
        try:
            return question(finder)
        except SupersededError:
            return None
        except (DamagedError, IndexError, TypeError, ValueError) as error:  # numbers that lead nowhere are damage, too
            self.close()
            self.on_damage(str(error))
            raise DamagedError(str(error)) from error
        finally:
            if self._finder is finder and finder.is_stuck:
                self.close()


def excerpt_at(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """220 characters of `text` on one line, from the beginning of a word about 24 characters before the first span."""
    start = max(0, spans[0][0] - LEAD)
    if start and not text[start - 1].isspace():
        blank = text.find(" ", start, spans[0][0])
        start = blank + 1 if blank >= 0 else start
    piece = " ".join(text[start : start + SNIPPET * 2].split())
    cut = piece[:SNIPPET].rstrip()
    return ("…" if start else "") + cut + ("…" if len(piece) > SNIPPET else "")
