"""The child process that makes pages, and the thread that talks to it.

Imported when the first child is started: `subprocess` takes 19 million instructions, which a start at whose last page
nobody has to wait does without.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from newsreader.core.hints import Any
from newsreader.core.values import dataclass

_ROOT = Path(__file__).resolve().parent.parent.parent
IDLE_SECONDS = 8.0
"""A child that is not asked for so long ends: it holds 20 MB, the neighbours of the page are made, and another one is
there in 0.2 s."""
_LEAVE_SECONDS = 1.0
_ANSWER_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class _Request:
    """What the child is asked for: the page of the file `data`, whose name is `path`, or the first screen of it."""

    data: bytes
    path: str
    is_beginning: bool = False


class Child:
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

    def ask(self, data: bytes, path: str, seconds: float, *, is_beginning: bool = False) -> bytes | None:
        """The answer's bytes, None where the child ended. Raises TimeoutError, after which it must be killed."""
        self._requests.put(_Request(data, path, is_beginning))
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None

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
