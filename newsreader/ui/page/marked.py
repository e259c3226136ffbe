"""Highlights of the reader in the page: found in its text, painted under it, and made of what is selected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextDocument

from newsreader.core.highlights import Highlight, Squeezed, marked, place_of
from newsreader.core.values import dataclass
from newsreader.ui.page.browser import PageBrowser
from newsreader.ui.page.decorations import Hit, Hits
from newsreader.ui.page.runs import utf16_length
from newsreader.ui.page.screen import Screen
from newsreader.ui.page.scrolling import MARGIN, Scrolling
from newsreader.ui.page.writing import Writing


@dataclass(frozen=True, slots=True)
class Passage:
    """What a highlight would be made of, and the highlights that hold all of it already."""

    highlight: Highlight
    covered_by: tuple[Highlight, ...]


class Marked:
    """The highlights of the page on the screen."""

    def __init__(self, browser: PageBrowser, screen: Screen, scrolling: Scrolling, writing: Writing) -> None:
        self._browser = browser
        self._screen = screen
        self._scrolling = scrolling
        self._writing = writing
        self._wanted: Sequence[Highlight] = ()
        self._places: dict[Highlight, tuple[int, int]] = {}
        self._is_begun = False

    @property
    def lost(self) -> tuple[Highlight, ...]:
        """Those whose words are no longer in the text; none before the page is whole."""
        sheet = self._screen.sheet
        if sheet is None or not sheet.done:
            return ()
        return tuple(highlight for highlight in self._wanted if highlight not in self._places)

    def show(self, highlights: Sequence[Highlight]) -> None:
        """Paint these."""
        self._wanted = highlights
        self._find()

    def search_again(self) -> None:
        """The text has changed."""
        if self._wanted and self._is_begun:
            self._find()

    def page_written(self) -> None:
        """More of the page is there: what is on the first screen is painted with it, the rest when it is whole."""
        sheet = self._screen.sheet
        if sheet is not None and self._wanted and (sheet.done or not self._is_begun):
            self._find()

    def page_leaves(self) -> None:
        """Another page comes."""
        self._is_begun = False
        self._places = {}
        self._screen.marked = Hits()

    def passage(self) -> Passage | None:
        """What is selected, else the paragraph at the top of the view; None where there is no text, or too much."""
        sheet = self._screen.sheet
        if sheet is None:
            return None
        cursor = self._browser.textCursor()
        if cursor.hasSelection():
            spans = iter([(cursor.selectionStart(), cursor.selectionEnd())])
        else:
            spans = self._paragraphs()
        text = _Text(sheet.document)
        for first, end in spans:
            made = marked(text.squeezed, text.characters(first), text.characters(end))
            if made is not None or cursor.hasSelection():
                break
        else:
            return None
        if made is None:
            return None
        inside = text.squeezed.outside(made.at, made.at + len(made.quote))
        begin, over = text.units(inside[0]), text.units(inside[1])
        holding = (one for one, (left, right) in self._places.items() if left <= begin and over <= right)
        return Passage(made, tuple(holding))

    def clear_selection(self) -> None:
        """Nothing is selected any more; the view stays where it is."""
        cursor = self._browser.textCursor()
        cursor.clearSelection()
        self._browser.setTextCursor(cursor)

    def jump_to(self, highlight: Highlight) -> bool:
        """Bring a highlight up; whether it is in the text."""
        self._writing.write_until(lambda sheet: sheet.done)
        self._find()
        sheet, place = self._screen.sheet, self._places.get(highlight)
        if sheet is not None and place is not None:
            self._scrolling.jump_to(sheet.height_at(place[0]) - MARGIN)
        return place is not None

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        """The parts of the page from the top of the view on, without the title."""
        sheet = self._screen.sheet
        if sheet is None:
            return
        starts = [start.position() for start in sheet.placed.starts]
        ends = [*starts[1:], sheet.document.characterCount() - 1]
        first = max(1, self._scrolling.place().block)
        yield from zip(starts[first:], ends[first:], strict=True)

    def _find(self) -> None:
        sheet = self._screen.sheet
        self._places = {}
        self._is_begun = True
        if sheet is not None and self._wanted:
            text = _Text(sheet.document)
            for highlight in self._wanted:
                found = place_of(text.squeezed, highlight)
                if found is not None:
                    self._places[highlight] = (text.units(found[0]), text.units(found[1]))
            hits = [hit for first, end in self._places.values() for hit in _by_block(sheet.document, first, end)]
            self._screen.marked = Hits(tuple(sorted(hits, key=lambda hit: hit.position)))
        else:
            self._screen.marked = Hits()
        self._browser.viewport().update()


class _Text:
    """The text of a document, whose positions Qt counts in UTF-16."""

    def __init__(self, document: QTextDocument) -> None:
        self._text = document.toPlainText()
        self._is_plain = len(self._text) == document.characterCount() - 1
        self.squeezed = Squeezed(self._text)

    def units(self, character: int) -> int:
        return character if self._is_plain else utf16_length(self._text[:character])

    def characters(self, unit: int) -> int:
        if self._is_plain:
            return unit
        return len(self._text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "replace"))


def _by_block(document: QTextDocument, first: int, end: int) -> Iterator[Hit]:
    """A stretch of the document, cut where its blocks end."""
    block = document.findBlock(first)
    while block.isValid() and block.position() < end:
        start, stop = max(first, block.position()), min(end, block.position() + block.length() - 1)
        if stop > start:
            yield Hit(start, stop - start)
        block = block.next()
