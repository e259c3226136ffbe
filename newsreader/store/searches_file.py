"""The saved searches of a library on disk: `.newsreader/searches.toml`."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from newsreader.core.saved import SavedSearch
from newsreader.store.files import write_atomic
from newsreader.store.journal import READ_ONLY
from newsreader.store.own_folder import OWN_FOLDER, enter_own

SEARCHES = f"{OWN_FOLDER}/searches.toml"
"""Where the file is, below the library."""
_LARGEST = 256 * 1024


class SearchesFile:
    """One file; every call blocks for some system calls. A file that is not understood is never written over."""

    def __init__(self, root: Path, *, is_read_only: bool = False) -> None:
        """`root` is the library; nothing is made before something is saved, and never where it `is_read_only`."""
        self._is_read_only = is_read_only
        self._root = root

    def load(self) -> tuple[tuple[SavedSearch, ...], str]:
        """The searches, and a sentence about what could not be read or understood ("" for nothing)."""
        try:
            text = self._text()
            if not text:
                return (), ""
            from newsreader.core.saved_file import read_searches

            return read_searches(text)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            return (), f"The saved searches could not be read: {why}."

    def save(self, search: SavedSearch) -> None:
        """Keep a search, or give its name another query. Raises OSError, or ValueError where the file is broken."""
        from newsreader.core.saved_file import with_search

        self._change(lambda text: with_search(text, search), search.name)

    def remove(self, name: str) -> None:
        """Forget a search. Raises OSError, or ValueError where the file is broken."""
        from newsreader.core.saved_file import without_search

        self._change(lambda text: without_search(text, name))

    def _change(self, change: Callable[[str], str], name: str = "") -> None:
        """Write the file anew, if it is understood, and holds a search called `name` then ("" for any)."""
        if self._is_read_only:
            raise OSError(errno.EROFS, READ_ONLY)
        from newsreader.core.saved_file import read_searches

        text = self._text()
        changed = change(text)
        for version in (text, changed):
            _, trouble = read_searches(version)
            if trouble and not read_searches(version)[0]:
                raise ValueError(trouble)
        if name and name not in [kept.name for kept in read_searches(changed)[0]]:
            raise ValueError("there is no room for another, or the file is written in a way that hides it")
        folder = enter_own(self._root, (OWN_FOLDER,), make=True)
        write_atomic(folder / Path(SEARCHES).name, changed.encode("utf-8", "surrogatepass"))

    def _text(self) -> str:
        """What the file holds, "" where there is none. Raises OSError or ValueError."""
        try:
            descriptor = os.open(
                enter_own(self._root, (OWN_FOLDER,)) / Path(SEARCHES).name,
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0),
            )
        except FileNotFoundError:
            return ""
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST:
                raise ValueError("it is no file of a reasonable size")
            return file.read(_LARGEST).decode("utf-8-sig")
