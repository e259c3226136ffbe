"""The reading pane: one article as a page, the header above it, the place of the reader in it.

A page is shown in two steps: what fits the screen at once, the rest in short slices while nothing else is to be done.
Whoever needs a part that is not there yet (Space, a link within the page, a search) has it completed first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from newsreader.core.article import Article
from newsreader.core.page import Page, Place
from newsreader.ui.labels import byline
from newsreader.ui.look import Look
from newsreader.ui.page.browser import PageBrowser
from newsreader.ui.page.faces import Faces
from newsreader.ui.page.finding import Finding, SpansOf, repainted
from newsreader.ui.page.focus_line import FocusLine
from newsreader.ui.page.foot import Foot
from newsreader.ui.page.paging import Paging
from newsreader.ui.page.pictures import Picture
from newsreader.ui.page.sheet import Printing, Sheet
from newsreader.ui.page.type_scale import PAGE_BOTTOM, Role
from newsreader.ui.reading_header import ReadingHeader

_DEEP_MS = 200.0
"""How long the way to a place deep in a long article may take before the page is shown from its top meanwhile."""
_SLICE_MS = 1.0
"""How long a later slice builds; laying it out takes about three times as long, and 8 ms are allowed."""
_PLACE_MS = 400
"""Rest after which a new place is worth telling."""
_SHORT = 60_000
"""A page of up to so many characters is laid out to its end at once; Qt does that for longer ones, bit by bit."""
_MARGIN = 24
"""Space left above a place that was jumped to."""


class ReadingPane(QWidget):
    """Shows one article at a time; all keys but those of links and scrolling are left to the window."""

    link_activated = Signal(str)
    """A link was followed: its address as the page has it. Links within the page are followed here."""
    link_hovered = Signal(str)
    """The address under the pointer or the key focus, "" for none."""
    next_unread_activated = Signal()
    place_changed = Signal()
    """The reader has moved and come to rest; `place` tells where."""
    title_scrolled_off = Signal(bool)
    context_requested = Signal(str, str, QPoint)
    """What was asked about ("link", "selection", "page"), its address, and where, in global coordinates."""

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
        self._look = look
        self._faces = faces
        self._percent = 100
        self._request_picture = request_picture
        self._sheet: Sheet | None = None
        self._finding = Finding()
        self._foot = Foot(look)
        self._titled = False
        self._wanted: Place | None = None
        self._unasked: list[str] = []
        self.header = ReadingHeader(look)
        self.browser = PageBrowser(self._paint_under, self.foot_area, self._image_of, describe_link)
        self._paging = Paging(self.browser.verticalScrollBar())
        self._line = FocusLine(look, self.browser, self)
        self._front: QWidget = self.browser
        self._body = QStackedWidget()
        self._body.addWidget(self.browser)
        self._slices = self._timer(0, self._write_slice, repeating=True)
        self._asking = self._timer(0, self._ask_for_pictures)
        self._place_rest = self._timer(_PLACE_MS, self.place_changed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.browser)
        self._connect()
        self.apply_look(look)
        self.clear()

    @property
    def is_writing(self) -> bool:
        """Whether slices of the page are still to come."""
        return self._slices.isActive() or self._asking.isActive()

    def show_page(self, article: Article, page: Page, *, place: Place | None) -> None:
        """Show an article's page, at `place` or from its top. Focus stays where it is."""
        self.set_cover(None)
        self._show(article, page, place or Place(), {})

    def show_pending(self, article: Article) -> None:
        """Title and byline, while the page is still being made."""
        self.set_cover(None)
        self._show(article, Page(()), Place(), {})

    def clear(self) -> None:
        """Show nothing."""
        self._show(None, Page(()), Place(), {})

    def set_cover(self, cover: QWidget | None) -> None:
        """Show a widget instead of the page, or the page again; the widget becomes the pane's child."""
        if cover is not None and self._body.indexOf(cover) < 0:
            self._body.addWidget(cover)
        self._front = cover or self.browser
        self._body.setCurrentWidget(self._front)
        self.setFocusProxy(self._front)

    def take_focus(self) -> None:
        """Give the page the keyboard focus, seen as come by key."""
        if self._front is self.browser:
            self._line.focus_by_key()
        else:
            self._front.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def read_on(self) -> bool:
        """A page down; False where the end is on the screen already, and nothing moves."""
        self._take_over()
        self._write_below()
        if self.at_end():
            return False
        self._paging.glide_by(self._step())
        return True

    def read_back(self) -> None:
        """A page up."""
        self._take_over()
        self._paging.glide_by(-self._step())

    def at_end(self) -> bool:
        """Whether the end of the page is on the screen, or will be when the page has come to rest."""
        return self._sheet is None or (self._sheet.done and self._paging.below <= 0)

    def to_top(self) -> None:
        """The beginning of the page, at once."""
        self._take_over()
        self._paging.jump_to(0, 0)

    def place(self) -> Place:
        """Where the reader is, or is being taken; `Place()` at the very top."""
        if self._wanted is not None:
            return self._wanted
        offset = self.browser.offset()
        return self._sheet.place_at(offset) if self._sheet is not None and offset > 0 else Place()

    def apply_look(self, look: Look) -> None:
        """Set the page anew in `look`; the place stays."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour("read"))
        self.setPalette(palette)
        self._foot = Foot(look, self._foot.title)
        self.header.apply_look(look)
        self._line.apply_look(look)
        self._rebuild()

    def set_text_size(self, percent: int) -> None:
        """Set the page anew in another size; the place stays."""
        if percent != self._percent:
            self._percent = percent
            self._rebuild()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Whether the page jumps instead of gliding."""
        self._paging.reduced_motion = reduced

    def set_next_unread(self, title: str | None) -> None:
        """What the foot of the page announces; None for nothing."""
        self._foot = Foot(self._look, title)
        self.browser.viewport().update()

    def foot_area(self) -> QRectF:
        """Where the next article is announced, in document coordinates; empty while there is nothing to announce."""
        if self._sheet is None or not self._sheet.done or not self._sheet.page.blocks:
            return QRectF()
        return self._foot.area(self._sheet.text_area())

    def picture_ready(self, source: str, image: QImage | None) -> None:
        """A picture asked for has come, decoded, or there is none; the place stays."""
        sheet = self._sheet
        if sheet is not None and sheet.waits_for(source):
            place = self.place()
            decoded = image is not None and not image.isNull()
            fills = image is not None and image.width() >= sheet.picture_width()
            sheet.picture_ready(source, Picture(image, fills) if image is not None and decoded else None)
            self._finding.search(sheet.document)
            self._paint_hits()
            self._go_to(place)

    def highlight(self, spans_of: SpansOf | None) -> None:
        """Mark what `spans_of` finds in the text, or nothing."""
        self._finding.spans_of = spans_of
        self._finding.forget()
        if self._sheet is not None:
            self._finding.search(self._sheet.document)
            self._paint_hits()

    def find_words(self, spans_of: SpansOf) -> int:
        """Mark what `spans_of` finds, and make the first hit on the screen or below it the current one.

        How many there are.
        """
        if self._sheet is None:
            return 0
        self._write_until(lambda sheet: sheet.done)
        self.highlight(spans_of)
        found, top = self._finding.hits.found, self.browser.offset()
        if found:
            self._show_hit(next((i for i, hit in enumerate(found) if self._sheet.height_at(hit.position) >= top), 0))
        return len(found)

    def find_step(self, step: int) -> int:
        """The next (1) or previous (-1) hit, round the end; its number from 1, or 0 where nothing is found."""
        hits = self._finding.hits
        if not hits.found:
            return 0
        self._show_hit((hits.current + step) % len(hits.found))
        return self._finding.hits.current + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line of the focus goes along."""
        super().resizeEvent(event)
        self._line.fit(self.width())

    def _connect(self) -> None:
        self.browser.link_activated.connect(self._follow)
        self.browser.link_hovered.connect(self.link_hovered)
        self.browser.resizing.connect(self._fit)
        self.browser.resized.connect(self._fitted)
        self.browser.context_requested.connect(self.context_requested)
        self.browser.foot_clicked.connect(self.next_unread_activated)
        self.browser.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.browser.verticalScrollBar().actionTriggered.connect(self._take_over)

    def _timer(self, milliseconds: int, call: Callable[[], None], *, repeating: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(not repeating)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _ask_for_pictures(self) -> None:
        """Ask for the pictures of what is on the screen by now."""
        unasked, self._unasked = self._unasked, []
        if self._sheet is not None:
            for source in unasked:
                self._request_picture(source, self._sheet.picture_width())

    def _show(self, article: Article | None, page: Page, place: Place, known: Mapping[str, Picture]) -> None:
        """Put another page, or none, into the browser; `known` are pictures that need not be asked for."""
        old = self._sheet
        self._slices.stop()
        self._unasked = []
        self._finding.forget()
        self.browser.setExtraSelections([])
        if article is None:
            self._sheet = None
            self.browser.clear()
        else:
            printing = Printing(self._look, self._faces, self._percent, self.devicePixelRatioF())
            sheet = Sheet(article, page, printing, self._width(), self.browser)
            sheet.write_first(self.browser.viewport().height(), place, _DEEP_MS)
            self._sheet = sheet
            self.browser.setDocument(sheet.document)
            self.browser.addresses = sheet.placed.marks.addresses
        if old is not None:
            old.document.deleteLater()
        self.header.set_title(article.title if article else "")
        self.browser.setAccessibleName(article.title if article else "No article selected")
        self.browser.setAccessibleDescription(byline(article) if article else "")
        self._after_writing(known)
        self._go_to(place)
        self._scrolled()
        self._place_rest.stop()
        if self._sheet is not None and not self._sheet.done:
            self._slices.start()

    def _rebuild(self) -> None:
        """The same page in another look or size."""
        if self._sheet is not None:
            current = self._finding.hits.current
            self._show(self._sheet.article, self._sheet.page, self.place(), self._sheet.pictures)
            if 0 <= current < len(self._finding.hits.found):
                self._finding.make_current(current)
                self._paint_hits()

    def _write_slice(self) -> None:
        if self._sheet is not None and not self._sheet.done:
            self._sheet.write_more(_SLICE_MS)
            self._after_writing({})
            if self._wanted is not None and self._sheet.reached(self._wanted):
                self._go_to(self._wanted)

    def _write_until(self, enough: Callable[[Sheet], bool]) -> None:
        """Complete the page as far as is needed now."""
        while self._sheet is not None and not self._sheet.done and not enough(self._sheet):
            self._write_slice()

    def _write_below(self) -> None:
        """Complete what the next page down will show."""
        height = self.browser.viewport().height()
        self._write_until(lambda _: self._paging.below > 2 * height)

    def _after_writing(self, known: Mapping[str, Picture]) -> None:
        """Have the pictures of what was written, and mark in it what is searched for."""
        sheet = self._sheet
        if sheet is None:
            return
        for source in sheet.new_pictures():
            if source in known:
                sheet.picture_ready(source, known[source])
            else:
                self._unasked.append(source)
                self._asking.start()
        if self._finding.spans_of is not None:
            self._finding.search_rest(sheet.document)
            self._paint_hits()
        if sheet.done:
            self._slices.stop()
            if sheet.document.characterCount() < _SHORT:
                self._paging.set_end(sheet.document.size().height() - self.browser.viewport().height())

    def _fit(self, width: int) -> None:
        """The view is about to have another width."""
        if self._sheet is not None:
            self._wanted = self.place()
            self._sheet.fit(float(width))

    def _fitted(self) -> None:
        if self._wanted is not None:
            self._go_to(self._wanted)

    def _width(self) -> float:
        return float(self.browser.viewport().width())

    def _step(self) -> int:
        """A page is what is seen less two lines, so that the eye finds where it was."""
        line = self._sheet.formats.setting(Role.TEXT).line if self._sheet is not None else 0.0
        return max(1, int(self.browser.viewport().height() - 2 * line))

    def _go_to(self, place: Place) -> None:
        """Show `place` at the top, as soon as it is laid out; the reader's own moves come first."""
        if self._sheet is None:
            return
        self._wanted = None
        if self._sheet.reached(place):
            self._jump_to(self._sheet.height_of(place))
        else:
            self._wanted = place

    def _take_over(self) -> None:
        """The reader scrolls: a place that is still to be reached is given up."""
        self._wanted = None

    def _jump_to(self, y: float) -> None:
        """Bring a height of the page to the top."""
        if self._sheet is not None:
            limit = self._sheet.scroll_limit(y, float(self.browser.viewport().height()))
            self._paging.jump_to(y, limit)

    def _scrolled(self) -> None:
        titled = self._sheet is not None and self.browser.offset() > self._sheet.title_bottom()
        if titled != self._titled:
            self._titled = titled
            self.header.set_titled(titled)
            self.title_scrolled_off.emit(titled)
        self._place_rest.start()

    def _paint_under(self, painter: QPainter, view: QRectF) -> None:
        if self._sheet is not None:
            self._sheet.paint(painter, view, self._finding.hits)
            if self.at_end() or self._paging.below < PAGE_BOTTOM:
                self._foot.paint(painter, self.foot_area())

    def _image_of(self, name: str) -> QImage:
        return self._sheet.image_of(name) if self._sheet is not None else QImage()

    def _follow(self, address: str) -> None:
        if address.startswith("#"):
            self._jump(address[1:])
        elif address:
            self.link_activated.emit(address)

    def _jump(self, anchor: str) -> None:
        self._write_until(lambda sheet: anchor in sheet.placed.marks.anchors)
        if self._sheet is not None and anchor in self._sheet.placed.marks.anchors:
            position = self._sheet.placed.marks.anchors[anchor].position()
            self._jump_to(self._sheet.height_at(position) - _MARGIN)

    def _show_hit(self, index: int) -> None:
        """Make a hit the current one and bring it up, if it is not to be seen well."""
        hit = self._finding.make_current(index)
        self._paint_hits()
        if self._sheet is not None:
            y, view = self._sheet.height_at(hit.position), self.browser.viewport().height()
            if not self.browser.offset() + _MARGIN <= y <= self.browser.offset() + view - 3 * _MARGIN:
                self._jump_to(y - view / 3)

    def _paint_hits(self) -> None:
        if self._sheet is not None:
            self.browser.setExtraSelections(repainted(self._sheet.document, self._finding.hits, self._look))
            self.browser.viewport().update()
