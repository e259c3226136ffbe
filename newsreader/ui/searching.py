"""From the search field to the list: a pause, a query in the lane, and only the newest answer counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.hints import Protocol
from newsreader.core.query import Query, Scope
from newsreader.reader.search import Found
from newsreader.ui.tasks import Lane

PAUSE_MS = 100
"""Rest of the fingers before a search starts (architecture.md, walk 3)."""
REPEAT_MS = 500
"""While a folder is still being read, results are renewed this often."""


class Answers(Protocol):
    """Who answers queries; all but `interrupt` block and are called in the lane."""

    def first(self, query: Query) -> Found | None:
        """The newest hits within a blink; None where it was interrupted."""

    def every(self, query: Query) -> Found | None:
        """All of them; None where it was interrupted."""

    def meant(self, query: Query) -> str:
        """The query without a misspelt word; "" where there is none."""

    def interrupt(self) -> None:
        """Give up what is being looked for; instant."""


class Searching(QObject):
    """The search in force."""

    found = Signal(object, object)
    """The `Query` in force and what was `Found`; where that is not complete, the rest follows."""
    left = Signal()
    """The field is empty again: the list comes back."""
    suggested = Signal(str)
    """Nothing was found, and this may have been meant."""

    def __init__(
        self,
        answers: Callable[[], Answers],
        lane: Lane,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        """`answers` gives who answers now; `today` is what spans of days count from."""
        super().__init__(parent)
        self._answers = answers
        self._lane = lane
        self._today = today
        self._text = ""
        self._scope = Scope.EVERYWHERE
        self._number = 0
        self._asked: Answers | None = None
        self._pause = self._timer(PAUSE_MS)
        self._repeat = self._timer(REPEAT_MS)

    @property
    def text(self) -> str:
        """What is searched for, as it was typed."""
        return self._text

    def today(self) -> date:
        """What spans of days count from."""
        return self._today()

    @property
    def query(self) -> Query:
        """What is searched for; the last word may go on."""
        return Query.parse(self._text, self._today(), is_typed=True).scoped(self._scope)

    def type(self, text: str) -> None:
        """The field holds `text` now."""
        self._text = text
        self._give_up()
        if Query.parse(text, self._today()).is_empty:
            self._pause.stop()
            self._repeat.stop()
            self.left.emit()
            self._scope = Scope.EVERYWHERE
        else:
            self._pause.start()

    def look_in(self, scope: Scope) -> None:
        """Look in these articles only."""
        if scope is not self._scope:
            self._scope = scope
            self._give_up()
            self._search()

    def search_now(self) -> None:
        """Do not wait for the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._search()

    def renew(self) -> None:
        """Articles have come or gone: search again before long, if there is a search."""
        if not Query.parse(self._text, self._today()).is_empty and not self._repeat.isActive():
            self._repeat.start()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._search)
        return timer

    def _give_up(self) -> None:
        self._number += 1
        if self._asked is not None:
            self._asked.interrupt()
            self._asked = None

    def _search(self) -> None:
        if Query.parse(self._text, self._today()).is_empty:
            return
        query = self.query
        self._number += 1
        number, answers = self._number, self._answers()
        self._asked = answers
        self._lane.submit(lambda: answers.first(query), lambda found: self._take(number, query, found))

    def _take(self, number: int, query: Query, found: Found | None) -> None:
        if number != self._number or found is None:
            return
        if found.ids or found.is_complete:
            self.found.emit(query, found)
        answers = self._asked
        if answers is None:
            return
        if not found.is_complete:

            def every() -> Found | None:
                return answers.every(query) if number == self._number else None

            self._lane.submit(every, lambda rest: self._take(number, query, rest))
        elif not found.ids:
            self._lane.submit(lambda: answers.meant(query), lambda meant: self._suggest(number, meant))

    def _suggest(self, number: int, meant: str) -> None:
        if number == self._number and meant:
            self.suggested.emit(meant)
