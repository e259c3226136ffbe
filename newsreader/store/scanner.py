"""Asking a child process to bring the index of a library up to date (see `newsreader.store.scan`)."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import apsw

from newsreader.core.enums import StrEnum
from newsreader.core.hints import IO, TYPE_CHECKING, Any, BinaryIO, cast
from newsreader.core.values import dataclass, replace
from newsreader.store.frames import read_frame, write_frame

if TYPE_CHECKING:
    import subprocess


class Outcome(StrEnum):
    """How a scan ended. After anything but DONE, articles that were not met are still thought to exist.

    GONE: the folder cannot be read. UNKEPT: the index cannot be written.
    """

    DONE = "done"
    CANCELLED = "cancelled"
    GONE = "gone"
    UNKEPT = "unkept"
    FAILED = "failed"


_COMPLAINTS = 64 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """What to scan: `root` into `index`; `first` is a file wanted before all others ("" for none).

    With `paths` only these files are looked at. `now` is in seconds since 1970. `rebuild` sets an index that is there
    aside. `hurried` where someone does nothing but wait for it.
    """

    root: Path
    index: Path
    now: int
    first: str = ""
    paths: tuple[str, ...] | None = None
    rebuild: bool = False
    hurried: bool = False

    def frame(self, place: list[int] | None) -> dict[str, Any]:
        """As the scan is told of it; `place` is which folder stood there when it was scanned before, if it was."""
        return {
            "root": os.fspath(self.root),
            "index": os.fspath(self.index),
            "now": self.now,
            "first": self.first,
            "paths": self.paths,
            "rebuild": self.rebuild,
            "hurried": self.hurried,
            "place": place,
        }


@dataclass(frozen=True, slots=True)
class News:
    """The index was published: its new `round`, and the ids of rows that came, look different, or went.

    `is_vague` where there are too many to name. `edited` are pairs of identities of one text before and after an edit.
    """

    round: int
    came: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    went: tuple[int, ...] = ()
    edited: tuple[tuple[str, str], ...] = ()
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan is: `done` files of `total` (0: not known yet). `first_pass_over` once every file has a row."""

    done: int
    total: int
    first_pass_over: bool = False


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The index could not be used, for a `reason` in a few words; it was set aside and is made again."""

    reason: str


Report = News | Progress | Rebuilt


@dataclass(frozen=True, slots=True)
class Summary:
    """The end of a scan: the outcome, a reason where it is not DONE, how often files were read, and what belongs in the
    log. Then how many files came, changed and went.
    """

    outcome: Outcome
    reason: str = ""
    read: int = 0
    complaints: str = ""
    came: int = 0
    changed: int = 0
    went: int = 0


class Scanner:
    """Scans libraries in a child process, one scan at a time.

    `scan` blocks and belongs in a lane of its own; `stop`, `cancel` and `pause` may be called from any thread.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """`command` starts the child; None: this Python with `newsreader.store.scan`."""
        self._command = tuple(command or (sys.executable, "-S", "-P", "-m", "newsreader.store.scan"))
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._is_cancelled = False
        self._is_paused = False
        self._places: dict[str, list[int]] = {}

    def scan(self, request: Request, deliver: Callable[[Report], None]) -> Summary:
        """Bring an index up to date, giving every report to `deliver` in this thread.

        A vanished or unreadable root ends as GONE, before any news: it never means that all articles were deleted.
        """
        import tempfile

        with ExitStack() as kept:
            try:
                complaints = kept.enter_context(tempfile.TemporaryFile())
                child = self._start(complaints)
            except OSError as error:
                return Summary(Outcome.FAILED, f"The scan could not be started: {error.strerror}.")
            if child is None:
                return Summary(Outcome.CANCELLED)
            try:
                summary = self._listen(child, request, deliver)
            finally:
                with self._lock:
                    self._child = None
                _end(child)
            complaints.seek(0)
            return replace(summary, complaints=complaints.read(_COMPLAINTS).decode("utf-8", "replace"))

    def stop(self) -> None:
        """End the scan that is running; no other is started any more."""
        with self._lock:
            self._is_stopped = True
            if self._child is not None:
                self._child.kill()

    def cancel(self) -> None:
        """End the scan that is running; what it has read stays, and the next one goes on from there."""
        with self._lock:
            if self._child is not None:
                self._is_cancelled = True
                self._child.kill()

    def pause(self, paused: bool) -> None:
        """Have the scan that is running, and those to come, rest, or go on."""
        with self._lock:
            self._is_paused = paused
            if self._child is not None and self._child.stdin is not None:
                self._say("pause" if paused else "resume")

    def _start(self, complaints: IO[bytes]) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_stopped:
                return None
            import subprocess  # 19 million instructions that no first paint waits for

            self._is_cancelled = False
            self._child = subprocess.Popen(  # noqa: S603 - the command is ours
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._child

    def _listen(self, child: subprocess.Popen[bytes], request: Request, deliver: Callable[[Report], None]) -> Summary:
        requests, answers = _pipes(child)
        row = request.frame(self._places.get(os.fspath(request.root)))
        try:
            with self._lock:
                write_frame(requests, row)
                if self._is_paused:
                    self._say("pause")
            while (frame := read_frame(answers)) is not None:
                if "outcome" in frame:
                    return self._ended(os.fspath(request.root), frame)
                deliver(_report(frame))
        except BrokenPipeError:
            return self._broken()
        return self._broken()

    def _say(self, word: str) -> None:
        try:
            if self._child is not None and self._child.stdin is not None:
                write_frame(cast(BinaryIO, self._child.stdin), word)
        except BrokenPipeError:
            return  # it has just ended, which `_listen` hears of

    def _ended(self, root: str, answer: Mapping[str, Any]) -> Summary:
        if answer.get("place"):
            self._places[root] = answer["place"]
        return Summary(
            Outcome(answer["outcome"]), answer.get("reason", ""), answer.get("read", 0), "", *answer.get("became", ())
        )

    def _broken(self) -> Summary:
        """The child ended without a last word: killed by us, or a fault."""
        if self._is_stopped or self._is_cancelled:
            return Summary(Outcome.CANCELLED)
        return Summary(Outcome.FAILED, "The scan ended unexpectedly.")


def _report(frame: Mapping[str, Any]) -> Report:
    if "news" in frame:
        news = frame["news"]
        if news["vague"]:
            return News(news["round"], edited=_pairs(news["edited"]), is_vague=True)
        came, changed, went = (tuple(news[name]) for name in ("came", "changed", "went"))
        return News(news["round"], came, changed, went, _pairs(news["edited"]))
    if "rebuilt" in frame:
        return Rebuilt(frame["rebuilt"])
    return Progress(frame.get("done", 0), frame.get("total", 0), frame.get("phase") == "first")


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((old, new) for old, new in rows)


def _pipes(child: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    if child.stdin is None or child.stdout is None:
        raise ValueError("the child was started without pipes")
    return cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            try:
                stream.close()
            except BrokenPipeError:
                continue


def _environment() -> dict[str, str]:
    """The environment with the package's own folder on the path; `-P` keeps the current folder, perhaps a library, off
    it.
    """
    package_home = os.fspath(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH")
    third_party = os.fspath(Path(apsw.__file__).resolve().parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package_home, third_party, inherited)))}
