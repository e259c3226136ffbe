"""The folder `.newsreader/` of a library, in which alone the program writes there."""

from __future__ import annotations

import errno
import stat
from contextlib import suppress
from pathlib import Path

OWN_FOLDER = ".newsreader"
STATE = (OWN_FOLDER, "state")
"""Where the journals of the devices are, where the reader keeps them inside the library."""


def enter_own(root: Path, parts: tuple[str, ...], *, make: bool = False) -> Path:
    """The folder `parts` below `root`, going down real folders only: a link would lead out of the library.

    Missing ones are made, for this user alone, where `make` says so. Raises NotADirectoryError, or another OSError.
    """
    folder = root
    for part in parts:
        folder = folder / part
        if make:
            with suppress(FileExistsError):
                folder.mkdir(0o700)
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, "It is not a folder")
    return folder
