"""The widgets of the window, each made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from newsreader.core.addresses import host, shown_host
from newsreader.core.timeline import Sort
from newsreader.core.values import dataclass
from newsreader.ui.actions import Actions
from newsreader.ui.appearance import Painted
from newsreader.ui.article_list import ArticleList
from newsreader.ui.article_list_model import ArticleListModel, Rows
from newsreader.ui.empty_state import EmptyState
from newsreader.ui.focus_order import order_focus
from newsreader.ui.focus_rim import FocusRim
from newsreader.ui.list_header import ListHeader
from newsreader.ui.list_pane import ListPane
from newsreader.ui.look import Look
from newsreader.ui.menus import ChoiceMenu, main_menus
from newsreader.ui.metadata_sidebar import MetadataSidebar
from newsreader.ui.navigation import Navigation
from newsreader.ui.page.faces import Faces
from newsreader.ui.reading_pane import ReadingPane
from newsreader.ui.toast import Toast
from newsreader.ui.window import MainWindow, Panes

SORT_NAMES = (
    (str(Sort.NEWEST), "Newest first"),
    (str(Sort.OLDEST), "Oldest first"),
    (str(Sort.ADDED), "Last added first"),
    (str(Sort.TITLE), "Title"),
    (str(Sort.SOURCE), "Source"),
)
TEXT_CHOICES = (
    ("reading.measure", "Length of lines", (("narrow", "Narrow"), ("normal", "Normal"), ("wide", "Wide"))),
    ("reading.line_height", "Height of lines", (("tight", "Tight"), ("normal", "Normal"), ("loose", "Loose"))),
    (
        "appearance.theme",
        "Theme",
        (("system", "As the system"), ("light", "Light"), ("sepia", "Sepia"), ("dark", "Dark")),
    ),
)
"""The settings that "Text and theme" offers in menus of their own: id, title, and the values with their names."""


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
    rim: FocusRim
    sort_menu: ChoiceMenu
    text_menu: QMenu
    text_choices: Mapping[str, ChoiceMenu]
    """The menus of one choice in it, by the ids of their settings."""

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
    change: Callable[[str, str], None],
) -> Widgets:
    """Make and lay out every widget; nothing is connected to anything but its own parts.

    `change` gives a setting another value.
    """
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
    sort_menu = ChoiceMenu("Sort by", SORT_NAMES, partial(change, "list.sort"), window)
    text_choices = {id_: ChoiceMenu(title, names, partial(change, id_), window) for id_, title, names in TEXT_CHOICES}
    text_menu = _text_menu(actions, text_choices.values(), window)
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
    order_focus([*navigation.focus_chain(), *header.focus_chain(), articles, *toast.focus_chain()])
    order_focus([toast.focus_chain()[-1], *pane.header.focus_chain(), pane.browser])
    for menu in main_menus(actions, {"list.sort": sort_menu, "view.text": text_menu}, window):
        window.menuBar().addMenu(menu)
    window.menuBar().hide()
    whole_menu.setMenu(_whole_menu(window.menuBar()))
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
        FocusRim(look, window),
        sort_menu,
        text_menu,
        text_choices,
    )


def describe_link(address: str) -> str:
    """Where a link leads, in full, with the host as a person should see it where that differs."""
    name, plain = shown_host(address), host(address)
    return address if name == plain else f"{address}\n{name}"


def _whole_menu(bar: QMenuBar) -> QMenu:
    """The menus of the bar in one menu, for the "..." buttons."""
    menu = QMenu(bar)
    for action in bar.actions():
        menu.addAction(action)
    return menu


def _text_menu(actions: Actions, choices: Iterable[QMenu], parent: QWidget) -> QMenu:
    """How the page is set: size, typeface, lines, theme, and the density of the list."""
    menu = QMenu("Text and theme", parent)
    for id_ in ("view.larger", "view.smaller", "view.normal"):
        menu.addAction(actions[id_])
    menu.addSeparator()
    menu.addAction(actions["view.typeface"])
    for choice in choices:
        menu.addMenu(choice)
    menu.addAction(actions["view.density"])
    return menu
