"""Standard output and error of the command line: results and complaints, whatever stands at their other end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from newsreader.core.hints import TextIO
from newsreader.core.text import visible

DONE, WITH_PROBLEMS, WRONG_USE = 0, 1, 2
INTERRUPTED = 130
"""What a shell says of a program that Ctrl+C has ended."""


class _NotWrittenError(Exception):
    """A stream does not take what is written; its cause is the system's error: a closed pipe, a full disk."""


def guarded(run: Callable[[], int]) -> int:
    """Run a command and give its exit code; a broken pipe ends it quietly, Ctrl+C without a traceback."""
    _open_closed()
    try:
        try:
            return run()
        finally:
            _pass_on(sys.stdout.flush)
    except _NotWrittenError as error:
        _leave_output()
        if isinstance(error.__cause__, BrokenPipeError):
            return DONE
        complain(f"The output could not be written: {error}.")
        return WITH_PROBLEMS
    except KeyboardInterrupt:
        return INTERRUPTED


def put(text: str) -> None:
    """Write a result, as it is."""
    _pass_on(lambda: sys.stdout.write(text))


def complain(text: str) -> None:
    """Say on standard error, in one line, what went wrong; nothing in it can steer a terminal."""
    _pass_on(lambda: sys.stderr.write(f"newsreader: {visible(text)}\n"))


def refuse(text: str, code: int = WRONG_USE) -> int:
    """Say what is wrong with what was asked for; the exit code."""
    complain(text)
    return code


def _open_closed() -> None:
    """Give a stream that was closed before the program began somewhere to write to; all speak UTF-8."""
    sys.stdout = _opened(sys.stdout)
    sys.stderr = _opened(sys.stderr)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[attr-defined]


def _opened(stream: TextIO | None) -> TextIO:
    return stream if stream is not None else Path(os.devnull).open("w", encoding="utf-8")


def _pass_on(write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as error:
        raise _NotWrittenError(error.strerror or str(error)) from error


def _leave_output() -> None:
    """Nothing more is written there, not even what Python still holds when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
