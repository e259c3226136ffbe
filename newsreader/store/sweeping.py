"""What killed processes left of files they were writing: taken away at each start, wherever we write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from newsreader.store.files import sweep
from newsreader.store.own_folder import OWN_FOLDER, STATE, enter_own

_BELOW_DATA = ("", "state", "seen", "history", "index")
_IN_LIBRARY = ((OWN_FOLDER,), STATE)


def sweep_all(data: Path, root: Path, now: float) -> Iterator[tuple[str, str]]:
    """Sweep the folders of the data folder and of the library; the name of each where that failed, and why.

    `now` is in seconds since 1970.
    """
    folders = [data / name for name in _BELOW_DATA]
    for parts in _IN_LIBRARY:
        with suppress(OSError):  # mostly, there is none
            folders.append(enter_own(root, parts))
    for folder in folders:
        try:
            sweep(folder, now)
        except OSError as error:
            yield folder.name, error.strerror or str(error)
