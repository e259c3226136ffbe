"""Where the state of a library is kept: on this machine, or inside the library, to be carried by what carries it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from newsreader.reader.marks import Marks
from newsreader.store.clock import Clock
from newsreader.store.index.opening import BadIndexError
from newsreader.store.index.reader import DamagedError, Reader
from newsreader.store.journal import Journal
from newsreader.store.own_folder import STATE, enter_own


class Keeping:
    """Makes the journal of one library; `complain` is told what could not be done, as one sentence."""

    def __init__(
        self, root: Path, data: Path, *, inside: bool, is_read_only: bool, complain: Callable[[str], None]
    ) -> None:
        """`inside` where the reader wants the state in the library; the files of both places are read, always."""
        self._root = root
        self._complain = complain
        self._is_read_only = is_read_only
        here, there = data / "state", root.joinpath(*STATE)
        self._has_to_adopt = self._is_inside = inside and not is_read_only and self._can_be_inside()
        self._folder, self._beside = (there, here) if self._is_inside else (here, there)

    def journal(self, device: str, clock: Clock) -> Journal:
        """The journal, not read yet."""
        return Journal(self._folder, device, clock, is_read_only=self._is_read_only, beside=(self._beside,))

    def adopt(self, marks: Marks, index: Path) -> None:
        """Once a session, after a scan: what was said elsewhere of the articles of the library is kept inside it.

        Blocking, in the scans' lane.
        """
        if not self._has_to_adopt:
            return
        try:
            reader = Reader(index)
        except (FileNotFoundError, BadIndexError, OSError):
            return  # whoever reads the index next says so
        try:
            trouble = marks.adopt(lambda identity: bool(reader.rows_like(identity)))
        except DamagedError:
            return  # whoever looks at the rows finds that out, too, and has the index made again
        finally:
            reader.close()
        self._has_to_adopt = bool(trouble)
        if trouble:
            self._complain(f"Older marks are not kept inside the library yet: {trouble}.")

    def _can_be_inside(self) -> bool:
        try:
            enter_own(self._root, STATE, make=True)
        except OSError as error:
            self._complain(f"Marks cannot be kept inside the library: {error.strerror or error}.")
            return False
        return True
