"""The overlay of libraries at work: which there are, which can be reached, and what becomes of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from newsreader.reader.remembered import is_reachable
from newsreader.ui.libraries_overlay import LibrariesOverlay
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.tasks import Lane


class SwitchCommands:
    """The command `library.switch`."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        desk: LibraryDesk,
        lane: Lane,
        known: Callable[[], Sequence[Path]],
        forget: Callable[[Path], None],
        open_left: Callable[[Path], None],
        open_folder: Callable[[], None],
    ) -> None:
        """`look` is the one in force; `known` are the libraries that are remembered, the last one first; `lane` asks
        for their folders, which may take long. `open_left` opens one where it was left; `open_folder` lets the reader
        choose any folder.
        """
        self._window = window
        self._look = look
        self._overlay = Opened(self._make)
        self._desk = desk
        self._lane = lane
        self._known = known
        self._forget = forget
        self._open_left = open_left
        self._open_folder = open_folder

    def library_switch(self) -> None:
        """The libraries that were open lately, in an overlay."""
        current = self._desk.library.root if self._desk.library is not None else None
        first = [current] if current is not None else []
        roots = first + [root for root in self._known() if root != current]
        overlay = self._overlay.get()
        overlay.show_libraries(roots, current)
        overlay.open()
        for root in roots:
            self._ask_for(root)

    def _make(self) -> LibrariesOverlay:
        overlay = LibrariesOverlay(self._look(), self._window)
        overlay.library_chosen.connect(self._open_left)
        overlay.library_forgotten.connect(self._forget)
        overlay.folder_wanted.connect(self._open_folder)
        return overlay

    def _ask_for(self, root: Path) -> None:
        def tell(reachable: bool) -> None:
            if not reachable and self._overlay.current is not None:
                self._overlay.current.show_unreachable(root)

        self._lane.submit(lambda: is_reachable(root), tell)
