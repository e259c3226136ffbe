"""A page comes into the view in two steps: what fits the screen at once, the rest in short slices while nothing else is
to be done. Whoever needs a part that is not there yet (Space, a link within the page, a search) has it completed first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from newsreader.core.article import Article
from newsreader.core.page import Page, Place
from newsreader.ui.page.browser import PageBrowser
from newsreader.ui.page.pictures import Picture
from newsreader.ui.page.screen import Screen
from newsreader.ui.page.sheet import Printing, Sheet, script_of

_DEEP_MS = 200.0
"""How long the way to a place deep in a long article may take before the page is shown from its top meanwhile."""
_NEAR = 4
"""Blocks from the top: a place that is laid out with the first screen anyway."""
_PAINT_MS = 20
"""How long the rest waits for the first screen to be painted; Qt paints up to 5 ms after it is asked to."""
_SLICE_MS = 1.0
"""How long a later slice builds; laying it out takes about three times as long, and 8 ms are allowed."""


class Writing(QObject):
    """Makes sheets, puts them on the screen, completes them, and has their pictures come."""

    written = Signal()
    """A piece of the page has been laid out."""
    text_moved = Signal(float)
    """Something was put in above the text, which stands so many pixels lower in the document now."""

    def __init__(
        self,
        browser: PageBrowser,
        screen: Screen,
        printing: Printing,
        request_picture: Callable[[str, int], None],
        parent: QObject,
    ) -> None:
        """`request_picture(source, width)` asks for a picture at most `width` device pixels wide."""
        super().__init__(parent)
        self._browser = browser
        self._screen = screen
        self._request_picture = request_picture
        self._unasked: list[str] = []
        self.printing = printing
        self._slices = self._timer(self._write_slice, repeating=True)
        self._asking = self._timer(self._ask_for_pictures, repeating=False)

    @property
    def is_active(self) -> bool:
        """Whether slices of the page are still to come, or the rest of it."""
        sheet = self._screen.sheet
        waits = sheet is not None and sheet.page.more
        return waits or self._slices.isActive() or self._asking.isActive()

    def show(self, article: Article | None, page: Page, place: Place, known: Mapping[str, Picture]) -> None:
        """Put another page, or none, on the screen; `known` are pictures that need not be asked for."""
        old = self._screen.sheet
        self._slices.stop()
        self._unasked = []
        if article is None:
            # Not `clear`: the view would keep the old document, which is about to be deleted, and paint it once more.
            self._screen.sheet = None
            self._browser.set_aside()
            self._browser.addresses = frozenset()
        else:
            viewport = self._browser.viewport()
            sheet = Sheet(article, page, self._current_printing(), float(viewport.width()), self._browser)
            # Qt lays out twice what is in a document when a view takes it, so an empty one is given to it; but what is
            # written then is laid out down to its end, which is more than a place deep in a long article needs.
            empty = place.block < _NEAR
            if not empty:
                sheet.write_first(viewport.height(), place, _DEEP_MS)
            self._screen.sheet = sheet
            self._browser.setDocument(sheet.document)
            if empty:
                sheet.write_first(viewport.height(), place, _DEEP_MS)
            self._browser.addresses = sheet.placed.marks.addresses
        if old is not None:
            old.document.deleteLater()
        self._after_writing(known)
        self._write_on()

    def expect(self, article: Article, page: Page) -> None:
        """A page that may be shown next: the first one in Chinese, say, is laid out once out of sight, 25 ms, so that
        its faces and rules are there when it is wanted.
        """
        printing, viewport = self._current_printing(), self._browser.viewport()
        if not printing.has_formats(*script_of(article, page)):
            sheet = Sheet(article, page, printing, float(viewport.width()), self._browser)
            sheet.write_first(viewport.height(), Place(), _DEEP_MS)
            sheet.document.size()
            sheet.document.deleteLater()

    def go_on(self, page: Page) -> bool:
        """The whole page has come whose beginning is on the screen; False where it does not begin like that."""
        sheet = self._screen.sheet
        top = sheet.text_top() if sheet is not None else 0.0
        if sheet is None or not sheet.go_on(page):
            return False
        if sheet.text_top() != top:
            self.text_moved.emit(sheet.text_top() - top)
        self._write_on()
        self.written.emit()
        return True

    def write_until(self, enough: Callable[[Sheet], bool]) -> None:
        """Complete the page as far as is needed now."""
        while (sheet := self._screen.sheet) is not None and not sheet.written and not enough(sheet):
            self._write_slice()

    def take_picture(self, source: str, image: QImage | None) -> bool:
        """A picture asked for has come, decoded, or there is none; whether the page waited for it."""
        sheet = self._screen.sheet
        if sheet is None or not sheet.waits_for(source):
            return False
        there = image is not None and not image.isNull()
        fills = image is not None and image.width() >= sheet.picture_width()
        sheet.picture_ready(source, Picture(image, fills) if image is not None and there else None)
        return True

    def _current_printing(self) -> Printing:
        """The printing for the screen the window is on now."""
        ratio = self._browser.devicePixelRatioF()
        if self.printing.ratio != ratio:
            self.printing = self.printing.at_ratio(ratio)
        return self.printing

    def _timer(self, call: Callable[[], None], *, repeating: bool) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(not repeating)
        timer.timeout.connect(call)
        return timer

    def _write_on(self) -> None:
        if self._screen.sheet is not None and not self._screen.sheet.written:
            self._slices.start(_PAINT_MS)

    def _write_slice(self) -> None:
        sheet = self._screen.sheet
        if sheet is not None and not sheet.written:
            self._slices.setInterval(0)
            sheet.write_more(_SLICE_MS)
            self._after_writing({})

    def _after_writing(self, known: Mapping[str, Picture]) -> None:
        """Have the pictures of what was written, and tell those who look at it."""
        sheet = self._screen.sheet
        if sheet is None:
            return
        for source in sheet.new_pictures():
            if source in known:
                sheet.picture_ready(source, known[source])
            else:
                self._unasked.append(source)
                self._asking.start()
        if sheet.written:
            self._slices.stop()
        self.written.emit()

    def _ask_for_pictures(self) -> None:
        """Ask for the pictures of what is on the screen by now."""
        unasked, self._unasked = self._unasked, []
        if self._screen.sheet is not None:
            for source in unasked:
                self._request_picture(source, self._screen.sheet.picture_width())
