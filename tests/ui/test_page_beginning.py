"""The first screen of a long article, and the rest that comes after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from newsreader.core.highlights import Squeezed, marked
from newsreader.core.page import Mark, Page, Place, Run
from tests.ui.page_bench import PageBench, article, long_page, paragraph

WHOLE = long_page(60)
BEGINNING = Page(WHOLE.blocks[:12], more=True)


@pytest.fixture
def bench(qtbot: QtBot, project: Path) -> PageBench:
    bench = PageBench(qtbot, project)
    bench.pane.show_page(article(), BEGINNING, place=None)
    bench.qtbot.waitUntil(lambda: "Paragraph 10." in bench.pane.browser.toPlainText())
    return bench


def test_the_rest_is_written_where_the_beginning_ends(bench: PageBench) -> None:
    document = bench.pane.browser.document()
    first = bench.image()
    assert bench.pane.go_on(WHOLE)
    bench.settle()
    assert bench.pane.browser.document() is document, "nothing was set anew"
    assert bench.image() == first
    expected = PageBench(bench.qtbot, Path(__file__).parents[2])
    expected.show(*WHOLE.blocks)
    assert bench.pane.browser.toPlainText() == expected.pane.browser.toPlainText()
    assert document.size() == expected.pane.browser.document().size()


def test_a_beginning_has_no_end(bench: PageBench) -> None:
    assert bench.pane.is_writing
    for _ in range(20):
        assert bench.pane.read_on(), "Space goes no further, but not to the next article either"
    assert not bench.pane.at_end()
    assert bench.pane.foot_area().isEmpty()
    assert bench.pane.go_on(WHOLE)
    bench.settle()
    assert bench.pane.read_on()


def test_the_place_stays_when_the_rest_comes(bench: PageBench) -> None:
    bench.pane.read_on()
    place, value = bench.pane.place(), bench.scroll_value()
    assert value > 0
    assert bench.pane.go_on(WHOLE)
    bench.settle()
    assert (bench.pane.place(), bench.scroll_value()) == (place, value)


@pytest.mark.parametrize(
    "whole",
    [
        replace(WHOLE, blocks=(replace(WHOLE.blocks[0], marker="-"), *WHOLE.blocks[1:]), notices=("Cut.",)),
        replace(WHOLE, blocks=(paragraph("Another text."), *WHOLE.blocks[1:])),
        Page(BEGINNING.blocks[:5]),
    ],
)
def test_a_whole_that_begins_otherwise_is_not_written_on(bench: PageBench, whole: Page) -> None:
    before = bench.pane.browser.toPlainText()
    assert not bench.pane.go_on(whole)
    assert bench.pane.browser.toPlainText() == before


def test_what_is_searched_for_is_marked_in_the_rest_too(bench: PageBench) -> None:
    def find(text: str) -> list[tuple[int, int]]:
        return [(at, at + 9) for at in range(len(text)) if text.startswith("Paragraph", at)]

    found = bench.pane.words.find(find)
    assert 0 < found < 12
    assert bench.pane.go_on(WHOLE)
    bench.settle()
    assert len(bench.pane.browser.extraSelections()) >= 60


CUT = replace(WHOLE, notices=("Some tables were cut.", "Some characters could not be read."))


def lowest_lines(bench: PageBench, height: int) -> QImage:
    """What is seen in the lower part of the view, without the scroll bar."""
    image = bench.image()
    return image.copy(0, image.height() - height, bench.pane.browser.viewport().width() - 20, height)


@pytest.mark.parametrize("pages_down", [0, 1])
def test_a_notice_that_comes_late_leaves_the_text_where_it_is(bench: PageBench, pages_down: int) -> None:
    for _ in range(pages_down):
        bench.pane.read_on()
    document, before, value = bench.pane.browser.document(), lowest_lines(bench, 400), bench.scroll_value()
    assert bench.pane.go_on(CUT)
    assert bench.pane.browser.document() is document, "nothing was set anew"
    assert bench.scroll_value() > value
    assert lowest_lines(bench, 400) == before
    bench.settle()
    assert lowest_lines(bench, 400) == before


def test_a_page_with_a_late_notice_is_the_page_that_had_it_from_the_start(bench: PageBench) -> None:
    assert bench.pane.go_on(CUT)
    bench.settle()
    expected = PageBench(bench.qtbot, Path(__file__).parents[2])
    expected.pane.show_page(article(), CUT, place=None)
    expected.settle()
    assert bench.pane.browser.toPlainText() == expected.pane.browser.toPlainText()
    assert bench.pane.browser.document().size() == expected.pane.browser.document().size()
    place = Place(block=30)
    for one in (bench, expected):
        one.pane.show_page(article(), CUT, place=place)
        one.settle()
    assert bench.image() == expected.image()


def test_who_was_at_the_top_still_is_when_a_notice_has_come(bench: PageBench) -> None:
    assert bench.pane.go_on(CUT)
    bench.settle()
    assert bench.pane.place() == Place()
    bench.pane.read_on()
    assert bench.pane.place() != Place()


def test_a_glide_ends_where_it_was_meant_to_though_a_notice_comes(bench: PageBench) -> None:
    bench.pane.read_on()
    wanted = bench.pane.place()
    bench.pane.read_back()
    bench.pane.set_reduced_motion(False)
    bench.pane.read_on()
    assert bench.pane.is_gliding
    assert bench.pane.go_on(CUT)
    bench.qtbot.waitUntil(lambda: not bench.pane.is_gliding)
    assert bench.pane.place() == wanted


def test_code_highlights_and_hits_go_along_when_a_notice_comes(bench: PageBench) -> None:
    code = Run("code", Mark.CODE)
    blocks = (WHOLE.blocks[0], paragraph("With ", code, " and words."), *WHOLE.blocks[2:])
    bench.pane.show_page(article(), Page(blocks[:12], more=True), place=None)
    bench.qtbot.waitUntil(lambda: "Paragraph 10." in bench.pane.browser.toPlainText())
    made = marked(Squeezed("With code and words."), 10, 19)
    assert made is not None
    bench.pane.marked.show((made,))
    bench.pane.words.find(lambda text: [(at, at + 5) for at in range(len(text)) if text.startswith("words", at)])
    before = lowest_lines(bench, 400)
    assert bench.pane.go_on(replace(CUT, blocks=blocks))
    assert lowest_lines(bench, 400) == before
    bench.settle()
    assert lowest_lines(bench, 400) == before


def test_where_nothing_stands_above_the_text_a_late_notice_has_the_page_set_anew(bench: PageBench) -> None:
    nameless = replace(article(""), source="", authors=(), published=None, words=0)
    bench.pane.show_page(nameless, BEGINNING, place=None)
    assert not bench.pane.go_on(CUT)
