"""A walk through the links of an article, by keys alone."""

from __future__ import annotations

from newsreader.ui.links_overlay import LinksOverlay
from tests.fakes import Desk
from tests.walks.stories import LEDGER, TIDES
from tests.walks.walker import Walker


def test_the_original_comes_first_and_is_opened(walk: Walker, desk: Desk) -> None:
    walk.shell.show_article(walk.shell.browsing.ids[walk.titles.index(TIDES.title)])
    walk.shows(TIDES)
    walk.press("Ctrl+L")
    overlay = walk.overlay(LinksOverlay)
    assert overlay.field.hasFocus()
    assert overlay.rows.index(0, 0).data() == "Original"
    walk.press("Return")
    assert not walk.is_open(LinksOverlay)
    assert desk.opened == [TIDES.url]
    assert walk.pane == "list"


def test_the_original_is_opened_where_the_reader_is(walk: Walker, desk: Desk) -> None:
    walk.shell.show_article(walk.shell.browsing.ids[walk.titles.index(LEDGER.title)])
    walk.shows(LEDGER)
    walk.press("Shift+Return")
    assert desk.opened == [LEDGER.url]
    desk.opened.clear()
    walk.press("Space")
    walk.until(lambda: not walk.widgets.pane.is_gliding and walk.widgets.pane.place().block > 0, "it has scrolled")
    walk.press("Shift+Return")
    (address,) = desk.opened
    assert address.startswith(f"{LEDGER.url}#:~:text=")
