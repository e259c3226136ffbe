"""The pane of the list: its head, the rows or why there are none, and at its foot what is said in passing."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from newsreader.core.commands import key_caps
from newsreader.ui.article_list import ArticleList
from newsreader.ui.key_cap import KeyCaps
from newsreader.ui.list_header import ListHeader
from newsreader.ui.look import Look


class ListPane(QWidget):
    """Head above list; the ground of both is the list's."""

    def __init__(self, header: ListHeader, articles: ArticleList, cover: QWidget, look: Look) -> None:
        """Takes all of them in; `cover` stands over the list while it says why there are no rows."""
        super().__init__()
        self._look = look
        self._cover = cover
        body = QWidget()
        # The list stays under its cover and keeps the focus: its keys go on working.
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(articles, 0, 0)
        grid.addWidget(cover, 0, 0)
        cover.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(body, 1)
        articles.scrolled.connect(header.set_lined)
        self._pending: KeyCaps | None = None

    def show_cover(self, shown: bool) -> None:
        """Show the cover over the list, or the list."""
        self._cover.setVisible(shown)
        self._cover.raise_()

    def show_pending_key(self, key: str) -> None:
        """Show at the foot that a second key is waited for; "" for none."""
        if self._pending is not None:
            self._pending.deleteLater()
            self._pending = None
        if key:
            self._pending = KeyCaps((*key_caps(key), "…"), self._look, self)
            self._pending.adjustSize()
            inset = self._look.px(12)
            self._pending.move(inset, self.height() - self._pending.height() - inset)
            self._pending.show()

    def apply_look(self, look: Look) -> None:
        """Take the ground of `look`."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the ground."""
        QPainter(self).fillRect(event.rect(), self._look.colour("list"))
