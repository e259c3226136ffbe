"""Asking a child process to scan a library, and taking its answers (see `newsreader.store.scan`)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from newsreader.store.batches import Batch, Signature, batch_of, read_frame, write_frame


class Outcome(StrEnum):
    """How a scan ended. After anything but DONE, articles that were not met are still thought to exist."""

    DONE = "done"
    CANCELLED = "cancelled"
    GONE = "gone"
    FAILED = "failed"


_COMPLAINTS = 64 * 1024


@dataclass(frozen=True, slots=True)
class Summary:
    """The end of a scan: the outcome, a reason where it is not DONE, how many files were read, and what belongs in the
    log.
    """

    outcome: Outcome
    reason: str = ""
    read: int = 0
    complaints: str = ""


class Scanner:
    """Scans a library in a child process, one scan at a time.

    `scan` blocks and belongs in a lane of its own; `stop` may be called from any thread.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """`command` starts the child; None: this Python with `newsreader.store.scan`."""
        self._command = tuple(command or (sys.executable, "-S", "-P", "-m", "newsreader.store.scan"))
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._places: dict[str, list[int]] = {}

    def scan(
        self,
        root: Path,
        known: Mapping[str, Signature],
        deliver: Callable[[Batch], None],
        cancelled: Callable[[], bool],
    ) -> Summary:
        """Scan `root`, giving every batch to `deliver` in this thread; files whose signature is `known` are not read
        again.

        A vanished or unreadable root ends as GONE, before any batch: it never means that all articles were deleted.
        """
        with tempfile.TemporaryFile() as complaints:
            try:
                child = self._start(complaints)
            except OSError as error:
                return Summary(Outcome.FAILED, f"The scan could not be started: {error.strerror}.")
            if child is None:
                return Summary(Outcome.CANCELLED)
            try:
                summary = self._listen(child, root, known, deliver, cancelled)
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

    def _start(self, complaints: IO[bytes]) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_stopped:
                return None
            self._child = subprocess.Popen(  # noqa: S603 - the command is ours
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._child

    def _listen(
        self,
        child: subprocess.Popen[bytes],
        root: Path,
        known: Mapping[str, Signature],
        deliver: Callable[[Batch], None],
        cancelled: Callable[[], bool],
    ) -> Summary:
        requests, answers = _pipes(child)
        rows = {path: (s.size, s.modified_ns, s.changed_ns, s.inode) for path, s in known.items()}
        count = 0
        try:
            write_frame(requests, {"root": os.fspath(root), "known": rows, "place": self._places.get(os.fspath(root))})
            while (frame := read_frame(answers)) is not None:
                if cancelled():
                    return Summary(Outcome.CANCELLED, read=count)
                if "outcome" in frame[0]:
                    return self._ended(os.fspath(root), frame[0], count)
                batch = batch_of(*frame)
                count = max(count, batch.done)
                deliver(batch)
        except BrokenPipeError:
            return self._broken(count)
        return self._broken(count)

    def _ended(self, root: str, answer: Mapping[str, Any], count: int) -> Summary:
        if "place" in answer:
            self._places[root] = answer["place"]
        return Summary(Outcome(answer["outcome"]), answer["reason"], count)

    def _broken(self, count: int) -> Summary:
        """The child ended without a last word: killed by `stop`, or a fault."""
        outcome = Outcome.CANCELLED if self._is_stopped else Outcome.FAILED
        return Summary(outcome, "" if self._is_stopped else "The scan ended unexpectedly.", count)


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
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package_home, inherited)))}
