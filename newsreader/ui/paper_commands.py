"""`article.print` and `article.export`: the article on the screen, on paper or in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from newsreader.core.article import Article
from newsreader.core.hints import TYPE_CHECKING
from newsreader.core.page import Page
from newsreader.ui.reading import Reading

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from newsreader.ui.paper_desk import PaperDesk

AskPrinter = Callable[[QWidget, str, Callable[["QPagedPaintDevice"], None]], None]
"""Has a printer chosen for something of this title."""
AskFile = Callable[[QWidget, str, Callable[[Path], None]], None]
"""Has a file chosen to save under; this name is offered."""


class PaperCommands:
    """Ctrl+P and Ctrl+S."""

    def __init__(self, reading: Reading, make_desk: Callable[[], PaperDesk], say: Callable[[str], None]) -> None:
        """`make_desk` is called once, when something is printed or saved for the first time."""
        self._reading = reading
        self._make_desk = make_desk
        self._say = say
        self._made: PaperDesk | None = None

    def article_print(self) -> None:
        """Choose a printer, and print the article."""
        shown = self._current()
        if shown is not None:
            self._desk().print_article(*shown)

    def article_export(self) -> None:
        """Choose a file, and save the article in it."""
        shown = self._current()
        if shown is not None:
            self._desk().save_article(*shown)

    def _desk(self) -> PaperDesk:
        if self._made is None:
            self._made = self._make_desk()
        return self._made

    def _current(self) -> tuple[Article, Page] | None:
        """The selected article and its page, once that is there."""
        article = self._reading.article
        if article is None:
            return None
        shown = self._reading.shown_last
        if shown is None or shown[0].path != article.path:
            self._say("The article is not there yet")
            return None
        return shown
