"""Deleting articles as one step that can be taken back and made again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from newsreader.core.article import Problem
from newsreader.core.hints import Any
from newsreader.store.folder import Unreadable
from newsreader.store.trash import Deleted, Trash, reason

__all__ = ["Deleted", "Deletion"]


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
        self._names: list[str] = []
        self.label = ""

    @classmethod
    def revived(
        cls,
        trash: Trash,
        label: str,
        kept: Mapping[str, Any],
        now: Callable[[], datetime],
        look_at: Callable[[Sequence[str]], None],
    ) -> Deletion:
        """The deletion of an earlier session, by what `kept` gave. Raises KeyError or TypeError."""
        deletion = cls(trash, list(map(str, kept["paths"])), now, look_at)
        deletion._names = list(map(str, kept["names"]))
        deletion.label = label
        return deletion

    def kept(self) -> dict[str, Any]:
        """Where the files were, and their names in the trash."""
        return {"paths": self._paths, "names": self._names}

    def redo(self) -> str:
        """Delete them; "" or why some are where they were. `label` says then what was done."""
        trouble = ""
        self._names = []
        gone: list[str] = []
        for path in self._paths:
            try:
                self._names.append(self._trash.put(path, int(self._now().timestamp())).name)
            except (OSError, Unreadable) as error:
                trouble = reason(error)
            else:
                gone.append(path)
        count = len(gone)
        one, many = "Article moved to the trash", f"{count:,} articles moved to the trash"
        self.label = "" if not count else one if count == 1 else many
        self._look_at(gone)
        return trouble

    def undo(self) -> str:
        """Bring them back; "" or why some are in the trash still."""
        trouble = ""
        restored: list[str] = []
        there = {deleted.name: deleted for deleted in self._trash.deleted()}
        for name in self._names:
            if name not in there:
                trouble = str(Problem.GONE)
                continue
            try:
                restored.append(self._trash.restore(there[name]))
            except OSError as error:
                trouble = reason(error)
        self._paths = restored
        self._look_at(restored)
        return trouble
