"""Which article a library opens on: the one it was left at, else the first row."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.reader.library import Library
from newsreader.ui.browsing import Browsing
from newsreader.ui.reading import Reading


class FirstChoice:
    """Chooses while the first rows of a library come in, until the reader moves or the scan has ended."""

    def __init__(self, library: Callable[[], Library | None], browsing: Browsing, reading: Reading) -> None:
        """`library` is the open library."""
        self._library = library
        self._browsing = browsing
        self._reading = reading
        self._path = ""
        self._identity = ""
        self._chosen: int | None = None
        self._open = False

    def begin(self, path: str, identity: str) -> None:
        """A library opens; it was left at this article ("" for none)."""
        self._path = path
        self._identity = identity
        self._chosen = None
        self._open = True

    def wait_for(self, path: str) -> None:
        """Choose this article of the open library when it is met, unless the reader chooses another before."""
        self._path, self._identity = path, ""
        self._chosen = self._reading.current_id
        self._open = True

    def consider(self) -> None:
        """Rows have come: choose, or choose better."""
        if not self._open:
            return
        if self._reading.current_id != self._chosen:
            self._open = False
            return
        remembered = self._remembered()
        if remembered is not None:
            self._choose(remembered)
            self._open = False
        elif not self._path and not self._identity and self._browsing.ids:
            self._choose(self._browsing.ids[0])

    def settle(self) -> None:
        """Every row is there: an article that was not found is not waited for any longer."""
        self._path = self._identity = ""
        self.consider()
        self._open = False

    def _remembered(self) -> int | None:
        library = self._library()
        if library is None:
            return None
        found = library.catalogue.find(self._path) if self._path else None
        if found is None and self._identity:
            found = library.catalogue.find_identity(self._identity)
        return found

    def _choose(self, id_: int) -> None:
        if id_ != self._chosen:
            self._chosen = id_
            self._reading.select(id_)
