"""The names a search may ask for: sources, tags and folders from the counts, authors from the index as one types."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsreader.core.text import fold
from newsreader.reader.search import Searcher
from newsreader.reader.tally import Counts
from newsreader.ui.tasks import Lane


class OfferedNames:
    """Names of the open library by field. Those of authors are looked for in the lane, once for what is typed."""

    def __init__(
        self, counts: Callable[[], Counts], searcher: Callable[[], Searcher], lane: Lane, came: Callable[[], None]
    ) -> None:
        """`came` is called where names were found later than they were asked for."""
        self._counts = counts
        self._searcher = searcher
        self._lane = lane
        self._came = came
        self._asked = ""
        self._authors: tuple[str, ...] | None = None

    def forget(self) -> None:
        """The library may be another one: look for authors anew."""
        self._authors = None

    def near(self, field: str, wanted: str) -> Iterable[str]:
        """Names of a field (`completion.NAMED`) that begin with `wanted`, and others; instant."""
        if field == "author":
            return self._near_authors(fold(wanted))
        counts = self._counts()
        rows = {"tag": counts.tags, "folder": counts.folders}.get(field, counts.sources)
        return (row.name for row in rows)

    def _near_authors(self, wanted: str) -> tuple[str, ...]:
        if self._authors is None or wanted != self._asked:
            self._authors, self._asked = self._authors or (), wanted
            searcher = self._searcher()
            self._lane.submit(lambda: searcher.authors(wanted), lambda found: self._take(wanted, found))
        return self._authors

    def _take(self, wanted: str, found: list[str] | None) -> None:
        if wanted == self._asked and found is not None:
            self._authors = tuple(found)
            self._came()
