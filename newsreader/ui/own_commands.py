"""Commands that write to articles: the reader's tags and note."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QWidget

from newsreader.core.article import Article
from newsreader.core.own import NOTE, tag_field
from newsreader.core.text import fold
from newsreader.ui.look import Look
from newsreader.ui.marking import Marking
from newsreader.ui.note_overlay import NoteOverlay
from newsreader.ui.opened import Opened
from newsreader.ui.reading import Reading
from newsreader.ui.tags_overlay import TagsOverlay


class OwnCommands:
    """`article.edit_tags` and `article.note`; without a selected article they do nothing."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        reading: Reading,
        marking: Marking,
        selected: Callable[[], Iterable[Article]],
        known_tags: Callable[[], Sequence[str]],
    ) -> None:
        """`selected` are the articles of all selected rows, which tags apply to; `known_tags` those of the library."""
        self._window = window
        self._look = look
        self._reading = reading
        self._marking = marking
        self._selected = selected
        self._known_tags = known_tags
        self._tags = Opened(self._make_tags)
        self._note = Opened(self._make_note)
        self._identities: list[str] = []
        self._about = ""

    def article_edit_tags(self) -> None:
        """Put tags on the selected articles, or take them off."""
        article = self._reading.article
        if article is None:
            return
        own, in_file = self._choose(self._selected())
        if not self._identities:
            own, in_file = self._choose([article])
        overlay = self._tags.get()
        overlay.show_tags(own, [tag for tag in article.tags if fold(tag) in in_file], self._known_tags())
        overlay.open()

    def article_note(self) -> None:
        """Write a note on the article."""
        article = self._reading.article
        if article is None:
            return
        self._choose([article])
        overlay = self._note.get()
        overlay.show_note(article.title, self._marking.own(article).note)
        overlay.open()

    def _make_tags(self) -> TagsOverlay:
        overlay = TagsOverlay(self._look(), self._window)
        overlay.tag_toggled.connect(self._toggle)
        return overlay

    def _make_note(self) -> NoteOverlay:
        overlay = NoteOverlay(self._look(), self._window)
        overlay.note_written.connect(self._write)
        return overlay

    def _choose(self, articles: Iterable[Article]) -> tuple[list[str], set[str]]:
        """These are written to from now on; the reader's tags and the files' tags, folded, that all of them have. They
        are looked at one by one: thousands would be tens of megabytes.
        """
        self._identities, self._about = [], ""
        shared: list[str] = []
        in_file: set[str] = set()
        for article in articles:
            own = self._marking.own(article).tags
            folded = set(map(fold, own))
            file = set(map(fold, article.tags)) - folded
            if not self._identities:
                shared, in_file, self._about = list(own), file, article.title
            shared = [tag for tag in shared if fold(tag) in folded]
            in_file &= file
            self._identities.append(article.identity)
        if len(self._identities) > 1:
            self._about = ""
        return shared, in_file

    def _toggle(self, tag: str, puts_on: bool) -> None:
        count = len(self._identities)
        what = f"Tagged “{tag}”" if puts_on else f"Tag “{tag}” taken off"
        label = what if count == 1 else f"{what} ({count:,} articles)"
        self._marking.write(tag_field(tag), self._identities, tag if puts_on else False, label, self._about)

    def _write(self, note: str) -> None:
        label = "Note kept" if note else "Note removed"
        self._marking.write(NOTE, self._identities, note, label, self._about)
