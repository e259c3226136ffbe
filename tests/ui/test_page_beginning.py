"""The first screen of a long article, and the rest that comes after it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsreader.core.page import Page
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
        replace(WHOLE, notices=("Something was cut.",)),
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
