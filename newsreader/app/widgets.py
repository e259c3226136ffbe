"""The widgets of the window, each made once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from newsreader.core.addresses import host, shown_host
from newsreader.core.values import dataclass
from newsreader.ui.actions import Actions
from newsreader.ui.appearance import Painted
from newsreader.ui.article_list import ArticleList
from newsreader.ui.article_list_model import ArticleListModel, Rows
from newsreader.ui.empty_state import EmptyState
from newsreader.ui.focus_order import order_focus
from newsreader.ui.focus_rim import LateRim
from newsreader.ui.list_header import ListHeader
from newsreader.ui.list_pane import ListPane
from newsreader.ui.look import Look
from newsreader.ui.menus import Menus
from newsreader.ui.metadata_sidebar import MetadataSidebar
from newsreader.ui.navigation import Navigation
from newsreader.ui.page.faces import Faces
from newsreader.ui.preferences import Preferences
from newsreader.ui.reading_pane import ReadingPane
from newsreader.ui.toast import Toast
from newsreader.ui.window import MainWindow, Panes


@dataclass(frozen=True, slots=True)
class Widgets:
    """Everything one sees."""

    window: MainWindow
    navigation: Navigation
    header: ListHeader
    articles: ArticleList
    model: ArticleListModel
    list_pane: ListPane
    pane: ReadingPane
    details: MetadataSidebar
    list_cover: EmptyState
    pane_cover: EmptyState
    window_cover: EmptyState
    toast: Toast
    rim: LateRim
    menus: Menus

    def painted(self) -> tuple[Painted, ...]:
        """All that follows a change of theme, density or system font, in the order it is told."""
        covers = (self.list_cover, self.pane_cover, self.window_cover)
        panes = (self.navigation, self.header, self.articles, self.list_pane, self.pane, self.details)
        return (self.window, *panes, *covers, self.toast, self.rim)


def make_widgets(
    look: Look,
    faces: Faces,
    actions: Actions,
    rows: Rows,
    now: datetime,
    *,
    request_picture: Callable[[str, int], None],
    preferences: Preferences,
) -> Widgets:
    """Make and lay out every widget; nothing is connected to anything but its own parts."""
    whole_menu = actions.sibling("app.menu")
    navigation = Navigation(look, toggle=actions["view.navigation"], menu=whole_menu, rescan=actions["library.rescan"])
    header = ListHeader(
        look,
        (actions["list.sort"], actions["list.hide_read"]),
        navigation=actions["view.navigation"],
        menu=whole_menu,
    )
    model = ArticleListModel(rows, now)
    articles = ArticleList(model, look)
    list_cover = EmptyState(look, "list")
    list_pane = ListPane(header, articles, list_cover, look)
    pane = ReadingPane(look, faces, request_picture=request_picture, describe_link=describe_link)
    details = MetadataSidebar(look)
    window_cover = EmptyState(look)
    window = MainWindow(Panes(navigation, list_pane, pane, details), window_cover, look)
    pane.header.set_actions(
        [
            actions["article.toggle_read"],
            actions["article.toggle_star"],
            actions["view.text"],
            actions["find.open"],
            actions["article.open_original"],
        ],
        [actions["view.details"]],
    )
    toast = Toast(look, list_pane, under=articles)
    order_focus([*navigation.focus_chain(), *header.focus_chain(), articles])
    order_focus([articles, *pane.header.focus_chain(), pane.browser])
    return Widgets(
        window,
        navigation,
        header,
        articles,
        model,
        list_pane,
        pane,
        details,
        list_cover,
        EmptyState(look),
        window_cover,
        toast,
        LateRim(look, window),
        Menus(window, actions, whole_menu, preferences),
    )


def describe_link(address: str) -> str:
    """Where a link leads, in full, with the host as a person should see it where that differs."""
    name, plain = shown_host(address), host(address)
    return address if name == plain else f"{address}\n{name}"
