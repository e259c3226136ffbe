"""Faults of our own: logged, told once in a quiet strip, and the program goes on (issue "Nothing breaks it", 7).

What is written down names our own code and the kind of the fault; never the text, title or address of an article, and
no path, any of which the message of an exception may hold.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication

from newsreader.app.versions import versions
from newsreader.core.hints import TYPE_CHECKING
from newsreader.store.late_log import log

if TYPE_CHECKING:
    from traceback import FrameSummary

_PACKAGE = Path(__file__).resolve().parent.parent


def described(error: BaseException, where: str) -> str:
    """The kind of a fault and the way to it through our code, one line each; `where` is what was being done."""
    import traceback  # with the log, 2.4 ms

    kind = type(error).__name__
    if isinstance(error, OSError) and error.errno:
        kind += f" {errno.errorcode.get(error.errno, error.errno)}"
    frames = [_frame(frame) for frame in traceback.extract_tb(error.__traceback__)]
    return "\n".join([f"{kind} in {where}", *(f"  {frame}" for frame in frames)])


class Faults:
    """Takes every fault that nobody else did."""

    def __init__(self, offer: Callable[[str, str, Callable[[], None]], None]) -> None:
        """`offer` says a sentence with one thing to do about it."""
        self._offer = offer
        self._told: set[str] = set()
        self._before = sys.excepthook

    def take(self, where: str, error: BaseException) -> None:
        """Log a fault; say so the first time it happens."""
        text = described(error, where)
        log().error("%s", text.replace("\n", " |"))
        if text not in self._told:
            self._told.add(text)
            self._offer("Something went wrong, and was left out", "Copy details", lambda: _copy(text))

    def watch(self) -> None:
        """Take what is raised in the window's own thread, too, until `end`."""
        self._before = sys.excepthook
        sys.excepthook = self._hook

    def end(self) -> None:
        """Leave it to whoever took it before."""
        sys.excepthook = self._before

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._before(kind, error, trace)
        else:
            self.take("the window", error)


def _frame(frame: FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name
    return f"{name}:{frame.lineno} {frame.name}"


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(f"{versions()}\n{text}\n")
