"""The controller: connects the parts of the window, and carries out the commands of the table by their names.

It decides nothing itself. A command's id leads to the method that is called like it ("article.next" to `article_next`)
in one of the command classes; facts that the parts tell by signals lead to the parts that show them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from newsreader.core.article import Article
from newsreader.core.commands import Command
from newsreader.core.own import NOTE, is_own
from newsreader.core.query import Query
from newsreader.core.timeline import ListKey, ListKind
from newsreader.core.values import dataclass
from newsreader.reader.changes import Changes
from newsreader.reader.library import Library, Outcome, Summary
from newsreader.reader.search import Found
from newsreader.reader.steps import HEARD, Change
from newsreader.ui.announcer import announce
from newsreader.ui.article_list import ArticleList
from newsreader.ui.article_list_model import ArticleListModel
from newsreader.ui.article_rows import ArticleRows
from newsreader.ui.browsing import Browsing
from newsreader.ui.first_choice import FirstChoice
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.list_header import ListHeader
from newsreader.ui.marking import Marking
from newsreader.ui.navigation import Navigation
from newsreader.ui.presenting import Presenting
from newsreader.ui.reading import Reading
from newsreader.ui.reading_pane import ReadingPane
from newsreader.ui.saved_searches import SavedSearches
from newsreader.ui.searching import Searching
from newsreader.ui.toast import Toast
from newsreader.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the controller connects."""

    window: MainWindow
    navigation: Navigation
    header: ListHeader
    articles: ArticleList
    model: ArticleListModel
    pane: ReadingPane
    toast: Toast
    desk: LibraryDesk
    rows: ArticleRows
    browsing: Browsing
    reading: Reading
    marking: Marking
    searching: Searching
    saved: SavedSearches
    first_choice: FirstChoice
    presenting: Presenting


_REACH = 2000
"""So many rows are looked at for the next unread article that the page's foot names."""


class Commands:
    """Runs commands by id."""

    def __init__(self, commands: Iterable[Command], owners: Iterable[object]) -> None:
        """`owners` have the methods; raises LookupError for a command that none of them has."""
        self._repeating: dict[str, Callable[[bool], None]] = {}
        self._plain: dict[str, Callable[[], None]] = {}
        pool = tuple(owners)
        for command in commands:
            name = command.id.replace(".", "_")
            method = next((getattr(owner, name) for owner in pool if _has(owner, name)), None)
            if method is None:
                raise LookupError(f"no method for the command {command.id}")
            if command.repeats:
                self._repeating[command.id] = cast("Callable[[bool], None]", method)
            else:
                self._plain[command.id] = cast("Callable[[], None]", method)

    def run(self, id_: str, repeating: bool = False) -> None:
        """Carry out a command; `repeating` tells that its key repeats by itself. Raises KeyError for an unknown id."""
        if id_ in self._repeating:
            self._repeating[id_](repeating)
        else:
            self._plain[id_]()


def _has(owner: object, name: str) -> bool:
    """As `hasattr`, which takes long to say no of an object of Qt's; some owners make their methods when asked."""
    kind = type(owner)
    return name in vars(kind) or (hasattr(kind, "__getattr__") and hasattr(owner, name))


class Controller(QObject):
    """Connects facts with those who show them."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        """Connects everything at once; nothing happens before a library is opened."""
        super().__init__(parent)
        self._parts = parts
        self._before_search: tuple[int | None, int] | None = None
        self._offered: Callable[[], None] = _do_nothing
        self._connect_library()
        self._connect_lists()
        self._connect_reading()

    def _connect_library(self) -> None:
        parts = self._parts
        parts.desk.opened.connect(self._open)
        parts.desk.rows_changed.connect(self._take_changes)
        parts.desk.progressed.connect(parts.presenting.show_progress)
        parts.desk.scanned.connect(self._settle)
        parts.desk.told.connect(self.say)
        parts.desk.heard.connect(self._show_marks)
        parts.navigation.foot.cancel_requested.connect(parts.desk.cancel)
        parts.navigation.foot.pause_requested.connect(parts.desk.pause)

    def _connect_lists(self) -> None:
        parts = self._parts
        parts.navigation.list_chosen.connect(self.choose)
        parts.browsing.list_chosen.connect(self._turn_to_list)
        parts.browsing.rows_changed.connect(self._show_rows)
        parts.header.search.textChanged.connect(self._type)
        parts.header.search.results_wanted.connect(self._go_to_results)
        parts.header.scope_chosen.connect(parts.searching.look_in)
        parts.searching.found.connect(self._show_found)
        parts.searching.left.connect(self._leave_search)
        parts.searching.suggested.connect(parts.presenting.suggest)
        parts.saved.changed.connect(parts.navigation.set_searches)
        parts.saved.told.connect(self.say)
        parts.rows.snippet_came.connect(lambda id_: parts.model.refresh([id_]))

    def _connect_reading(self) -> None:
        parts = self._parts
        parts.reading.selected.connect(parts.presenting.show_selected)
        parts.reading.selected.connect(lambda _article: self._announce_next())
        parts.reading.shown.connect(parts.presenting.show_page)
        parts.reading.failed.connect(parts.presenting.show_failure)
        parts.marking.changed.connect(self._show_marks)
        parts.marking.announced.connect(self._tell)
        parts.marking.not_kept.connect(lambda why: parts.toast.show_message(f"This mark could not be kept: {why}"))
        parts.marking.not_done.connect(lambda why: parts.toast.show_message(f"This could not be done: {why}"))
        parts.toast.undo_requested.connect(parts.marking.undo)
        parts.toast.offer_taken.connect(self._take_offer)

    def say(self, text: str) -> None:
        """Say something in passing: in the quiet place at the foot of the list, and to a screen reader."""
        self._parts.toast.show_message(text)

    def announce(self, text: str) -> None:
        """Tell a screen reader what everybody else can see."""
        announce(self._parts.articles, text)

    def offer_address(self, address: str) -> None:
        """The desktop did not take an address: say so, and offer to copy it."""
        self.offer("The link could not be opened", "Copy link", lambda: _copy(address))

    def choose(self, key: ListKey) -> None:
        """Bring a list into view, or what a saved search finds."""
        parts = self._parts
        if key.kind is ListKind.SEARCH:
            parts.saved.run(key.value)
            parts.navigation.select(key)
        else:
            parts.browsing.choose(key)

    def offer(self, text: str, offer: str, act: Callable[[], None]) -> None:
        """Say something, and offer one thing to do about it."""
        self._offered = act
        self._parts.toast.show_message(text, offer=offer)

    def leave_search(self) -> bool:
        """Empty the search field, and the list it made comes back; whether there was anything to empty."""
        field = self._parts.header.search
        if not field.text():
            return False
        field.clear()
        return True

    def _open(self, library: Library | None) -> None:
        parts = self._parts
        with parts.presenting.covering_once():
            parts.reading.clear()
            parts.marking.open(library.marks if library is not None else None)
            parts.articles.show_reachable(True)
            parts.browsing.open(library.catalogue if library is not None else None)
            parts.header.search.clear()
            parts.first_choice.consider()
        if library is not None and library.complaints:
            self.say(library.complaints[0].text)

    def _take_changes(self, changes: Changes) -> None:
        parts = self._parts
        current = parts.reading.current_id
        if changes.is_vague:
            parts.model.refresh_all()
        else:
            parts.model.refresh(changes.changed)
        parts.browsing.note(changes.changed)
        if changes.is_published:
            parts.browsing.refresh()
            parts.searching.renew()
        else:
            parts.presenting.show_list()
        is_lost = current is not None and not parts.rows.holds(current)
        if current is not None and not is_lost and (changes.is_vague or current in changes.changed):
            parts.reading.renew()
        if current is not None and is_lost and parts.reading.article is not None and parts.reading.article.path:
            parts.browsing.note_loss(current)
            if current in changes.removed or changes.is_vague:
                self.say(f"This file is no longer there: {parts.reading.article.path}")
        parts.first_choice.consider()

    def _settle(self, summary: Summary) -> None:
        self._parts.first_choice.settle()
        self._parts.presenting.show_scanned(summary)
        was_reachable = self._parts.articles.is_reachable
        self._parts.articles.show_reachable(summary.outcome is not Outcome.GONE)
        library = self._parts.desk.library
        for complaint in library.complaints if library is not None else ():
            self.say(complaint.text)
        if library is not None:
            library.complaints.clear()
        if summary.outcome is Outcome.GONE and self._parts.browsing.ids and was_reachable:
            self.offer("Folder not reachable", "Retry", self._parts.desk.rescan)

    def _turn_to_list(self, key: ListKey) -> None:
        parts = self._parts
        self._before_search = None
        parts.navigation.select(key)
        parts.header.search.clear()
        if parts.browsing.row_of(parts.reading.current_id) is None:
            parts.reading.clear()
            parts.pane.clear()

    def _show_rows(self, ids: Sequence[int]) -> None:
        parts = self._parts
        parts.model.set_ids(ids)
        current = parts.reading.current_id
        if current is not None and parts.browsing.row_of(current) is not None:
            parts.articles.select_id(current, scroll=False)
        else:
            parts.articles.clear_current()
        parts.presenting.show_list()
        self._announce_next()

    def _type(self, text: str) -> None:
        parts = self._parts
        if text and self._before_search is None:
            self._before_search = (parts.reading.current_id, parts.articles.verticalScrollBar().value())
        parts.header.show_scopes(bool(text))
        chosen = parts.navigation.chosen
        if chosen.kind is ListKind.SEARCH and not parts.saved.is_running(chosen.value, text):
            parts.navigation.select(parts.browsing.key)
        parts.searching.type(text)

    def _show_found(self, query: Query, found: Found) -> None:
        parts = self._parts
        parts.rows.search_for(query)
        parts.articles.show_hits(query.spans)
        parts.pane.highlight(query.spans)
        parts.browsing.show_found(found)
        if found.is_complete:
            parts.presenting.announce_results()

    def _leave_search(self) -> None:
        parts = self._parts
        parts.rows.search_for(Query())
        parts.articles.show_hits(None)
        parts.pane.highlight(None)
        if not parts.browsing.is_searching:
            self._before_search = None
            return
        before, self._before_search = self._before_search, None
        parts.browsing.show_found(None)
        if before is not None:
            article, offset = before
            if (
                article is not None
                and parts.browsing.row_of(article) is not None
                and article != parts.reading.current_id
            ):
                parts.reading.select(article)
            parts.articles.verticalScrollBar().setValue(offset)

    def _go_to_results(self) -> None:
        parts = self._parts
        parts.searching.search_now()
        parts.articles.setFocus(Qt.FocusReason.OtherFocusReason)
        if parts.articles.current_id() is None and parts.browsing.ids:
            parts.reading.select(parts.browsing.ids[0])

    def _show_marks(self, change: Change) -> None:
        self._parts.desk.restate(change)
        article = self._parts.reading.article
        if is_own(change.field) or change.field == HEARD:
            is_off = article is not None and change.before.get(article.identity) and not change.after[article.identity]
            self._parts.presenting.show_selected(article, change.field if is_off else "")
        if article is not None and change.field in (NOTE, HEARD) and article.identity in change.after:
            self._parts.reading.reload()
        self._parts.presenting.show_marks()
        self._announce_next()

    def _tell(self, text: str, undoable: bool) -> None:
        if undoable:
            self._parts.toast.show_message(text, undo=True)
        else:
            # The result is in sight; what a message before this one offered to take back is not the last step any more.
            self._parts.toast.hide()
            announce(self._parts.articles, text)

    def _take_offer(self) -> None:
        self._offered()

    def _announce_next(self) -> None:
        """What Space leads to at the end of the page."""
        parts = self._parts
        current = parts.reading.current_id
        following = parts.browsing.next_where(current, lambda id_: not parts.rows.is_read(id_), reach=_REACH)
        article: Article | None = parts.rows.article(following) if following is not None else None
        parts.pane.set_next_unread(article.title if article is not None and current is not None else None)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _do_nothing() -> None:
    """Nothing was offered yet."""
