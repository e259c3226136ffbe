"""The reading pane: one article as a page, the header above it, the place of the reader in it.

What is shown is kept by `page.screen`; `page.writing` puts it there, `page.scrolling` moves it, `page.words` finds in
it, `page.browser` paints it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPalette, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from newsreader.core.article import Article
from newsreader.core.page import Page, Place
from newsreader.ui.labels import byline
from newsreader.ui.look import Look
from newsreader.ui.page.browser import PageBrowser
from newsreader.ui.page.faces import Faces
from newsreader.ui.page.finding import SpansOf
from newsreader.ui.page.focus_line import FocusLine
from newsreader.ui.page.marked import Marked
from newsreader.ui.page.pictures import SHOW_IMAGES, Picture
from newsreader.ui.page.screen import Screen
from newsreader.ui.page.scrolling import MARGIN, Scrolling
from newsreader.ui.page.sheet import Printing
from newsreader.ui.page.type_scale import TypeScale
from newsreader.ui.page.words import Words
from newsreader.ui.page.writing import Writing
from newsreader.ui.reading_header import ReadingHeader


class ReadingPane(QWidget):
    """Shows one article at a time; all keys but those of links and scrolling are left to the window."""

    link_activated = Signal(str)
    """A link was followed: its address as the page has it. Links within the page are followed here."""
    link_hovered = Signal(str)
    """The address under the pointer or the key focus, "" for none."""
    next_unread_activated = Signal()
    images_requested = Signal()
    """The box of a picture that is on the network was clicked, or taken by key."""
    place_changed = Signal()
    """The reader has moved and come to rest; `place` tells where."""
    title_scrolled_off = Signal(bool)
    zoom_requested = Signal(int)
    """The text is to be one step larger (1) or smaller (-1)."""
    context_requested = Signal(str, str, QPoint)
    """What was asked about ("image", "link", "selection", "page"), its source or address, and where, in global
    coordinates."""

    def __init__(
        self,
        look: Look,
        faces: Faces,
        *,
        request_picture: Callable[[str, int], None],
        describe_link: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """`request_picture(source, width)` asks for a picture at most `width` device pixels wide, to be answered by
        `picture_ready`; `describe_link` says in words where an address leads.
        """
        super().__init__(parent)
        self._faces = faces
        self._typeface, self._scale = "serif", TypeScale()
        self._screen = Screen(look)
        self.header = ReadingHeader(look)
        self.browser = PageBrowser(self._screen, describe_link)
        self._scrolling = Scrolling(self.browser, self._screen, self)
        self._writing = Writing(self.browser, self._screen, self._printing(look), request_picture, self)
        self.words = Words(self.browser, self._screen, self._scrolling, self._writing)
        self.marked = Marked(self.browser, self._screen, self._scrolling, self._writing)
        self._line = FocusLine(look, self.browser, self)
        self._front: QWidget = self.browser
        self._body = QStackedWidget()
        self._body.addWidget(self.browser)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        self.setAutoFillBackground(True)
        self._connect()
        self.apply_look(look)
        self._awaited = ""
        self.clear()

    @property
    def is_writing(self) -> bool:
        """Whether slices of the page are still to come."""
        return self._writing.is_active

    @property
    def is_gliding(self) -> bool:
        """Whether the page is on its way to where a key sent it."""
        paging = self._scrolling.paging
        return paging.target != self.browser.verticalScrollBar().value()

    def show_page(self, article: Article, page: Page, *, place: Place | None) -> None:
        """Show an article's page, at `place` or from its top. Focus stays where it is."""
        self.set_cover(None)
        self.marked.show(())
        self._show(article, page, place or Place(), {})

    def go_on(self, page: Page) -> bool:
        """All of the article whose beginning is on the screen has come: write on. False where the page has to be shown
        anew, because it does not begin like that.
        """
        went_on = self._writing.go_on(page)
        if went_on and self._awaited:
            self._jump(self._awaited)
        return went_on

    def expect(self, article: Article, page: Page) -> None:
        """A page that may be shown next: have what it is set with at hand."""
        self._writing.expect(article, page)

    def show_pending(self, article: Article) -> None:
        """Title and byline, while the page is still being made."""
        self.show_page(article, Page(()), place=None)

    def clear(self) -> None:
        """Show nothing."""
        self._show(None, Page(()), Place(), {})

    def set_cover(self, cover: QWidget | None) -> None:
        """Show a widget instead of the page, or the page again; the widget becomes the pane's child."""
        front = cover or self.browser
        if front is not self._front:
            if self._body.indexOf(front) < 0:
                self._body.addWidget(front)
            self._front = front
            self._body.setCurrentWidget(front)

    def take_focus(self) -> None:
        """Give the page the keyboard focus, seen as come by key."""
        if self._front is self.browser:
            self._line.focus_by_key()
        else:
            self._front.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def read_on(self) -> bool:
        """A page down; False where the end is on the screen already, and nothing moves."""
        paging = self._scrolling.paging
        self._scrolling.take_over()
        self._writing.write_until(lambda _: paging.below > 2 * self._scrolling.view_height())
        if self.at_end():
            return False
        paging.glide_by(self._scrolling.step())
        return True

    def read_back(self) -> None:
        """A page up."""
        self._scrolling.take_over()
        self._scrolling.paging.glide_by(-self._scrolling.step())

    def at_end(self) -> bool:
        """Whether the end of the page is on the screen, or will be when the page has come to rest."""
        return self._scrolling.at_end

    def place(self) -> Place:
        """Where the reader is, or is being taken; `Place()` at the very top."""
        return self._scrolling.place()

    def apply_look(self, look: Look) -> None:
        """Set the page anew in `look`; the place stays."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour("read"))
        self.setPalette(palette)
        self._screen.apply_look(look)
        self.header.apply_look(look)
        self._line.apply_look(look)
        self._rebuild()

    def set_type(self, typeface: str, scale: TypeScale) -> None:
        """Set the page anew in another typeface of the settings, size, measure or line height; the place stays."""
        if (typeface, scale) != (self._typeface, self._scale):
            self._typeface, self._scale = typeface, scale
            self._rebuild()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Whether the page jumps instead of gliding."""
        self._scrolling.paging.reduced_motion = reduced

    def set_next_unread(self, title: str | None) -> None:
        """What the foot of the page announces; None for nothing."""
        if title != self._screen.foot.title:
            self._screen.foot.title = title
            self.browser.viewport().update()

    def foot_area(self) -> QRectF:
        """Where the next article is announced, in document coordinates; empty while there is nothing to announce."""
        return self._screen.foot_area()

    def picture_ready(self, source: str, image: QImage | None) -> None:
        """A picture asked for has come, decoded, or there is none; the place stays."""
        place = self.place()
        if self._writing.take_picture(source, image):
            self.words.search_again()
            self.marked.search_again()
            self._scrolling.go_to(place)

    def pictures_in_sight(self) -> list[str]:
        """The sources of the pictures that are on the screen now, from the top down."""
        sheet, view = self._screen.sheet, self.browser.viewport().rect()
        placed = (picture for picture in sheet.placed.pictures if picture.shown) if sheet is not None else ()
        return [picture.source for picture in placed if self.browser.cursorRect(picture.cursor).intersects(view)]

    def picture(self, source: str) -> QImage:
        """The decoded picture of the page, as wide as it was asked for; a null image where there is none."""
        sheet = self._screen.sheet
        known = sheet.pictures.get(source) if sheet is not None else None
        return known.image if known is not None else QImage()

    def highlight(self, spans_of: SpansOf | None) -> None:
        """Mark what `spans_of` finds in the text, or nothing."""
        self.words.mark(spans_of)

    def add_bar(self, bar: QWidget) -> None:
        """Have a bar between header and page."""
        self._column.insertWidget(1, bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line of the focus goes along."""
        super().resizeEvent(event)
        self._line.fit(self.width())

    def _connect(self) -> None:
        self._writing.written.connect(self.words.page_written)
        self._writing.written.connect(self.marked.page_written)
        self._writing.written.connect(self._scrolling.page_written)
        self._writing.text_moved.connect(self._text_moved)
        self._scrolling.came_to_rest.connect(self.place_changed)
        self._scrolling.outgrown.connect(self._rebuild)
        self._scrolling.title_passed.connect(self.header.set_titled)
        self._scrolling.title_passed.connect(self.title_scrolled_off)
        self.browser.link_activated.connect(self._follow)
        self.browser.link_hovered.connect(self.link_hovered)
        self.browser.context_requested.connect(self.context_requested)
        self.browser.foot_clicked.connect(self.next_unread_activated)
        self.browser.zoom_requested.connect(self.zoom_requested)
        self.browser.focus_moved.connect(self._line.follow)

    def _printing(self, look: Look) -> Printing:
        return Printing(look, self._faces.in_typeface(self._typeface), self._scale, self.devicePixelRatioF())

    def _show(self, article: Article | None, page: Page, place: Place, known: Mapping[str, Picture]) -> None:
        self._awaited = ""
        self.words.page_leaves()
        self.marked.page_leaves()
        self._writing.show(article, page, place, known)
        self.header.set_title(article.title if article else "")
        self.browser.setAccessibleName(article.title if article else "No article selected")
        self.browser.setAccessibleDescription(byline(article) if article else "")
        self._scrolling.page_turned(place)

    def _text_moved(self, by: float) -> None:
        self._scrolling.text_moved(by)
        self.words.search_again()
        self.marked.search_again()

    def _rebuild(self) -> None:
        """The same page in another look or size."""
        self._writing.printing = self._printing(self._screen.look)
        sheet = self._screen.sheet
        if sheet is not None:
            place, current = self.place(), self.words.page_leaves()
            self._show(sheet.article, sheet.page, place, sheet.pictures)
            self.words.make_current(current)

    def _follow(self, address: str) -> None:
        if address == SHOW_IMAGES:
            self.images_requested.emit()
        elif address.startswith("#"):
            self._jump(address[1:])
        elif address:
            self.link_activated.emit(address)

    def _jump(self, anchor: str) -> None:
        """Go to a place within the page."""
        self._writing.write_until(lambda sheet: anchor in sheet.placed.marks.anchors)
        sheet = self._screen.sheet
        # Of a long article only the beginning may have come; the rest is on its way.
        self._awaited = anchor if sheet is not None and sheet.page.more else ""
        if sheet is not None and anchor in sheet.placed.marks.anchors:
            self._awaited = ""
            position = sheet.placed.marks.anchors[anchor].position()
            self._scrolling.jump_to(sheet.height_at(position) - MARGIN)
