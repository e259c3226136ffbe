"""What the log writes with: files that are turned over when they are full, and lines without control characters."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path

_BYTES = 1_000_000
_FILES = 4
"""Five files of 1 MB in all (security.md section 5)."""
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(10), *range(11, 32), 127)}


class LogFile(logging.FileHandler):
    """A file that is full becomes the first of the older ones.

    `logging.handlers` does the same and brings sockets and pickles: 24 million instructions of a start. A log that
    cannot be written any more is silent: standard error belongs to nobody in a program with a window.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Logging's hook for each line."""
        try:
            size = len(self.format(record).encode("utf-8", "replace"))
            if self.stream is not None and self.stream.tell() + size >= _BYTES:
                self._turn_over(self.stream)
        except (OSError, ValueError):
            self.handleError(record)
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's own name
        """Logging's hook, called where a line could not be written."""
        self.setLevel(logging.CRITICAL + 1)

    def _open(self) -> TextIOWrapper:
        """Logging's hook for each new file: for this user alone, whatever the system's mask allows."""
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return TextIOWrapper(os.fdopen(descriptor, "ab"), encoding=self.encoding)

    def _turn_over(self, stream: TextIOWrapper) -> None:
        """The next line opens another file."""
        stream.close()
        self.stream = None
        files = [Path(self.baseFilename), *(Path(f"{self.baseFilename}.{number + 1}") for number in range(_FILES))]
        for newer, older in reversed(list(pairwise(files))):
            if newer.exists():
                newer.replace(older)


class Plain(logging.Formatter):
    """Control characters are escaped, so that a file's name cannot steer a terminal that shows the log."""

    def format(self, record: logging.LogRecord) -> str:
        """Qt's and Python's lines alike."""
        return super().format(record).translate(_CONTROLS)


def log_handler(path: Path | None) -> logging.Handler:
    """What writes to `path`, or to nowhere where there is none, or it cannot be opened any more."""
    try:
        handler = LogFile(path, encoding="utf-8") if path is not None else logging.NullHandler()
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(Plain("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler
