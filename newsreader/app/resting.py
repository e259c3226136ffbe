"""What is done while the reader reads: what is needed no more goes back to the system."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from newsreader.app.heap import give_back, let_go

REST_MS = 3000
"""A rest comes so long after the first that is done behind the one before (a command, a mark, a search, a scan, an
article): scan after scan does not put it off. Each second instead changes nothing in what the window takes at most
(2,500 keys at random, 57.9 and 57.2 MB, 2026-12-01).
"""
_ARTICLES = 200
"""After so many articles their letters are let go of, too."""


class Resting(QObject):
    """Lets go of memory in a rest.

    Qt keeps every typeface in every size that was ever used, with the letters it drew, and counts hardly anything of
    it: 60 changes of size were 8 MB. After a change of the look, and now and then, a rest lets go of all, and what is
    on the screen is painted again: 5 to 8 ms for both, so that no key waits for it (2026-11-30).
    """

    def __init__(self, window: QWidget, forget: Callable[[], None], parent: QObject | None = None) -> None:
        """`window` is painted again where its typefaces were let go of; `forget` has what holds them let go of them."""
        super().__init__(parent)
        self._window = window
        self._forget = forget
        self._is_stale = True  # a start measures in sizes it shows nothing in: 2.5 MB
        self._articles = 0
        self._libraries = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.rest)

    def begin(self) -> None:
        """Rest after a while from now, or when that was said before."""
        if not self._timer.isActive():
            self._timer.start()

    def note_article(self) -> None:
        """An article was shown: rest after a while."""
        self._articles += 1
        self.begin()

    def note_library(self) -> None:
        """A library was opened, or closed: the one before it is let go of in the next rest."""
        self._libraries += 1

    def note_setting(self, id_: str) -> None:
        """A setting changed: text may stand in other sizes and typefaces now."""
        self._is_stale = self._is_stale or id_.startswith(("appearance.", "reading."))

    def rest(self) -> None:
        """Let go of what is not needed; in the window's thread, 2 to 10 ms, 20 more where a library was closed."""
        if self._is_stale or self._articles >= _ARTICLES:
            self._is_stale, self._articles = False, 0
            self._forget()
            QFont.cleanup()  # what is in use is counted by those who use it, and made again as it is asked for
            self._window.update()
        if self._libraries > 1:
            self._libraries = 1
            let_go()
        give_back()
