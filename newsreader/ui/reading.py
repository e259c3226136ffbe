"""The selected article: its row, its page, its details, and the reader's way through it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from newsreader.core.article import Article
from newsreader.core.page import Page, Place
from newsreader.ui.article_list import ArticleList
from newsreader.ui.marking import Marking
from newsreader.ui.reading_flow import ReadingFlow
from newsreader.ui.reading_pane import ReadingPane


class Reading(QObject):
    """Keeps list, page and marks on the same article."""

    selected = Signal(object)
    """The selected `Article`, or None."""
    shown = Signal(object, object)
    """The `Article` and the `Page` that are on the screen now."""
    begun = Signal(object)
    """The `Article` whose beginning is on the screen, before all of it is `shown`."""
    failed = Signal(object, object)
    """The selected `Article` whose page could not be made, and the exception."""
    seen = Signal(object)
    """The `Article` whose page the reader has before the eyes from now on, or None."""

    def __init__(
        self,
        articles: ArticleList,
        pane: ReadingPane,
        flow: ReadingFlow,
        marking: Marking,
        article_of: Callable[[int], Article],
        parent: QObject | None = None,
    ) -> None:
        """`article_of` gives the article of a row; it raises KeyError where it is gone."""
        super().__init__(parent)
        self._articles = articles
        self._pane = pane
        self._flow = flow
        self._marking = marking
        self._article_of = article_of
        self._on_screen: Article | None = None
        self.shown_last: tuple[Article, Page] | None = None
        """The article whose whole page came onto the screen last, and that page."""
        self._from_top = False
        self._is_begun = False
        self.current_id: int | None = None
        self.article: Article | None = None
        articles.article_selected.connect(self._follow)
        flow.page_begun.connect(self._show_beginning)
        flow.page_ready.connect(self._show)
        flow.neighbour_ready.connect(pane.expect)
        flow.page_failed.connect(self._fail)
        flow.pending.connect(pane.show_pending)
        pane.place_changed.connect(self._note_place)

    def select(self, id_: int, *, repeating: bool = False, from_top: bool = False) -> None:
        """Select a row and bring its page up, where the reader left it or `from_top`.

        An article that is not in the list comes onto the page all the same, and no row is selected.
        """
        if not self._articles.select_id(id_, scroll=True):
            self._articles.clear_current()
        # The row is on the screen before the page is built, which takes several times as long.
        self._articles.paint_now()
        self._take(id_, repeating=repeating, from_top=from_top)

    def clear(self) -> None:
        """Nothing is selected."""
        self.leave()
        self.current_id = self.article = self._on_screen = None
        self._flow.clear()
        self.selected.emit(None)

    def renew(self) -> None:
        """The selected article's row has changed: if its file has, show it as it is now, at the same place."""
        if self.current_id is None:
            return
        article = self._article_of(self.current_id)
        if article != self.article:
            self.leave()
            self.article = article
            self.selected.emit(article)
            self._flow.reload(article)

    def reload(self) -> None:
        """What belongs to the page besides its file has changed: make it anew, at the same place."""
        if self.article is not None:
            self.leave()
            self._flow.reload(self.article)

    def look_again(self) -> None:
        """The page has come onto the screen or gone from it: only what is seen becomes read by being there."""
        seen = self._pane.isVisible() and self._on_screen is self.article
        self._see(self._on_screen if seen else None)

    def read_on(self) -> bool:
        """A page down; False where the article on the screen has been read to its end, or none is there.

        While the selected article is still on its way the press is taken for it: nothing else scrolls.
        """
        if self.article is None:
            return False
        if self._on_screen is not self.article:
            self._flow.settle()
            return True
        self._marking.read_in_passing(self.article)
        return self._pane.read_on()

    def read_back(self) -> None:
        """A page up."""
        if self._on_screen is self.article:
            self._pane.read_back()

    def open(self) -> None:
        """The reader turns to the selected article: it is read, and the page has the focus."""
        if self.article is not None:
            self._flow.settle()
            self._marking.read_in_passing(self.article)
            self._pane.take_focus()

    def _follow(self, id_: int) -> None:
        """The row was selected by mouse or by the view's own keys."""
        if id_ != self.current_id:
            self._take(id_, repeating=False, from_top=False)

    def _take(self, id_: int, *, repeating: bool, from_top: bool) -> None:
        self.leave()
        self._on_screen = None
        self._is_begun = False
        self.current_id = id_
        self.article = self._article_of(id_)
        self._from_top = from_top
        self.selected.emit(self.article)
        self._flow.select(self.article, repeating=repeating)

    def end(self) -> None:
        """The window closes: nothing is asked of the library any more."""
        self.leave()
        self._flow.clear()

    def leave(self) -> None:
        """The reader turns away from the page on the screen: note the place."""
        self._see(None)
        if self._on_screen is not None:
            self._marking.note_place(self._on_screen, self._pane.place())

    def _see(self, article: Article | None) -> None:
        self._marking.watch(article)
        self.seen.emit(article)

    def _show_beginning(self, article: Article, page: Page) -> None:
        """The first screen has come before the rest, of use where the reader begins within it."""
        place = self._wanted_place(article)
        if place is not None and place.block >= len(page.blocks):
            return
        self._on_screen = article
        self._is_begun = True
        self.begun.emit(article)
        self._pane.show_page(article, page, place=place)
        self.look_again()

    def _show(self, article: Article, page: Page) -> None:
        place = self._pane.place() if self._is_begun else self._wanted_place(article)
        self._on_screen = article
        if not (self._is_begun and self._pane.go_on(page)):
            self._pane.show_page(article, page, place=place)
        self._is_begun = False
        self.shown_last = article, page
        self.look_again()
        self.shown.emit(article, page)

    def _wanted_place(self, article: Article) -> Place | None:
        return None if self._from_top else self._marking.place(article)

    def _fail(self, article: Article, error: Exception) -> None:
        self._on_screen = article
        self.look_again()
        self.failed.emit(article, error)

    def _note_place(self) -> None:
        if self._on_screen is not None and self._on_screen is self.article:
            self._marking.note_place(self._on_screen, self._pane.place())
