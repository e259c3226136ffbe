"""Commands on the selected article: open its original, mark it, copy what identifies it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from newsreader.core.article import Article
from newsreader.reader.citation import citation
from newsreader.reader.library import Unreadable
from newsreader.reader.marks import Field
from newsreader.ui.marking import Marking
from newsreader.ui.opener import Opener
from newsreader.ui.reading import Reading

_FOLDERS = 5
"""More windows of a file manager at once are no help."""


class ArticleCommands:
    """O, S, U, Y and their like; without a selected article they do nothing."""

    def __init__(
        self,
        reading: Reading,
        marking: Marking,
        opener: Opener,
        selected: Callable[[], Sequence[int]],
        article_of: Callable[[int], Article],
        identities_of: Callable[[Sequence[int]], Sequence[str]],
        path_of: Callable[[Article], Path],
        markdown_of: Callable[[Article], str],
        show_article: Callable[[], None],
        say: Callable[[str], None],
        not_opened: Callable[[str], None],
    ) -> None:
        """`selected` are all selected rows, which marks apply to; `article_of` gives the article of one row,
        `identities_of` the identities of many. `path_of` is where an article's file is; `show_article` brings the page
        onto the screen where it is not.

        `markdown_of` gives an article as Markdown, or raises `Unreadable`. `say` tells something in passing;
        `not_opened` says that the desktop did not take an address, and offers to copy it.
        """
        self._reading = reading
        self._marking = marking
        self._opener = opener
        self._selected = selected
        self._article_of = article_of
        self._identities_of = identities_of
        self._path_of = path_of
        self._markdown_of = markdown_of
        self._show_article = show_article
        self._say = say
        self._not_opened = not_opened

    def article_open(self) -> None:
        """Turn to the article: it is read, and the page has the focus."""
        self._show_article()
        self._reading.open()

    def article_open_original(self) -> None:
        """Open the original in the browser."""
        article = self._reading.article
        if article is None:
            return
        if not article.url:
            self._say("No link in this file")
        elif not self._opener.open_original(article.url):
            self._not_opened(article.url)

    def article_toggle_read(self) -> None:
        """Read becomes unread, unread becomes read."""
        self._toggle(Field.READ, self._marking.is_read)

    def article_toggle_star(self) -> None:
        """Star, or take the star off."""
        self._toggle(Field.STARRED, self._marking.is_starred)

    def article_copy_link(self) -> None:
        """Copy the address of the original."""
        article = self._reading.article
        if article is not None:
            self._copy(article.url, "Link copied", "No link in this file")

    def article_copy_citation(self) -> None:
        """Copy title, author, source, date and link."""
        article = self._reading.article
        if article is not None:
            self._copy(citation(article), "Citation copied", "")

    def article_copy_markdown(self) -> None:
        """Copy the article as Markdown."""
        article = self._reading.article
        if article is not None:
            try:
                text = self._markdown_of(article)
            except Unreadable as error:
                self._say(str(error.problem))
            else:
                self._copy(text, "Article copied as Markdown", "")

    def article_show_in_folder(self) -> None:
        """Show the selected files in the file manager: one of each folder, and of so many folders only."""
        article = self._reading.article
        if article is None:
            return
        by_folder: dict[Path, Path] = {}
        selected = self._selected()
        for one in map(self._article_of, selected) if selected else (article,):
            path = self._path_of(one)
            by_folder.setdefault(path.parent, path)
        opened = [self._opener.show_in_folder(path) for path in list(by_folder.values())[:_FOLDERS]]
        if not all(opened):
            self._say("The folder could not be opened")
        elif len(by_folder) > _FOLDERS:
            self._say(f"{_FOLDERS} of {len(by_folder):,} folders are shown")

    def article_open_in_editor(self) -> None:
        """Open the file with the desktop's program for it."""
        article = self._reading.article
        if article is not None and not self._opener.open_in_editor(self._path_of(article)):
            self._say("The file could not be opened in an editor")

    def copy_path(self) -> None:
        """Copy where the file is."""
        article = self._reading.article
        if article is not None:
            self._copy(str(self._path_of(article)), "Path copied", "")

    def _toggle(self, field: Field, holds: Callable[[Article], bool]) -> None:
        article, ids = self._reading.article, self._selected()
        if article is None:
            return
        if len(ids) > 1:  # thousands of articles would be tens of megabytes, and only their identities are needed
            self._marking.mark_many(field, self._identities_of(ids), not holds(article), offer_undo=False)
        else:
            self._marking.mark(field, [self._article_of(id_) for id_ in ids] or [article], not holds(article))

    def _copy(self, text: str, done: str, otherwise: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
        self._say(done if text else otherwise)
