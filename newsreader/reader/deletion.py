"""Deleting articles as one step that can be taken back and made again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from newsreader.store.folder import Unreadable
from newsreader.store.trash import Deleted, Trash, reason


class Deletion:
    """The step of deleting some articles. Every call blocks for some system calls a file."""

    def __init__(
        self, trash: Trash, paths: Sequence[str], now: Callable[[], datetime], look_at: Callable[[Sequence[str]], None]
    ) -> None:
        """Nothing is deleted before `redo`; `look_at` is told the places where something has changed."""
        self._trash = trash
        self._paths = list(paths)
        self._now = now
        self._look_at = look_at
        self._deleted: list[Deleted] = []
        self.label = ""

    def redo(self) -> str:
        """Delete them; "" or why some are where they were. `label` says then what was done."""
        trouble = ""
        self._deleted = []
        for path in self._paths:
            try:
                self._deleted.append(self._trash.put(path, int(self._now().timestamp())))
            except (OSError, Unreadable) as error:
                trouble = reason(error)
        count = len(self._deleted)
        one, many = "Article moved to the trash", f"{count:,} articles moved to the trash"
        self.label = "" if not count else one if count == 1 else many
        self._look_at([deleted.path for deleted in self._deleted])
        return trouble

    def undo(self) -> str:
        """Bring them back; "" or why some are in the trash still."""
        trouble = ""
        restored: list[str] = []
        for deleted in self._deleted:
            try:
                restored.append(self._trash.restore(deleted))
            except OSError as error:
                trouble = reason(error)
        self._paths = restored
        self._look_at(restored)
        return trouble

    @property
    def count(self) -> int:
        """How many articles it has deleted."""
        return len(self._deleted)
