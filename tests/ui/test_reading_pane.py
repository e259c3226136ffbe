"""The reading pane: paging, places, links, keys, and the page under another look."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.page import Block, Kind, Page, Place, Run
from newsreader.core.theme import DARK, LIGHT
from newsreader.ui.page.pictures import decode_picture
from newsreader.ui.page.type_scale import TypeScale
from tests.ui.page_bench import PageBench, article, long_page, paragraph, picture


@pytest.fixture
def bench(qtbot: QtBot, project: Path) -> PageBench:
    return PageBench(qtbot, project)


def _find(text: str, word: str) -> list[tuple[int, int]]:
    return [(at, at + len(word)) for at in range(len(text)) if text.startswith(word, at)]


def _top_text(bench: PageBench) -> str:
    browser = bench.pane.browser
    return browser.cursorForPosition(QPoint(browser.viewport().width() // 2, 12)).block().text()


def test_space_pages_down_to_the_end_and_says_when_it_is_there(bench: PageBench) -> None:
    bench.show(*long_page(12).blocks)
    seen = [bench.scroll_value()]
    while bench.pane.read_on():
        seen.append(bench.scroll_value())
    height = bench.pane.browser.viewport().height()
    assert seen[1] == height - 2 * 29
    assert len(seen) > 3
    assert bench.pane.at_end()
    assert seen[-1] == bench.pane.browser.verticalScrollBar().maximum()
    assert bench.scroll_value() == seen[-1], "nothing moves at the end"


def test_a_page_that_fits_is_at_its_end(bench: PageBench) -> None:
    bench.show(paragraph("Short."))
    assert bench.pane.at_end()
    assert not bench.pane.read_on()


def test_paging_back_undoes_paging_on(bench: PageBench) -> None:
    bench.show(*long_page(30).blocks)
    bench.pane.read_on()
    bench.pane.read_on()
    bench.pane.read_back()
    assert bench.scroll_value() == bench.pane.browser.viewport().height() - 2 * 29


def test_a_page_down_glides_and_another_one_goes_on_from_its_target(bench: PageBench) -> None:
    bench.pane.set_reduced_motion(False)
    bench.show(*long_page(30).blocks)
    step = bench.pane.browser.viewport().height() - 2 * 29
    bench.pane.read_on()
    assert bench.scroll_value() < step
    bench.pane.read_on()
    bench.qtbot.waitUntil(lambda: bench.scroll_value() == 2 * step)


def test_paging_completes_what_is_not_laid_out_yet(bench: PageBench) -> None:
    bench.pane.show_page(article(), long_page(2500), place=None)
    assert bench.pane.is_writing
    for _ in range(20):
        assert bench.pane.read_on()
    assert bench.scroll_value() == 20 * (bench.pane.browser.viewport().height() - 2 * 29)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 5000), st.sampled_from([420, 608, 900]), st.sampled_from([83, 100, 133]))
def test_a_place_is_found_again_in_another_width_and_size(
    bench: PageBench, value: int, width: int, percent: int
) -> None:
    bench.pane.resize(608, 700)
    bench.pane.set_type("serif", TypeScale())
    bench.show(*long_page(30).blocks)
    bench.pane.browser.verticalScrollBar().setValue(value)
    place = bench.pane.place()
    bench.pane.resize(width, 700)
    bench.pane.set_type("serif", TypeScale(percent))
    bench.settle()
    after = bench.pane.place()
    at_end = bench.pane.at_end()
    assert at_end or after.block == place.block
    bench.pane.show_page(article(), long_page(30), place=place)
    bench.settle()
    assert bench.pane.at_end() or bench.pane.place().block == place.block


@pytest.mark.parametrize(
    ("typeface", "scale"),
    [
        ("sans", TypeScale()),
        ("serif", TypeScale(characters=58)),
        ("serif", TypeScale(characters=80)),
        ("serif", TypeScale(leading=1.1)),
    ],
)
def test_another_typeface_measure_or_leading_is_seen_at_once_and_keeps_the_place(
    bench: PageBench, typeface: str, scale: TypeScale
) -> None:
    bench.pane.resize(1200, 700)
    bench.show(*long_page(30).blocks)
    bench.pane.browser.verticalScrollBar().setValue(1234)
    place, height = bench.pane.place(), bench.pane.browser.document().size().height()
    bench.pane.set_type(typeface, scale)
    bench.settle()
    assert bench.pane.browser.document().size().height() != height
    assert bench.pane.place().block == place.block


def test_the_place_is_exact_when_nothing_else_changes(bench: PageBench) -> None:
    bench.show(*long_page(30).blocks)
    bench.pane.browser.verticalScrollBar().setValue(1234)
    place = bench.pane.place()
    bench.pane.show_page(article(), long_page(30), place=place)
    assert bench.scroll_value() == 1234
    bench.pane.apply_look(bench.look_of(DARK))
    assert bench.scroll_value() == 1234
    assert bench.pane.place() == place


def test_a_place_deep_in_a_long_article_is_reached_in_the_end(bench: PageBench) -> None:
    place = Place(2000)
    bench.pane.show_page(article(), long_page(2500), place=place)
    assert bench.pane.place() == place
    bench.settle()
    assert bench.pane.place() == place
    assert "Paragraph 1999." in _top_text(bench)


def test_a_place_beyond_the_page_is_its_end(bench: PageBench) -> None:
    bench.pane.show_page(article(), long_page(10), place=Place(500, 3000, 2.0))
    bench.settle()
    assert bench.pane.at_end()


def test_another_page_begins_at_its_top(bench: PageBench) -> None:
    bench.show(*long_page(30).blocks)
    bench.pane.read_on()
    bench.show(*long_page(30).blocks)
    assert bench.scroll_value() == 0
    assert bench.pane.place() == Place()


def test_the_place_is_told_once_after_scrolling(bench: PageBench) -> None:
    bench.show(*long_page(30).blocks)
    with bench.qtbot.waitSignal(bench.pane.place_changed, timeout=2000):
        for value in (10, 20, 30):
            bench.pane.browser.verticalScrollBar().setValue(value)


def test_the_title_comes_into_the_header_when_it_has_scrolled_away(bench: PageBench) -> None:
    bench.show(*long_page(30).blocks)
    told: list[bool] = []
    bench.pane.title_scrolled_off.connect(told.append)
    bench.pane.read_on()
    bench.pane.read_back()
    assert told == [True, False]


def test_a_link_is_followed_with_the_address_the_page_has(bench: PageBench) -> None:
    address = "https://example.org/a%20b?q=%C3%A9&x=[1]#part"
    bench.show(paragraph(Run("linked words here", href=address)))
    _press_link(bench, "linked")
    assert bench.followed == [address]


def test_a_link_on_the_page_leads_there_and_nowhere_else(bench: PageBench) -> None:
    note = Block(Kind.PARAGRAPH, (Run("The note."),), nest="N", marker="1.", anchor="fn-1")
    bench.show(paragraph("Text", Run("(1) see", href="#fn-1")), *long_page(30).blocks, note)
    _press_link(bench, "(1)")
    assert bench.followed == []
    assert bench.pane.at_end()


def test_a_link_to_nothing_does_nothing(bench: PageBench) -> None:
    bench.show(paragraph(Run("nowhere at all", href="#gone")), *long_page(30).blocks)
    _press_link(bench, "nowhere")
    assert (bench.followed, bench.scroll_value()) == ([], 0)


def _press_link(bench: PageBench, text: str) -> None:
    browser = bench.pane.browser
    cursor = browser.document().find(text)
    start = browser.cursorRect(cursor).center()
    QTest.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=start - QPoint(8, 0))


def test_tab_goes_through_the_links_and_then_out_of_the_pane(qtbot: QtBot, bench: PageBench) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    after = QToolButton()
    column.addWidget(bench.pane)
    column.addWidget(after)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bench.show(paragraph(Run("one", href="https://example.org/1"), " and ", Run("two", href="https://example.org/2")))
    bench.pane.take_focus()
    visited: list[str] = []
    bench.pane.link_hovered.connect(visited.append)
    for _ in range(2):
        QTest.keyClick(bench.pane.browser, Qt.Key.Key_Tab)
    assert visited == ["https://example.org/1", "https://example.org/2"]
    QTest.keyClick(bench.pane.browser, Qt.Key.Key_Return)
    assert bench.followed == ["https://example.org/2"]
    QTest.keyClick(bench.pane.browser, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    bench.pane.setParent(None)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Qt.Key.Key_J, "j"),
        (Qt.Key.Key_Space, " "),
        (Qt.Key.Key_Slash, "/"),
        (Qt.Key.Key_Escape, ""),
        (Qt.Key.Key_End, ""),
    ],
)
def test_keys_of_the_window_are_left_to_it(bench: PageBench, key: Qt.Key, text: str) -> None:
    bench.show(*long_page(30).blocks)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(bench.pane.browser, event)
    assert not event.isAccepted()
    assert bench.scroll_value() == 0


def test_down_scrolls_the_page_that_has_the_focus(bench: PageBench) -> None:
    bench.show(*long_page(30).blocks)
    QTest.keyClick(bench.pane.browser, Qt.Key.Key_Down)
    assert bench.scroll_value() > 0


def test_the_pane_takes_no_input_method(bench: PageBench) -> None:
    assert not bench.pane.browser.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not bench.pane.browser.viewport().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_focus_is_shown_only_when_it_came_by_key(bench: PageBench) -> None:
    bench.pane.activateWindow()
    bench.qtbot.waitUntil(bench.pane.isActiveWindow)
    bench.show(paragraph("Text"))
    bench.pane.take_focus()
    assert bench.pane.grab().toImage().pixelColor(300, 1).name().upper() == LIGHT.accent
    bench.pane.browser.clearFocus()
    bench.pane.browser.setFocus(Qt.FocusReason.MouseFocusReason)
    assert bench.pane.grab().toImage().pixelColor(300, 1).name().upper() == LIGHT.read


def test_showing_an_article_leaves_the_focus_alone(bench: PageBench) -> None:
    bench.pane.activateWindow()
    bench.qtbot.waitUntil(bench.pane.isActiveWindow)
    other = QToolButton(bench.pane)
    other.show()
    other.setFocus()
    bench.show(paragraph("Text"))
    assert QApplication.focusWidget() is other


def test_a_screen_reader_hears_title_and_byline(bench: PageBench) -> None:
    bench.show(paragraph("Text"), title="The nets")
    assert bench.pane.browser.accessibleName() == "The nets"
    assert "31 July 2026" in bench.pane.browser.accessibleDescription()


def test_find_counts_hits_in_the_whole_page_and_goes_round(bench: PageBench) -> None:
    bench.pane.show_page(article(), long_page(400), place=None)
    assert bench.pane.words.find(lambda text: _find(text, "Paragraph 39")) == 11
    assert [bench.pane.words.step(1) for _ in range(11)] == [*range(2, 12), 1]
    assert bench.pane.words.step(-1) == 11
    assert bench.scroll_value() > 10_000


def test_words_are_marked_in_what_is_laid_out_later_too(bench: PageBench) -> None:
    bench.pane.highlight(lambda text: _find(text, "Paragraph 2499"))
    bench.pane.show_page(article(), long_page(2500), place=None)
    bench.settle()
    assert len(bench.pane.browser.extraSelections()) == 1
    bench.pane.highlight(None)
    assert bench.pane.browser.extraSelections() == []


def test_a_click_on_the_foot_asks_for_the_next_article(bench: PageBench) -> None:
    bench.show(paragraph("Text"))
    bench.pane.set_next_unread("The nets")
    foot = bench.pane.foot_area()
    with bench.qtbot.waitSignal(bench.pane.next_unread_activated):
        QTest.mouseClick(bench.pane.browser.viewport(), Qt.MouseButton.LeftButton, pos=_point(foot.center()))
    bench.pane.set_next_unread(None)
    assert bench.pane.foot_area().isEmpty()


def _point(place: QPointF) -> QPoint:
    return place.toPoint()


def test_while_a_page_is_made_its_title_stands_alone(bench: PageBench) -> None:
    bench.show(*long_page(5).blocks)
    bench.pane.set_next_unread("The nets")
    bench.pane.show_pending(article("The tides"))
    assert bench.pane.browser.toPlainText().splitlines()[:2] == ["Harbour Notes", "The tides"]
    assert "Paragraph" not in bench.pane.browser.toPlainText()
    assert bench.pane.foot_area().isEmpty()


def test_a_cover_hides_the_page_until_the_next_one(bench: PageBench) -> None:
    cover = QLabel("Nothing here")
    bench.show(paragraph("Text"))
    bench.pane.set_cover(cover)
    assert cover.isVisible()
    assert not bench.pane.browser.isVisible()
    bench.show(paragraph("Text"))
    assert not cover.isVisible()
    assert bench.pane.browser.isVisible()


def test_header_buttons_are_32_pixels_and_stand_at_the_right(bench: PageBench) -> None:
    actions = [QAction(name, bench.pane) for name in ("Star", "Open original")]
    last = QAction("Details", bench.pane)
    bench.pane.header.set_actions(actions, [last])
    bench.show(paragraph("Text"))
    buttons = bench.pane.header.findChildren(QToolButton)
    assert [(button.width(), button.height()) for button in buttons] == [(32, 32)] * 3
    assert [button.accessibleName() or button.text() for button in buttons] == ["Star", "Open original", "Details"]
    bench.qtbot.waitUntil(lambda: buttons[-1].geometry().right() > bench.pane.width() - 20)
    assert bench.pane.header.height() == 48


def test_slices_of_a_page_that_is_gone_are_dropped(bench: PageBench) -> None:
    bench.pane.show_page(article(), long_page(2500), place=None)
    bench.pane.show_page(article("Another"), Page((paragraph("Text"),)), place=None)
    bench.settle()
    assert "Paragraph" not in bench.pane.browser.toPlainText()
    bench.pane.clear()
    assert bench.pane.browser.toPlainText() == ""
    assert bench.pane.at_end()


def test_a_page_that_was_cleared_is_neither_painted_nor_kept(bench: PageBench) -> None:
    for _ in range(3):
        bench.show(paragraph("A paragraph to be painted."))
        bench.pane.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        bench.pane.grab()
        assert bench.pane.browser.toPlainText() == ""


def _asked_about(bench: PageBench, place: QPoint) -> list[tuple[str, str]]:
    """What a context menu at a point of the page is for."""
    asked: list[tuple[str, str]] = []
    bench.pane.context_requested.connect(lambda kind, about, _place: asked.append((kind, about)))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, bench.pane.browser.mapToGlobal(place))
    QApplication.sendEvent(bench.pane.browser.viewport(), event)
    return asked


def _on_text(bench: PageBench, text: str) -> QPoint:
    browser = bench.pane.browser
    return browser.cursorRect(browser.document().find(text)).center() - QPoint(4, 0)


def test_a_context_menu_on_a_link_is_about_its_address(bench: PageBench) -> None:
    bench.show(paragraph("Words and ", Run("a linked place", href="https://example.org/a")))
    bench.pane.browser.selectAll()
    assert _asked_about(bench, _on_text(bench, "linked")) == [("link", "https://example.org/a")]


def test_a_context_menu_beside_links_is_about_the_selection_or_the_page(bench: PageBench) -> None:
    bench.show(paragraph("Words and ", Run("a note", href="#fn-1")))
    assert _asked_about(bench, _on_text(bench, "Words")) == [("page", "")]
    assert _asked_about(bench, _on_text(bench, "note")) == [("page", "")]
    bench.pane.browser.selectAll()
    assert _asked_about(bench, _on_text(bench, "Words")) == [("selection", "")]


def test_a_context_menu_on_a_picture_is_about_the_picture_even_if_it_is_a_link(bench: PageBench) -> None:
    bench.show(Block(Kind.IMAGE, (Run("Boats", href="https://example.org/a", image="boats.png"),)))
    middle = QPoint(bench.pane.browser.viewport().width() // 2, 230)
    assert _asked_about(bench, middle)[0][0] == "link", "there is no picture yet"
    assert bench.pane.picture("boats.png").isNull()
    bench.pane.picture_ready("boats.png", decode_picture(picture(1600, 800), 548))
    assert _asked_about(bench, middle) == [("image", "boats.png")]
    assert bench.pane.picture("boats.png").width() == 548
    assert bench.pane.picture("other.png").isNull()


def _turn(bench: PageBench, amount: int, modifier: Qt.KeyboardModifier) -> None:
    viewport = bench.pane.browser.viewport()
    middle = QPointF(viewport.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(viewport.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, amount),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_the_wheel_with_ctrl_asks_for_another_size_a_notch_at_a_time(bench: PageBench) -> None:
    bench.show(*long_page(30).blocks)
    font = bench.pane.browser.font().pointSizeF()
    steps: list[int] = []
    bench.pane.zoom_requested.connect(steps.append)
    for amount in (120, 50, 50, 50, -240):
        _turn(bench, amount, Qt.KeyboardModifier.ControlModifier)
    assert steps == [1, 1, -1]
    assert bench.scroll_value() == 0
    assert bench.pane.browser.font().pointSizeF() == font, "Qt's own zoom is not used"
    _turn(bench, -120, Qt.KeyboardModifier.NoModifier)
    assert bench.scroll_value() > 0
    assert steps == [1, 1, -1]


def test_a_link_with_the_focus_has_an_outline_in_the_accent(bench: PageBench) -> None:
    bench.pane.activateWindow()
    bench.qtbot.waitUntil(bench.pane.isActiveWindow)
    bench.show(paragraph("Words and ", Run("one", href="https://example.org/1"), " after them."))
    bench.pane.take_focus()
    before = bench.image()
    QTest.keyClick(bench.pane.browser, Qt.Key.Key_Tab)
    after = bench.image()
    changed = [
        (x, y) for y in range(before.height()) for x in range(before.width()) if before.pixel(x, y) != after.pixel(x, y)
    ]
    text = bench.pane.browser.cursorRect(bench.pane.browser.document().find("one")).center().y()
    rows, columns = {y for _x, y in changed}, {x for x, _y in changed}
    solid = [
        x for x in range(min(columns), max(columns)) if after.pixelColor(x, min(rows)).name() == LIGHT.accent.lower()
    ]
    assert min(rows) < text < max(rows)
    assert len(solid) >= (max(columns) - min(columns)) * 0.6, "a line, not dots"
    bench.pane.browser.clearFocus()
    assert bench.image() == before


def test_a_page_that_is_slow_to_lay_out_is_written_anew_for_another_width(bench: PageBench) -> None:
    """Screen first: fitting all of it would hold the window."""
    bench.show(*long_page(60).blocks)
    bench.pane.browser.verticalScrollBar().setValue(2000)
    sheet, place = bench.pane._screen.sheet, bench.pane.place()
    assert sheet is not None
    sheet.seconds = 5.0
    bench.pane.resize(500, 700)
    assert bench.pane._screen.sheet is not sheet
    bench.settle()
    assert bench.pane.place().block == place.block
    assert bench.pane.browser.document().blockCount() > 60


def test_an_ordinary_page_is_fitted_to_another_width(bench: PageBench) -> None:
    bench.show(paragraph("Short."))
    sheet = bench.pane._screen.sheet
    bench.pane.resize(500, 700)
    assert bench.pane._screen.sheet is sheet


def test_the_first_page_in_another_writing_is_laid_out_ahead_and_out_of_sight(bench: PageBench) -> None:
    bench.show(paragraph("Short."))
    before, writing = bench.image(), bench.pane._writing
    chinese, page = article("港口的早晨"), Page((paragraph("第一批船在城鎮醒來之前就進來了。"),))
    assert not writing.printing.has_formats("zh-Hant", True)
    bench.pane.expect(chinese, page)
    formats = writing.printing.formats("zh-Hant", True)
    assert formats._chars, "its characters have their formats"
    assert bench.image() == before
    bench.pane.show_page(chinese, page, place=None)
    sheet = bench.pane._screen.sheet
    assert sheet is not None
    assert sheet.formats is formats
