"""Words found in a page: where they are, which is the current one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from newsreader.ui.look import Look
from newsreader.ui.page.decorations import Hit, Hits
from newsreader.ui.page.runs import utf16_length

SpansOf = Callable[[str], list[tuple[int, int]]]
"""Where something occurs in a text: (first, end) in characters, in order."""

MOST_HITS = 2000
"""Hits beyond this are neither counted nor painted."""


def find_hits(document: QTextDocument, spans_of: SpansOf) -> Hits:
    """Every hit in a document, text block by text block."""
    found: list[Hit] = []
    block = document.begin()
    while block.isValid() and len(found) < MOST_HITS:
        found.extend(_hits_of(block, spans_of))
        block = block.next()
    return Hits(tuple(found[:MOST_HITS]))


def _hits_of(block: QTextBlock, spans_of: SpansOf) -> list[Hit]:
    text = block.text()
    if not text:
        return []
    start = block.position()
    return [
        Hit(start + utf16_length(text[:first]), utf16_length(text[first:end]))
        for first, end in spans_of(text)
        if end > first
    ]


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
