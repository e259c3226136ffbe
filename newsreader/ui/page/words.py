"""Words that are searched for in the page: marked as it is written, and brought up one after the other."""

from __future__ import annotations

from newsreader.ui.page.browser import PageBrowser
from newsreader.ui.page.finding import Finding, SpansOf, repainted
from newsreader.ui.page.screen import Screen
from newsreader.ui.page.scrolling import MARGIN, Scrolling
from newsreader.ui.page.writing import Writing


class Words:
    """The found words of the page on the screen."""

    def __init__(self, browser: PageBrowser, screen: Screen, scrolling: Scrolling, writing: Writing) -> None:
        self._browser = browser
        self._screen = screen
        self._scrolling = scrolling
        self._writing = writing
        self._finding = Finding()

    def mark(self, spans_of: SpansOf | None) -> None:
        """Mark what `spans_of` finds in the text, or nothing."""
        self._finding.spans_of = spans_of
        self._finding.forget()
        self.search_again()

    def find(self, spans_of: SpansOf) -> int:
        """Mark what `spans_of` finds, and make the first hit on the screen or below it the current one.

        How many there are.
        """
        sheet = self._screen.sheet
        if sheet is None:
            return 0
        self._writing.write_until(lambda sheet: sheet.done)
        self.mark(spans_of)
        found, top = self._finding.hits.found, self._browser.offset()
        if found:
            self._show_hit(next((i for i, hit in enumerate(found) if sheet.height_at(hit.position) >= top), 0))
        return len(found)

    @property
    def current(self) -> int:
        """The number of the current hit, from 1; 0 for none."""
        return self._finding.hits.current + 1

    def step(self, step: int) -> int:
        """The next (1) or previous (-1) hit, round the end; its number from 1, or 0 where nothing is found."""
        hits = self._finding.hits
        if not hits.found:
            return 0
        self._show_hit((hits.current + step) % len(hits.found))
        return self._finding.hits.current + 1

    def search_again(self) -> None:
        """The text has changed."""
        if self._screen.sheet is not None:
            self._finding.search(self._screen.sheet.document)
            self._paint()

    def page_written(self) -> None:
        """Mark the words in what was added to the page."""
        if self._screen.sheet is not None and self._finding.spans_of is not None:
            self._finding.search_rest(self._screen.sheet.document)
            self._paint()

    def page_leaves(self) -> int:
        """Another page comes: nothing is found on it yet. The number of the hit that was the current one, or -1."""
        current = self._finding.hits.current
        self._finding.forget()
        self._screen.hits = self._finding.hits
        self._browser.setExtraSelections([])
        return current

    def make_current(self, index: int) -> None:
        """The same page has come back: make its hit of that number the current one again, if it is there."""
        if 0 <= index < len(self._finding.hits.found):
            self._finding.make_current(index)
            self._paint()

    def _show_hit(self, index: int) -> None:
        """Make a hit the current one and bring it up, if it is not to be seen well."""
        hit = self._finding.make_current(index)
        self._paint()
        if self._screen.sheet is not None:
            y, view = self._screen.sheet.height_at(hit.position), self._scrolling.view_height()
            if not self._browser.offset() + MARGIN <= y <= self._browser.offset() + view - 3 * MARGIN:
                self._scrolling.jump_to(y - view / 3)

    def _paint(self) -> None:
        sheet = self._screen.sheet
        self._screen.hits = self._finding.hits
        if sheet is not None:
            self._browser.setExtraSelections(repainted(sheet.document, self._screen.hits, self._screen.look))
            self._browser.viewport().update()
