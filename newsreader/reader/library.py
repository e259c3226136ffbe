"""One library, open: its articles, marks, pages and search, put together from a folder and a place to keep state."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from newsreader.core.formats import parse_file
from newsreader.core.query import plain_body
from newsreader.reader.catalogue import Catalogue, Changes
from newsreader.reader.marks import Change, Marks
from newsreader.reader.pages import Pages
from newsreader.reader.search import Searcher
from newsreader.reader.sightings import Sightings
from newsreader.render.client import Renderer, Superseded
from newsreader.store.batches import Batch
from newsreader.store.clock import Clock
from newsreader.store.files import sweep
from newsreader.store.folder import Unreadable, is_article_path
from newsreader.store.intake import look_at
from newsreader.store.journal import Complaint, Journal, own_device
from newsreader.store.scanner import Outcome, Scanner, Summary

__all__ = ["Batch", "Complaint", "Library", "Outcome", "Scanner", "Summary", "Superseded", "Unreadable"]


class Library:
    """The parts of an open library. Reading never writes below `root`; state goes below `data` only.

    `catalogue`, `marks`, `absorb`, `restate` and `settle` belong to one thread (the window's); `scan` to a lane of its
    own; `pages` and `searcher.find/snippet` to the read lane.
    """

    def __init__(
        self,
        root: Path,
        data: Path,
        renderer: Renderer,
        now: Callable[[], datetime],
        scanner: Scanner | None = None,
    ) -> None:
        """Open `root` with the state in `data`; `now` gives the local time, aware.

        Blocking for the time it takes to read the journals. `complaints` then holds what could not be used of them.
        Where `data` cannot be written, marks are kept in memory, and each change says so.
        """
        self.root = root
        self.complaints: list[Complaint] = []
        device = self._device(data)
        self._sweep(data, now().timestamp())
        clock = Clock(now)
        state = Journal(data / "state", device, clock)
        seen = Journal(data / "seen", device, clock)
        self.complaints += [*state.load(), *seen.load()]
        self.marks = Marks(state)
        self.pages = Pages(root, renderer)
        self.searcher = Searcher(self._plain_text)
        self.scanner = scanner or Scanner()
        self._sightings = Sightings(seen, _name(root), now)
        self.catalogue = Catalogue(self.marks, self._sightings, now().date())

    def scan(self, deliver: Callable[[Batch], None], cancelled: Callable[[], bool]) -> Summary:
        """Scan the folder, giving batches to `deliver` in this thread; blocking. Call `settle` with its summary."""
        return self.scanner.scan(self.root, self.catalogue.known(), deliver, cancelled)

    def absorb(self, batch: Batch) -> Changes:
        """Take a batch into the catalogue and the search; the rows that changed."""
        changes = self.catalogue.absorb(batch)
        for id_ in changes.removed:
            self.searcher.drop(id_)
        for entry in batch.entries:
            row = self.catalogue.find(entry.article.path)
            if row is not None:
                self.searcher.add(row, entry.text)
        return changes

    def settle(self, summary: Summary) -> Changes:
        """A scan ended: after a complete one, keep what was met first, and carry marks over to texts that were
        edited.
        """
        if summary.outcome is not Outcome.DONE:
            return Changes()
        edited = self._sightings.settle()
        if self._sightings.trouble:
            self.complaints.append(Complaint("seen", f"What is new was not kept: {self._sightings.trouble}."))
        for old, new in edited:
            self.marks.carry(old, new)
        return self.catalogue.restate(new for _, new in edited)

    def restate(self, change: Change) -> Changes:
        """A mark changed: bring counts up to date; the rows that look different now."""
        return self.catalogue.restate(change.identities)

    def look_at(self, path: str) -> Batch | None:
        """One article, to be absorbed ahead of a scan; None where the path holds none. Reads one file."""
        if not is_article_path(path):
            return None
        try:
            return Batch((look_at(self.root, path),))
        except Unreadable:
            return None

    def scan_now(self) -> Summary:
        """Scan and take everything in, in this thread: what the command line does."""
        summary = self.scan(self._take, lambda: False)
        self.settle(summary)
        return summary

    def close(self) -> None:
        """End a scan that is running. Marks are on disk already."""
        self.scanner.stop()

    def _device(self, data: Path) -> str:
        try:
            return own_device(data)
        except OSError as error:
            self.complaints.append(Complaint("device", f"Marks cannot be kept: {error.strerror or error}."))
            return secrets.token_hex(6)

    def _sweep(self, data: Path, now: float) -> None:
        for folder in (data, data / "state", data / "seen"):
            try:
                sweep(folder, now)
            except OSError as error:
                self.complaints.append(Complaint(folder.name, f"Left files stay: {error.strerror or error}."))

    def _take(self, batch: Batch) -> None:
        self.absorb(batch)

    def _plain_text(self, id_: int) -> str:
        path = self.catalogue.article(id_).path
        return plain_body(parse_file(self.pages.bytes_of(path), path).body)


def _name(root: Path) -> str:
    """A short name for a folder: the same for the same real path."""
    return hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:16]
