"""Walks to the original: every way there hands over exactly the article's address, and nothing else ever opens."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from tests.fakes import Desk
from tests.walks.stories import LEDGER, LINKS, PLAIN, STORIES, TIDES
from tests.walks.walker import Walker

WEB = "https://www.example.org/a%20b?q=1#part"
MAIL = "mailto:desk@field.example"


@pytest.mark.parametrize("key", ["O", "V", "B"])
def test_a_letter_opens_the_original(walk: Walker, desk: Desk, key: str) -> None:
    walk.press(key)
    assert desk.opened == [TIDES.url]
    walk.press("End", "K", key)
    assert desk.opened == [TIDES.url, LEDGER.url]
    walk.shows(LEDGER)


def test_the_icon_in_the_header_opens_it(walk: Walker, desk: Desk) -> None:
    walk.click(walk.head_button(walk.widgets.pane.header, "Open original"))
    assert desk.opened == [TIDES.url]


def test_the_button_in_the_details_opens_it(walk: Walker, desk: Desk) -> None:
    walk.click(walk.button("Open original"))
    assert desk.opened == [TIDES.url]


def test_the_menu_opens_it(walk: Walker, desk: Desk) -> None:
    walk.choose("Article", "Open original")
    assert desk.opened == [TIDES.url]


def test_the_context_menu_of_a_row_opens_it(walk: Walker, desk: Desk) -> None:
    articles = walk.widgets.articles
    place = articles.viewport().mapToGlobal(articles.visualRect(walk.widgets.model.index(1, 0)).center())
    articles.menu_requested.emit(walk.widgets.model.id_at(1), place)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    walk.until(menu.isVisible)
    rows = {action.text().partition("\t")[0]: action for action in menu.actions()}
    rows["Open original"].trigger()
    menu.close()
    assert desk.opened == [LINKS.url]
    walk.shows(LINKS)


def test_details_and_tooltip_show_where_it_leads(walk: Walker) -> None:
    walk.details_show(TIDES)
    field = next(f for f in walk.fields if f.accessibleName().startswith("Original"))
    assert TIDES.url.replace("&", "&amp;") in field.toolTip()


def test_a_web_link_in_the_text_opens(walk: Walker, desk: Desk) -> None:
    walk.press("J")
    walk.shows(LINKS)
    walk.click_words("plain web link")
    assert desk.opened == [WEB]


def test_a_mail_link_in_the_text_opens(walk: Walker, desk: Desk) -> None:
    walk.press("J")
    walk.shows(LINKS)
    walk.click_words("letter link")
    assert desk.opened == [MAIL]


def test_the_target_of_a_link_is_seen_before(walk: Walker) -> None:
    walk.press("J")
    walk.shows(LINKS)
    browser = walk.widgets.pane.browser
    place = browser.viewport().mapTo(browser, walk.place_of("plain web link").center())
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, browser.mapToGlobal(place))
    QApplication.sendEvent(browser, event)
    assert WEB in QToolTip.text()
    QToolTip.hideText()


def test_tab_goes_through_links_and_enter_follows(walk: Walker, desk: Desk) -> None:
    walk.press("J", "Return")
    walk.shows(LINKS)
    walk.press("Tab", "Return", "Tab", "Return")
    assert desk.opened == [WEB, MAIL]
    assert walk.pane == "reading"


@pytest.mark.parametrize("words", ["script link", "file link", "relative link", "data link", "call link"])
def test_no_other_link_opens_anything(walk: Walker, desk: Desk, words: str) -> None:
    walk.press("J")
    walk.shows(LINKS)
    assert words in walk.page_text
    walk.click_words(words)
    walk.settle()
    assert desk.opened == []
    walk.shows(LINKS)


def test_no_key_opens_anything_but_web_and_mail(walk: Walker, desk: Desk) -> None:
    walk.press("J", "Return")
    walk.shows(LINKS)
    for _ in range(12):
        if walk.pane == "reading":
            walk.press("Tab", "Return")
    assert set(desk.opened) <= {WEB, MAIL, LINKS.url}


def test_an_article_without_address_opens_nothing_and_says_so(walk: Walker, desk: Desk) -> None:
    walk.press("J", "J")
    walk.shows(PLAIN)
    walk.press("O")
    assert desk.opened == []
    assert walk.toast == "No link in this file"
    assert not walk.shell.actions["article.open_original"].isEnabled()


def test_where_the_desktop_fails_the_link_can_be_copied(walk: Walker, desk: Desk) -> None:
    desk.takes = False
    walk.press("O")
    assert walk.toast == "The link could not be opened"
    walk.click(walk.widgets.toast._offer)
    assert QGuiApplication.clipboard().text() == TIDES.url
    assert walk.toast == ""


def test_a_link_of_the_text_that_fails_can_be_copied_too(walk: Walker, desk: Desk) -> None:
    walk.press("J")
    walk.shows(LINKS)
    desk.takes = False
    walk.click_words("plain web link")
    assert walk.toast == "The link could not be opened"
    walk.click(walk.widgets.toast._offer)
    assert QGuiApplication.clipboard().text() == WEB


def test_y_copies_the_link_and_shift_y_the_citation(walk: Walker) -> None:
    walk.press("Y")
    assert QGuiApplication.clipboard().text() == TIDES.url
    walk.press("Shift+Y")
    citation = QGuiApplication.clipboard().text()
    for part in (TIDES.title, TIDES.author, TIDES.source, TIDES.url, "2026"):
        assert part in citation


def test_text_that_is_copied_is_plain(walk: Walker) -> None:
    walk.press("J", "Return")
    walk.shows(LINKS)
    browser = walk.widgets.pane.browser
    cursor = browser.document().find("plain web link")
    browser.setTextCursor(QTextCursor(cursor))
    walk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "plain web link"


def test_show_in_folder_and_editor_hand_over_the_file(walk: Walker, desk: Desk) -> None:
    root = walk.root
    walk.press("Shift+O", "Ctrl+E")
    assert desk.opened == [(root / "harbour").as_uri(), (root / TIDES.path).as_uri()]
    desk.opened.clear()
    walk.click(walk.link("Show in folder"))
    assert desk.opened == [(root / "harbour").as_uri()]
    walk.click(walk.link("Copy path"))
    assert QGuiApplication.clipboard().text() == str(root / TIDES.path)


def test_selecting_text_by_mouse_opens_nothing(walk: Walker, desk: Desk) -> None:
    walk.press("J")
    walk.shows(LINKS)
    walk.click(walk.widgets.pane.browser.viewport(), QPoint(5, 5))
    assert desk.opened == []


def test_the_folders_of_all_selected_rows_are_shown_once_each(walk: Walker, desk: Desk) -> None:
    walk.widgets.articles.selectAll()
    walk.press("Shift+O")
    folders = {str(PurePosixPath(story.path).parent) for story in STORIES}
    assert sorted(desk.opened) == sorted((walk.root / folder).as_uri() for folder in folders)
