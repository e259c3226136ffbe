"""Where the page is scrolled to, and where it is to be as soon as that part of it is laid out."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.page import Place
from newsreader.ui.page.browser import PageBrowser
from newsreader.ui.page.paging import Paging
from newsreader.ui.page.screen import Screen
from newsreader.ui.page.sheet import Sheet
from newsreader.ui.page.type_scale import Role

_REST_MS = 400
"""Rest after which a new place is worth telling."""
_SLOW_SECONDS = 0.3
"""A page that took longer to lay out is written anew for another width, and not fitted to it at one go."""
_LONG = 300_000
"""So is one of so many characters, however quick it was: fitted, it is laid out twice, down to where the reader is."""
_SHORT = 60_000
"""A page of up to so many characters is laid out to its end at once; Qt does that for longer ones, bit by bit."""
MARGIN = 24
"""Space left above a place that was jumped to."""


class Scrolling(QObject):
    """Brings places of the page to the top of the view; the reader's own moves come first."""

    came_to_rest = Signal()
    outgrown = Signal()
    """The view has another width, for which the page takes too long to be laid out again: it must be shown anew."""
    title_passed = Signal(bool)
    """The title has gone out of sight, or is to be seen again."""

    def __init__(self, browser: PageBrowser, screen: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self._browser = browser
        self._screen = screen
        self._bar = browser.verticalScrollBar()
        self.paging = Paging(self._bar)
        self._wanted: Place | None = None
        self._titled = False
        self._top = 0
        self._too_slow = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.came_to_rest)
        self._bar.valueChanged.connect(self._scrolled)
        self._bar.actionTriggered.connect(self.take_over)
        browser.resizing.connect(self._fit)
        browser.resized.connect(self._reach)

    @property
    def at_end(self) -> bool:
        """Whether the end of the page is on the screen, or will be when the page has come to rest."""
        return self._screen.sheet is None or (self._screen.sheet.done and self.paging.below <= 0)

    def step(self) -> int:
        """A page is what is seen less two lines, so that the eye finds where it was."""
        sheet = self._screen.sheet
        line = sheet.formats.setting(Role.TEXT).line if sheet is not None else 0.0
        return max(1, int(self.view_height() - 2 * line))

    def view_height(self) -> int:
        """Height of what is seen of the page."""
        return self._browser.viewport().height()

    def take_over(self) -> None:
        """The reader scrolls: a place that is still to be reached is given up."""
        self._wanted = None

    def place(self) -> Place:
        """Where the reader is, or is being taken; `Place()` at the very top."""
        if self._wanted is not None:
            return self._wanted
        sheet, offset = self._screen.sheet, self._browser.offset()
        return sheet.place_at(offset) if sheet is not None and offset > self._top else Place()

    def go_to(self, place: Place) -> None:
        """Show `place` at the top, as soon as it is laid out."""
        sheet = self._screen.sheet
        self._wanted = None
        if sheet is None:
            return
        if sheet.reached(place):
            self.jump_to(sheet.height_of(place))
        else:
            self._wanted = place

    def jump_to(self, y: float) -> None:
        """Bring a height of the page to the top."""
        sheet = self._screen.sheet
        if sheet is not None:
            self.paging.jump_to(y, sheet.scroll_limit(y, float(self.view_height())))

    def page_written(self) -> None:
        """More of the page has been laid out."""
        sheet = self._screen.sheet
        if sheet is None:
            return
        if sheet.done and sheet.document.characterCount() < _SHORT:
            self.paging.set_end(sheet.document.size().height() - self.view_height())
        if self._wanted is not None and sheet.reached(self._wanted):
            self._reach()

    def text_moved(self, by: float) -> None:
        """Something was put in above the text: what the reader looks at stays where it is, and whoever was at the very
        top still is, for all that is kept of it.
        """
        if self._browser.offset() <= self._top:
            self._top += round(by)
        self.paging.shift(round(by))

    def page_turned(self, place: Place) -> None:
        """Another page has come, to be seen at `place`; that is no move of the reader's."""
        self._top = 0
        self.go_to(place)
        self._scrolled()
        self._rest.stop()

    def _reach(self) -> None:
        if self._too_slow:
            self._too_slow = False
            self.outgrown.emit()
        if self._wanted is not None:
            self.go_to(self._wanted)

    def _fit(self, width: int) -> None:
        """The view is about to have another width."""
        sheet = self._screen.sheet
        if sheet is not None and sheet.width != width and self._is_slow(sheet):
            # Out of the view, or Qt would lay it out for the new width, too.
            self._wanted = self.place()
            self._too_slow = True
            self._browser.set_aside()
        elif sheet is not None:
            self._wanted = self.place()
            sheet.fit(float(width))

    @staticmethod
    def _is_slow(sheet: Sheet) -> bool:
        """Whether fitting a page to another width at one go would take too long."""
        return sheet.seconds > _SLOW_SECONDS or sheet.document.characterCount() > _LONG

    def _scrolled(self) -> None:
        sheet = self._screen.sheet
        titled = sheet is not None and self._browser.offset() > sheet.title_bottom()
        if titled != self._titled:
            self._titled = titled
            self.title_passed.emit(titled)
        self._rest.start()
