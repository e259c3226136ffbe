"""Back and forward through the articles that were read, as a browser has it.

An article counts once it has been on the page for a moment: running through a list with J leaves no trail.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.article import Article
from newsreader.core.trail import Trail
from newsreader.ui.reading import Reading

MOMENT_MS = 1000
"""How long an article must be seen to count as read here."""


class Retracing(QObject):
    """Keeps the trail of the open library, and walks it."""

    changed = Signal()
    """The trail is another now."""

    def __init__(
        self,
        reading: Reading,
        find: Callable[[str], int | None],
        show_article: Callable[[], None],
        hint: Callable[[str], None],
        moment_ms: int,
        parent: QObject | None = None,
    ) -> None:
        """`find` gives the row of a path, None where the article is gone; `show_article` brings the page onto the
        screen of a one-pane window; `hint` says in a quiet place why nothing moved.
        """
        super().__init__(parent)
        self._reading = reading
        self._find = find
        self._show_article = show_article
        self._hint = hint
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(moment_ms)
        self._moment.timeout.connect(self._note)
        self.trail = Trail()
        reading.seen.connect(self._watch)

    def begin(self, trail: Trail) -> None:
        """Another library is about to be opened, where this trail was left."""
        self._moment.stop()
        self.trail = trail

    def article_back(self) -> None:
        """The article that was read before this one."""
        if self._reading.article is None and self.trail.path:
            # The page is empty: the last article that was on it is the one before.
            id_ = self._find(self.trail.path)
            if id_ is not None:
                self._go(id_)
                return
        self._step(-1, "No article was read before this one")

    def article_forward(self) -> None:
        """The article the reader came back from."""
        self._step(1, "No article was read after this one")

    def _step(self, step: int, otherwise: str) -> None:
        self._note()
        trail = self.trail.stepped(step, lambda path: self._find(path) is not None)
        id_ = self._find(trail.path) if trail is not self.trail else None
        if id_ is None:
            self._hint(otherwise)
            return
        self._take(trail)
        self._go(id_)

    def _go(self, id_: int) -> None:
        self._show_article()
        self._reading.select(id_)

    def _watch(self, article: Article | None) -> None:
        if article is None:
            self._moment.stop()
        else:
            self._moment.start()

    def _note(self) -> None:
        """The article on the page is part of the trail."""
        self._moment.stop()
        article = self._reading.article
        if article is not None and article.path:
            self._take(self.trail.visited(article.path))

    def _take(self, trail: Trail) -> None:
        if trail is not self.trail:
            self.trail = trail
            self.changed.emit()
