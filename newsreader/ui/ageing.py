"""Time passes while the window stands open: labels grow older, another day begins, folders change behind its back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from newsreader.ui.article_list import ArticleList
from newsreader.ui.browsing import Browsing
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.metadata_sidebar import MetadataSidebar

_MINUTE_MS = 60_000
_RESCAN_AFTER = timedelta(seconds=10)
"""A window that comes to the front looks at its folder again, but not at every switch between two windows."""


class Ageing(QObject):
    """Tells the time to whoever shows it, each minute and when the window comes to the front."""

    def __init__(
        self,
        articles: ArticleList,
        details: MetadataSidebar,
        browsing: Browsing,
        desk: LibraryDesk,
        now: Callable[[], datetime],
        application: QGuiApplication,
    ) -> None:
        """Begins to count at once; `application` tells when the window comes to the front."""
        super().__init__(desk)
        self._articles = articles
        self._details = details
        self._browsing = browsing
        self._desk = desk
        self._now = now
        self._day = now().date()
        self._looked = now()
        desk.scanned.connect(self._note_scan)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.pass_on)
        self._minute.start()
        application.applicationStateChanged.connect(self._follow_window)

    def pass_on(self) -> None:
        """Show the time it is now; on another day "today" is another list."""
        now = self._now()
        self._articles.refresh_dates(now)
        self._details.refresh_dates(now)
        if now.date() != self._day:
            self._day = now.date()
            self._browsing.refresh()

    def _follow_window(self, state: Qt.ApplicationState) -> None:
        # A clock that was put back has not stood still: what it is apart counts, in either direction.
        if state == Qt.ApplicationState.ApplicationActive and abs(self._now() - self._looked) > _RESCAN_AFTER:
            self.pass_on()
            self._desk.rescan()

    def _note_scan(self) -> None:
        self._looked = self._now()
