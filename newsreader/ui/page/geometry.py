"""What stands at a height of a document."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument


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
