"""Where things stand in a document: the block at a height, and the areas of a stretch of text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from newsreader.core.hints import Any
from newsreader.core.late import late

RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Letters that are read from the right."""
_TOUCHING = 0.5
"""Pixels between two pieces of a line that are one."""


def block_at(document: QTextDocument, y: float) -> QTextBlock:
    """The text block that stands at height `y`, or the one before a gap; the first above them all, the last below.

    While a document is being laid out, Qt's own answer may be a block far below: then it is looked for upwards.
    """
    layout = document.documentLayout()
    left = document.rootFrame().frameFormat().leftMargin()
    position = layout.hitTest(QPointF(left + 1, max(0.0, y)), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, position))
    while layout.blockBoundingRect(block).top() > y and block.previous().isValid():
        block = block.previous()
    return block


def stretches(block: QTextBlock, origin: QPointF, begin: int, length: int) -> Iterator[tuple[QRectF, QTextLine]]:
    """The areas of a stretch of a block's text, as high as the line's text: one for each line it stands on, more where
    other words stand between its parts because one is read from the left and one from the right.
    """
    layout = block.layout()
    end = begin + length
    turns = _turns(block)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start, stop = line.textStart(), line.textStart() + line.textLength()
        if stop <= begin:
            continue
        if start >= end:
            break
        first, last = max(begin, start), min(end, stop)
        height = line.ascent() + line.descent()
        for left, right in _drawn(line, first, last) if turns else [_spanned(line, first, last)]:
            yield QRectF(origin.x() + left, origin.y() + line.y(), right - left, height), line


def _turns(block: QTextBlock) -> bool:
    """Whether anything in a block is read from the right."""
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        return True
    text = block.text()
    return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None


def _spanned(line: QTextLine, first: int, last: int) -> tuple[float, float]:
    left, right = _x(line, first), _x(line, last)
    return min(left, right), max(left, right)


def _drawn(line: QTextLine, first: int, last: int) -> list[tuple[float, float]]:
    """From where to where the letters between two positions are drawn, from the left.

    Where the direction turns, a position is at two places, and Qt's answer is that of the letter behind it.
    """
    areas = sorted((run.boundingRect() for run in line.glyphRuns(first, last - first)), key=QRectF.left)
    joined: list[tuple[float, float]] = []
    for area in areas:
        if joined and area.left() <= joined[-1][1] + _TOUCHING:
            joined[-1] = joined[-1][0], max(joined[-1][1], area.right())
        else:
            joined.append((area.left(), area.right()))
    return joined


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)
    return float(found[0])
