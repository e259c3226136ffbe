"""One library, open: its articles, marks, pages and search, put together from a folder and a place to keep state."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from newsreader.core.digests import sha256
from newsreader.core.hints import Any
from newsreader.reader.catalogue import Catalogue
from newsreader.reader.changes import Changes
from newsreader.reader.deletion import Deletion
from newsreader.reader.history import History
from newsreader.reader.keeping import Keeping
from newsreader.reader.marks import Marks
from newsreader.reader.notebook import Noted, notebook
from newsreader.reader.pages import Pages
from newsreader.reader.search import Searcher
from newsreader.reader.sightings import Sightings
from newsreader.reader.steps import HEARD, Change, Deed
from newsreader.render.client import Renderer, Superseded
from newsreader.store.clock import Clock
from newsreader.store.files import file_at, write_atomic
from newsreader.store.folder import Unreadable
from newsreader.store.index.mark_table import MarkTable
from newsreader.store.index.opening import BadIndexError, index_path, open_or_make
from newsreader.store.index.reader import DamagedError, Reader
from newsreader.store.journal import Complaint, Journal, own_device
from newsreader.store.late_log import log
from newsreader.store.passing import passing_folder, remove_passing
from newsreader.store.scanner import News, Outcome, Progress, Rebuilt, Report, Request, Scanner, Summary
from newsreader.store.searches_file import SearchesFile
from newsreader.store.steps_file import StepsFile
from newsreader.store.sweeping import sweep_all
from newsreader.store.texts import text_of
from newsreader.store.trash import Trash

__all__ = [
    "Complaint",
    "DamagedError",
    "Library",
    "News",
    "Outcome",
    "Progress",
    "Rebuilt",
    "Report",
    "Scanner",
    "Summary",
    "Superseded",
    "Unreadable",
]

_NEWCOMERS = 500
_PIECE = 64 * 1024
"""Bytes of a journal that are taken in at a time: some milliseconds."""


class Library:
    """The parts of an open library. Reading never writes below `root`; state goes below `data` only.

    `catalogue`, `marks`, `take`, `restate` and `settle` belong to one thread (the window's); `scan` to a lane of its
    own, `mirror` to another; `pages` and `searcher` to the read lane.
    """

    def __init__(
        self,
        root: Path,
        data: Path,
        renderer: Renderer,
        now: Callable[[], datetime],
        scanner: Scanner | None = None,
        *,
        is_read_only: bool = False,
        keeps_state_inside: bool = False,
    ) -> None:
        """Open `root` with the state in `data`; `now` gives the local time, aware.

        Where it `keeps_state_inside`, what the reader makes is written into the library's own folder, to be carried by
        whatever carries the library; the files of both places are read, always.

        What the index holds is there at once (20 ms for a million articles); the folder is not looked at.
        `complaints` holds what could not be used. Where `data` cannot be written, marks are kept in memory, and each
        change says so; so it is where the library `is_read_only`.
        """
        self._is_read_only = is_read_only
        self.root = root
        self.complaints: list[Complaint] = []
        self._now = now
        self._renews = False
        self._file: tuple[int, int] | None = None
        self._passing: Path | None = None
        self._last = 0
        self._given = 0  # what `catalogue.marked` was when marks were last given to the index
        device = self._device(data)
        for folder, why in sweep_all(data, root, now().timestamp()):
            self.complaints.append(Complaint(folder, f"Left files stay: {why}."))
        clock = Clock(now)
        self._keeping = Keeping(
            root,
            data,
            inside=keeps_state_inside,
            is_read_only=is_read_only,
            complain=lambda text: self._complain("state", text),
        )
        self._state = self._keeping.journal(device, clock)
        self._sightings = Sightings(Journal(data / "seen", device, clock, is_read_only=is_read_only))
        self.on_moved: Callable[[Sequence[str]], None] = _nobody_hears
        steps = StepsFile(data / "history" / f"{_name(root)}.jsonl", is_read_only=is_read_only)
        self.marks = Marks(self._state, History(steps, lambda: now().timestamp(), self._revive))
        self.index = index_path(data, _name(root))
        self._table = MarkTable(self.index)
        kept_page = self.index.with_suffix(".page")
        self.pages = Pages(root, renderer, kept_page, lambda article: self.marks.own(article.identity).note)
        self.searcher = Searcher(self.index, self._plain_text)
        self.scanner = scanner or Scanner()
        self.trash = Trash(root, is_read_only=is_read_only)
        self.searches = SearchesFile(root, is_read_only=is_read_only)
        self.catalogue = Catalogue(self.marks, now().date())
        self.searcher.on_damage = lambda why: self.catalogue.on_damage(why)  # noqa: PLW0108 - it is given later
        self._open_index()

    def scan(
        self, deliver: Callable[[Report], None], first: str = "", *, rebuild: bool = False, hurried: bool = False
    ) -> Summary:
        """Bring the index in line with the folder, giving reports to `deliver` in this thread; blocking.

        `first` is a file that is wanted ahead of all others; `hurried` where someone does nothing but wait. Call `take`
        with each news, `settle` at the end.
        """
        return self._scan(deliver, first=first, rebuild=rebuild, hurried=hurried)

    def look_at(self, paths: tuple[str, ...], deliver: Callable[[Report], None]) -> Summary:
        """Bring the index in line with these files only; blocking, in the scans' lane."""
        return self._scan(deliver, paths=paths)

    def take(self, news: News) -> Changes:
        """The index was published: what changed in the rows."""
        if self._renews or self._is_elsewhere():
            self._open_index()
            self._renews = False
            return Changes(is_vague=True, is_published=True)
        changes = self.catalogue.take(news)
        # A text was edited: what was said of it holds on.
        edited = [(old, new) for old, new in news.edited if self.marks.carry(old, new)]
        if edited:
            self.catalogue.restate([new for _, new in edited])
        return changes

    def forget_index(self) -> None:
        """The index was set aside: the next news is of another one."""
        self._renews = True
        self.searcher.forget()

    def settle(self) -> Changes:
        """A scan ended: take in what another program may have published meanwhile."""
        if self._is_elsewhere():
            self._open_index()
            return Changes(is_vague=not self.catalogue.is_closed, is_published=True)
        return self.catalogue.renew()

    def restate(self, change: Change) -> Changes:
        """A mark changed: bring counts up to date; the rows that look different now."""
        return self.catalogue.restate(change.identities)

    def hear_of_state(self) -> Change | None:
        """Take in a piece of what other devices and windows have said; None where there is nothing more. Call it
        again until then: a piece takes some milliseconds.
        """
        if not self.marks.is_behind:
            return None
        news = self.marks.refresh(_PIECE)
        return Change(HEARD, {}, dict.fromkeys(news))

    def deletion(self, paths: Sequence[str]) -> Deletion:
        """The step of deleting these articles, not done yet; `on_moved` is told where files went and came."""
        return Deletion(self.trash, paths, self._now, self._moved)

    def notebook(self, identities: Iterable[str]) -> str:
        """What was written to these articles, as Markdown with citations, the newest article first; "" for nothing."""
        entries = []
        for identity in identities:
            own, id_ = self.marks.own(identity), self.catalogue.find_identity(identity)
            if own:
                entries.append(Noted(identity, self.catalogue.article(id_) if id_ is not None else None, own))
        return notebook(sorted(entries, key=_moment, reverse=True))

    @staticmethod
    def export(path: Path, text: str) -> None:
        """Write a text where the reader asked for it; blocking. Raises OSError."""
        write_atomic(path, text.encode("utf-8", "replace"))

    def restore_last(self) -> str:
        """Bring back what was deleted last; its path, "" where the trash is empty. Raises OSError."""
        deleted = self.trash.deleted()
        return self.trash.restore(deleted[0]) if deleted else ""

    def mirror(self) -> Callable[[], int]:
        """What keeps all marks in the index that it was not given yet: a call that blocks, for a lane, one after the
        other. It gives the number for `catalogue.mirrored`, 0 where they are not in the index.
        """
        table, read_to, marked = self._table, self.marks.read_to, self.catalogue.marked
        wanted = [names for number, names in self.catalogue.unmirrored.items() if number > self._given]
        self._given = marked

        def write() -> int:
            if self._is_read_only:
                return 0
            try:
                table.write(chain.from_iterable(wanted), self.marks.mirrored, read_to)
                self.marks.condense()
            except OSError as error:
                # They are in the journal; the next start reads that, because the index does not know it whole.
                log().warning("marks are not in the index: %s", error.strerror)
                return 0
            return marked

        return write

    def scan_now(self, *, rebuild: bool = False) -> Summary:
        """Scan and take everything in, in this thread: what the command line does."""

        def take(report: Report) -> None:
            if isinstance(report, Rebuilt):
                self.forget_index()
                self._complain("index", f"The index could not be used ({report.reason}). It is made again.")
            elif isinstance(report, News):
                self.take(report)

        damaged: list[str] = []
        self.catalogue.on_damage = damaged.append
        summary = self.scan(take, rebuild=rebuild, hurried=True)
        self.settle()
        if self.catalogue.unmirrored:
            self.catalogue.mirrored(self.mirror()())
        self.catalogue.problems()
        if damaged and not rebuild:
            self._complain("index", "The index is damaged. It is made again from your files.")
            self.forget_index()
            return self.scan_now(rebuild=True)
        return summary

    def close(self) -> None:
        """End a scan that is running, and let go of the index. Marks are on disk already."""
        self.scanner.stop()
        self.catalogue.close()
        if self._passing is not None:
            remove_passing(self._passing)

    def _scan(
        self,
        deliver: Callable[[Report], None],
        *,
        first: str = "",
        paths: tuple[str, ...] | None = None,
        rebuild: bool = False,
        hurried: bool = False,
    ) -> Summary:
        if paths is None:
            self._prepare()
        request = Request(self.root, self.index, int(self._now().timestamp()), first, paths, rebuild, hurried)
        made_anew = [rebuild] if rebuild else []

        def note(report: Report) -> None:
            if isinstance(report, Rebuilt):
                made_anew.append(True)
            deliver(report)

        summary = self.scanner.scan(request, note)
        if summary.outcome is Outcome.UNKEPT and paths is None:
            # The data folder is full or read-only: the index is disposable, any place will do.
            self._complain("index", f"The index cannot be kept: {summary.reason}.")
            self._passing = passing_folder()
            self.index = self._passing / self.index.name
            self.searcher, self._table = Searcher(self.index, self._plain_text), MarkTable(self.index)
            self.forget_index()
            self._prepare()
            summary = self.scanner.scan(Request(self.root, self.index, request.now, first), note)
        if summary.outcome is Outcome.DONE and made_anew:
            # The new index knows nothing of the marks yet.
            self._prepare()
            self.scanner.scan(Request(self.root, self.index, request.now), note)
        if summary.outcome is Outcome.DONE and not self._is_read_only:
            self._record_newcomers()
            self._keeping.adopt(self.marks, self.index)
        return summary

    def _open_index(self) -> None:
        """Look at the index, if there is one that can be used; the next scan makes it otherwise."""
        self._file = file_at(self.index)
        try:
            reader = Reader(self.index)
        except (FileNotFoundError, BadIndexError):
            self.marks.look_into(None)
            return
        except OSError as error:
            self._complain("index", f"The index cannot be read: {error.strerror or error}.")
            return
        try:
            if (journals := reader.meta("journals")) == json.dumps(self._state.sizes()):
                self._table.trust(journals)
                self.marks.look_into(self.catalogue)
            else:
                self.marks.look_into(None)
            self.catalogue.open(reader)
        except (DamagedError, OSError):
            reader.close()
            self.catalogue.close()
            self.marks.look_into(None)

    def _is_elsewhere(self) -> bool:
        """Whether the catalogue looks at no index, or at one that was deleted under it and made again."""
        if not self.catalogue.is_closed and file_at(self.index) == self._file:
            return False
        self.searcher.forget()
        return True

    def _prepare(self) -> None:
        """Before a scan: the index knows the marks, and what was met before."""
        if self._is_read_only:
            return  # what is marked here is in no journal, and the index must not know it
        try:
            connection, reason = open_or_make(self.index, f"{self._now():%Y%m%d-%H%M%S}")
        except OSError:
            return  # the scan says why
        if reason:
            self.forget_index()
            self._complain("index", f"The index could not be used ({reason}). It is made again from your files.")
        try:
            meta = dict(connection.execute("SELECT name, value FROM meta"))
        finally:
            connection.close()
        self._last = int(meta.get("next", 0))
        try:
            if meta.get("journals") != json.dumps(self._state.sizes()):
                self._table.write(self.marks.said(), self.marks.mirrored, self.marks.read_to, is_all=True)
            if meta.get("sightings") != json.dumps(self._sightings.sizes()):
                self._table.write_seen(self._sightings.known(), self._sightings.read_to)
        except OSError as error:
            log().warning("marks are not in the index: %s", error.strerror)

    def _record_newcomers(self) -> None:
        """Write down when the articles of this scan were first met: ids are given in the order of arrival."""
        newcomers: list[tuple[str, int]] = []
        try:
            reader = Reader(self.index)
        except (FileNotFoundError, BadIndexError, OSError):
            return  # whoever reads the index next says so
        try:
            page = reader.newest_ids(_NEWCOMERS)
            while page:
                newcomers += [(identity, seen) for id_, identity, seen in page if id_ > self._last and seen is not None]
                page = reader.newest_ids(_NEWCOMERS, page[-1][0]) if page[-1][0] > self._last else []
        except DamagedError:
            return  # whoever looks at the rows finds that out, too, and has the index made again
        finally:
            reader.close()
        trouble = self._sightings.record(newcomers)
        if trouble:
            self.complaints.append(Complaint("seen", f"What is new was not kept: {trouble}."))

    def _complain(self, file: str, text: str) -> None:
        """Say it once, however often it comes up in a session."""
        if all(complaint.file != file for complaint in self.complaints):
            self.complaints.append(Complaint(file, text))

    def _revive(self, label: str, kept: Mapping[str, Any]) -> Deed:
        """A deed of an earlier session: deletions are the only ones there are."""
        return Deletion.revived(self.trash, label, kept, self._now, self._moved)

    def _moved(self, places: Sequence[str]) -> None:
        self.on_moved(places)

    def _device(self, data: Path) -> str:
        try:
            return own_device(data)
        except OSError as error:
            self.complaints.append(Complaint("device", f"Marks cannot be kept: {error.strerror or error}."))
            return os.urandom(6).hex()

    def _plain_text(self, path: str) -> str:
        return text_of(self.pages.bytes_of(path), path)


def _moment(entry: Noted) -> float:
    """When the article of an entry was published, in seconds since 1970; unknown ones come last."""
    published = entry.article.published if entry.article is not None else None
    return published.moment().timestamp() if published is not None else float("-inf")


def _nobody_hears(_places: Sequence[str]) -> None:
    """Nobody asked to be told where files went and came."""


def _name(root: Path) -> str:
    """A short name for a folder: the same for the same real path."""
    return sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:16]
