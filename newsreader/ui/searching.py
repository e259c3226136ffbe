"""From the search field to the list: a pause, a query in the lane, and only the newest answer counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.query import Query
from newsreader.ui.tasks import Lane

PAUSE_MS = 100
"""Rest of the fingers before a search starts (architecture.md, walk 3)."""
REPEAT_MS = 500
"""While a folder is still being read, results are renewed this often."""


class Searching(QObject):
    """The search in force."""

    found = Signal(object, list)
    """The `Query` in force and the ids it found."""
    left = Signal()
    """The field is empty again: the list comes back."""

    def __init__(
        self,
        find: Callable[[Query], Sequence[int]],
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        """`find` blocks and is called in the lane."""
        super().__init__(parent)
        self._find = find
        self._lane = lane
        self._text = ""
        self._number = 0
        self._pause = self._timer(PAUSE_MS)
        self._repeat = self._timer(REPEAT_MS)

    @property
    def text(self) -> str:
        """What is searched for, as it was typed."""
        return self._text

    def type(self, text: str) -> None:
        """The field holds `text` now."""
        self._text = text
        self._number += 1
        if Query.parse(text).is_empty:
            self._pause.stop()
            self._repeat.stop()
            self.left.emit()
        else:
            self._pause.start()

    def search_now(self) -> None:
        """Do not wait for the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._search()

    def renew(self) -> None:
        """Articles have come or gone: search again before long, if there is a search."""
        if not Query.parse(self._text).is_empty and not self._repeat.isActive():
            self._repeat.start()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._search)
        return timer

    def _search(self) -> None:
        query = Query.parse(self._text)
        if query.is_empty:
            return
        self._number += 1
        number = self._number
        self._lane.submit(lambda: self._find(query), lambda ids: self._answer(number, query, ids))

    def _answer(self, number: int, query: Query, ids: Sequence[int]) -> None:
        if number == self._number:
            self.found.emit(query, list(ids))
