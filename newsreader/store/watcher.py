"""Hearing of changes in a folder as they happen, in a thread of its own.

`watchfiles` tells of every change, new folders included, in one batch (engine.md, "Watching"). Where it cannot (network
drives, too many folders) nothing is lost: the folder is looked at anyway, at the start and when the window comes to the
front.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from newsreader.store.folder import is_article_path
from newsreader.store.own_folder import STATE
from newsreader.store.searches_file import SEARCHES

MANY = 500
"""After more changes than this at once, all of the folder is looked at: one survey is cheaper, and misses nothing."""
_STEP_MS, _DEBOUNCE_MS = 50, 400
_WAKE_MS = 1000


class Watcher:
    """Watches one folder. `watch` blocks and belongs in a thread of its own; `stop` may be called from any."""

    def __init__(self, root: Path) -> None:
        """`root` is the library."""
        self._root = root
        self._stopped = threading.Event()

    def watch(self, deliver: Callable[[tuple[str, ...] | None], None]) -> str:
        """Tell of changed files as paths relative to the library, or None for "look at everything", until `stop`.

        Why it ended: "" after `stop`, else the system's reason.
        """
        from watchfiles import watch  # 30 ms of imports: asyncio is one of them

        real = os.path.realpath(self._root)
        try:
            for changes in watch(
                real,
                watch_filter=None,
                debounce=_DEBOUNCE_MS,
                step=_STEP_MS,
                stop_event=self._stopped,
                rust_timeout=_WAKE_MS,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                paths = {os.path.relpath(path, real).replace(os.sep, "/") for _, path in changes}
                news = _worth(Path(real), paths)
                if news is None or news:
                    deliver(news)
        except (OSError, RuntimeError) as error:
            return str(error)
        return "" if self._stopped.is_set() else "The folder is gone."

    def stop(self) -> None:
        """End `watch`, within a second."""
        self._stopped.set()


def is_state(path: str) -> bool:
    """Whether a path relative to the library is a journal that is kept inside it."""
    return path.endswith(".jsonl") and path.split("/")[:-1] == [*STATE]


def _worth(root: Path, paths: set[str]) -> tuple[str, ...] | None:
    """The files among what has changed that may be articles, saved searches or state; None where whole folders came,
    went or moved.
    """
    files: list[str] = []
    for path in paths:
        parts = path.split("/")
        if path == SEARCHES or is_state(path):
            files.append(path)
            continue
        if any(part.startswith(".") for part in parts):
            continue
        if not is_article_path(path):
            known = (root / path).is_dir() or not (root / path).exists()
            if known and not Path(path).suffix:
                return None
            continue
        files.append(path)
    return None if len(files) > MANY else tuple(sorted(files))
