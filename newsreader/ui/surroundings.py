"""What stands around the article: the panes that can be walked through, and the ways back to the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from newsreader.core.panes import Arrangement
from newsreader.ui.actions import Actions
from newsreader.ui.article_list import ArticleList
from newsreader.ui.list_header import ListHeader
from newsreader.ui.metadata_sidebar import MetadataSidebar
from newsreader.ui.navigation import Navigation
from newsreader.ui.reading_pane import ReadingPane
from newsreader.ui.window import MainWindow, Panes


class Surroundings:
    """Knows which panes are shown now, and leads from one to the other."""

    def __init__(
        self,
        window: MainWindow,
        navigation: Navigation,
        header: ListHeader,
        articles: ArticleList,
        pane: ReadingPane,
        details: MetadataSidebar,
        actions: Actions,
    ) -> None:
        """`actions` are ticked as panes come and go."""
        self._window = window
        self._header = header
        self._articles = articles
        self._actions = actions
        self._opened = (False, False)
        self._panes = Panes(navigation.tree, articles, pane.browser, details)
        window.arranged.connect(self.show_arrangement)

    def show_arrangement(self, now: Arrangement) -> None:
        """Bring buttons and menu rows in line with what is shown."""
        self._header.show_navigation_buttons(not now.navigation or now.navigation_is_drawer)
        self._actions.check("view.navigation", now.navigation)
        self._actions.check("view.details", now.details)
        self._actions.check("view.focus_mode", self._window.in_focus_mode)
        opened = now.navigation_is_drawer and now.navigation, now.details_is_drawer and now.details
        if opened[0] and not self._opened[0]:
            self._panes.navigation.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif opened[1] and not self._opened[1]:
            self._panes.details.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif any(self._opened) and not any(opened):
            self.focus_list()
        self._opened = opened

    def walked_panes(self) -> list[QWidget]:
        """What F6 walks through, left to right."""
        now, panes = self._window.arrangement, self._panes
        shown = (
            (panes.navigation, now.navigation),
            (panes.articles, now.articles),
            (panes.reading, now.reading),
            (panes.details, now.details),
        )
        return [pane for pane, is_shown in shown if is_shown]

    def show_search(self) -> None:
        """Make sure that the search field is on the screen."""
        self._window.set_focus_mode(False)
        self._window.show_article(False)

    def show_article(self) -> None:
        """In the one-pane window: the article instead of the list."""
        self._window.show_article(True)

    def bring_page(self) -> bool:
        """In the one-pane window: the article instead of the list; whether it was not shown before."""
        hidden = not self._window.arrangement.reading
        self._window.show_article(True)
        return hidden and self._window.arrangement.reading

    def leave_focus_mode(self) -> bool:
        """Show everything again; whether only the article was shown."""
        left = self._window.in_focus_mode
        self._window.set_focus_mode(False)
        return left

    def leave_article(self) -> bool:
        """In the one-pane window: the list again; whether the article was shown instead of it."""
        left = not self._window.arrangement.articles
        self._window.show_article(False)
        if left:
            self.focus_list()
        return left

    def focus_list(self) -> bool:
        """The focus to the list, which is always there to go back to."""
        self._articles.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
