"""Words found in a page: where they are, which is the current one, and their text in a colour that stays legible."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from newsreader.core.values import replace
from newsreader.ui.look import Look
from newsreader.ui.page.decorations import Hit, Hits
from newsreader.ui.page.runs import utf16_length
from newsreader.ui.page.signs import without_signs

SpansOf = Callable[[str], list[tuple[int, int]]]
"""Where something occurs in a text: (first, end) in characters, in order."""

MOST_HITS = 2000
"""Hits beyond this are neither counted nor painted."""


class Finding:
    """What is searched for in the page that is shown, and what was found of it so far."""

    def __init__(self) -> None:
        self.spans_of: SpansOf | None = None
        self.hits = Hits()
        self._searched = -1

    def forget(self) -> None:
        """Another page comes: nothing is found yet; what is searched for stays."""
        self.hits = Hits()
        self._searched = -1

    def search(self, document: QTextDocument) -> None:
        """Search the whole document anew; the current hit stays the current one where it is still there."""
        self.forget_hits()
        self.search_rest(document)

    def forget_hits(self) -> None:
        """Nothing is found yet, but the number of the current hit is kept."""
        self.hits = replace(self.hits, found=())
        self._searched = -1

    def search_rest(self, document: QTextDocument) -> None:
        """Search what was added to the document since the last time; its last text block may have grown."""
        if self.spans_of is None:
            self.forget()
            return
        found = [hit for hit in self.hits.found if hit.position < self._searched]
        block = document.findBlock(max(0, self._searched))
        while block.isValid() and len(found) < MOST_HITS:
            found.extend(_hits_of(block, self.spans_of))
            block = block.next()
        self._searched = document.lastBlock().position()
        current = self.hits.current if self.hits.current < len(found) else -1
        self.hits = Hits(tuple(found[:MOST_HITS]), current)

    def make_current(self, index: int) -> Hit:
        """Make a hit the current one. Raises IndexError where there is none of that number."""
        hit = self.hits.found[index]
        self.hits = replace(self.hits, current=index)
        return hit


def _hits_of(block: QTextBlock, spans_of: SpansOf) -> list[Hit]:
    text = block.text()
    if not text:
        return []
    start = block.position()
    shown, own = without_signs(text)
    spans = ((own(first), own(end - 1) + 1) for first, end in spans_of(shown) if end > first)
    return [Hit(start + utf16_length(text[:first]), utf16_length(text[first:end])) for first, end in spans]


def repainted(document: QTextDocument, hits: Hits, look: Look) -> list[QTextEdit.ExtraSelection]:
    """The found texts in the colour that is legible on their ground (look.md section 2)."""
    result = []
    for index, hit in enumerate(hits.found):
        form = QTextCharFormat()
        form.setForeground(look.colour("on_hit" if index == hits.current else "fg"))
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(hit.position)
        cursor.setPosition(hit.position + hit.length, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = form
        result.append(selection)
    return result
