"""The child process that reads a library into its index: `python -m newsreader.store.scan`, asked by `scanner`.

One frame comes in (`Request`), then "pause" and "resume"; out go frames of progress and of news, and one that says how
it ended. First every new file's first 4 KB, so that the list stands; then, when nothing else wants the processor, every
file whole (engine.md, "Index", point 5). What was read is in the index: a scan that was killed goes on where it was. It
dies with its parent: the end of standard input ends it.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw

from newsreader.core.article import Problem
from newsreader.core.hints import Any, BinaryIO
from newsreader.store.files import locked, make_private_folder
from newsreader.store.folder import Unreadable, is_article_path, open_folder, read_in
from newsreader.store.frames import read_frame, write_frame
from newsreader.store.index.draft import draft, sketch
from newsreader.store.index.opening import discard, is_damage, open_or_make, os_error
from newsreader.store.index.writer import Writer
from newsreader.store.intake import entry_of
from newsreader.store.survey import FEW, Survey, moves, place_of, stamp_of, survey
from newsreader.store.walk import HEAD, Found, found_at

COMMIT = 2000
"""So many rows a transaction (engine.md, "Index", point 5)."""
_PUBLISHED = (50, 1000)
"""After so many rows of a first scan the list is shown; then each time there are eight times as many."""
_GROWTH = 8
_MANY = 500
_SECOND_PASS_S = 1.0
"""The second pass tells what it has corrected this often, in seconds; less often where telling takes long."""

Tell = Callable[[dict[str, Any]], None]


class Scan:
    """One scan of one library into its index."""

    def __init__(
        self, root: Path, writer: Writer, tell: Tell, going: threading.Event, *, is_hurried: bool = False
    ) -> None:
        """`tell` sends a frame; `going` is clear while the scan is to pause; someone waits where it `is_hurried`."""
        self._is_hurried = is_hurried
        self._root = root
        self._writer = writer
        self._tell = tell
        self._going = going
        self._waiting = 0
        self._taken = 0
        self._next = iter(_steps())
        self._goal = next(self._next)
        self._has_drafts = False

    def run(self, first: str, place: list[int] | None) -> dict[str, Any]:
        """Scan all of it; the last frame. Raises OSError where `root` cannot be listed.

        So it does where another folder than `place`, and one without articles, is there now: a disk that was unmounted.
        """
        self._writer.own_marks.verify()
        if not self._writer.is_settled and not self._writer.is_first:
            self._writer.remake_lists()
        self._writer.cut_anew()
        if first:
            self.look_at([first])
        here = _place(self._root)
        seen = survey(self._root, self._writer, self._sketch)
        if (
            not seen.found
            and not self._writer.is_first
            and self._writer.standing.folders()
            and place not in (None, here)
        ):
            raise FileNotFoundError(errno.ENOENT, "Another folder, without articles, stands in its place")
        moved = moves(seen)
        came = self._taken + len(seen.new)
        self._reconcile(seen, moved)
        self._put_written()
        self._publish(all_orders=not self._writer.standing.sketches())
        self._tell({"phase": "first"})
        self._refine()
        self._writer.end_first_pass()
        self._publish()
        self._second_pass()
        became = [came, len(seen.changed), len(seen.missing)]
        return {"outcome": "done", "place": here, "read": self._taken, "became": became}

    def look_at(self, paths: Iterable[str]) -> None:
        """Look at these files only: they may be new, changed or gone; and at those that were written to."""
        self._put_written()
        for path in paths:
            folder, name = place_of(path)
            known = self._writer.files(self._writer.standing.folder(folder)).get(name)
            try:
                found = found_at(self._root, path) if is_article_path(path) else None
            except Unreadable as refusal:
                found = None if refusal.problem is Problem.GONE else Found(path, problem=refusal.problem)
            if found is not None and (known is None or not known[2] or known[1] != stamp_of(found)):
                self._put(found, known[0] if known is not None else None)
            elif found is None and known is not None:
                self._writer.drop(known[0])
        if self._writer.has_news():
            self._publish()

    def _reconcile(self, seen: Survey, moved: dict[int, Found]) -> None:
        for id_, found in moved.items():
            self._writer.move(id_, *place_of(found.path), stamp_of(found))
            # An earlier look may have met what was written, or been about to read it, and no file at the old place.
            if self._writer.own_marks.concern(id_) or self._writer.standing.is_troubled(id_):
                self._put(found, id_)
        for id_ in seen.missing:
            self._writer.drop(id_)
        if self._writer.set_troubles(seen.troubles):
            self._has_drafts = True
        few = len(seen.new) + len(seen.changed) <= FEW
        if few:
            for found in seen.new:
                self._put(found, None)
        else:
            self._sketch(seen.new)
        if len(seen.changed) > FEW:
            places = self._writer.places()
            seen.changed.sort(key=lambda changed: places.get(changed[0], 0))
        told = time.monotonic()
        for number, (id_, found) in enumerate(seen.changed, 1):
            self._put(found, id_)
            if number % COMMIT == 0:
                self._writer.commit()
            told = self._tell_now_and_then(told, number, len(seen.changed))

    def _sketch(self, files: list[Found]) -> None:
        """Add rows of new files from their beginnings; files in the order of folders."""
        start = 0
        while start < len(files):
            path = files[start].path
            folder = path.rpartition("/")[0]
            is_last = files[-1].path.rpartition("/")[0] == folder
            stop = len(files) if is_last else start + 1
            while stop < len(files) and files[stop].path.rpartition("/")[0] == folder:
                stop += 1
            try:
                with open_folder(self._root, folder) as descriptor:
                    self._sketch_folder(folder, files[start:stop], descriptor)
            except FileNotFoundError:
                pass  # the folder has gone since it was listed, and its files with it
            start = stop

    def _sketch_folder(self, folder_path: str, files: list[Found], descriptor: int | None) -> None:
        writer = self._writer
        folder = os.fsencode(folder_path)
        number, seen = writer.standing.folder(folder), writer.arrival
        after = len(folder_path) + 1 if folder_path else 0
        rows: list[tuple[Any, ...]] = []
        most = min(_MANY, self._goal - self._taken)
        for id_, found in enumerate(files, writer.next_ids(len(files))):
            path, size, modified, changed, inode, problem, _, peeked = found
            head, name = peeked or b"", path[after:]
            if peeked is None and (problem is None or problem is Problem.TOO_LARGE):
                try:
                    head = read_in(descriptor, self._root, path, name, HEAD)
                except Unreadable as refusal:
                    problem = refusal.problem
            stamp = (size, modified, changed, inode)
            rows.append(sketch(id_, number, name.encode("utf-8", "surrogateescape"), stamp, head, problem, seen))
            if len(rows) >= most:
                self._add(rows, folder)
                most = min(_MANY, self._goal - self._taken)
        if rows:
            self._add(rows, folder)

    def _add(self, rows: list[tuple[Any, ...]], folder: bytes) -> None:
        """Store sketches; now and then what there is becomes a list."""
        self._going.wait()
        self._writer.add_sketches(rows, folder)
        self._taken += len(rows)
        self._waiting += len(rows)
        rows.clear()
        if self._taken >= self._goal:
            self._goal = next(self._next)
            self._publish(all_orders=False)
        elif self._waiting >= COMMIT:
            self._writer.commit()
            self._waiting = 0
            self._tell({"done": self._taken, "total": 0})

    def _refine(self) -> None:
        """Make sense of the beginnings: sources, tags, addresses and marks are known then."""
        total = self._writer.standing.sketches()
        done, after, told = 0, 0, time.monotonic()
        while total and (rows := self._writer.sketches(after, _MANY)):
            self._going.wait()
            drafts, moved = [], []
            for id_, _, folder, name, size, head, moment in rows:
                path = os.fsdecode(folder + b"/" + name if folder else name)
                made = draft(id_, path, size, head or b"")
                if made[0][6] != moment:
                    moved.append(id_)
                drafts.append(made)
            self._writer.refine(drafts, [row[1] for row in rows], moved)
            after = rows[-1][0]
            done += len(rows)
            if done % COMMIT < _MANY:
                self._writer.commit()
            if time.monotonic() - told > _SECOND_PASS_S:
                self._tell({"done": done, "total": total})
                told = time.monotonic()

    def _second_pass(self) -> None:
        """Read every file whole that was read in part; giving way to everybody else, unless someone waits for it."""
        total = self._writer.standing.drafts()
        if not total:
            return
        if not self._is_hurried:
            _be_idle()
        self._writer.is_patient = True
        done, told = 0, time.monotonic()
        for rows in self._writer.drafts(200):
            for id_, folder, name in rows:
                self._going.wait()
                path = os.fsdecode(folder + b"/" + name if folder else name)
                try:
                    found = found_at(self._root, path)
                except Unreadable as refusal:
                    if refusal.problem is Problem.GONE:
                        self._writer.drop(id_)
                        continue
                    found = Found(path, problem=refusal.problem)
                self._put(found, id_)
                done += 1
                if done % COMMIT == 0:
                    self._writer.commit()
                told = self._tell_now_and_then(told, done, total)
        self._publish()

    def _tell_now_and_then(self, told: float, done: int, total: int) -> float:
        """Tell how far it is, at most once in `_SECOND_PASS_S`; when that was last."""
        now = time.monotonic()
        if now - told < _SECOND_PASS_S:
            return told
        self._tell({"done": done, "total": total})
        if self._writer.has_news() and total <= COMMIT * 25:
            self._publish()
        return time.monotonic()

    def _put_written(self) -> None:
        """Take in what the reader wrote to articles, as if their files had changed."""
        for id_, path in self._writer.own_marks.news(self._writer.standing.stamp):
            try:
                self._put(found_at(self._root, path), id_)
            except Unreadable as refusal:
                if refusal.problem is not Problem.GONE:
                    self._put(Found(path, problem=refusal.problem), id_)

    def _put(self, found: Found, id_: int | None) -> None:
        read_ns = time.time_ns()
        entry = entry_of(self._root, found)
        found = entry.found
        if found.problem is None and entry.article.problem is Problem.UNREADABLE:
            found = found._replace(changed_ns=0)  # a disk that failed once may not do so again: the next scan looks
        self._writer.put(*place_of(found.path), stamp_of(found, read_ns), entry.article, entry.texts, id_)
        self._taken += 1

    def _publish(self, *, all_orders: bool = True) -> None:
        if self._writer.has_news() or self._has_drafts or not self._writer.is_settled:
            self._tell({"news": self._writer.publish(all_orders=all_orders)})
            self._waiting = 0
            self._has_drafts = False
        else:
            self._writer.commit()


def main(requests: BinaryIO, answers: BinaryIO) -> None:
    """Serve one request and return; a parent that is gone is no error."""
    request = read_frame(requests)
    if request is None:
        return
    going = threading.Event()
    going.set()
    threading.Thread(target=_listen, args=(requests, going), daemon=True).start()
    # Rows are made by the million and hold no cycles: looking for those takes a tenth of the first pass.
    gc.freeze()
    gc.set_threshold(100_000)
    try:
        write_frame(answers, _answer(request, lambda frame: write_frame(answers, frame), going))
    except BrokenPipeError:
        return


def _answer(request: dict[str, Any], tell: Tell, going: threading.Event) -> dict[str, Any]:
    index = Path(request["index"])
    try:
        with _alone(index):
            return _scan(request, index, tell, going)
    except BrokenPipeError:
        raise
    except FileNotFoundError as error:
        return {"outcome": "gone", "reason": error.strerror or str(error)}
    except _StoreError as error:
        return {"outcome": "unkept", "reason": str(error)}
    except OSError as error:
        return {"outcome": "gone", "reason": error.strerror or str(error)}


class _StoreError(Exception):
    """The index cannot be written; the text says why."""


def _scan(request: dict[str, Any], index: Path, tell: Tell, going: threading.Event) -> dict[str, Any]:
    moment = datetime.fromtimestamp(request["now"], UTC)
    latest = int((moment + timedelta(days=1)).replace(hour=23, minute=59, second=59).timestamp())
    stamp = f"{moment:%Y%m%d-%H%M%S}"
    for attempt in (1, 2):
        try:
            if request.get("rebuild") and attempt == 1:
                discard(index, stamp)
            connection, reason = open_or_make(index, stamp)
        except OSError as error:
            raise _StoreError(error.strerror or str(error)) from error
        if reason:
            tell({"rebuilt": reason})
        try:
            writer = Writer(connection, request["now"], latest)
            try:
                scan = Scan(Path(request["root"]), writer, tell, going, is_hurried=request.get("hurried", False))
                paths = request.get("paths")
                if paths is not None:
                    scan.look_at(paths)
                    return {"outcome": "done", "place": request["place"], "read": 0}
                return scan.run(request["first"], request["place"])
            finally:
                writer.close()
        except apsw.Error as error:
            connection.close()
            if not is_damage(error) or attempt == 2:
                raise _StoreError(os_error(error).strerror) from error
            tell({"rebuilt": "it is damaged"})
            discard(index, stamp)
        except (UnicodeDecodeError, TypeError, ValueError, LookupError) as error:
            connection.close()
            if attempt == 2:
                raise
            tell({"rebuilt": f"it is damaged ({type(error).__name__})"})
            discard(index, stamp)
    raise AssertionError


@contextmanager
def _alone(index: Path) -> Iterator[None]:
    """Hold the lock on the index: one writer at a time, whichever programs there are. Raises `_StoreError`."""
    try:
        make_private_folder(index.parent)
        descriptor = os.open(index.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise _StoreError(error.strerror or str(error)) from error
    try:
        with locked(descriptor):
            yield
    finally:
        os.close(descriptor)


def _place(root: Path) -> list[int]:
    """What tells a folder from another that was put (or mounted) in its place. Raises OSError."""
    about = root.stat()
    return [about.st_dev, about.st_ino]


def _steps() -> Iterator[int]:
    yield from _PUBLISHED
    step = _PUBLISHED[-1]
    while True:
        step *= _GROWTH
        yield step


def _be_idle() -> None:
    """The least share that is still one: under SCHED_IDLE a busy machine would never come to an end."""
    if hasattr(os, "nice"):
        os.nice(19)


def _listen(requests: BinaryIO, going: threading.Event) -> None:
    while (word := read_frame(requests)) is not None:
        (going.clear if word == "pause" else going.set)()
    os._exit(1)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
