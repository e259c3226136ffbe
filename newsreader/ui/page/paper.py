"""An article on paper: the page as the reader sees it, black on white, cut into pages with a running foot.

Everything is laid out in the lengths of the screen (`type_scale`) and painted smaller: text of 18 px becomes 11 points.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QPainter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

from newsreader.core.article import Article
from newsreader.core.page import Block, Kind, Nest, Page
from newsreader.core.text import one_line
from newsreader.core.values import replace
from newsreader.ui.page.decorations import Hits
from newsreader.ui.page.formats import BlockKey
from newsreader.ui.page.pictures import Picture
from newsreader.ui.page.sheet import Printing, Sheet
from newsreader.ui.page.type_scale import BASE, Role

UNIT = 11 / BASE
"""Points on the paper of one pixel of the layout."""
_SIDE, _TOP, _BOTTOM = 36 / UNIT, 54 / UNIT, 68 / UNIT
"""Least margins of the paper, in pixels of the layout."""
_FOOT = 34 / UNIT
"""The foot's line above the lower edge."""
_GAP = 24.0
_BACK = "#fnref"
_BREAK = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
_BEFORE_TEXT = {Role.H2.value, Role.H3.value, Role.H4.value, Role.TERM.value}
"""What must not stand alone at the end of a page."""


class Paper:
    """One article on sheets of one size; written in slices, then settled, then painted page by page."""

    def __init__(self, article: Article, page: Page, printing: Printing, size: QSizeF, parent: QObject) -> None:
        """`size` is that of the paper, in points; `parent` keeps the document alive."""
        self._size = size / UNIT
        self._foot = one_line(" · ".join(part for part in (article.source, article.title) if part), 300)
        width = self._size.width() - 2 * _SIDE
        self._sheet = Sheet(article, _for_paper(page), printing, width, parent)
        document = self._sheet.document
        root = document.rootFrame()
        frame = root.frameFormat()
        frame.setTopMargin(_TOP)
        frame.setBottomMargin(_BOTTOM)
        root.setFrameFormat(frame)
        document.setPageSize(QSizeF(width, self._size.height()))

    @property
    def document(self) -> QTextDocument:
        """What is written so far."""
        return self._sheet.document

    @property
    def is_written(self) -> bool:
        """Whether the whole article is written; pictures may still be to come."""
        return self._sheet.done

    @property
    def picture_width(self) -> int:
        """The most device pixels a picture can use."""
        return self._sheet.picture_width()

    @property
    def page_count(self) -> int:
        """How many pages there are; lays out what is written."""
        return self.document.pageCount()

    def write_more(self, milliseconds: float) -> list[str]:
        """Write for about `milliseconds`; the sources of the pictures that came with it."""
        self._sheet.write_more(milliseconds)
        new = self._sheet.new_pictures()
        for placed in self._sheet.placed.pictures:
            if placed.source in new:
                blank = self._sheet.image_of(placed.name)
                self.document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(placed.name), blank)
        return new

    def take_picture(self, source: str, image: QImage | None) -> None:
        """The decoded picture of a source, or that there is none."""
        if image is None or image.isNull():
            self._sheet.picture_ready(source, None)
            return
        room = self._size.height() - _TOP - _BOTTOM - self._sheet.formats.setting(Role.CAPTION).line
        least = self._sheet.room.measure * image.height() / max(1, image.width())
        fills = image.width() >= self.picture_width and least <= room
        if image.height() > room and least > room:
            image = image.scaledToHeight(int(room))
        self._sheet.picture_ready(source, Picture(image, fills))

    def settle(self) -> None:
        """Everything is there: no heading, and no head of a table, stays alone at the end of a page."""
        # Qt lays out long documents bit by bit; one that is changed halfway keeps lines without height.
        self._lay_out()
        block = self.document.begin()
        while block.isValid():
            frame = QTextCursor(block).currentFrame()
            if isinstance(frame, QTextTable):
                self._keep_head(frame)
                block = frame.lastCursorPosition().block().next()
            else:
                self._keep_heading(block)
                block = block.next()

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page (0 is the first), with the paper's corner at the origin, in pixels of the layout."""
        top, height = number * self._size.height(), self._size.height()
        content = QRectF(-_SIDE, top + _TOP - 1, self._size.width(), height - _TOP - _BOTTOM + 2)
        painter.save()
        painter.translate(_SIDE, -top)
        painter.setClipRect(content)
        self._sheet.paint(painter, content, Hits(), Hits())
        self.document.drawContents(painter, content)
        painter.restore()
        self._paint_foot(painter, number)

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        font = self._sheet.formats.font(Role.CAPTION)
        metrics = QFontMetricsF(font)
        text = self._sheet.text_area()
        left, right = _SIDE + text.left(), _SIDE + text.right()
        count = f"{number + 1} / {self.page_count}"
        wide = metrics.horizontalAdvance(count)
        line = metrics.elidedText(self._foot, Qt.TextElideMode.ElideRight, right - left - wide - _GAP)
        painter.save()
        painter.setFont(font)
        painter.setPen(self._sheet.formats.look.colour("fg3"))
        painter.drawText(QPointF(left, self._size.height() - _FOOT), line)
        painter.drawText(QPointF(right - wide, self._size.height() - _FOOT), count)
        painter.restore()

    def _keep_heading(self, block: QTextBlock) -> None:
        form = block.blockFormat()
        if form.property(BlockKey.ROLE) in _BEFORE_TEXT and self._parts_from(block, block.next()):
            form.setPageBreakPolicy(_BREAK)
            QTextCursor(block).setBlockFormat(form)
            self._lay_out()

    def _keep_head(self, table: QTextTable) -> None:
        head, first = (table.cellAt(min(row, table.rows() - 1), 0).firstCursorPosition().block() for row in (0, 1))
        if self._parts_from(head, first):
            form = table.format().toTableFormat()
            form.setPageBreakPolicy(_BREAK)
            table.setFormat(form)
            self._lay_out()

    def _lay_out(self) -> None:
        self.document.pageCount()

    def _parts_from(self, block: QTextBlock, following: QTextBlock) -> bool:
        """Whether two blocks stand on different pages."""
        return following.isValid() and self._page_of(following) > self._page_of(block)

    def _page_of(self, block: QTextBlock) -> int:
        area = self.document.documentLayout().blockBoundingRect(block)
        line = block.layout().lineAt(0)
        return int((area.top() + (line.y() if line.isValid() else 0.0)) / self._size.height())


def _for_paper(page: Page) -> Page:
    """The page without what makes sense on a screen only: notices, and the arrows that lead back from notes."""
    blocks = (block for block in page.blocks if block.kind is not Kind.NOTICE)
    return replace(page, notices=(), blocks=tuple(_without_arrows(block) for block in blocks))


def _without_arrows(block: Block) -> Block:
    if Nest.NOTES not in block.nest:
        return block
    runs = tuple(run for run in block.runs if not (run.href.startswith(_BACK) and not run.text.strip().isalnum()))
    return replace(block, runs=runs)
