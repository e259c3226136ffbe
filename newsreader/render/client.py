"""The way to a page: asks a child process, and gives the plain text where it does not answer in time.

Importing this imports neither Markdown nor the cleaning; they live in the child (`newsreader.render.worker`).
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Sequence

from newsreader.core.hints import TYPE_CHECKING
from newsreader.core.page import Page
from newsreader.render.limits import CONVERSION_SECONDS, FILE_BYTES
from newsreader.render.wire import decode

if TYPE_CHECKING:
    from newsreader.render.child import Child

_TOO_LARGE = "The file is larger than 4 MB; only its beginning is shown, as plain text."
_NOTHING = "The text could not be formatted: its page was not understood."
_SLOW = "The text is not formatted: it took too long."
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
        self._worker: Child | None = None
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
                answer = self._request(data, path, end)
                if isinstance(answer, Page):
                    return answer
                reason = answer or _NOTHING
                if reason != _DIED:
                    break
        from newsreader.render.plain import plain_file

        return plain_file(data, path, reason)

    def beginning(self, data: bytes, path: str) -> Page | None:
        """The page of the first screen of a long file, `more` of which is to come; None where it is to be had only
        whole, or not within the deadline. Raises Superseded after `interrupt`.
        """
        if len(data) > FILE_BYTES:
            return None
        answer = self._request(data, path, time.monotonic() + self._deadline, is_beginning=True)
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

    def _alive(self) -> Child | None:
        """The child, started if there is none; the lock is held. None after `close`, or where it cannot start."""
        if self._closed:
            return None
        if self._worker is None or not self._worker.is_alive():
            try:
                from newsreader.render.child import Child

                self._worker = Child(self._command)
            except OSError:
                self._worker = None
        return self._worker

    def _request(self, data: bytes, path: str, end: float, *, is_beginning: bool = False) -> Page | str | None:
        """The page, or the reason why there is none; None where there is no beginning. `end` is on the monotonic
        clock.
        """
        with self._lock:
            worker = self._alive()
            self._busy, self._interrupted = worker is not None, False
        if worker is None:
            return "The text is not formatted: the process that formats it could not be started."
        answer: bytes | str
        try:
            given = worker.ask(data, path, max(0.0, end - time.monotonic()), is_beginning=is_beginning)
            answer = _DIED if given is None else given
        except TimeoutError:
            answer = _SLOW
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
