"""Deleting articles, and bringing them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from newsreader.core.text import visible
from newsreader.reader.deletion import Deleted
from newsreader.ui.article_list import ArticleList
from newsreader.ui.article_rows import ArticleRows
from newsreader.ui.browsing import Browsing
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.look import Look
from newsreader.ui.marking import Marking
from newsreader.ui.opened import Opened
from newsreader.ui.reading import Reading
from newsreader.ui.trash_overlay import TrashOverlay


class DeletionCommands:
    """The Delete key, and "Restore deleted"; without a library they do nothing."""

    def __init__(
        self,
        desk: LibraryDesk,
        articles: ArticleList,
        rows: ArticleRows,
        browsing: Browsing,
        reading: Reading,
        marking: Marking,
        say: Callable[[str], None],
        window: QWidget,
        look: Callable[[], Look],
        now: Callable[[], datetime],
    ) -> None:
        """`say` tells something in passing; `look` is the one in force, `now` gives the local time, aware."""
        self._window = window
        self._look = look
        self._now = now
        self._trash = Opened(self._make)
        self._desk = desk
        self._articles = articles
        self._rows = rows
        self._browsing = browsing
        self._reading = reading
        self._marking = marking
        self._say = say

    def article_delete(self) -> None:
        """Move the selected articles to the trash of the library, at once; the message offers to take it back."""
        library = self._desk.library
        ids: Sequence[int] = self._articles.selected_ids() or [
            id_ for id_ in (self._reading.current_id,) if id_ is not None
        ]
        if library is None or not ids:
            return
        paths = [self._rows.article(id_).path for id_ in ids]
        self._turn_away(set(ids))
        self._marking.do(library.deletion(paths))

    def library_restore_deleted(self) -> None:
        """Bring back what was deleted last, also days ago."""
        library = self._desk.library
        if library is None:
            return
        try:
            path = library.restore_last()
        except OSError as error:
            self._say(f"It could not be restored: {error.strerror}")
            return
        self._say(f"Restored: {visible(path)}" if path else "The trash is empty")
        if path:
            self._desk.look_at([path])

    def library_trash(self) -> None:
        """What was deleted, in an overlay; Enter brings a file back."""
        if self._desk.library is None:
            return
        overlay = self._trash.get()
        if self._fill(overlay):
            overlay.open()

    def _make(self) -> TrashOverlay:
        overlay = TrashOverlay(self._look(), self._window)
        overlay.restore_wanted.connect(self._restore)
        return overlay

    def _fill(self, overlay: TrashOverlay) -> bool:
        """Show what is in the trash now; whether that can be told."""
        library = self._desk.library
        try:
            overlay.show_deleted(library.trash.deleted() if library is not None else (), self._now())
        except OSError as error:
            self._say(f"The trash could not be read: {error.strerror}")
            return False
        return True

    def _restore(self, deleted: Deleted) -> None:
        library = self._desk.library
        if library is None:
            return
        try:
            path = library.trash.restore(deleted)
        except OSError as error:
            self._say(f"It could not be restored: {error.strerror}")
            return
        self._say(f"Restored: {visible(path)}")
        self._desk.look_at([path])
        if self._trash.current is not None:
            self._fill(self._trash.current)

    def _turn_away(self, leaving: set[int]) -> None:
        """Go to the row behind what is deleted, else to the one before it: its file is about to go."""
        current = self._reading.current_id
        if current not in leaving:
            return
        for step in (1, -1):
            following = self._browsing.next_where(current, lambda id_: id_ not in leaving, step)
            if following is not None:
                self._reading.select(following)
                return
        self._reading.clear()
