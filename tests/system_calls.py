"""What stands in for the system under the program's files: every call that looks at or changes a disk is counted, and
a test may act before the n-th one, or have it fail as a full or broken disk does.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from typing import Any

import pytest

LOOKING = ("stat", "lstat")
CHANGING = ("open", "write", "fsync", "replace", "rename", "link", "unlink", "mkdir", "ftruncate")
"""Opening is one of them: it may make a file."""


class SystemCalls:
    """Stands before the calls of `os`, which `pathlib` makes as well; at rest it does nothing but pass them on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, names: Sequence[str] = (*LOOKING, *CHANGING)) -> None:
        """Only the calls called `names` are counted."""
        self.count = 0
        self.before: Callable[[int], None] | None = None
        """What happens just before a call, by its number; nothing while None."""
        self.fails: Callable[[int, str], int] | None = None
        """The error of the call of a number and name, 0 where it does its work; all do while None."""
        self._is_inside = False
        for name in names:
            monkeypatch.setattr(os, name, self._standing_in(name, getattr(os, name)))

    def rest(self) -> None:
        """The system is sound again, and counts anew."""
        self.count, self.before, self.fails = 0, None, None

    def _standing_in(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            if self._is_inside or (self.before is None and self.fails is None):
                return real(*words, **named)
            self.count += 1
            self._is_inside = True  # what a test does in between is not counted
            try:
                if self.before is not None:
                    self.before(self.count)
                error = self.fails(self.count, name) if self.fails is not None else 0
                if error:
                    if name == "write":
                        real(words[0], bytes(words[1])[: len(words[1]) // 2])  # as far as the disk goes
                    raise OSError(error, os.strerror(error))
                return real(*words, **named)
            finally:
                self._is_inside = False

        return call


def once(at: int, error: int) -> Callable[[int, str], int]:
    """The call of this number fails, and no other."""
    return lambda number, _name: error if number == at else 0


def from_then_on(at: int, error: int) -> Callable[[int, str], int]:
    """The call of this number fails, and all after it; a full disk lets one delete."""
    lets = ("unlink", "ftruncate") if error == errno.ENOSPC else ()
    return lambda number, name: error if number >= at and name not in lets else 0
