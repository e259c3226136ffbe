"""Commands that write to articles: the reader's tags and note."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from newsreader.core.article import Article
from newsreader.core.own import NOTE, tag_field
from newsreader.core.text import fold
from newsreader.ui.look import Look
from newsreader.ui.marking import Marking
from newsreader.ui.note_overlay import NoteOverlay
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
        selected: Callable[[], Sequence[Article]],
        known_tags: Callable[[], Sequence[str]],
    ) -> None:
        """`selected` are the articles of all selected rows, which tags apply to; `known_tags` those of the library."""
        self._window = window
        self._look = look
        self._reading = reading
        self._marking = marking
        self._selected = selected
        self._known_tags = known_tags
        self._tags: TagsOverlay | None = None
        self._note: NoteOverlay | None = None
        self._articles: list[Article] = []

    def article_edit_tags(self) -> None:
        """Put tags on the selected articles, or take them off."""
        article = self._reading.article
        if article is None:
            return
        if self._tags is None:
            self._tags = TagsOverlay(self._look(), self._window)
            self._tags.tag_toggled.connect(self._toggle)
        self._articles = list(self._selected()) or [article]
        own = [self._marking.own(one) for one in self._articles]
        file = [
            set(map(fold, one.tags)) - set(map(fold, mine.tags)) for one, mine in zip(self._articles, own, strict=True)
        ]
        shared = [tag for tag in own[0].tags if all(fold(tag) in map(fold, mine.tags) for mine in own)]
        in_file = [tag for tag in article.tags if all(fold(tag) in tags for tags in file)]
        self._tags.apply_look(self._look())
        self._tags.show_tags(shared, in_file, self._known_tags())
        self._tags.open()

    def article_note(self) -> None:
        """Write a note on the article."""
        article = self._reading.article
        if article is None:
            return
        if self._note is None:
            self._note = NoteOverlay(self._look(), self._window)
            self._note.note_written.connect(self._write)
        self._articles = [article]
        self._note.apply_look(self._look())
        self._note.show_note(article.title, self._marking.own(article).note)
        self._note.open()

    def _toggle(self, tag: str, puts_on: bool) -> None:
        count = len(self._articles)
        what = f"Tagged “{tag}”" if puts_on else f"Tag “{tag}” taken off"
        label = what if count == 1 else f"{what} ({count:,} articles)"
        self._marking.write(tag_field(tag), self._articles, tag if puts_on else False, label)

    def _write(self, note: str) -> None:
        self._marking.write(NOTE, self._articles, note, "Note kept" if note else "Note removed")
