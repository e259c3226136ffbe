"""Hearing of changes in a folder as they happen, in a thread of its own.

`watchfiles` tells of every change, new folders included, in one batch (engine.md, "Watching"). Where it cannot (network
drives, too many folders) nothing is lost: the folder is looked at anyway, at the start and when the window comes to the
front.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from importlib.machinery import PathFinder
from pathlib import Path

from newsreader.core.hints import TYPE_CHECKING
from newsreader.store.folder import is_article_path
from newsreader.store.own_folder import STATE
from newsreader.store.searches_file import SEARCHES

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

MANY = 500
"""After more changes than this at once, all of the folder is looked at: one survey is cheaper, and misses nothing."""
_STEP_MS, _DEBOUNCE_MS = 50, 400
_WAKE_MS, _POLL_MS = 1000, 300
_ENDS = ("stop", "signal")


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
        real = os.path.realpath(self._root)
        try:
            with _notifier(real) as notifier:
                while (changes := notifier.watch(_DEBOUNCE_MS, _STEP_MS, _WAKE_MS, self._stopped)) not in _ENDS:
                    if not isinstance(changes, str):  # else nothing has changed
                        self._tell(real, (path for _, path in changes), deliver)
        except (OSError, RuntimeError) as error:
            return str(error)
        return "" if self._stopped.is_set() else "The folder is gone."

    def _tell(self, real: str, changed: Iterable[str], deliver: Callable[[tuple[str, ...] | None], None]) -> None:
        paths = {os.path.relpath(path, real).replace(os.sep, "/") for path in changed}
        news = _worth(Path(real), paths)
        if news is None or news:
            deliver(news)

    def stop(self) -> None:
        """End `watch`, within a second."""
        self._stopped.set()


def _notifier(path: str) -> RustNotify:
    """What `watchfiles.watch` itself is made of, its documented `RustNotify`, on a folder and all within it.

    Importing the package brings asyncio's and processes' modules for what is not used here, 2.6 MB for as long as the
    program runs (2026-11-30); so the extension is taken from it alone. Raises OSError and RuntimeError.
    """
    from importlib.util import find_spec, module_from_spec

    spec = find_spec("watchfiles")
    if spec is None or spec.submodule_search_locations is None:
        raise OSError("watchfiles is not there")
    found = PathFinder.find_spec("watchfiles._rust_notify", spec.submodule_search_locations)
    if found is None or found.loader is None:
        raise OSError("watchfiles is not whole")
    module = module_from_spec(found)
    found.loader.exec_module(module)
    # As `watch` does: Windows' disks under Linux tell of nothing, and are looked at again and again.
    polls = hasattr(os, "uname") and "microsoft-standard" in os.uname().release
    notifier: RustNotify = module.RustNotify([path], False, polls, _POLL_MS, True, True)
    return notifier


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
