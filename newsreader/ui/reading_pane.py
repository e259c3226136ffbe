"""The reading pane: one article as a page, the header above it, the place of the reader in it.

A page is shown in two steps: what fits the screen at once, the rest in short slices while nothing else is to be done.
Whoever needs a part that is not there yet (Space, a link within the page, a search) has it completed first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsreader.core.article import Article
from newsreader.core.page import Page, Place
from newsreader.ui.labels import byline
from newsreader.ui.look import Look
from newsreader.ui.page.browser import PageBrowser
from newsreader.ui.page.decorations import Hits
from newsreader.ui.page.faces import Faces
from newsreader.ui.page.finding import SpansOf, find_hits, repainted
from newsreader.ui.page.foot import Foot
from newsreader.ui.page.sheet import Printing, Sheet
from newsreader.ui.page.type_scale import Role
from newsreader.ui.reading_header import ReadingHeader

_FIRST_MS = 25.0
"""How long the first slice goes on once a screen is full."""
_SLICE_MS = 2.0
"""How long a later slice builds; laying it out takes about as long again, and 8 ms are allowed."""
_SCROLL_MS = 120
_PLACE_MS = 400
"""Rest after which a new place is worth telling."""
_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class ReadingPane(QWidget):
    """Shows one article at a time; all keys but those of links and scrolling are left to the window."""

    link_activated = Signal(str)
    """A link was followed: its address as the page has it. Links within the page are followed here."""
    link_hovered = Signal(str)
    """The address under the pointer or the key focus, "" for none."""
    next_unread_activated = Signal()
    place_changed = Signal()
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
        self._hits = Hits()
        self._spans_of: SpansOf | None = None
        self._foot = Foot(look)
        self._cover: QWidget | None = None
        self._by_key = False
        self._titled = False
        self._wanted_place: Place | None = None
        self.header = ReadingHeader(look)
        self.browser = PageBrowser(self._paint_under, self._image_of, describe_link)
        self._line = _FocusLine(look, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.browser, 1)
        self._slices = self._timer(0, self._write_slice, repeating=True)
        self._place_rest = self._timer(_PLACE_MS, self.place_changed.emit)
        self._scroll = QPropertyAnimation(self.browser.verticalScrollBar(), b"value", self)
        self._scroll.setDuration(_SCROLL_MS)
        self._scroll.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._reduced_motion = False
        self._connect()
        self.setFocusProxy(self.browser)
        self.apply_look(look)
        self.clear()

    def _connect(self) -> None:
        self.browser.anchorClicked.connect(self._follow)
        self.browser.highlighted.connect(self._hover)
        self.browser.resized.connect(self._fit)
        self.browser.context_requested.connect(self.context_requested)
        self.browser.foot_clicked.connect(self.next_unread_activated)
        self.browser.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.browser.installEventFilter(self)

    # What is shown

    def show_page(self, article: Article, page: Page, *, place: Place | None) -> None:
        """Show an article's page, at `place` or from its top. Focus stays where it is."""
        self._show(article, page, place or Place())

    def show_pending(self, article: Article) -> None:
        """Title and byline, while the page is still being made."""
        self._show(article, Page(()), Place())

    def clear(self) -> None:
        """Show nothing."""
        self._show(None, Page(()), Place())

    def set_cover(self, cover: QWidget | None) -> None:
        """Show a widget over the page, or the page again; the pane does not own it."""
        if self._cover is not None:
            self._cover.hide()
        self._cover = cover
        if cover is not None:
            cover.setParent(self)
            cover.show()
            cover.raise_()
            self._place_cover()
        self.browser.setVisible(cover is None)
        self.setFocusProxy(cover or self.browser)

    def take_focus(self) -> None:
        """Give the page the keyboard focus, seen as come by key."""
        (self._cover or self.browser).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The way through the page

    def read_on(self) -> bool:
        """A page down; False where the end is on the screen already, and nothing moves."""
        bar = self.browser.verticalScrollBar()
        self._stop_waiting()
        self._complete_below()
        target = self._target() + self._step()
        if self._target() >= bar.maximum():
            return False
        self._scroll_to(min(target, bar.maximum()))
        return True

    def read_back(self) -> None:
        """A page up."""
        self._stop_waiting()
        self._scroll_to(max(0, self._target() - self._step()))

    def at_end(self) -> bool:
        """Whether the end of the page is on the screen, or will be when the page has come to rest."""
        return self._sheet is None or (
            self._sheet.done and self._target() >= self.browser.verticalScrollBar().maximum()
        )

    def to_top(self) -> None:
        """The beginning of the page, at once."""
        self._stop_waiting()
        self._scroll.stop()
        self.browser.verticalScrollBar().setValue(0)

    def place(self) -> Place:
        """Where the reader is."""
        if self._wanted_place is not None:
            return self._wanted_place
        return self._sheet.place_at(self.browser.offset()) if self._sheet is not None else Place()

    # How it looks

    def apply_look(self, look: Look) -> None:
        """Set the page anew in `look`; the place stays."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour("read"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
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
        self._reduced_motion = reduced

    def set_next_unread(self, title: str | None) -> None:
        """What the foot of the page announces; None for nothing."""
        self._foot = Foot(self._look, title)
        self._update_foot()
        self.browser.viewport().update()

    def picture_width(self) -> int:
        """The most device pixels a picture of this page may be wide."""
        measure = self._sheet.room.measure if self._sheet is not None else float(self.width())
        return round(measure * self.devicePixelRatioF())

    def picture_ready(self, source: str, image: QImage | None) -> None:
        """A picture asked for has come, decoded, or there is none; the place stays."""
        if self._sheet is not None:
            place = self.place()
            self._sheet.picture_ready(source, image)
            self._renew_hits(self._hits.current)
            self._go_to(place)

    # Words in the page

    def highlight(self, spans_of: SpansOf | None) -> None:
        """Mark what `spans_of` finds in the text, or nothing."""
        self._spans_of = spans_of
        self._renew_hits(-1)

    def find_words(self, spans_of: SpansOf) -> int:
        """Mark what `spans_of` finds, make the first hit on the screen or below it the current one;
        how many there are.
        """
        if self._sheet is not None:
            self._sheet.write_all()
            self._slices.stop()
        self._spans_of = spans_of
        self._renew_hits(-1)
        if self._hits.found and self._sheet is not None:
            top = self.browser.offset()
            later = (i for i, hit in enumerate(self._hits.found) if self._sheet.height_at(hit.position) >= top)
            self._make_current(next(later, 0))
        return len(self._hits.found)

    def find_step(self, step: int) -> int:
        """The next (1) or previous (-1) hit, round the end; its number from 1, or 0 where nothing is found."""
        count = len(self._hits.found)
        if not count:
            return 0
        self._make_current((self._hits.current + step) % count)
        return self._hits.current + 1

    # Inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line of the focus and the cover go along."""
        super().resizeEvent(event)
        self._line.setGeometry(0, 0, self.width(), self._line.height())
        self._place_cover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the line at the top while the browser has the focus by key."""
        if watched is self.browser and isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusIn and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self._by_key = event.reason() in _KEYS
            self._line.setVisible(self._by_key and event.type() == QEvent.Type.FocusIn)
            self._line.raise_()
        return super().eventFilter(watched, event)

    def _timer(self, milliseconds: int, call: Callable[[], None], *, repeating: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(not repeating)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _show(self, article: Article | None, page: Page, place: Place) -> None:
        self._scroll.stop()
        self._slices.stop()
        self._place_rest.stop()
        self._hits = Hits()
        self.browser.setExtraSelections([])
        if self._cover is not None:
            self.set_cover(None)
        old = self._sheet
        self._wanted_place = None
        if article is None:
            self._sheet = None
            self.browser.clear()
        else:
            printing = Printing(self._look, self._faces, self._percent, self.devicePixelRatioF())
            self._sheet = Sheet(article, page, printing, self._width(), self.browser)
            self._sheet.write_first(self.browser.viewport().height(), place, _FIRST_MS)
            self.browser.setDocument(self._sheet.document)
        if old is not None:
            old.document.deleteLater()
        self._name(article)
        self._after_writing(0)
        self._go_to(place)
        if self._sheet is not None and not self._sheet.done:
            self._slices.start()

    def _name(self, article: Article | None) -> None:
        self.header.set_title(article.title if article else "")
        self.browser.setAccessibleName(article.title if article else "No article selected")
        self.browser.setAccessibleDescription(byline(article) if article else "")
        self._scrolled()

    def _rebuild(self) -> None:
        if self._sheet is not None:
            sheet, place = self._sheet, self.place()
            current, cover = self._hits.current, self._cover
            self._show(sheet.article, sheet.page, place)
            self._renew_hits(current)
            if cover is not None:
                self.set_cover(cover)
        self.browser.viewport().update()

    def _write_slice(self) -> None:
        sheet = self._sheet
        if sheet is None or sheet.done:
            self._slices.stop()
            return
        pictures = len(sheet.placed.pictures)
        sheet.write_more(_SLICE_MS)
        self._after_writing(pictures)

    def _after_writing(self, pictures: int) -> None:
        """After a slice: ask for its pictures; when the page is complete, mark what was searched for in all of it."""
        sheet = self._sheet
        if sheet is None:
            return
        for source in sheet.wanted_pictures(pictures):
            self._request_picture(source, self.picture_width())
        if sheet.done:
            self._slices.stop()
            self._update_foot()
        if self._spans_of is not None:
            self._renew_hits(self._hits.current)

    def _complete_below(self) -> None:
        """Lay out what a page down will show."""
        sheet = self._sheet
        while sheet is not None and not sheet.done and self._below() < 2 * self.browser.viewport().height():
            pictures = len(sheet.placed.pictures)
            sheet.write_more(_SLICE_MS)
            self._after_writing(pictures)

    def _below(self) -> int:
        bar = self.browser.verticalScrollBar()
        return bar.maximum() - self._target()

    def _fit(self) -> None:
        if self._sheet is not None:
            place = self.place()
            self._sheet.fit(self._width())
            self._go_to(place)
            self._update_foot()

    def _width(self) -> float:
        return float(self.browser.viewport().width())

    def _step(self) -> int:
        line = self._sheet.formats.setting(Role.TEXT).line if self._sheet is not None else 29
        return max(1, int(self.browser.viewport().height() - 2 * line))

    def _target(self) -> int:
        """Where the page is, or will be when it has come to rest."""
        if self._scroll.state() == QPropertyAnimation.State.Running:
            return int(self._scroll.endValue())
        return self.browser.verticalScrollBar().value()

    def _scroll_to(self, value: int) -> None:
        bar = self.browser.verticalScrollBar()
        self._scroll.stop()
        if self._reduced_motion:
            bar.setValue(value)
            return
        self._scroll.setStartValue(bar.value())
        self._scroll.setEndValue(value)
        self._scroll.start()

    def _go_to(self, place: Place) -> None:
        if self._sheet is not None:
            self._sheet.write_through(place)
            self.browser.verticalScrollBar().setValue(round(self._sheet.height_of(place)))

    def _stop_waiting(self) -> None:
        self._wanted_place = None

    def _scrolled(self) -> None:
        titled = self._sheet is not None and self.browser.offset() > self._sheet.title_bottom()
        if titled != self._titled:
            self._titled = titled
            self.header.set_titled(titled)
            self.title_scrolled_off.emit(titled)
        self._place_rest.start()

    def _paint_under(self, painter: QPainter, view: QRectF) -> None:
        if self._sheet is not None:
            self._sheet.paint(painter, view, self._hits)
            if self._sheet.done:
                self._foot.paint(painter, self._sheet.text_area())

    def _update_foot(self) -> None:
        done = self._sheet is not None and self._sheet.done
        area = self._sheet.text_area() if self._sheet is not None else QRectF()
        self.browser.foot = self._foot.area(area) if done else QRectF()

    def _image_of(self, name: str) -> QImage:
        return self._sheet.image_of(name) if self._sheet is not None else QImage()

    def _address(self, url: QUrl) -> str:
        """The address as the page has it; Qt's own form of it may differ in its escapes."""
        known = self._sheet.placed.marks.addresses if self._sheet is not None else set()
        return next((address for address in known if QUrl(address) == url), "")

    def _follow(self, url: QUrl) -> None:
        address = self._address(url)
        if address.startswith("#"):
            self._jump(address[1:])
        elif address:
            self.link_activated.emit(address)

    def _jump(self, anchor: str) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if anchor not in sheet.placed.marks.anchors:
            sheet.write_all()
            self._after_writing(len(sheet.placed.pictures))
        place = sheet.placed.marks.anchors.get(anchor)
        if place is not None:
            self._scroll.stop()
            self.browser.verticalScrollBar().setValue(round(sheet.height_at(place.position())) - 24)

    def _hover(self, url: QUrl) -> None:
        self.link_hovered.emit(self._address(url) if not url.isEmpty() else "")

    def _renew_hits(self, current: int) -> None:
        if self._sheet is None:
            return
        self._hits = find_hits(self._sheet.document, self._spans_of) if self._spans_of is not None else Hits()
        if 0 <= current < len(self._hits.found):
            self._hits = replace(self._hits, current=current)
        self._paint_hits()

    def _make_current(self, index: int) -> None:
        self._hits = replace(self._hits, current=index)
        self._paint_hits()
        if self._sheet is None:
            return
        y, view = self._sheet.height_at(self._hits.found[index].position), self.browser.viewport().height()
        if not self.browser.offset() + 40 <= y <= self.browser.offset() + view - 80:
            self._scroll.stop()
            self.browser.verticalScrollBar().setValue(round(y - view / 3))

    def _paint_hits(self) -> None:
        if self._sheet is not None:
            self.browser.setExtraSelections(repainted(self._sheet.document, self._hits, self._look))
            self.browser.viewport().update()

    def _place_cover(self) -> None:
        if self._cover is not None:
            top = self.header.height()
            self._cover.setGeometry(0, top, self.width(), max(0, self.height() - top))


class _FocusLine(QWidget):
    """Two pixels of accent at the top of the pane: the page has the focus, and it came by key (look.md section 8.2)."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.apply_look(look)
        self.hide()

    def apply_look(self, look: Look) -> None:
        """Take the accent of `look`."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look.colour("accent"))
        self.setPalette(palette)
        self.resize(self.width(), 2)
