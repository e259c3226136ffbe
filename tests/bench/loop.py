"""The event loop as it runs in the program: it sleeps while there is nothing to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Painted(QObject):
    """Counts how often a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        """`widget` is a viewport."""
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class AfterPaint(QObject):
    """Calls back each time a widget has been painted and its window is on the screen again, ahead of all that waits."""

    def __init__(self, widget: QWidget, call: Callable[[], None]) -> None:
        """`widget` is a window, or a viewport."""
        super().__init__(widget)
        self._call = call
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: the event posted here is the first to come after the paint."""
        if event.type() == QEvent.Type.Paint:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    def customEvent(self, event: QEvent) -> None:
        """Qt's hook: the paint is over."""
        self._call()


class Heartbeat(QObject):
    """Notes the longest time in which the window did not answer, and the most processor time its thread took between
    two beats: what the machine does besides adds to the first only.
    """

    def __init__(self) -> None:
        """Beats from now on, in the thread that makes it."""
        super().__init__()
        self.longest = self.busiest = 0.0
        self._last, self._own = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> float:
        """Milliseconds of the longest gap."""
        self._timer.stop()
        return self.longest * 1000

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self.busiest = max(self.busiest, own - self._own)
        self._last, self._own = now, own


def turn_until(application: QApplication, done: Callable[[], bool]) -> None:
    """Run the event loop until `done`, which an event must bring about."""
    while not done():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def rest(milliseconds: int) -> None:
    """Run the event loop for a while."""
    loop, alarm = _alarm()
    alarm.start(milliseconds)
    loop.exec()


@cache
def _alarm() -> tuple[QEventLoop, QTimer]:
    """A loop, and what ends it: made once, for PySide keeps 60 bytes of every connection, and a run has thousands."""
    loop, alarm = QEventLoop(), QTimer()
    alarm.setSingleShot(True)
    alarm.timeout.connect(loop.quit)
    return loop, alarm
