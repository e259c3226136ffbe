"""The library that is open: opening one, keeping its index in line beside the window, and telling what became of its
rows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.article import Article
from newsreader.core.own import is_own
from newsreader.reader.changes import Changes
from newsreader.reader.library import Library, Outcome, Progress, Rebuilt, Report, Summary
from newsreader.reader.live import SEARCHES, is_state
from newsreader.reader.steps import HEARD, Change
from newsreader.ui.tasks import Lane
from newsreader.ui.watching import Watching

_PAINTED_MS = 250
"""How long the folder waits for the first page to be painted: starting the scan takes processor time from it."""
AFTERWARDS_MS = 2000
"""Where an index is at hand, the folder is looked at when the first page is there, or after this long."""
_RETRY_MS = 5000
"""A folder that has gone (a drive that was pulled out) is looked for this often."""


class LibraryDesk(QObject):
    """Holds the open library; everything happens in the window's thread but the scan itself."""

    opened = Signal(object)
    """Another `Library` is open, or None."""
    rows_changed = Signal(object)
    """`Changes` of the rows."""
    progressed = Signal(int, int)
    """A scan has come to `done` of `total` files."""
    heard = Signal(object)
    """Another device or window has said something: a `Change`."""
    searches_changed = Signal()
    """The file of the saved searches is another now."""
    scanned = Signal(object)
    """A scan has ended: its `Summary`."""
    told = Signal(str)
    """Something the reader should know: one sentence."""

    def __init__(
        self,
        open_library: Callable[[Path], Library],
        scans: Lane,
        marks: Lane,
        watches: Lane,
        parent: QObject | None = None,
    ) -> None:
        """`open_library` makes a library of a folder; each lane has nothing else to do."""
        super().__init__(parent)
        self._open_library = open_library
        self._scans = scans
        self._marks = marks
        self._watching = Watching(watches, self)
        self._watching.changed.connect(self._look_at)
        self._arrived: deque[Callable[[], None]] = deque()
        self._taking = self._timer(0, self._take_next)
        self._taking.setSingleShot(False)
        self._first = self._timer(AFTERWARDS_MS, self.rescan)
        self._retry = self._timer(_RETRY_MS, self.rescan)
        self._hearing = self._timer(0, self._hear)
        self._wanted = ""
        self._again: set[str] | None = set()
        self._rebuilds = False
        self.is_scanning = False
        self.is_paused = False
        self.library: Library | None = None

    @property
    def is_watching(self) -> bool:
        """Whether changes of the folder are heard of as they happen."""
        return self._watching.is_on

    def open(self, root: Path, first: str = "") -> None:
        """Open the library in `root`, and look at the folder afterwards; the file at `first` before all others."""
        self.close()
        library = self.library = self._open_library(root)
        library.catalogue.on_damage = lambda why: self._scans.deliver(lambda: self._make_again(library, why))
        library.on_moved = lambda places: self.look_at(places) if library is self.library else None
        self._wanted = first
        self.opened.emit(library)
        if library.catalogue.is_complete:
            self._first.start()
        else:
            self.rescan()

    def close(self) -> None:
        """Close the open library; a scan of it ends."""
        self._first.stop()
        self._retry.stop()
        self._watching.stop()
        if self.library is not None:
            self.library.close()
            self.library = None

    def begin(self) -> None:
        """The first page is there: as soon as it is painted is the time to look at the folder."""
        if self._first.isActive():
            self._first.setInterval(_PAINTED_MS)

    def rescan(self) -> None:
        """Look at the folder again; after the scan that is on its way, if one is."""
        self._first.stop()
        self._retry.stop()
        library = self.library
        if library is None:
            return
        if self.is_scanning:
            self._again = None
            return
        self.is_scanning = True
        self._again = set()
        wanted, self._wanted = self._wanted, ""
        rebuilds, self._rebuilds = self._rebuilds, False
        self._marks.submit(library.marks.make_ready, lambda _: self._hearing.start())
        deliver = self._deliver_to(library)
        self._submit(library, lambda: library.scan(deliver, wanted, rebuild=rebuilds))

    def rebuild(self) -> None:
        """Set the index aside and make it again."""
        self._rebuilds = True
        self.rescan()

    def cancel(self) -> None:
        """End the scan that is on its way; what it has found stays."""
        if self.library is not None:
            self._again = set()
            self.pause(False)
            self.library.scanner.cancel()

    def pause(self, paused: bool) -> None:
        """Have the scan rest, or go on."""
        self.is_paused = paused
        if self.library is not None:
            self.library.scanner.pause(paused)

    def forget(self, article: Article) -> None:
        """An article's file is gone: look at its place at once."""
        self._look_at((article.path,))

    def look_at(self, paths: Sequence[str]) -> None:
        """Files have come or gone here, or are others now."""
        if paths:
            self._look_at(tuple(paths))

    def restate(self, change: Change) -> None:
        """A mark has changed: rows look different now."""
        library = self.library
        if library is not None:
            self.rows_changed.emit(library.restate(change))
            written = change.identities if is_own(change.field) else ()
            if change.field == HEARD:
                written = tuple(filter(library.marks.was_written_to, change.identities))
            self._mirror(library, written)

    def _mirror(self, library: Library, written: Sequence[str]) -> None:
        """Keep marks in the index; the rows of what was `written` to, of tags and notes, are then brought in line."""

        def mirrored(kept: int) -> None:
            library.catalogue.mirrored(kept)
            if kept and library is self.library:
                self.look_at(library.catalogue.paths_of(written))

        self._marks.submit(library.mirror(), mirrored)

    def _look_at(self, paths: tuple[str, ...] | None) -> None:
        library = self.library
        if library is None:
            return
        if paths is not None and SEARCHES in paths:
            self.searches_changed.emit()
            paths = tuple(path for path in paths if path != SEARCHES)
        if paths is not None and any(map(is_state, paths)):
            self._hearing.start()
            paths = tuple(path for path in paths if not is_state(path))
        if paths is None:
            self.rescan()
        elif not paths:
            return
        elif self.is_scanning:
            if self._again is not None:
                self._again.update(paths)
        else:
            self.is_scanning = True
            self._again = set()
            deliver = self._deliver_to(library)
            self._submit(library, lambda: library.look_at(paths, deliver))

    def _submit(self, library: Library, work: Callable[[], Summary]) -> None:
        def failed(error: Exception) -> None:
            self.is_scanning = False
            self._scans.failed.emit("scans", error)

        self._scans.submit(work, lambda summary: self._take_in_turn(lambda: self._settle(library, summary)), failed)

    def _hear(self) -> None:
        """Take in what other devices and windows say, a piece at each turn of the event loop."""
        library = self.library
        if library is None or not library.marks.is_loaded:
            return  # the lane is reading all there is, and has this called
        change = library.hear_of_state()
        if change is not None:
            if change.identities:
                self.heard.emit(change)
            self._hearing.start()

    def _deliver_to(self, library: Library) -> Callable[[Report], None]:
        def deliver(report: Report) -> None:
            self._scans.deliver(lambda: self._take_in_turn(lambda: self._take(library, report)))

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

    def _take(self, library: Library, report: Report) -> None:
        if library is not self.library:
            return
        if isinstance(report, Rebuilt):
            library.forget_index()
            self.told.emit(f"The index could not be used ({report.reason}). It is made again from your files.")
        elif isinstance(report, Progress):
            if not report.first_pass_over:
                self.progressed.emit(report.done, report.total)
        else:
            self._tell(library.take(report))

    def _settle(self, library: Library, summary: Summary) -> None:
        self.is_scanning = False
        if library is not self.library:
            self.rescan()
            return
        self._tell(library.settle())
        self._hearing.start()
        self.scanned.emit(summary)
        if summary.outcome is Outcome.GONE:
            self._watching.stop()
            self._retry.start()
        elif summary.outcome is Outcome.DONE:
            self._watching.start(library.root)
        again, self._again = self._again, set()
        if summary.outcome is Outcome.DONE and again is None:
            self.rescan()
        elif summary.outcome is Outcome.DONE and again:
            self._look_at(tuple(sorted(again)))
        carried = chain.from_iterable(library.catalogue.unmirrored.values())
        if library.catalogue.unmirrored:  # an edited article is another one by its text, with the marks of that it was
            self._mirror(library, tuple(filter(library.marks.was_written_to, carried)))

    def _tell(self, changes: Changes) -> None:
        if changes:
            self.rows_changed.emit(changes)

    def _make_again(self, library: Library, _why: str) -> None:
        if library is self.library:
            library.forget_index()
            self.told.emit("The index is damaged. It is made again from your files.")
            self.rebuild()

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer
