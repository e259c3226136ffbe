"""One article laid out: its document, its decorations, its place. Knows a width, but no widget."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import perf_counter, thread_time

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QPainter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLine,
    QTextOption,
)

from newsreader.core.article import Article
from newsreader.core.page import Page, Place
from newsreader.core.text import direction, guess_language, mostly_cjk
from newsreader.core.values import replace
from newsreader.ui.labels import byline
from newsreader.ui.look import Look
from newsreader.ui.page.builder import PageBuilder, TitleBlock
from newsreader.ui.page.decorations import Decorations, Hits
from newsreader.ui.page.faces import Faces
from newsreader.ui.page.formats import Formats
from newsreader.ui.page.geometry import block_at
from newsreader.ui.page.parts import MOST_WEIGHT
from newsreader.ui.page.pictures import PICTURE_SCHEME, WIDEST, Picture, dressed
from newsreader.ui.page.tables import Room
from newsreader.ui.page.type_scale import PAGE_BOTTOM, PAGE_TOP, SIDE, Role, TypeScale

_SAMPLE = 2000
_LINE_WEIGHT = 60
"""How many characters an unfilled line or a gap between blocks stands for when a screenful is estimated."""
_ADVANCE, _ADVANCE_CJK = 0.45, 0.9
"""Width of a character on average, in em."""
_SLOW_LETTERS = 150_000
"""What the first slice may weigh beyond its characters: 12,000 of cuneiform, which take 0.16 s to lay out."""
_SCREENS = 1.2
"""The first slice is estimated to be so many screens high."""
MOST_PICTURE_PIXELS = 32_000_000
"""Device pixels of all pictures of one article together (security.md section 5)."""


class Printing:
    """What pages are set with: look, faces, scale (of which the script is the page's), and the device pixels of one
    logical pixel.

    One serves all pages until one of the four changes, and keeps the formats it has made for them.
    """

    def __init__(self, look: Look, faces: Faces, scale: TypeScale, ratio: float) -> None:
        self.look = look
        self.ratio = ratio
        self._faces = faces
        self._scale = scale
        self._formats: dict[tuple[tuple[str, ...], bool], Formats] = {}

    def at_ratio(self, ratio: float) -> Printing:
        """The same on another screen."""
        return Printing(self.look, self._faces, self._scale, ratio)

    def has_formats(self, language: str, cjk: bool) -> bool:
        """Whether a page like that was set already."""
        return (self._faces.for_text(language), cjk) in self._formats

    def formats(self, language: str, cjk: bool) -> Formats:
        """The formats for a page in `language`; `cjk` says that it is mostly Chinese, Japanese or Korean."""
        key = (self._faces.for_text(language), cjk)
        if key not in self._formats:
            scale = replace(self._scale, cjk=cjk)
            self._formats[key] = Formats(self.look, self._faces, scale, language)
        return self._formats[key]


class Sheet:
    """The page of one article in one printing; a change of look or text size makes a new sheet."""

    def __init__(self, article: Article, page: Page, printing: Printing, width: float, parent: QObject) -> None:
        """`width` is that of the view, in pixels; `parent` is the browser, which answers for pictures."""
        self.article = article
        self.page = page
        self.formats = printing.formats(*script_of(article, page))
        self._printing = printing
        self.pictures: dict[str, Picture] = {}
        self._asked: set[str] = set()
        self.seconds = 0.0
        self.width = width
        self.room = self._room(width)
        self.document = self._make_document(parent)
        title = TitleBlock(article.source, article.title, byline(article))
        self._builder = PageBuilder(self.document, title, page, self.formats, self.room)
        self.placed = self._builder.placed
        self._decorations = Decorations(self.formats, self.placed.marks)

    @property
    def done(self) -> bool:
        """Whether the whole page is laid out."""
        return self.written and not self.page.more

    @property
    def written(self) -> bool:
        """Whether all that has come of the page is laid out."""
        return self._builder.done

    def go_on(self, whole: Page) -> bool:
        """The `whole` page has come whose beginning this is: lay out the rest of it, too. False, and nothing is done,
        where it does not begin like that.
        """
        if not self.page.goes_on_in(whole) or not self._builder.go_on(whole):
            return False
        self.page = whole
        return True

    def write_first(self, height: float, place: Place, most: float) -> None:
        """Write what a view `height` pixels high shows at `place`, and no more.

        A place so deep in a long article that it is not reached in `most` milliseconds is left to later slices.
        """
        line = self.formats.setting(Role.TEXT)
        advance = line.pixels * (_ADVANCE_CJK if self.formats.scale.cjk else _ADVANCE)
        wanted = _SCREENS * height / line.line * self.room.measure / advance
        deadline = perf_counter() + most / 1000
        most = max(MOST_WEIGHT, 2 * wanted)
        weight, before = 0.0, 0

        def enough() -> bool:
            nonlocal weight, before
            if self.reached(place):
                weight += self._weight(self._builder.built - 1)
            else:
                before = self._builder.letters
            slow = self._builder.letters - self.document.characterCount() > _SLOW_LETTERS
            return weight > wanted or self._builder.letters - before > most or slow or perf_counter() > deadline

        self._write(enough)

    def write_more(self, milliseconds: float) -> None:
        """Lay out more of the page for about `milliseconds`; of slow text no more than one part of a paragraph."""
        deadline = perf_counter() + milliseconds / 1000
        most = self._builder.letters + MOST_WEIGHT
        self._write(lambda: perf_counter() > deadline or self._builder.letters >= most)

    def _write(self, enough: Callable[[], bool]) -> None:
        """Write until `enough` says so; `seconds` is the processor time all of it took, layout included."""
        start = thread_time()
        self._builder.write(enough)
        self.seconds += thread_time() - start

    def reached(self, place: Place) -> bool:
        """Whether `place` stands in the document already."""
        return self.done or self._builder.built > place.block

    def fit(self, width: float) -> None:
        """Fit the page to a view `width` pixels wide; the view itself gives the document that width."""
        if width == self.width:
            return
        self.width = width
        room = self._room(width)
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        self._set_margins(room)
        if room != self.room:
            self.room = room
            self._builder.set_room(room)
            for table in self.placed.tables:
                table.fit(room)
            for code in self.placed.code:
                code.fit(room)
            for source in {placed.source for placed in self.placed.pictures if placed.shown}:
                self._fit_picture(source)
        cursor.endEditBlock()

    def text_area(self) -> QRectF:
        """Where the text stands, in document coordinates, down to the end of the page, all of which is laid out."""
        left = self.document.rootFrame().frameFormat().leftMargin()
        return QRectF(left, 0, self.room.measure, self.document.size().height())

    def paint(self, painter: QPainter, view: QRectF, hits: Hits, marked: Hits) -> None:
        """Paint what stands under the text in `view`, in document coordinates."""
        left = self.document.rootFrame().frameFormat().leftMargin()
        text = QRectF(left, view.top(), self.room.measure, view.height())
        self._decorations.paint(painter, self.document, view, text, hits, marked)

    def box_at(self, place: QPointF) -> str:
        """Where the box of a missing picture at a place of the document leads; "" for nowhere."""
        return self._decorations.box_at(self.document, place, self.text_area())

    def place_at(self, y: float) -> Place:
        """The place whose line is the first to be seen when the page is scrolled to height `y`."""
        layout = self.document.documentLayout()
        block = block_at(self.document, y)
        while block.isValid():
            top = layout.blockBoundingRect(block).top()
            for line in _lines(block):
                if top + line.y() + line.height() > y:
                    return self._place(block, line, y - top - line.y())
            block = block.next()
        return Place()

    def height_of(self, place: Place) -> float:
        """How far the page is scrolled when `place` is at the top: 0 for `Place()`,
        the end for what is not laid out yet.
        """
        starts = self.placed.starts
        if not starts or place == Place():
            return 0.0
        index = min(place.block, len(starts) - 1)
        position = starts[index].position() + place.character
        if index + 1 < len(starts):
            position = min(position, starts[index + 1].position() - 1)
        return self.height_at(position, place.above)

    def height_at(self, position: int, above: float = 0.0) -> float:
        """Height of the line that holds a position of the document, less `above` of its own heights."""
        block = self.document.findBlock(max(0, min(position, self.document.characterCount() - 1)))
        top = self.document.documentLayout().blockBoundingRect(block).top()
        line = block.layout().lineForTextPosition(max(0, position - block.position()))
        if not line.isValid():
            return top
        y = top + line.y() + above * line.height()
        if above < 0 and block.previous().isValid():
            # The space above may be less than it was in another size; the line before it stays out of sight.
            y = max(y, self._bottom(block.previous()))
        return y

    def _bottom(self, block: QTextBlock) -> float:
        """Where the last line of a text block ends; Qt's own area of it is a little too low."""
        top, lines = self.document.documentLayout().blockBoundingRect(block).top(), _lines(block)
        return top + lines[-1].y() + lines[-1].height() if lines else top

    def scroll_limit(self, y: float, view: float) -> float:
        """How far a view `view` pixels high can be scrolled, or `y` if it can be scrolled to `y` and further.

        Lays out no more of the page than it must: Qt lays out long documents bit by bit, its scroll bar follows late.
        """
        if block_at(self.document, y + view) != self.document.lastBlock():
            return y
        return max(0.0, self.document.size().height() - view)

    def ends_above(self, y: float) -> bool:
        """Whether the last line of the page, all of which is written, begins above height `y`."""
        return self.done and block_at(self.document, y) == self.document.lastBlock()

    def text_top(self) -> float:
        """Height at which the text begins, below the title and what is said above it; 0 before it is there."""
        starts = self.placed.starts
        return self.document.documentLayout().blockBoundingRect(starts[1]).top() if len(starts) > 1 else 0.0

    def title_bottom(self) -> float:
        """Height at which the title has gone out of sight."""
        title = self.placed.title
        return self.document.documentLayout().blockBoundingRect(title).bottom() if title is not None else 0.0

    def new_pictures(self) -> list[str]:
        """Sources of pictures that were written since this was asked last, each once in the life of the sheet."""
        sources = [picture.source for picture in self.placed.pictures if picture.source not in self._asked]
        self._asked.update(sources)
        return list(dict.fromkeys(sources))

    def picture_width(self) -> int:
        """The most device pixels a picture of this page can use, however wide the view may become."""
        return round(min(self.formats.measure(math.inf) * self._printing.ratio, WIDEST))

    def waits_for(self, source: str) -> bool:
        """Whether a picture of this page has neither come nor failed yet."""
        return any(picture.source == source and not picture.shown for picture in self.placed.pictures)

    def picture_ready(self, source: str, picture: Picture | None) -> None:
        """Show the decoded picture of a source, or that there is none."""
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        if picture is None or not self._affords(picture.image):
            missing = [placed for placed in self.placed.pictures if placed.source == source]
            for placed in missing:
                placed.replace_by_text(self.formats)
            self.placed.pictures[:] = [placed for placed in self.placed.pictures if placed.source != source]
        else:
            self.pictures[source] = picture
            self._fit_picture(source)
        cursor.endEditBlock()

    def image_of(self, name: str) -> QImage:
        """What Qt's text engine draws for a picture that is not there yet: nothing of ours, a clear pixel;
        else no image at all.
        """
        if not name.startswith(f"{PICTURE_SCHEME}:"):
            return QImage()
        blank = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        blank.fill(Qt.GlobalColor.transparent)
        return blank

    def _affords(self, image: QImage) -> bool:
        """Whether all pictures of the article stay within their limit with this one."""
        pixels = sum(known.image.width() * known.image.height() for known in self.pictures.values())
        return not image.isNull() and pixels + image.width() * image.height() <= MOST_PICTURE_PIXELS

    def _fit_picture(self, source: str) -> None:
        look, picture = self.formats.look, self.pictures[source]
        for placed in self.placed.pictures:
            if placed.source == source:
                placed.shown = True
                size = placed.fit(picture, self.room.measure)
                card = look.colour("fg")
                image = dressed(picture.image, size, self._printing.ratio, dark=look.theme.dark, card=card)
                self.document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(placed.name), image)

    def _make_document(self, parent: QObject) -> QTextDocument:
        document = QTextDocument(parent)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(self.formats.font(Role.TEXT))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if direction(self.article.title) == "rtl":
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        document.setDefaultTextOption(option)
        document.setTextWidth(self.width)
        self._set_margins(self.room, document)
        return document

    def _set_margins(self, room: Room, document: QTextDocument | None = None) -> None:
        root = (document or self.document).rootFrame()
        side = max(0.0, float(int((self.width - room.measure) / 2)))
        frame = QTextFrameFormat(root.frameFormat())
        frame.setTopMargin(PAGE_TOP)
        frame.setBottomMargin(PAGE_BOTTOM)
        frame.setLeftMargin(side)
        frame.setRightMargin(max(0.0, self.width - room.measure - side))
        root.setFrameFormat(frame)

    def _room(self, width: float) -> Room:
        measure = self.formats.measure(width)
        return Room(measure, max(0.0, float(int((width - measure) / 2 - SIDE))))

    def _weight(self, index: int) -> float:
        if index < 1 or index > len(self.page.blocks):
            return _LINE_WEIGHT
        block = self.page.blocks[index - 1]
        cells = sum(len(row) for row in block.rows) * _LINE_WEIGHT / 3
        return _LINE_WEIGHT + cells + sum(len(run.text) + run.text.count("\n") * _LINE_WEIGHT for run in block.runs)

    def _place(self, block: QTextBlock, line: QTextLine, hidden: float) -> Place:
        position = block.position() + line.textStart()
        index = self.placed.index_at(position)
        return Place(index, position - self.placed.starts[index].position(), round(hidden / max(1.0, line.height()), 3))


def _lines(block: QTextBlock) -> list[QTextLine]:
    layout = block.layout()
    return [layout.lineAt(index) for index in range(layout.lineCount())]


def script_of(article: Article, page: Page) -> tuple[str, bool]:
    """What a page is written in: the language, and whether it is mostly Chinese, Japanese or Korean."""
    sample = _sample(article, page)
    return article.language or guess_language(sample), mostly_cjk(sample)


def _sample(article: Article, page: Page) -> str:
    """The beginning of an article's text, enough to tell what it is written in."""
    parts, length = [article.title], 0
    for block in page.blocks:
        for run in block.runs:
            parts.append(run.text[:_SAMPLE])
            length += len(run.text)
        if length > _SAMPLE:
            break
    return " ".join(parts)[:_SAMPLE]
