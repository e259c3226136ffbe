"""Lanes: work that may wait for the disk or another process runs beside the window, one piece after the other.

Values cross between a lane and the window, nothing else is shared (architecture.md, "Threads and processes").
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Condition, Thread, current_thread
from typing import TypeVar
from weakref import finalize

from PySide6.QtCore import QObject, Qt, Signal

Answer = TypeVar("Answer")


class _Worker:
    """A thread that runs what it is given, in order; it starts with the first. `concurrent.futures` does the same, and
    to import it is 1.9 ms of a start.
    """

    def __init__(self, name: str) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self._changed = Condition()
        self._is_closed = False
        self._name = name
        self._thread: Thread | None = None

    def submit(self, work: Callable[[], None]) -> None:
        """Run this after what was given before; nothing happens after `close`."""
        with self._changed:
            self._waiting.append(work)
            self._changed.notify()
            if self._thread is None and not self._is_closed:
                # A lane that nobody closes ends it, at the latest when the program ends, which other threads would keep
                # alive.
                self._thread = Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Drop what waits, and wait for what runs."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None and current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_closed)
                if self._is_closed:
                    return
                work = self._waiting.popleft()
            work()
            del work  # and what it holds, while nothing is to do


class Lane(QObject):
    """One thread that runs blocking calls in order and brings their answers back to the thread of the window."""

    failed = Signal(str, object)
    """A piece of work raised an exception nobody expected: the lane's name and the exception."""

    _delivered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """`name` is the thread's name, for logs; the thread starts with the first piece of work."""
        super().__init__(parent)
        self.setObjectName(name)
        self._worker = _Worker(name)
        self._end = finalize(self, self._worker.close)
        self._closed = False
        self._delivered.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` in the lane, then `done` with its answer in the window's thread.

        An exception goes to `failed` in the window's thread; without one it is told to everyone by the signal.
        """
        if not self._closed:
            self._worker.submit(lambda: self._run(work, done, failed))

    def deliver(self, call: Callable[[], None]) -> None:
        """From within the lane: have `call` run in the window's thread, in the order of the deliveries."""
        if not self._closed:
            self._delivered.emit(call)

    def close(self) -> None:
        """Drop what waits, finish what runs; no answer arrives after this."""
        self._closed = True
        self._end()

    def _run(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        try:
            answer = work()
        except Exception as error:  # noqa: BLE001 - told in the window's thread, whatever it is, never lost here
            self.deliver(lambda error=error: self._tell(error, failed))  # type: ignore[misc]
            return
        if done is not None:
            self.deliver(lambda: done(answer))

    def _tell(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if failed is not None:
            failed(error)
        else:
            self.failed.emit(self.objectName(), error)

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()
