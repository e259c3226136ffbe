"""The steps that can be taken back, in a file of lines: a convenience that outlives the window.

What was marked is in the journal, which is synced at each mark; losing this file loses the way back and nothing else.
So it is appended to without a sync, and a line that makes no sense is passed over.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsreader.core.hints import Any
from newsreader.store.files import make_private_folder, write_all, write_atomic
from newsreader.store.many import json_of

_LARGEST = 64 * 1024 * 1024
"""A file above this is not read, and none is made so large."""
_TOO_LARGE = "It is too large"
_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Row = dict[str, Any]
"""One line: a map of JSON."""


class StepsFile:
    """One file; every call blocks for some system calls, and nothing is written where it `is_read_only`."""

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        """Nothing is made before the first line."""
        self._path = path
        self._is_read_only = is_read_only

    def rows(self) -> Iterator[Row]:
        """Every line that can be understood, in order, as it is read; none where there is no file. Raises OSError, with
        EFBIG where the file is too large.
        """
        return (row for line in self._lines() if (row := _row(line)) is not None)

    def complaint(self) -> str:
        """What cannot be used of it, as one sentence; "" for nothing."""
        try:
            bad = sum(bool(line.strip()) and _row(line) is None for line in self._lines())
        except OSError as error:
            return f"What can be undone could not be read: {error.strerror or error}."
        return f"Lines that could not be understood: {bad}. They are left out." if bad else ""

    def _lines(self) -> Iterator[bytes]:
        try:
            descriptor = os.open(self._path, os.O_RDONLY | _SAFE)
        except FileNotFoundError:
            return
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise OSError(errno.EINVAL, "It is not a file")
            if about.st_size > _LARGEST:
                raise OSError(errno.EFBIG, _TOO_LARGE)
            yield from file

    def append(self, row: Row) -> None:
        """Add a line. Raises OSError, with EFBIG where the file would become too large."""
        if self._is_read_only:
            return
        make_private_folder(self._path.parent)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _SAFE, 0o600)
        line = _line(row)
        try:
            if os.fstat(descriptor).st_size + len(line) >= _LARGEST:
                raise OSError(errno.EFBIG, _TOO_LARGE)
            # What stands before may be a line that was torn: this one begins its own.
            write_all(descriptor, b"\n" + line)
        finally:
            os.close(descriptor)

    def replace(self, rows: Iterable[Row]) -> None:
        """Have these lines and no others. Raises OSError, and the file is as it was."""
        if not self._is_read_only:
            write_atomic(self._path, b"\n".join(map(_line, rows)))


def _line(row: Row) -> bytes:
    return json_of(row) + b"\n"


def _row(line: bytes) -> Row | None:
    try:
        row = json.loads(line) if line.strip() else None
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None
