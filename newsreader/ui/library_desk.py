"""The library that is open: opening one, scanning it beside the window, and telling what became of its rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.article import Article
from newsreader.reader.catalogue import Changes
from newsreader.reader.library import Batch, Library, Outcome, Summary
from newsreader.reader.marks import Change
from newsreader.ui.tasks import Lane


class LibraryDesk(QObject):
    """Holds the open library; everything happens in the window's thread but the scan itself."""

    opened = Signal(object)
    """Another `Library` is open, or None."""
    rows_changed = Signal(object)
    """`Changes` of the rows."""
    progressed = Signal(int, int)
    """A scan has come to `done` of `total` files."""
    scanned = Signal(object)
    """A scan has ended: its `Summary`."""

    def __init__(self, open_library: Callable[[Path], Library], lane: Lane, parent: QObject | None = None) -> None:
        """`open_library` makes a library of a folder; `lane` is the scans' own."""
        super().__init__(parent)
        self._open_library = open_library
        self._lane = lane
        self._cancelled = False
        self._arrived: deque[Callable[[], None]] = deque()
        self._taking = QTimer(self)
        self._taking.setInterval(0)
        self._taking.timeout.connect(self._take_next)
        self.is_scanning = False
        self.library: Library | None = None

    def open(self, root: Path, first: str = "") -> None:
        """Open the library in `root` and scan it; the article at `first` is there at once."""
        self.close()
        self.library = self._open_library(root)
        self.opened.emit(self.library)
        if first:
            self._look_at(first)
        self.rescan()

    def close(self) -> None:
        """Close the open library; a scan of it ends."""
        if self.library is not None:
            self.library.close()
            self.library = None

    def rescan(self) -> None:
        """Look at the folder again; does nothing while a scan is on its way."""
        library = self.library
        if library is None or self.is_scanning:
            return
        self.is_scanning = True
        self._cancelled = False
        deliver = self._deliver_to(library)
        self._lane.submit(
            lambda: library.scan(deliver, lambda: self._cancelled),
            lambda summary: self._take_in_turn(lambda: self._settle(library, summary)),
        )

    def cancel(self) -> None:
        """End the scan that is on its way; what it has found stays."""
        self._cancelled = True

    def forget(self, article: Article) -> None:
        """Leave an article out whose file is gone, without waiting for the next scan."""
        if self.library is not None:
            self.rows_changed.emit(self.library.absorb(Batch(removed=(article.path,))))

    def restate(self, change: Change) -> None:
        """A mark has changed: rows look different now."""
        if self.library is not None:
            self.rows_changed.emit(self.library.restate(change))

    def _look_at(self, path: str) -> None:
        """Take one article in ahead of the scan, because the reader left the library at it."""
        if self.library is not None:
            batch = self.library.look_at(path)
            if batch is not None:
                self._absorb(self.library, batch)

    def _deliver_to(self, library: Library) -> Callable[[Batch], None]:
        def deliver(batch: Batch) -> None:
            self._lane.deliver(lambda: self._take_in_turn(lambda: self._absorb(library, batch)))

        return deliver

    def _take_in_turn(self, call: Callable[[], None]) -> None:
        """One piece of news at each turn of the event loop: between two of them the window answers and paints."""
        self._arrived.append(call)
        self._taking.start()

    def _take_next(self) -> None:
        call = self._arrived.popleft()
        if not self._arrived:
            self._taking.stop()
        call()

    def _absorb(self, library: Library, batch: Batch) -> None:
        if library is not self.library:
            return
        changes = library.absorb(batch)
        if changes:
            self.rows_changed.emit(changes)
        if batch.total:
            self.progressed.emit(batch.done, batch.total)

    def _settle(self, library: Library, summary: Summary) -> None:
        self.is_scanning = False
        if library is not self.library:
            self.rescan()
            return
        changes: Changes = library.settle(summary)
        if changes:
            self.rows_changed.emit(changes)
        if summary.outcome is not Outcome.CANCELLED:
            self.scanned.emit(summary)
