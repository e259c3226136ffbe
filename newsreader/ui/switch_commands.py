"""The overlay of libraries at work: which there are, which can be reached, and what becomes of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newsreader.reader.remembered import is_reachable
from newsreader.ui.libraries_overlay import LibrariesOverlay
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.tasks import Lane


class SwitchCommands:
    """The command `library.switch`."""

    def __init__(
        self,
        overlay: LibrariesOverlay,
        desk: LibraryDesk,
        lane: Lane,
        known: Callable[[], Sequence[Path]],
        forget: Callable[[Path], None],
        open_left: Callable[[Path], None],
        open_folder: Callable[[], None],
    ) -> None:
        """`known` are the libraries that are remembered, the last one first; `lane` asks for their folders, which may
        take long. `open_left` opens one where it was left; `open_folder` lets the reader choose any folder.
        """
        self._overlay = overlay
        self._desk = desk
        self._lane = lane
        self._known = known
        overlay.library_chosen.connect(open_left)
        overlay.library_forgotten.connect(forget)
        overlay.folder_wanted.connect(open_folder)

    def library_switch(self) -> None:
        """The libraries that were open lately, in an overlay."""
        current = self._desk.library.root if self._desk.library is not None else None
        first = [current] if current is not None else []
        roots = first + [root for root in self._known() if root != current]
        self._overlay.show_libraries(roots, current)
        self._overlay.open()
        for root in roots:
            self._ask_for(root)

    def _ask_for(self, root: Path) -> None:
        def tell(reachable: bool) -> None:
            if not reachable:
                self._overlay.show_unreachable(root)

        self._lane.submit(lambda: is_reachable(root), tell)
