"""From "this article is selected" to "its page is on the screen": when a page is asked for, which answer may paint.

A single press loads at once. A press that repeats by itself, or comes within 80 ms of the one before, waits for 80 ms
of rest, so that holding J builds one page and not fifty (keyboard.md). Each request has a number; only the newest may
paint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.article import Article
from newsreader.core.page import Page
from newsreader.core.values import dataclass
from newsreader.ui.tasks import Lane

REST_MS = 80
"""Rest that a fast run through the list must come to before a page is built."""
PENDING_MS = 150
"""How long the old page may stay before the title alone stands in for the new one (look.md section 7)."""
OVERTAKE_MS = 200
"""How long a page nobody waits for any more may keep the lane from the one that is wanted."""
PAINTED_MS = 30
"""How long the neighbours wait for the page to be painted: an answer that is taken in meanwhile would hold that up."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The waits in milliseconds, and the clock they are measured with (monotonic, milliseconds)."""

    now: Callable[[], float]
    rest: int = REST_MS
    pending: int = PENDING_MS
    overtake: int = OVERTAKE_MS
    painted: int = PAINTED_MS


@dataclass(frozen=True, slots=True)
class PageSource:
    """Where pages come from.

    `prepared` answers at once with a page that is at hand, or None; `begin` and `make` block and are called in the
    lane: `begin` gives the first screen of a long article, None where it is not to be had before all of it. `interrupt`
    ends the page the lane is making now, whose `make` or `begin` then answers None.
    """

    prepared: Callable[[Article], Page | None]
    begin: Callable[[Article], Page | None]
    make: Callable[[Article], Page | None]
    interrupt: Callable[[], None]


class ReadingFlow(QObject):
    """Asks for the page of the selected article, drops late answers and prepares the neighbours."""

    pending = Signal(object)
    """An `Article` whose page is not there yet."""
    page_begun = Signal(object, object)
    """The selected `Article` and a `Page` of its beginning; the whole follows as `page_ready`, or `page_failed`."""
    page_ready = Signal(object, object)
    """The selected `Article` and its `Page`."""
    neighbour_ready = Signal(object, object)
    """An `Article` that may come next and its `Page`, once the reader walks from one to another."""
    page_failed = Signal(object, object)
    """The selected `Article` and the exception that `make` raised."""

    def __init__(
        self,
        source: PageSource,
        lane: Lane,
        neighbours: Callable[[], Sequence[Article]],
        timing: Timing,
        parent: QObject | None = None,
    ) -> None:
        """`neighbours` names the articles worth preparing once the selected one is on the screen."""
        super().__init__(parent)
        self._source = source
        self._lane = lane
        self._neighbours = neighbours
        self._timing = timing
        self._article: Article | None = None
        self._number = 0
        self._under_way = 0
        self._busy_with = 0
        self._walks = False
        self._last_press = -1e9
        self._rest = self._timer(timing.rest, self._load)
        self._pending = self._timer(timing.pending, self._show_pending)
        self._overtake = self._timer(timing.overtake, self._end_the_overtaken)
        self._preparing = self._timer(timing.painted, self._prepare)

    def select(self, article: Article, *, repeating: bool = False) -> None:
        """`article` is selected now; `repeating` tells that the key repeats by itself."""
        now = self._timing.now()
        hurried = repeating or now - self._last_press < self._timing.rest
        self._last_press = now
        self._walks = self._article is not None
        self._article = article
        self._number += 1
        self._pending.stop()
        self._preparing.stop()
        if hurried:
            self._rest.start()
        else:
            self._rest.stop()
            self._load()

    def clear(self) -> None:
        """Nothing is selected; no answer that is under way will paint."""
        self._article = None
        self._number += 1
        for timer in (self._rest, self._pending, self._overtake, self._preparing):
            timer.stop()

    def reload(self, article: Article) -> None:
        """The file of the selected article has changed, which is `article` now: ask for its page again."""
        self._article = article
        self._number += 1
        self._load(begins=False)

    def settle(self) -> None:
        """Load what waits for rest now: the reader means to act on it."""
        if self._rest.isActive():
            self._rest.stop()
            self._load()

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _load(self, *, begins: bool = True) -> None:
        """Ask for the page; `begins` has the first screen of a long article come before the rest."""
        article, number = self._article, self._number
        if article is None:
            return
        page = self._source.prepared(article)
        if page is not None:
            # The row is painted first: a page takes ten times as long.
            QTimer.singleShot(0, self, lambda: self._deliver(number, article, page))
            return
        self._pending.start()
        if self._under_way:
            self._overtake.start()
        self._make(number, article, begins=begins)

    def _make(self, number: int, article: Article, *, begins: bool = False) -> None:
        self._under_way += 1

        def make() -> Page | None:
            self._lane.deliver(lambda: self._begin(number))
            beginning = self._source.begin(article) if begins and self._is_wanted(number) else None
            if beginning is not None:
                self._lane.deliver(lambda: self._deliver_beginning(number, article, beginning))
            return self._source.make(article) if self._is_wanted(number) else None

        self._lane.submit(
            make,
            lambda page: self._answer(number, article, page),
            lambda error: self._fail(number, article, error),
        )

    def _is_wanted(self, number: int) -> bool:
        """Called in the lane: whether anyone still waits for this page. Preparations have negative numbers."""
        return number in (self._number, -self._number)

    def _begin(self, number: int) -> None:
        self._busy_with = number

    def _end_the_overtaken(self) -> None:
        if self._busy_with and self._busy_with != self._number:
            self._source.interrupt()

    def _show_pending(self) -> None:
        if self._article is not None:
            self.pending.emit(self._article)

    def _deliver(self, number: int, article: Article, page: Page | None) -> None:
        """A page is at hand; None where it was not made."""
        if number != self._number:
            return
        if page is None:
            # The interruption was meant for the page before and came too late for it.
            self._make(number, article)
            return
        self._pending.stop()
        self._overtake.stop()
        self.page_ready.emit(article, page)
        self._preparing.start()

    def _deliver_beginning(self, number: int, article: Article, page: Page) -> None:
        if number == self._number:
            self._pending.stop()
            self._overtake.stop()
            self.page_begun.emit(article, page)

    def _prepare(self) -> None:
        """Have the pages made that are likely to be wanted next."""
        for neighbour in self._neighbours():
            if self._source.prepared(neighbour) is None:
                self._make(-self._number, neighbour)

    def _answer(self, number: int, article: Article, page: Page | None) -> None:
        self._under_way -= 1
        self._busy_with = 0
        self._deliver(number, article, page)
        if number == -self._number and page is not None and self._walks:
            self.neighbour_ready.emit(article, page)

    def _fail(self, number: int, article: Article, error: Exception) -> None:
        self._under_way -= 1
        self._busy_with = 0
        if number == self._number:
            self._pending.stop()
            self._overtake.stop()
            self.page_failed.emit(article, error)
