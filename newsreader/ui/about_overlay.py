"""What this program is, which versions it runs on, and whose work it carries."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsreader.ui.empty_state import EmptyState
from newsreader.ui.look import Look
from newsreader.ui.overlay import Overlay

_WIDTH, _HEIGHT = 480, 420
_SEPARATOR = " · "
_WORKS = (
    "Typeface: Source Serif 4, by Adobe (OFL 1.1). Drawings: Lucide (ISC). "
    "With PySide6, Markdown, nh3, Pygments, apsw and watchfiles, under their own licences."
)


class AboutOverlay(Overlay):
    """A card in the middle of the window."""

    def __init__(self, look: Look, parent: QWidget, versions: str, copy: Callable[[], None]) -> None:
        """`versions` is one line a version, the program's first; `copy` puts them on the clipboard."""
        super().__init__(look, parent)
        self.panel.setAccessibleName("About Newsreader")
        name, _, others = versions.partition("\n")
        self._card = EmptyState(look, "raised")
        text = f"The desktop reader for news you keep. MIT licence. {_SEPARATOR.join(others.splitlines())}."
        self._card.show_message("newspaper", name, text, [("Copy versions", copy, False)], _WORKS)
        column = QVBoxLayout(self.panel)
        # The card has a ground of its own, and the panel round corners.
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._card)

    def place_panel(self, room: QRect) -> QRect:
        """In the middle, and never beyond the window."""
        width = min(self._look.px(_WIDTH), room.width() - self._look.px(32))
        height = min(self._look.px(_HEIGHT), room.height() - self._look.px(32))
        return QRect((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        super().apply_look(look)
        self._card.apply_look(look)
