"""The window put together: widgets, the parts behind them, and their connections, each made once."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from newsreader.app.connections import connect
from newsreader.app.faults import Faults
from newsreader.app.keyboard import keymap_of, make_keys
from newsreader.app.owners import command_owners, completing_of
from newsreader.app.services import Services
from newsreader.app.supply import Supply
from newsreader.app.widgets import make_widgets
from newsreader.core.article import Article
from newsreader.core.bindings import with_keys
from newsreader.core.commands import COMMANDS, Command
from newsreader.core.settings import Settings
from newsreader.core.text import visible
from newsreader.core.timeline import ListKey, ListKind, Sort
from newsreader.reader.library import Library
from newsreader.ui.actions import Actions
from newsreader.ui.ageing import Ageing
from newsreader.ui.app_commands import AppCommands
from newsreader.ui.appearance import Appearance, dress, look_of, rule, scale_of
from newsreader.ui.article_commands import ArticleCommands
from newsreader.ui.article_rows import ArticleRows
from newsreader.ui.browsing import Browsing
from newsreader.ui.context_commands import ContextCommands
from newsreader.ui.controller import Commands, Controller, Parts
from newsreader.ui.covers import Covers, Remedies
from newsreader.ui.find_commands import FindCommands
from newsreader.ui.first_choice import FirstChoice
from newsreader.ui.icons import Icons
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.marking import Marking
from newsreader.ui.menu_opening import MenuOpening
from newsreader.ui.overlay import Overlays, leave_front_overlay
from newsreader.ui.page.faces import Faces
from newsreader.ui.picture_flow import PictureFlow
from newsreader.ui.preferences import Preferences
from newsreader.ui.presenting import Presenting, Shown, State
from newsreader.ui.reading import Reading
from newsreader.ui.reading_flow import PageSource, ReadingFlow, Timing
from newsreader.ui.recalling import Recalling
from newsreader.ui.retracing import Retracing
from newsreader.ui.saved_searches import SavedSearches
from newsreader.ui.searching import Searching
from newsreader.ui.surroundings import Surroundings
from newsreader.ui.tasks import Lane

_REACH = 2000
"""So many rows are looked at for the next unread article, to prepare its page."""


class Shell(QObject):
    """The running window; `open` gives it something to read, `close` ends everything it started."""

    leaving = Signal()
    """Another library is about to be opened instead of the one that is open."""
    carried_out = Signal()
    """A command was carried out, by key, menu, button or palette."""

    def __init__(
        self, application: QApplication, settings: Settings, icons: Icons, faces: Faces, services: Services
    ) -> None:
        super().__init__()
        self.services = services
        self.recent: list[str] = []
        self._shown_keys: dict[str, tuple[str, ...]] = {}
        self.faces = faces
        self.icons = icons
        names = ("pages", "queries", "pictures", "scans", "marks", "watch", "folders")
        self.lanes = {name: Lane(name, self) for name in names}
        look = look_of(settings, icons, services.ask_contrast(application))
        dress(application, look)
        self.preferences = Preferences(settings, services.keep_settings, self)
        self.actions = Actions(COMMANDS, self.run, self)
        self.marking = Marking(self, dwell_ms=services.dwell_ms)
        lanes = self.lanes
        self.desk = LibraryDesk(self._open_library, lanes["scans"], lanes["marks"], lanes["watch"], self)
        self.supply = Supply(self.desk)
        self.rows = ArticleRows(self.supply.library, self.lanes["queries"], self)
        self.pictures = PictureFlow(self.supply.picture, self.lanes["pictures"], self)
        self.widgets = make_widgets(
            look,
            faces,
            self.actions,
            self.rows,
            services.now(),
            request_picture=self.pictures.request,
            preferences=self.preferences,
        )
        widgets = self.widgets
        self.browsing = Browsing(lambda: services.now().date(), self)
        self.searching = Searching(self.supply.searcher, self.lanes["queries"], lambda: services.now().date(), self)
        search = widgets.header.search
        self.saved = SavedSearches(self.desk, self.searching, lanes["queries"], search.setText, self)
        self.reading = Reading(
            widgets.articles, widgets.pane, self._make_flow(), self.marking, self.supply.article, self
        )
        self.first_choice = FirstChoice(lambda: self.desk.library, self.browsing, self.reading)
        self.presenting = self._make_presenting()
        self.controller = Controller(self._parts(), self)
        self.faults = Faults(self.controller.offer)
        self.context = ContextCommands(
            widgets.pane, services.opener, self.controller.say, self.controller.offer_address
        )
        self.surroundings = Surroundings(
            widgets.window,
            widgets.navigation,
            widgets.header,
            widgets.articles,
            widgets.pane,
            widgets.details,
            self.actions,
        )
        heads = (widgets.navigation, widgets.header, widgets.pane.header)
        self.menus = MenuOpening(
            widgets.window, heads, self.actions, self.reading, self.choose_list, self.context.ask_about
        )
        self.retracing = Retracing(
            self.reading,
            self.supply.find,
            self.surroundings.show_article,
            self.controller.say,
            services.moment_ms,
            self,
        )
        self.article_commands = ArticleCommands(
            self.reading,
            self.marking,
            services.opener,
            widgets.articles.selected_ids,
            self.rows.article,
            self.rows.identities,
            self.supply.path_of,
            self.supply.markdown_of,
            self.surroundings.show_article,
            self.controller.say,
            self.controller.offer_address,
        )
        self.find_commands = FindCommands(
            widgets.pane,
            self.reading,
            lambda: self.appearance.look,
            lambda: self.searching.query.spans if self.browsing.is_searching else None,
            self.controller.say,
            self.surroundings.show_article,
        )
        self.recalling = Recalling(
            search, self.searching, self.saved.holds, self.preferences, self.controller.say, self
        )
        self.app_commands = self._make_app_commands()
        self._commands = Commands(COMMANDS, command_owners(self))
        self.keys = make_keys(widgets, self.preferences.settings, self)
        painted = (*widgets.painted(), Overlays(widgets.window), self.presenting)
        asked = services.ask_contrast
        self.appearance = Appearance(application, self.preferences, icons, painted, self, ask_contrast=asked)
        self.ageing = Ageing(widgets.articles, widgets.details, self.browsing, self.desk, services.now, application)
        connect(self)
        self.apply_settings()
        rule(application, look)
        self.presenting.apply_look(self.appearance.look)

    def open(self, root: Path, key: ListKey, article_path: str, article_identity: str) -> None:
        """Open a library at a list and an article of it ("" for the first), unless another window has it."""
        trouble = self.services.claim(root)
        if trouble:
            self.controller.say(trouble)
            return
        if self.desk.library is not None:
            self.leaving.emit()
        self.retracing.begin(self.services.left_at(root).trail)
        self.recalling.begin(self.services.left_at(root).searches)
        self.browsing.key = key
        self.widgets.navigation.select(key)
        self.first_choice.begin(article_path, article_identity)
        self.desk.open(root, article_path)

    def open_path(self, path: Path) -> None:
        """Open a folder, or a file: its folder, with the file selected."""
        root = path if path.is_dir() or not path.exists() else path.parent
        self.open(root, ListKey(), "" if root == path else path.name, "")

    def open_left(self, root: Path) -> None:
        """Open a library where it was left."""
        left = self.services.left_at(root)
        kind = ListKind(left.kind) if left.kind in list(ListKind) else ListKind.ALL
        self.open(root, ListKey(kind, left.value), left.article_path, left.article_identity)

    def reopen(self) -> None:
        """Open the library that is open once more: how it is to be opened has changed."""
        if self.desk.library is not None:
            self.open_left(self.desk.library.root)

    def show_article(self, id_: int) -> None:
        """Select a row of the list in view, or of all articles where it is not in that list."""
        if id_ not in self.browsing.ids:
            id_ = self.supply.library().catalogue.shown(id_)
            self.choose_list(ListKey())
        if id_ not in self.browsing.ids:
            self.preferences.change("list.hide_read", False)
        self.surroundings.leave_focus_mode()
        self.surroundings.leave_article()
        self.surroundings.focus_list()
        self.reading.select(id_)

    def show_path(self, path: str) -> None:
        """Select an article by its path in the library, as another start of the program asked."""
        id_ = self.supply.find(path)
        if id_ is None and self.desk.is_scanning:
            self.first_choice.wait_for(path)
        elif id_ is None:
            self.controller.say(f"There is no article {visible(path)} in this library")
        else:
            self.show_article(id_)

    def come_to_front(self) -> None:
        """Show the window before all others."""
        window = self.widgets.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def keep_page(self) -> None:
        """Have the page on the screen at hand for the next start."""
        library, article = self.desk.library, self.reading.article
        if library is not None and article is not None:
            self.lanes["pages"].submit(lambda: library.pages.keep(article))

    def choose_list(self, key: ListKey) -> None:
        """Bring a list into view."""
        self.widgets.navigation.select(key)
        self.controller.choose(key)

    def run(self, id_: str, repeating: bool = False) -> None:
        """Carry out a command of the table."""
        self._commands.run(id_, repeating)
        self.carried_out.emit()

    def commands(self) -> tuple[Command, ...]:
        """The commands with the keys they have now."""
        return with_keys(COMMANDS, self.preferences.settings.keys)

    def apply_settings(self) -> None:
        """Have every part follow the settings in force."""
        settings, widgets = self.preferences.settings, self.widgets
        widgets.pane.set_type(settings.text("reading.typeface"), scale_of(settings))
        widgets.pane.set_reduced_motion(settings.flag("reading.reduce_motion"))
        self.keys.replace_keymap(keymap_of(settings))
        if settings.keys != self._shown_keys:
            self._shown_keys = dict(settings.keys)
            self.actions.rebind(self.commands())
        shows_duplicates = settings.flag("list.show_duplicates")
        self.actions.check("list.show_duplicates", shows_duplicates)
        if self.desk.library is not None and self.desk.library.catalogue.folds is shows_duplicates:
            self.desk.library.catalogue.fold(not shows_duplicates)
            self.browsing.refresh()
        widgets.menus.show_choices()
        if self.browsing.hides_read != settings.flag("list.hide_read"):
            self.browsing.hide_read(settings.flag("list.hide_read"))
        if self.browsing.sort != Sort(settings.text("list.sort")):
            self.browsing.sort_by(Sort(settings.text("list.sort")))

    def take_keys(self) -> None:
        """See the keys of the window that was shown before any widget does."""
        handle = self.widgets.window.windowHandle()
        handle.removeEventFilter(self.keys)
        handle.installEventFilter(self.keys)

    def close(self) -> None:
        """Keep what is not kept yet, and end every child and thread."""
        self.reading.end()
        self.marking.keep_places()
        self.desk.close()
        for lane in self.lanes.values():
            lane.close()

    def _open_library(self, root: Path) -> Library:
        library = self.services.open_library(root)
        library.catalogue.fold(not self.preferences.settings.flag("list.show_duplicates"))
        return library

    def _make_flow(self) -> ReadingFlow:
        supply = self.supply
        source = PageSource(supply.prepared, supply.make_beginning, supply.make_page, supply.interrupt)
        timing = Timing(lambda: time.monotonic() * 1000)
        return ReadingFlow(source, self.lanes["pages"], self._neighbours, timing, self)

    def _neighbours(self) -> list[Article]:
        current = self.reading.current_id
        near = [self.browsing.next_where(current, lambda _: True, step) for step in (1, -1)]
        near.append(self.browsing.next_where(current, lambda id_: not self.rows.is_read(id_), reach=_REACH))
        return [self.rows.article(id_) for id_ in dict.fromkeys(near) if id_ is not None]

    def _make_presenting(self) -> Presenting:
        remedies = Remedies(
            open_folder=lambda: self.run("library.open"),
            open_file=lambda: self.run("library.open_file"),
            retry=lambda: self.run("library.rescan"),
            clear_search=self.widgets.header.search.clear,
            search_for=self.widgets.header.search.setText,
            go_all=lambda: self.run("go.all"),
            show_in_folder=lambda: self.run("article.show_in_folder"),
            open_as_text=self._open_as_text,
            locate=lambda: self.run("library.open_file"),
            remove=self._remove,
        )
        widgets = self.widgets
        shown = Shown(
            widgets.window,
            widgets.navigation,
            widgets.header,
            widgets.articles,
            widgets.list_pane,
            widgets.pane,
            widgets.details,
            widgets.list_cover,
            widgets.pane_cover,
            widgets.window_cover,
        )
        state = State(lambda: self.desk.library, self.browsing, self.marking, self.searching, self.services.now)
        return Presenting(shown, state, self.actions, Covers(remedies), self)

    def _parts(self) -> Parts:
        widgets = self.widgets
        return Parts(
            widgets.window,
            widgets.navigation,
            widgets.header,
            widgets.articles,
            widgets.model,
            widgets.pane,
            widgets.toast,
            self.desk,
            self.rows,
            self.browsing,
            self.reading,
            self.marking,
            self.searching,
            self.saved,
            self.first_choice,
            self.presenting,
        )

    def _make_app_commands(self) -> AppCommands:
        widgets, around = self.widgets, self.surroundings
        completing = completing_of(self)
        ways_back = (
            lambda: leave_front_overlay(widgets.window),
            widgets.toast.leave,
            completing.leave,
            self.find_commands.leave,
            widgets.window.close_drawers,
            self.controller.leave_search,
            around.leave_focus_mode,
            around.leave_article,
            around.focus_list,
        )
        return AppCommands(widgets.window, widgets.menus, ways_back)

    def _open_as_text(self) -> None:
        article = self.reading.article
        if article is not None:
            self.presenting.show_as_text()
            self.lanes["pages"].submit(
                lambda: self.supply.make_plain_page(article),
                lambda page: self.widgets.pane.show_page(article, page, place=None),
                lambda error: self.presenting.show_failure(article, error),
            )

    def _remove(self) -> None:
        article = self.reading.article
        if article is not None:
            self.surroundings.focus_list()
            self.desk.forget(article)
            self.run("article.next")
