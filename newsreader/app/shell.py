"""The window put together: widgets, the parts behind them, and their connections, each made once."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from newsreader.app.keyboard import make_keys
from newsreader.app.services import Services
from newsreader.app.supply import Supply
from newsreader.app.widgets import make_widgets
from newsreader.core.article import Article
from newsreader.core.commands import COMMANDS
from newsreader.core.settings import Settings
from newsreader.core.timeline import ListKey, ListKind, Sort
from newsreader.ui.actions import Actions
from newsreader.ui.ageing import Ageing
from newsreader.ui.app_commands import AppCommands
from newsreader.ui.appearance import Appearance, dress, look_of
from newsreader.ui.article_commands import ArticleCommands
from newsreader.ui.article_rows import ArticleRows
from newsreader.ui.browsing import Browsing
from newsreader.ui.context_commands import ContextCommands
from newsreader.ui.controller import Commands, Controller, Parts
from newsreader.ui.covers import Covers, Remedies
from newsreader.ui.deletion_commands import DeletionCommands
from newsreader.ui.first_choice import FirstChoice
from newsreader.ui.icons import Icons
from newsreader.ui.library_commands import LibraryCommands
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.list_commands import ListCommands
from newsreader.ui.marking import Marking
from newsreader.ui.menu_opening import MenuOpening
from newsreader.ui.moving import Moving
from newsreader.ui.overlay import leave_front_overlay
from newsreader.ui.page.faces import Faces
from newsreader.ui.picture_flow import PictureFlow
from newsreader.ui.preferences import Preferences
from newsreader.ui.presenting import Presenting, Shown, State
from newsreader.ui.problem_commands import ProblemCommands
from newsreader.ui.reading import Reading
from newsreader.ui.reading_flow import PageSource, ReadingFlow, Timing
from newsreader.ui.searching import Searching
from newsreader.ui.surroundings import Surroundings
from newsreader.ui.switch_commands import SwitchCommands
from newsreader.ui.tasks import Lane
from newsreader.ui.view_commands import ViewCommands

_REACH = 2000
"""So many rows are looked at for the next unread article, to prepare its page."""


class Shell(QObject):
    """The running window; `open` gives it something to read, `close` ends everything it started."""

    leaving = Signal()
    """Another library is about to be opened instead of the one that is open."""

    def __init__(
        self, application: QApplication, settings: Settings, icons: Icons, faces: Faces, services: Services
    ) -> None:
        super().__init__()
        self._services = services
        names = ("pages", "queries", "pictures", "scans", "marks", "watch", "folders")
        self._lanes = {name: Lane(name, self) for name in names}
        look = look_of(settings, icons)
        dress(application, look)
        self.preferences = Preferences(settings, services.keep_settings, self)
        self.actions = Actions(COMMANDS, self.run, self)
        self.marking = Marking(self, dwell_ms=services.dwell_ms)
        lanes = self._lanes
        self.desk = LibraryDesk(services.open_library, lanes["scans"], lanes["marks"], lanes["watch"], self)
        self.supply = Supply(self.desk)
        self.rows = ArticleRows(self.supply.library, self._lanes["queries"], self)
        self.pictures = PictureFlow(self.supply.picture, self._lanes["pictures"], self)
        self.widgets = make_widgets(
            look,
            faces,
            self.actions,
            self.rows,
            services.now(),
            request_picture=self.pictures.request,
            choose_sort=lambda value: self.preferences.change("list.sort", value),
            choose_theme=lambda value: self.preferences.change("appearance.theme", value),
        )
        widgets = self.widgets
        self.browsing = Browsing(lambda: services.now().date(), self)
        self.searching = Searching(self.supply.find, self._lanes["queries"], self)
        self.reading = Reading(
            widgets.articles, widgets.pane, self._make_flow(), self.marking, self.supply.article, self
        )
        self.first_choice = FirstChoice(lambda: self.desk.library, self.browsing, self.reading)
        self.presenting = self._make_presenting()
        self.controller = Controller(self._parts(), self)
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
        self.article_commands = ArticleCommands(
            self.reading,
            self.marking,
            services.opener,
            lambda: [self.rows.article(id_) for id_ in widgets.articles.selected_ids()],
            self.supply.path_of,
            self.supply.markdown_of,
            self.surroundings.show_article,
            self.controller.say,
            self.controller.offer_address,
        )
        self.app_commands = self._make_app_commands()
        self._commands = Commands(COMMANDS, self._command_owners())
        self.keys = make_keys(widgets, self.preferences.settings, self)
        self.appearance = self._make_appearance(application, icons)
        self.ageing = Ageing(widgets.articles, widgets.details, self.browsing, self.desk, services.now, application)
        self._connect()
        self._apply_settings()
        self.surroundings.show_arrangement(widgets.window.arrangement)
        self.presenting.apply_look(self.appearance.look)

    def open(self, root: Path, key: ListKey, article_path: str, article_identity: str) -> None:
        """Open a library at a list and an article of it ("" for the first)."""
        if self.desk.library is not None:
            self.leaving.emit()
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
        left = self._services.left_at(root)
        kind = ListKind(left.kind) if left.kind in list(ListKind) else ListKind.ALL
        self.open(root, ListKey(kind, left.value), left.article_path, left.article_identity)

    def show_article(self, id_: int) -> None:
        """Select a row of the list in view, or of all articles where it is not in that list."""
        if id_ not in self.browsing.ids:
            self.choose_list(ListKey())
        if id_ not in self.browsing.ids:
            self.preferences.change("list.hide_read", False)
        self.surroundings.leave_focus_mode()
        self.surroundings.leave_article()
        self.surroundings.focus_list()
        self.reading.select(id_)

    def keep_page(self) -> None:
        """Have the page on the screen at hand for the next start."""
        library, article = self.desk.library, self.reading.article
        if library is not None and article is not None:
            self._lanes["pages"].submit(lambda: library.pages.keep(article))

    def choose_list(self, key: ListKey) -> None:
        """Bring a list into view."""
        self.widgets.navigation.select(key)
        self.browsing.choose(key)

    def run(self, id_: str, repeating: bool = False) -> None:
        """Carry out a command of the table."""
        self._commands.run(id_, repeating)

    def close(self) -> None:
        """Keep what is not kept yet, and end every child and thread."""
        self.reading.leave()
        self.marking.keep_places()
        self.desk.close()
        for lane in self._lanes.values():
            lane.close()

    def _make_flow(self) -> ReadingFlow:
        supply = self.supply
        source = PageSource(supply.prepared, supply.make_page, supply.interrupt)
        timing = Timing(lambda: time.monotonic() * 1000)
        return ReadingFlow(source, self._lanes["pages"], self._neighbours, timing, self)

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
            widgets.pane,
            widgets.details,
            widgets.pane_cover,
            widgets.window_cover,
        )
        state = State(lambda: self.desk.library, self.browsing, self.marking, self.searching, self._services.now)
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
            self.first_choice,
            self.presenting,
        )

    def _make_appearance(self, application: QApplication, icons: Icons) -> Appearance:
        widgets = self.widgets
        painted = (
            widgets.window,
            widgets.navigation,
            widgets.header,
            widgets.articles,
            widgets.list_pane,
            widgets.pane,
            widgets.details,
            widgets.pane_cover,
            widgets.window_cover,
            widgets.toast,
            widgets.shortcuts,
            widgets.problems,
            widgets.libraries,
            self.presenting,
        )
        return Appearance(application, self.preferences, icons, painted, self)

    def _make_app_commands(self) -> AppCommands:
        widgets, around = self.widgets, self.surroundings
        ways_back = (
            lambda: leave_front_overlay(widgets.window),
            widgets.window.close_drawers,
            self.controller.leave_search,
            around.leave_focus_mode,
            around.leave_article,
            around.focus_list,
        )
        return AppCommands(widgets.window, widgets.window.menuBar(), widgets.shortcuts, ways_back)

    def _command_owners(self) -> list[object]:
        widgets, say, keep = self.widgets, self.controller.say, self.preferences.change
        moving = Moving(
            self.browsing,
            self.reading,
            widgets.navigation,
            self.rows.is_read,
            say,
            self.choose_list,
            self.surroundings.bring_page,
        )
        lists = ListCommands(
            self.browsing,
            self.reading,
            self.marking,
            self.choose_list,
            self.supply.articles,
            keep,
            lambda: self.menus.under_button(widgets.sort_menu, "list.sort"),
        )
        view = ViewCommands(
            widgets.window,
            self.preferences.settings,
            keep,
            self.surroundings.walked_panes,
            self.controller.announce,
            lambda: self.menus.under_button(widgets.text_menu, "view.text"),
        )
        library = LibraryCommands(
            widgets.window,
            self.desk,
            self.marking,
            widgets.header.search,
            self.surroundings.show_search,
            self.open_path,
        )
        problems = ProblemCommands(
            widgets.problems, self.desk, self.show_article, self._services.opener.show_in_folder, say
        )
        switch = SwitchCommands(
            widgets.libraries,
            self.desk,
            self._lanes["folders"],
            self._services.known_libraries,
            self._services.forget_library,
            self.open_left,
            lambda: self.run("library.open"),
        )
        own = (self.article_commands, self.app_commands, self.context)
        deletion = DeletionCommands(
            self.desk, widgets.articles, self.rows, self.browsing, self.reading, self.marking, say
        )
        return [*own, deletion, moving, lists, view, library, problems, switch]

    def _connect(self) -> None:
        widgets, run = self.widgets, self.run
        for lane in self._lanes.values():
            lane.failed.connect(self._report)
        self.keys.command_pressed.connect(run)
        self.keys.escape_pressed.connect(self.app_commands.leave)
        self.keys.context_pressed.connect(self.menus.on_focus)
        self.keys.pending_changed.connect(widgets.list_pane.show_pending_key)
        self._services.opener.refused.connect(self.controller.offer_address)
        widgets.window.shown.connect(self._take_keys)
        widgets.window.arranged.connect(lambda _now: self.reading.look_again())
        widgets.window.dropped.connect(lambda path: self.open_path(Path(path)))
        widgets.navigation.foot.problems_requested.connect(lambda: run("library.problems"))
        widgets.details.open_original_requested.connect(lambda: run("article.open_original"))
        widgets.details.show_in_folder_requested.connect(lambda: run("article.show_in_folder"))
        widgets.details.copy_path_requested.connect(self.article_commands.copy_path)
        widgets.details.tag_chosen.connect(lambda tag: self.choose_list(ListKey(ListKind.TAG, tag)))
        widgets.articles.article_opened.connect(lambda _id: run("article.open"))
        widgets.pane.link_activated.connect(self.context.follow)
        widgets.pane.next_unread_activated.connect(lambda: run("article.read_on"))
        widgets.pane.context_requested.connect(self.menus.on_page)
        widgets.pane.zoom_requested.connect(lambda step: run("view.larger" if step > 0 else "view.smaller"))
        widgets.articles.menu_requested.connect(self.menus.on_row)
        widgets.navigation.menu_requested.connect(self.menus.on_list)
        self.reading.shown.connect(lambda article, _page: self.pictures.turn_to(article))
        self.reading.shown.connect(lambda *_: self.desk.begin())
        self.pictures.picture_ready.connect(widgets.pane.picture_ready)
        self.preferences.changed.connect(lambda _id: self._apply_settings())
        self.preferences.not_kept.connect(lambda why: self.controller.say(f"This setting could not be kept: {why}"))

    def _apply_settings(self) -> None:
        settings, widgets = self.preferences.settings, self.widgets
        widgets.pane.set_text_size(settings.number("reading.text_size"))
        widgets.pane.set_reduced_motion(settings.flag("reading.reduce_motion"))
        widgets.sort_menu.show_choice(settings.text("list.sort"))
        widgets.theme_menu.show_choice(settings.text("appearance.theme"))
        if self.browsing.hides_read != settings.flag("list.hide_read"):
            self.browsing.hide_read(settings.flag("list.hide_read"))
        if self.browsing.sort != Sort(settings.text("list.sort")):
            self.browsing.sort_by(Sort(settings.text("list.sort")))

    def _take_keys(self) -> None:
        handle = self.widgets.window.windowHandle()
        handle.removeEventFilter(self.keys)
        handle.installEventFilter(self.keys)

    def _open_as_text(self) -> None:
        article = self.reading.article
        if article is not None:
            self.presenting.show_as_text()
            self._lanes["pages"].submit(
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

    def _report(self, lane: str, error: Exception) -> None:
        logging.getLogger("newsreader").error("%s: %s", lane, type(error).__name__, exc_info=error)
        self.controller.say("Something went wrong; the log says more")
