"""The links of the article, to go to one by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.addresses import shown_host
from newsreader.core.page_links import Link
from newsreader.core.text import fold
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Open"), (("↑", "↓"), "Move"), (("Esc",), "Close"))


class LinksOverlay(FieldOverlay):
    """A field to narrow them, and a row a link: its text, and where it leads."""

    link_chosen = Signal(str)
    """The address of the link that was chosen."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_links`."""
        super().__init__("Links in article", "Links in this article", look, parent, _HINTS)
        self._links: tuple[Link, ...] = ()
        self.list.taken.connect(self._take)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show these, in their order."""
        self._links = tuple(links)
        self.begin()

    def row_count(self) -> int:
        """Room for all, so that the panel keeps its size while one types."""
        return len(self._links)

    def narrow(self) -> None:
        """Show the rows that fit what is typed."""
        words = fold(self.field.text()).split()
        found = [link for link in self._links if all(word in fold(f"{link.text} {link.address}") for word in words)]
        self.rows.set_items(found, _described)
        self.list.select_row(0)

    def _take(self, link: Link) -> None:
        self.leave()
        self.link_chosen.emit(link.address)


def _described(link: Link) -> OverlayRow:
    return OverlayRow(link.text, link.address, "external-link", shown_host(link.address))
