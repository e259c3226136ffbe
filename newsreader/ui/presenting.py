"""What the widgets say about the state: titles, counts, details, empty states, and which commands make sense now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from newsreader.core.addresses import host, shown_address, shown_host
from newsreader.core.article import Article, Problem
from newsreader.core.own import Own, with_own_tags, without_tag
from newsreader.core.page import Page
from newsreader.core.panes import Arrangement, Band
from newsreader.core.text import one_line, visible
from newsreader.core.timeline import ListKey, ListKind
from newsreader.core.values import dataclass, replace
from newsreader.reader.library import Library, Outcome, Summary, Unreadable
from newsreader.reader.tally import Counts
from newsreader.ui.actions import Actions
from newsreader.ui.announcer import announce
from newsreader.ui.article_list import ArticleList
from newsreader.ui.browsing import Browsing
from newsreader.ui.covers import Covers, Message, list_name
from newsreader.ui.empty_state import EmptyState
from newsreader.ui.labels import folder_text
from newsreader.ui.list_header import ListHeader
from newsreader.ui.list_pane import ListPane
from newsreader.ui.look import Look
from newsreader.ui.marking import Marking
from newsreader.ui.metadata_sidebar import MetadataSidebar
from newsreader.ui.navigation import Navigation
from newsreader.ui.reading_pane import ReadingPane
from newsreader.ui.searching import Searching
from newsreader.ui.window import MainWindow

_ON_AN_ARTICLE = (
    "article.toggle_read",
    "article.toggle_star",
    "article.links",
    "find.open",
    "article.open_original_here",
    "article.edit_tags",
    "article.note",
    "article.highlight",
    "article.highlights",
    "article.copy_citation",
    "article.copy_markdown",
    "article.copy_notes",
    "article.print",
    "article.export",
    "article.show_in_folder",
    "article.open_in_editor",
)
_COPIES = 20
_QUOTED = 200
"""Characters of a highlight in the details; all of it stands in the text."""
_HIDING = (Problem.NOT_TEXT, Problem.NO_PERMISSION, Problem.UNREADABLE, Problem.EMPTY, Problem.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Shown:
    """The widgets that say something."""

    window: MainWindow
    navigation: Navigation
    header: ListHeader
    articles: ArticleList
    list_pane: ListPane
    pane: ReadingPane
    details: MetadataSidebar
    list_cover: EmptyState
    pane_cover: EmptyState
    window_cover: EmptyState


@dataclass(frozen=True, slots=True)
class State:
    """Where what is said comes from."""

    library: Callable[[], Library | None]
    browsing: Browsing
    marking: Marking
    searching: Searching
    now: Callable[[], datetime]


class Presenting(QObject):
    """Brings the widgets in line with the state; changes nothing of it."""

    def __init__(self, faces: Shown, state: State, actions: Actions, covers: Covers, parent: QObject) -> None:
        super().__init__(parent)
        self._faces = faces
        self._state = state
        self._actions = actions
        self._covers = covers
        self._look: Look | None = None
        self._article: Article | None = None
        self._trouble: Message | None = None
        self._unreachable = ""
        self._settled: Library | None = None
        self._meant = ""
        self._selected_in = ""
        self._covers_wait = False

    @contextmanager
    def covering_once(self) -> Iterator[None]:
        """Several things change at one go: what stands where there is nothing is made ready after the last."""
        self._covers_wait = True
        try:
            yield
        finally:
            self._covers_wait = False
            self._cover()

    def apply_look(self, look: Look) -> None:
        """Draw the icons that depend on the state in the colours of `look`."""
        self._look = look
        self._actions.apply_look(look)
        self.show_marks()

    def show_list(self) -> None:
        """The list's title and count, the navigation's counts, and what stands where there is nothing."""
        library = self._state.library()
        browsing = self._state.browsing
        if library is not None:
            counts = library.catalogue.counts(self._state.now().date())
            self._faces.navigation.set_counts(counts)
            self._faces.navigation.foot.show_problems(counts.problems)
        self._faces.header.show_title(*self._title())
        self._faces.header.show_hint(" ".join(self._state.searching.query.hints))
        self._meant = ""
        self._faces.articles.setAccessibleDescription(" ".join(self._title()))
        self._actions.check("list.hide_read", browsing.hides_read)
        self._cover()

    def show_arrangement(self, _now: Arrangement) -> None:
        """Panes have come or gone: what is said of an empty list may have to stand elsewhere."""
        self._cover_list()

    def suggest(self, text: str) -> None:
        """Nothing was found; offer what may have been meant."""
        self._meant = text
        self._cover()

    def announce_results(self) -> None:
        """Tell a screen reader how much was found."""
        announce(self._faces.articles, f"{len(self._state.browsing.ids):,} articles found")

    def show_selected(self, article: Article | None, taken_off: str = "") -> None:
        """The details of the selected article, and its marks. `taken_off` is the field of a tag that was just taken
        off: the row still has it until the index has been told.
        """
        if article is not None and (self._article is None or self._article.path != article.path):
            self._selected_in = self._state.searching.text
        self._article = article
        self._trouble = None
        library = self._state.library()
        details = self._faces.details
        details.setVisible(self._faces.window.arrangement.details)
        if article is None or library is None:
            details.clear()
        else:
            folder = folder_text(library.root / Path(article.path).parent)
            own = self._state.marking.own(article)
            tags = without_tag(article.tags, taken_off) if taken_off else article.tags
            details.show_article(
                replace(article, tags=with_own_tags(tags, own.tags)),
                host=shown_host(article.url).removeprefix("www."),
                shown_address=shown_address(article.url),
                tooltip_address=_target(article.url),
                folder=folder,
                now=self._state.now(),
                note=own.note,
                highlights=_quotations(own),
                copies=_copies(library, article),
            )
        self.show_marks()
        self._cover()

    def show_page(self, article: Article, _page: Page) -> None:
        """A page has come: where the file is not an article, say what it is instead."""
        if article.problem in _HIDING:
            self._trouble = self._covers.unreadable(article.path, str(article.problem))
        self._cover()

    def show_failure(self, article: Article, error: Exception) -> None:
        """The selected article's file could not be read."""
        problem = error.problem if isinstance(error, Unreadable) else Problem.UNREADABLE
        if problem is Problem.GONE:
            self._trouble = self._covers.gone(article.path)
        else:
            self._trouble = self._covers.unreadable(article.path, str(problem))
        self._faces.pane.show_page(article, Page(()), place=None)
        self._cover()

    def show_as_text(self) -> None:
        """The reader wants to see the file whatever it holds."""
        self._trouble = None
        self._cover()

    def show_marks(self) -> None:
        """Names and icons of what can be done with the selected article."""
        article, actions = self._article, self._actions
        read = article is not None and self._state.marking.is_read(article)
        starred = article is not None and self._state.marking.is_starred(article)
        actions.show_text("article.toggle_read", "Mark as unread" if read else "Mark as read")
        actions.show_text("article.toggle_star", "Remove star" if starred else "Star")
        actions.check("article.toggle_star", starred)
        for id_ in _ON_AN_ARTICLE:
            actions.enable(id_, article is not None)
        for id_ in ("article.open_original", "article.copy_link"):
            actions.enable(id_, article is not None and bool(article.url))
        if self._look is not None:
            actions.show_icon("article.toggle_read", "circle" if read else "circle-dot", self._look)
            token = "star" if starred else "fg2"
            actions.show_icon("article.toggle_star", "star", self._look, token, filled=starred)

    def show_progress(self, done: int, total: int) -> None:
        """A scan goes on."""
        self._unreachable = ""
        self._faces.navigation.foot.show_progress(done, total)

    def show_scanned(self, summary: Summary) -> None:
        """A scan has ended."""
        library = self._state.library()
        if library is None:
            return
        self._settled = library
        self._unreachable = str(library.root) if summary.outcome is Outcome.GONE else ""
        if summary.outcome is Outcome.DONE:
            counts = library.catalogue.counts(self._state.now().date())
            self._faces.navigation.foot.show_problems(counts.problems)
            total = counts.total
            text = f"{total:,} article{'' if total == 1 else 's'}  ·  {self._state.now():%H:%M}"
            announce(self._faces.navigation, "Library is up to date")
        else:
            text = "Folder not reachable" if summary.outcome is Outcome.GONE else summary.reason
        self._faces.navigation.foot.show_idle(text)
        self._cover()

    def _title(self) -> tuple[str, str]:
        browsing = self._state.browsing
        if browsing.is_searching:
            count, more = len(browsing.ids), "" if browsing.is_counted else "+"
            return "Results", f"{count:,}{more} article{'' if count == 1 else 's'}"
        library = self._state.library()
        if library is None:
            return list_name(browsing.key), ""
        counts = library.catalogue.counts(self._state.now().date())
        unread = _unread_in(counts, browsing.key)
        return list_name(browsing.key), f"{unread:,} unread" if unread else ""

    def _cover(self) -> None:
        """What stands over the page, over the list of a one-pane window, or over the whole window."""
        if self._covers_wait:
            return
        library = self._state.library()
        is_settled = library is self._settled
        empty = library is None or (is_settled and not library.catalogue.counts(self._state.now().date()).total)
        if not empty:
            self._faces.window.set_covered(False)
        else:
            place = self._unreachable
            message = self._covers.unreachable(place) if place else self._covers.no_library()
            _show(self._faces.window_cover, message)
            self._faces.window.set_covered(True)
            return
        self._cover_list()
        message_or_none = self._pane_message()
        if message_or_none is not None:
            _show(self._faces.pane_cover, message_or_none)
        self._faces.pane.set_cover(self._faces.pane_cover if message_or_none is not None else None)

    def _cover_list(self) -> None:
        """In a window of one pane the page, which says why there is nothing, is not to be seen."""
        in_one_pane = self._faces.window.arrangement.band is Band.SINGLE
        message = self._list_message() if in_one_pane else None
        if message is not None:
            _show(self._faces.list_cover, message)
        self._faces.list_pane.show_cover(message is not None)

    def _pane_message(self) -> Message | None:
        browsing = self._state.browsing
        library = self._state.library()
        if library is None or not library.catalogue.counts(self._state.now().date()).total:
            return None
        if self._trouble is not None:
            return self._trouble
        # What was selected before the search that found nothing gives way to saying so; what came after it stays.
        is_later = self._selected_in == self._state.searching.text
        if self._article is not None and (browsing.ids or not browsing.is_searching or is_later):
            return None
        return self._list_message() or self._covers.nothing_selected()

    def _list_message(self) -> Message | None:
        """Why the list has no rows; None where it has some, or nothing is known yet."""
        browsing = self._state.browsing
        library = self._state.library()
        if browsing.ids or library is None or not library.catalogue.counts(self._state.now().date()).total:
            return None
        if browsing.is_searching:
            total = library.catalogue.counts(self._state.now().date()).total
            return self._covers.nothing_found(self._state.searching.text, total, self._meant)
        return self._covers.empty_list(browsing.key, hides_read=browsing.hides_read)


def _copies(library: Library, article: Article) -> str:
    """Where the other files that hold the article are, a line each."""
    id_ = library.catalogue.find(article.path)
    copies = library.catalogue.copies_of(id_)[:_COPIES] if id_ is not None else []
    return "\n".join(sorted(visible(copy.path) for copy in library.catalogue.articles(copies)))


def _quotations(own: Own) -> str:
    """The highlights of an article as the details show them: quoted, each on its own."""
    quotes = (one_line(highlight.quote, _QUOTED) for highlight in own.highlights)
    return "\n\n".join(f"\N{LEFT DOUBLE QUOTATION MARK}{quote}\N{RIGHT DOUBLE QUOTATION MARK}" for quote in quotes)


def _show(cover: EmptyState, message: Message) -> None:
    buttons = [(button.text, button.run, button.primary) for button in message.buttons]
    cover.show_message(message.icon, message.title, message.text, buttons, message.hint)


def _unread_in(counts: Counts, key: ListKey) -> int:
    """How many unread articles a list holds."""
    named = {ListKind.SOURCE: counts.sources, ListKind.TAG: counts.tags, ListKind.FOLDER: counts.folders}
    if key.kind in named:
        rows = named[key.kind]
        return next((row.unread for row in rows if row.name == key.value), 0)
    if key.kind is ListKind.TODAY:
        return counts.today_unread
    return counts.unread if key.kind in (ListKind.ALL, ListKind.UNREAD) else 0


def _target(url: str) -> str:
    """Where a link leads, in full, with the host as a person should see it where that differs."""
    if not url:
        return ""
    name = shown_host(url)
    return url if name == host(url) else f"{url}\n{name}"
