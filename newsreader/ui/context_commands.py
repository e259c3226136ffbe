"""Commands of context menus: on the selection, a link or a picture of the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from newsreader.ui.opener import Opener
from newsreader.ui.reading_pane import ReadingPane


class ContextCommands:
    """What the page was asked about last, and what can be done with it."""

    def __init__(
        self,
        pane: ReadingPane,
        opener: Opener,
        say: Callable[[str], None],
        not_opened: Callable[[str], None],
    ) -> None:
        """`not_opened` says that the desktop did not take an address, and offers to copy it."""
        self._pane = pane
        self._opener = opener
        self._say = say
        self._not_opened = not_opened
        self._address = ""

    def ask_about(self, address: str) -> None:
        """A context menu opens on this link or picture."""
        self._address = address

    def follow(self, address: str) -> None:
        """A link of the text was activated."""
        if not self._opener.open_link(address):
            self._not_opened(address)

    def text_copy(self) -> None:
        """Copy the selected text."""
        self._pane.browser.copy()

    def text_select_all(self) -> None:
        """Select the whole text."""
        self._pane.browser.selectAll()

    def link_open(self) -> None:
        """Open the link in the browser or the mail program."""
        self.follow(self._address)

    def link_copy(self) -> None:
        """Copy the link's address."""
        QGuiApplication.clipboard().setText(self._address)
        self._say("Link copied")

    def image_copy(self) -> None:
        """Copy the picture that was asked about, or the first one in sight."""
        sources = self._pane.pictures_in_sight()
        source = self._address if self._address in sources else next(iter(sources), "")
        if source:
            QGuiApplication.clipboard().setImage(self._pane.picture(source))
        self._say("Picture copied" if source else "There is no picture in sight")
