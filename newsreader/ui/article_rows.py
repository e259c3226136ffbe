"""What the list shows of each article: the library's values, the reader's marks, and while searching the text found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from newsreader.core.article import Article
from newsreader.core.query import Query
from newsreader.reader.library import Library
from newsreader.ui.tasks import Lane


class ArticleRows(QObject):
    """Rows of the open library; snippets are fetched in the lane for rows that are looked at."""

    snippet_came = Signal(int)
    """The row whose snippet is at hand now."""

    def __init__(self, library: Callable[[], Library], lane: Lane, parent: QObject | None = None) -> None:
        """`library` is the open library, asked at each row."""
        super().__init__(parent)
        self._library = library
        self._lane = lane
        self._query = Query()
        self._snippets: dict[int, str] = {}

    def search_for(self, query: Query) -> None:
        """Show snippets around the words of `query`; excerpts for an empty one."""
        self._query = query
        self._snippets = {}

    def article(self, id_: int) -> Article:
        """The article of a row."""
        return self._library().catalogue.article(id_)

    def identities(self, ids: Sequence[int]) -> Sequence[str]:
        """The identities of many rows, in no order; 1 µs each."""
        return self._library().catalogue.identities(ids)

    def file(self, id_: int) -> Path:
        """Where the file of a row is."""
        return self._library().root / self.article(id_).path

    def has(self, id_: int) -> bool:
        """Whether the article of a row is at hand."""
        return self._library().catalogue.has(id_)

    def load(self, ids: Sequence[int]) -> None:
        """Fetch the articles of these rows at once."""
        self._library().catalogue.load(ids)

    def holds(self, id_: int) -> bool:
        """Whether a row is still there."""
        return self._library().catalogue.holds(id_)

    def is_read(self, id_: int) -> bool:
        """Whether it was read."""
        return self._library().catalogue.is_read(id_)

    def is_starred(self, id_: int) -> bool:
        """Whether it is starred."""
        return self._library().catalogue.is_starred(id_)

    def snippet(self, id_: int) -> str:
        """The text around what was searched for; "" for the excerpt, also until the text has come."""
        if self._query.is_empty:
            return ""
        if id_ not in self._snippets:
            self._snippets[id_] = ""
            self._fetch(id_, self._query)
        return self._snippets[id_]

    def _fetch(self, id_: int, query: Query) -> None:
        searcher, path = self._library().searcher, self.article(id_).path

        def keep(snippet: str) -> None:
            if query is self._query and snippet:
                self._snippets[id_] = snippet
                self.snippet_came.emit(id_)

        # A file that cannot be read now keeps its excerpt; opening it says why.
        self._lane.submit(lambda: searcher.snippet(path, query), keep, lambda _error: keep(""))
