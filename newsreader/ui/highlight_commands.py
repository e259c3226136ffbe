"""Highlights at work: made of what is selected, listed, and taken off again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from newsreader.core.article import Article
from newsreader.core.highlights import Highlight
from newsreader.ui.highlights_overlay import HighlightsOverlay
from newsreader.ui.look import Look
from newsreader.ui.marking import Marking
from newsreader.ui.opened import Opened
from newsreader.ui.reading import Reading
from newsreader.ui.reading_pane import ReadingPane


class HighlightCommands:
    """`article.highlight` and `article.highlights`."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        reading: Reading,
        pane: ReadingPane,
        marking: Marking,
        say: Callable[[str], None],
    ) -> None:
        """`look` is the one in force, `say` tells something in passing."""
        self._window = window
        self._look = look
        self._reading = reading
        self._pane = pane
        self._marking = marking
        self._say = say
        self._overlay = Opened(self._make)

    def article_highlight(self) -> None:
        """Highlight what is selected, else the paragraph at the top of the pane; what is highlighted already is not
        afterwards.
        """
        article = self._reading.article
        if article is None:
            return
        passage = self._pane.marked.passage()
        if passage is None:
            self._say("Select a passage of the text first")
            return
        self._pane.marked.clear_selection()
        if passage.covered_by:
            for highlight in passage.covered_by:
                self._take_off(article, highlight)
        else:
            highlight = passage.highlight
            self._marking.write(highlight.field, [article.identity], [*highlight.value], "Highlighted", article.title)

    def article_highlights(self) -> None:
        """List the highlights of the article."""
        article = self._reading.article
        if article is None:
            return
        highlights = self._marking.own(article).highlights
        if not highlights:
            self._say("Nothing is highlighted in this article")
            return
        overlay = self._overlay.get()
        overlay.show_highlights(highlights, self._pane.marked.lost)
        overlay.open()

    def _make(self) -> HighlightsOverlay:
        overlay = HighlightsOverlay(self._look(), self._window)
        overlay.chosen.connect(self._go_to)
        overlay.taken_off.connect(lambda one: self._take_off(self._reading.article, one))
        return overlay

    def _go_to(self, highlight: Highlight) -> None:
        self._pane.take_focus()
        if not self._pane.marked.jump_to(highlight):
            self._say("These words are no longer in the text")

    def _take_off(self, article: Article | None, highlight: Highlight) -> None:
        if article is not None:
            self._marking.write(highlight.field, [article.identity], False, "Highlight taken off", article.title)
