"""The saved searches of the open library: their rows in the navigation with unread counts, saving and running them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.query import Query, Scope
from newsreader.core.saved import SavedSearch
from newsreader.core.timeline import ListKey, ListKind
from newsreader.reader.library import Library
from newsreader.reader.search import Found
from newsreader.reader.tally import Count
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.searching import Searching
from newsreader.ui.tasks import Lane

COUNT_AFTER_MS = 800
"""Unread counts follow this long after the last change: marking a hundred articles counts once."""


class SavedSearches(QObject):
    """Which there are, and how many unread articles each finds."""

    changed = Signal(object)
    """The rows to show: a tuple of `Count`."""
    told = Signal(str)
    """Something the reader should know: one sentence."""

    def __init__(
        self, desk: LibraryDesk, searching: Searching, lane: Lane, set_text: Callable[[str], None], parent: QObject
    ) -> None:
        """`lane` is that of the queries; `set_text` puts a query into the search field."""
        super().__init__(parent)
        self._desk = desk
        self._searching = searching
        self._lane = lane
        self._set_text = set_text
        self._searches: tuple[SavedSearch, ...] = ()
        self._counts: dict[str, int] = {}
        self._said = ""
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER_MS)
        self._counting.timeout.connect(self._count)
        desk.opened.connect(lambda _library: self.reload())
        desk.searches_changed.connect(self.reload)
        desk.rows_changed.connect(lambda _changes: self._count_later())
        desk.scanned.connect(lambda _summary: self.reload())

    @property
    def names(self) -> list[str]:
        """The names, in the order of the file."""
        return [search.name for search in self._searches]

    def reload(self) -> None:
        """Read the file anew; what it says that cannot be understood is told once."""
        library = self._desk.library
        if library is None:
            self._take(None, ((), ""))
            return
        self._lane.submit(library.searches.load, lambda loaded: self._take(library, loaded))

    def run(self, name: str) -> None:
        """Search for what a saved search says, every word whole."""
        search = next((one for one in self._searches if one.name == name), None)
        if search is not None:
            self._set_text(f"{search.query} ")

    def is_running(self, name: str, text: str) -> bool:
        """Whether `text` in the search field is what a saved search says."""
        return any(search.name == name and search.query == text.strip() for search in self._searches)

    def holds(self, text: str) -> bool:
        """Whether any saved search says what `text` says."""
        return any(search.query == text for search in self._searches)

    def save(self, name: str) -> None:
        """Keep what is searched for under a name."""
        query = self._searching.text.strip()
        self._write(lambda library: library.searches.save(SavedSearch(name, query)), f"Saved as “{name}”")

    def remove(self, name: str) -> None:
        """Forget a saved search."""
        self._write(lambda library: library.searches.remove(name), f"“{name}” is no longer saved")

    def restore(self, search: SavedSearch) -> None:
        """Bring a saved search back."""
        self._write(lambda library: library.searches.save(search), "")

    def find(self, name: str) -> SavedSearch | None:
        """The search of a name."""
        return next((search for search in self._searches if search.name == name), None)

    def _write(self, work: Callable[[Library], None], said: str) -> None:
        library = self._desk.library
        if library is None:
            return

        def done(_nothing: None) -> None:
            if said:
                self.told.emit(said)
            self.reload()

        def failed(error: Exception) -> None:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self.told.emit(f"The search was not saved: {why}")

        self._lane.submit(lambda: work(library), done, failed)

    def _take(self, library: Library | None, loaded: tuple[tuple[SavedSearch, ...], str]) -> None:
        if library is not self._desk.library:
            return
        searches, trouble = loaded
        if trouble and trouble != self._said:
            self.told.emit(trouble)
        self._said = trouble
        if searches != self._searches:
            self._searches = searches
            self._counts = {name: count for name, count in self._counts.items() if name in self.names}
            self._show()
        if searches:
            self._count_later()

    def _count_later(self) -> None:
        if self._searches:
            self._counting.start()

    def _count(self) -> None:
        library = self._desk.library
        if library is None or self._desk.is_scanning:
            return
        for search in self._searches:
            query = Query.parse(search.query, self._searching.today()).scoped(Scope.UNREAD)

            def count(query: Query = query) -> Found | None:
                return library.searcher.every(query)

            def take(found: Found | None, name: str = search.name) -> None:
                if found is None:
                    self._count_later()  # a search that was typed came first
                    return
                number = len(library.catalogue.folded(found.ids))
                if library is self._desk.library and self._counts.get(name) != number:
                    self._counts[name] = number
                    self._show()

            self._lane.submit(count, take)

    def _show(self) -> None:
        self.changed.emit(tuple(Count(one.name, 0, self._counts.get(one.name, 0)) for one in self._searches))


def search_key(name: str) -> ListKey:
    """The key of a saved search in the navigation."""
    return ListKey(ListKind.SEARCH, name)
