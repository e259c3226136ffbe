"""The way to a page: asks a child process, and gives the plain text where it does not answer in time.

Importing this imports neither Markdown nor the cleaning; they live in the child (`newsreader.render.worker`).
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsreader.core.page import Page
from newsreader.core.values import dataclass
from newsreader.render.limits import CONVERSION_SECONDS, FILE_BYTES
from newsreader.render.plain import plain_file
from newsreader.render.wire import decode

_ROOT = Path(__file__).resolve().parent.parent.parent
IDLE_SECONDS = 8.0
"""A child that is not asked for so long ends: it holds 20 MB, the neighbours of the page are made, and another one is
there in 0.2 s."""
_LEAVE_SECONDS = 1.0
_ANSWER_BYTES = 100_000_000
_TOO_LARGE = "The file is larger than 4 MB; only its beginning is shown, as plain text."
_SLOW = "The text is not formatted: it took too long."
_NOTHING = "The text could not be formatted: its page was not understood."
_DIED = "The text is not formatted: the process that formats it ended."


class Superseded(Exception):  # noqa: N818 - not a fault: nobody waits for the page any more
    """The request was given up by `Renderer.interrupt`; nobody waits for its page."""


class Renderer:
    """Formats one article at a time, for one calling thread; `interrupt`, `warm` and `close` may come from any."""

    def __init__(self, command: Sequence[str] | None = None, deadline: float = CONVERSION_SECONDS) -> None:
        """`command` starts the child, by default this Python with `newsreader.render.worker`; `deadline` is in
        seconds.
        """
        self._command = list(command or (sys.executable, "-P", "-m", "newsreader.render.worker"))
        self._deadline = deadline
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._busy = False
        self._interrupted = False
        self._closed = False

    def page(self, data: bytes, path: str, *, plain_reason: str = "") -> Page:
        """The page of the file `data`, whose name is `path`; within the deadline, or its plain page with the reason.

        With `plain_reason` the page is plain at once and gives that reason. Raises Superseded after `interrupt`.
        """
        reason = plain_reason or (_TOO_LARGE if len(data) > FILE_BYTES else "")
        if not reason:
            end = time.monotonic() + self._deadline
            # A child that was killed from outside is no fault of the article: it is asked once more.
            for _ in range(2):
                answer = self._request(_Request(data, path), end)
                if isinstance(answer, Page):
                    return answer
                reason = answer or _NOTHING
                if reason != _DIED:
                    break
        return plain_file(data, path, reason)

    def beginning(self, data: bytes, path: str) -> Page | None:
        """The page of the first screen of a long file, `more` of which is to come; None where it is to be had only
        whole, or not within the deadline. Raises Superseded after `interrupt`.
        """
        if len(data) > FILE_BYTES:
            return None
        answer = self._request(_Request(data, path, is_beginning=True), time.monotonic() + self._deadline)
        return answer if isinstance(answer, Page) else None

    def warm(self) -> None:
        """Start the child ahead of the first request; returns at once."""
        with self._lock:
            self._alive()

    def interrupt(self) -> None:
        """Give up the running request, if one runs: its `page` raises Superseded within milliseconds.

        Costs a new child, which starts in the background (0.15 s): worth it for a slow article, not for every one.
        """
        with self._lock:
            if self._busy and self._worker is not None:
                self._interrupted = True
                self._worker.kill()

    def close(self) -> None:
        """End the child. A request that still runs raises Superseded; later ones give plain pages."""
        with self._lock:
            self._closed = True
            self._interrupted = self._busy
            worker, self._worker = self._worker, None
            if worker is not None and self._busy:
                worker.kill()
        if worker is not None:
            worker.leave()

    def _alive(self) -> _Worker | None:
        """The child, started if there is none; the lock is held. None after `close`, or where it cannot start."""
        if self._closed:
            return None
        if self._worker is None or not self._worker.is_alive():
            try:
                self._worker = _Worker(self._command)
            except OSError:
                self._worker = None
        return self._worker

    def _request(self, request: _Request, end: float) -> Page | str | None:
        """The page, or the reason why there is none; None where there is no beginning. `end` is on the monotonic
        clock.
        """
        with self._lock:
            worker = self._alive()
            self._busy, self._interrupted = worker is not None, False
        if worker is None:
            return "The text is not formatted: the process that formats it could not be started."
        answer = worker.ask(request, max(0.0, end - time.monotonic()))
        with self._lock:
            interrupted, self._busy = self._interrupted, False
        page = answer if isinstance(answer, str) else _read(answer)
        if page == "" or isinstance(answer, str):
            worker.kill()
            self.warm()
        if interrupted:
            raise Superseded
        return _NOTHING if page == "" else page


def _read(answer: bytes) -> Page | str | None:
    """The page in an answer's bytes, the reason it gives, or None where there is no beginning; "" for bytes that are no
    answer.
    """
    try:
        message = json.loads(answer)
        if "page" in message:
            return decode(message["page"]) if message["page"] is not None else None
        return str(message["failed"])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return ""


@dataclass(frozen=True, slots=True)
class _Request:
    """What the child is asked for: the page of the file `data`, whose name is `path`, or the first screen of it."""

    data: bytes
    path: str
    is_beginning: bool = False


class _Worker:
    """One child process and the thread that talks to it, so that neither a full nor an empty pipe holds up the
    caller.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Start `command`. Raises OSError where that fails."""
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            creationflags=flags,
        )
        self._requests: queue.SimpleQueue[_Request | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._killed = False
        self._thread = threading.Thread(target=self._talk, name="render-client", daemon=True)
        self._thread.start()

    def is_alive(self) -> bool:
        """Whether the child can still be asked."""
        return not self._killed and self._thread.is_alive() and self._process.poll() is None

    def ask(self, request: _Request, seconds: float) -> bytes | str:
        """The answer's bytes; or a reason, after which the child must be killed."""
        self._requests.put(request)
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            return _SLOW
        return _DIED if answer is None else answer

    def kill(self) -> None:
        """End the child at once; a waiting `ask` returns."""
        self._killed = True
        self._process.kill()
        self._requests.put(None)

    def leave(self) -> None:
        """Let the child end at the end of its input, or end it; no process is left."""
        self._requests.put(None)
        self._thread.join(_LEAVE_SECONDS)
        self._process.kill()
        self._process.wait()

    def _talk(self) -> None:
        """Pass requests on and answers back until told to stop or the child ends."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ValueError("no pipes")
        try:
            with stdin, stdout:
                while request := self._next_request():
                    self._answers.put(_exchange(stdin, stdout, request))
            self._process.wait(_LEAVE_SECONDS)
        except (OSError, ValueError, KeyError, TypeError, subprocess.TimeoutExpired):
            self._process.kill()
        self._answers.put(None)
        self._process.wait()

    def _next_request(self) -> _Request | None:
        """The next thing to ask; None where the child is to end, also because nothing was asked for a while."""
        try:
            return self._requests.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            self._killed = True
            return None


def _exchange(stdin: Any, stdout: Any, request: _Request) -> bytes:
    """One request and its answer. Raises OSError, ValueError, KeyError or TypeError where the child does not keep
    to the form.
    """
    header = {"path": request.path, "size": len(request.data), "beginning": request.is_beginning}
    stdin.write(json.dumps(header).encode("ascii") + b"\n")
    stdin.write(request.data)
    stdin.flush()
    size = int(json.loads(stdout.readline())["size"])
    if not 0 <= size <= _ANSWER_BYTES:
        raise ValueError("the answer is too large")
    answer: bytes = stdout.read(size)
    if len(answer) != size:
        raise ValueError("the answer is cut")
    return answer
