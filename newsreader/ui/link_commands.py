"""`article.links`: every link of the article in one list, the original first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from newsreader.core.page import Page
from newsreader.core.page_links import Link, links_of
from newsreader.core.text_fragment import with_text
from newsreader.ui.links_overlay import LinksOverlay
from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.reading import Reading


class LinkCommands:
    """Of the page that is on the screen."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        reading: Reading,
        follow: Callable[[str], None],
        say: Callable[[str], None],
        top: Callable[[], int],
    ) -> None:
        """`follow` opens an address, or says why not; `top` is the block at the top of the pane (`Place.block`)."""
        self._top = top
        self._window = window
        self._look = look
        self._reading = reading
        self._follow = follow
        self._say = say
        self._overlay = Opened(self._make)

    def article_links(self) -> None:
        """List the links."""
        article = self._reading.article
        if article is None:
            return
        original = [Link("Original", article.url)] if article.url else []
        links = original + [link for link in links_of(self._page()) if link.address != article.url]
        if not links:
            self._say("No links in this article")
            return
        overlay = self._overlay.get()
        overlay.show_links(links)
        overlay.open()

    def article_open_original_here(self) -> None:
        """Open the original at the paragraph that is at the top of the pane."""
        article = self._reading.article
        if article is None:
            return
        if not article.url:
            self._say("No link in this file")
            return
        block = self._top()
        blocks = self._page().blocks[block - 1 :] if block > 0 else ()
        passages = ("".join(run.text for run in one.runs) for one in blocks)
        passage = next((text for text in passages if text.strip()), "")
        self._follow(with_text(article.url, passage))

    def _make(self) -> LinksOverlay:
        overlay = LinksOverlay(self._look(), self._window)
        overlay.link_chosen.connect(self._follow)
        return overlay

    def _page(self) -> Page:
        shown = self._reading.shown_last
        return shown[1] if shown is not None else Page(())
