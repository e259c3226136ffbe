"""What the window's parts ask of the open library, each call said from which lane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from newsreader.core.article import Article
from newsreader.core.page import Page
from newsreader.reader.library import Library, Superseded
from newsreader.reader.search import Searcher
from newsreader.reader.tally import Counts
from newsreader.ui.library_desk import LibraryDesk


class Supply:
    """Answers for whichever library is open; every call raises LookupError where none is."""

    def __init__(self, desk: LibraryDesk) -> None:
        """`desk` knows the open library."""
        self._desk = desk

    def library(self) -> Library:
        """The open library."""
        if self._desk.library is None:
            raise LookupError("no library is open")
        return self._desk.library

    def counts(self, today: date) -> Counts:
        """What the navigation shows; instant, and nothing where no library is open."""
        library = self._desk.library
        return Counts() if library is None else library.catalogue.counts(today)

    def article(self, id_: int) -> Article:
        """The article of a row; instant. One that has gone says so by its problem."""
        return self.library().catalogue.article(id_)

    def find(self, path: str) -> int | None:
        """The row of an article's path; None where it is gone, or no library is open. Instant."""
        library = self._desk.library
        return library.catalogue.find(path) if library is not None else None

    def unread_identities(self, ids: Sequence[int]) -> Sequence[str]:
        """The identities of those of many rows that are unread, in no order; 1 µs each."""
        return self.library().catalogue.unread_identities(ids)

    def path_of(self, article: Article) -> Path:
        """Where an article's file is; instant."""
        return self.library().root / article.path

    def markdown_of(self, article: Article) -> str:
        """An article as Markdown that says where it is from; reads the file. Raises `Unreadable`."""
        from newsreader.reader.article_markdown import article_markdown

        return article_markdown(self.library().pages.bytes_of(article.path), article.path)

    def file_of(self, path: str) -> bytes:
        """What an article's file holds; blocks. Raises `Unreadable`."""
        return self.library().pages.bytes_of(path)

    def prepared(self, article: Article) -> Page | None:
        """A page that was made lately; instant."""
        return self.library().pages.prepared(article)

    def make_page(self, article: Article) -> Page | None:
        """A page, or None when it was interrupted; blocks, in the pages' lane. Raises `Unreadable`."""
        try:
            return self.library().pages.page(article)
        except Superseded:
            return None

    def make_beginning(self, article: Article) -> Page | None:
        """The page of a long article's first screen, or None; blocks, in the pages' lane. Raises `Unreadable`."""
        try:
            return self.library().pages.beginning(article)
        except Superseded:
            return None

    def make_plain_page(self, article: Article) -> Page:
        """The file's own text; blocks, in the pages' lane. Raises `Unreadable`."""
        return self.library().pages.plain_page(article)

    def interrupt(self) -> None:
        """Give up the page that is being made; instant."""
        self.library().pages.interrupt()

    def forget_pages(self) -> None:
        """Make every page anew when it is asked for next."""
        self.library().pages.forget()

    def picture(self, article: Article, source: str) -> bytes | None:
        """The bytes of a local picture, None where the gate refuses it; blocks, in the pictures' lane."""
        picture = self.library().pages.picture(article, source)
        return None if isinstance(picture, str) else picture.data

    def searcher(self) -> Searcher:
        """Who answers queries; for the queries' lane."""
        return self.library().searcher
