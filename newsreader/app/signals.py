"""Being told to end: by the session that closes, by a terminal, by `kill`; the window closes as by Ctrl+Q."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from io import FileIO

from PySide6.QtCore import QObject, QSocketNotifier

from newsreader.core.hints import TYPE_CHECKING

if TYPE_CHECKING:
    import socket


class EndSignals(QObject):
    """Calls `end` in the window's thread when the process is told to end.

    Python runs its handlers only between two of its own instructions, and Qt's event loop has none: the signal wakes
    the loop through a pipe; on Windows, where Qt waits for no pipe, through a pair of sockets.
    """

    def __init__(self, end: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._ours, self._theirs = _pair()
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._before = signal.set_wakeup_fd(self._theirs.fileno())
        names = ("SIGTERM", "SIGINT") if sys.platform == "win32" else ("SIGTERM", "SIGINT", "SIGHUP")
        for name in names:
            signal.signal(getattr(signal, name), _take)

    def close(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for each in (self._ours, self._theirs):
            each.close()

    def _wake(self) -> None:
        if sys.platform == "win32":
            self._ours.recv(64)
        else:
            self._ours.read(64)
        self._end()


if sys.platform == "win32":

    def _pair() -> tuple[socket.socket, socket.socket]:
        import socket

        pair = socket.socketpair()
        for each in pair:
            each.setblocking(False)
        return pair

else:

    def _pair() -> tuple[FileIO, FileIO]:
        ends = os.pipe()
        for end in ends:
            os.set_blocking(end, False)
        return FileIO(ends[0], "rb"), FileIO(ends[1], "wb")


def _take(_number: int, _frame: object) -> None:
    """The wake-up has told everything already."""
