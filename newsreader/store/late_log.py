"""The program's log, whose module of the standard library is imported when there is something to say: with `traceback`
and what that brings it takes 2.4 ms of a start.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import RLock

from newsreader.core.hints import TYPE_CHECKING

if TYPE_CHECKING:
    import logging

_NAME = "newsreader"
_WAITING: list[Callable[[logging.Logger], None]] = []
_LOCK = RLock()
"""Lanes have something to say, too."""


def log() -> logging.Logger:
    """The log, ready to be written to."""
    import logging

    logger = logging.getLogger(_NAME)
    with _LOCK:
        while _WAITING:
            _WAITING.pop(0)(logger)
    return logger


def make_ready(prepare: Callable[[logging.Logger], None]) -> None:
    """Call `prepare` with the log before its next line; now, where others have imported its module already."""
    _WAITING.append(prepare)
    if "logging" in sys.modules:
        log()
