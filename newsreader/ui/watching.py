"""A folder that changes while it is open: another program's edits, as they come."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from newsreader.reader.live import Watcher
from newsreader.ui.tasks import Lane


class Watching(QObject):
    """Watches the folder of the open library, if it can be watched."""

    changed = Signal(object)
    """The relative paths of files that came, changed or went; None: it may be anything."""

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        """`lane` does nothing else: watching takes it for as long as it lasts."""
        super().__init__(parent)
        self._lane = lane
        self._watcher: Watcher | None = None
        self._root: Path | None = None

    @property
    def is_on(self) -> bool:
        """Whether a folder is being watched."""
        return self._watcher is not None

    def start(self, root: Path) -> None:
        """Watch `root`; nothing to do where it is watched already."""
        if self._root == root and self._watcher is not None:
            return
        self.stop()
        watcher = self._watcher = Watcher(root)
        self._root = root

        def deliver(paths: tuple[str, ...] | None) -> None:
            self._lane.deliver(lambda: self._pass_on(watcher, paths))

        self._lane.submit(lambda: watcher.watch(deliver), lambda _why: self._end(watcher))

    def stop(self) -> None:
        """Watch no more."""
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None

    def _pass_on(self, watcher: Watcher, paths: tuple[str, ...] | None) -> None:
        if watcher is self._watcher:
            self.changed.emit(paths)

    def _end(self, watcher: Watcher) -> None:
        """It ended by itself: the next scan that finds the folder watches it again."""
        if watcher is self._watcher:
            self._watcher = None
