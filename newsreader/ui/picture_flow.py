"""Pictures of the article on the screen: read and decoded beside the window; late ones are dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from newsreader.core.article import Article
from newsreader.ui.page.pictures import decode_picture
from newsreader.ui.tasks import Lane


class PictureFlow(QObject):
    """Answers the page's requests for local pictures."""

    picture_ready = Signal(str, object)
    """A source as the page has it, and its `QImage`, or None where there is no picture to be had."""

    def __init__(self, read: Callable[[Article, str], bytes | None], lane: Lane, parent: QObject | None = None) -> None:
        """`read` gives a picture's bytes, or None where the gate refuses it; it blocks and is called in the lane."""
        super().__init__(parent)
        self._read = read
        self._lane = lane
        self._article: Article | None = None

    def turn_to(self, article: Article | None) -> None:
        """Another article is on the screen; pictures of the one before are not wanted any more."""
        self._article = article

    def request(self, source: str, width: int) -> None:
        """Have a picture at most `width` device pixels wide."""
        article = self._article
        if article is None:
            return

        def load() -> QImage | None:
            if article is not self._article:
                return None
            data = self._read(article, source)
            return decode_picture(data, width) if data is not None else None

        def deliver(image: QImage | None) -> None:
            if article is self._article:
                self.picture_ready.emit(source, image)

        self._lane.submit(load, deliver)
