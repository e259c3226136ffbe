"""When a page is asked for, and which answer may paint."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from newsreader.core.article import Article
from newsreader.core.page import Block, Kind, Page, Run
from newsreader.ui.reading_flow import PageSource, ReadingFlow, Timing
from newsreader.ui.tasks import Lane


def article(name: str) -> Article:
    return Article(f"{name}.md", f"t:{name}", name, (), None, "", "", (), "", "", 1, 0, 1, 1)


class Pages:
    """A source of pages whose slow articles wait until they are let go or interrupted."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.ready: dict[str, Page] = {}
        self.beginnings: dict[str, Page] = {}
        self.slow: set[str] = set()
        self.broken: set[str] = set()
        self.interruptions = 0
        self._go = threading.Event()
        self._ended = threading.Event()

    def prepared(self, wanted: Article) -> Page | None:
        return self.ready.get(wanted.title)

    def begin(self, wanted: Article) -> Page | None:
        return self.beginnings.get(wanted.title)

    def make(self, wanted: Article) -> Page | None:
        self.made.append(wanted.title)
        if wanted.title in self.broken:
            raise OSError(wanted.title)
        if wanted.title in self.slow:
            self._go.wait()
            if self._ended.is_set():
                self._ended.clear()
                return None
        page = Page((Block(Kind.PARAGRAPH, (Run(wanted.title),)),))
        self.ready[wanted.title] = page
        return page

    def interrupt(self) -> None:
        self.interruptions += 1
        self._ended.set()
        self._go.set()

    def let_go(self) -> None:
        self._go.set()


class Bench:
    def __init__(self) -> None:
        self.pages = Pages()
        self.time = 0.0
        self.neighbours: list[Article] = []
        self.lane = Lane("pages")
        self.flow = ReadingFlow(
            PageSource(self.pages.prepared, self.pages.begin, self.pages.make, self.pages.interrupt),
            self.lane,
            lambda: self.neighbours,
            Timing(lambda: self.time, rest=20, pending=10, overtake=10),
        )
        self.begun: list[str] = []
        self.shown: list[str] = []
        self.pending: list[str] = []
        self.failed: list[str] = []
        self.flow.page_begun.connect(lambda article, _page: self.begun.append(article.title))
        self.flow.page_ready.connect(lambda article, _page: self.shown.append(article.title))
        self.flow.pending.connect(lambda article: self.pending.append(article.title))
        self.flow.page_failed.connect(lambda article, _error: self.failed.append(article.title))

    def press(self, name: str, after_ms: float, *, repeating: bool = False) -> None:
        self.time += after_ms
        self.flow.select(article(name), repeating=repeating)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.pages.let_go()
    bench.lane.close()


def test_a_single_press_loads_at_once(bench: Bench, qtbot: QtBot) -> None:
    bench.press("one", 1000)
    qtbot.waitUntil(lambda: bench.shown == ["one"])


def test_a_page_at_hand_is_shown_right_after_the_row(bench: Bench, qtbot: QtBot) -> None:
    bench.pages.make(article("one"))
    bench.press("one", 1000)
    assert bench.shown == []
    qtbot.waitUntil(lambda: bench.shown == ["one"])
    assert bench.pages.made == ["one"]


def test_holding_the_key_builds_the_first_and_the_last_page_only(bench: Bench, qtbot: QtBot) -> None:
    bench.press("first", 1000)
    qtbot.waitUntil(lambda: bench.shown == ["first"])
    for number in range(100):
        bench.press(f"{number}", 30, repeating=True)
    qtbot.waitUntil(lambda: bench.shown == ["first", "99"])
    assert bench.pages.made == ["first", "99"]


def test_presses_in_a_hurry_wait_for_rest(bench: Bench, qtbot: QtBot) -> None:
    bench.press("one", 1000)
    bench.press("two", 10)
    bench.press("three", 10)
    qtbot.waitUntil(lambda: "three" in bench.shown)
    assert "two" not in bench.pages.made


def test_settling_ends_the_wait(bench: Bench, qtbot: QtBot) -> None:
    bench.pages.make(article("two"))
    bench.press("one", 1000)
    bench.press("two", 10)
    bench.flow.settle()
    qtbot.waitUntil(lambda: bench.shown == ["two"])


def test_a_late_answer_is_dropped(bench: Bench, qtbot: QtBot) -> None:
    bench.pages.slow = {"one"}
    bench.press("one", 1000)
    qtbot.waitUntil(lambda: bench.pages.made == ["one"])
    bench.press("two", 1000)
    bench.pages.let_go()
    qtbot.waitUntil(lambda: bench.shown == ["two"])


def test_a_page_nobody_waits_for_does_not_keep_the_wanted_one(bench: Bench, qtbot: QtBot) -> None:
    bench.pages.slow = {"one"}
    bench.press("one", 1000)
    qtbot.waitUntil(lambda: bench.pages.made == ["one"])
    bench.press("two", 1000)
    qtbot.waitUntil(lambda: bench.shown == ["two"])
    assert bench.pages.interruptions == 1


def test_the_title_stands_in_for_a_slow_page(bench: Bench, qtbot: QtBot) -> None:
    bench.pages.slow = {"one"}
    bench.press("one", 1000)
    qtbot.waitUntil(lambda: bench.pending == ["one"])
    bench.pages.let_go()
    qtbot.waitUntil(lambda: bench.shown == ["one"])


def test_neighbours_are_prepared_and_not_shown(bench: Bench, qtbot: QtBot) -> None:
    bench.neighbours = [article("two"), article("three")]
    bench.press("one", 1000)
    qtbot.waitUntil(lambda: bench.pages.made == ["one", "two", "three"])
    bench.press("two", 1000)
    qtbot.waitUntil(lambda: bench.shown == ["one", "two"])
    assert bench.pages.made == ["one", "two", "three"]


def test_pages_that_may_come_next_are_told_of_once_the_reader_walks(bench: Bench, qtbot: QtBot) -> None:
    told: list[str] = []
    bench.flow.neighbour_ready.connect(lambda article, _page: told.append(article.title))
    bench.neighbours = [article("two")]
    bench.press("one", 1000)
    qtbot.waitUntil(lambda: bench.pages.made == ["one", "two"])
    bench.neighbours = [article("three"), article("four")]
    bench.press("two", 1000)
    qtbot.waitUntil(lambda: told == ["three", "four"])
    assert bench.shown == ["one", "two"]


def test_a_failure_is_told_for_the_selected_article_only(bench: Bench, qtbot: QtBot) -> None:
    bench.pages.broken = {"one", "two"}
    bench.press("one", 1000)
    qtbot.waitUntil(lambda: bench.failed == ["one"])
    bench.press("two", 1000)
    bench.flow.clear()
    bench.press("three", 1000)
    qtbot.waitUntil(lambda: bench.shown == ["three"])
    assert bench.failed == ["one"]


def test_a_changed_file_is_loaded_again(bench: Bench, qtbot: QtBot) -> None:
    bench.press("one", 1000)
    qtbot.waitUntil(lambda: bench.shown == ["one"])
    bench.pages.ready.clear()
    bench.flow.reload(article("one"))
    qtbot.waitUntil(lambda: bench.shown == ["one", "one"])


def test_the_first_screen_of_a_long_article_comes_before_the_rest(bench: Bench, qtbot: QtBot) -> None:
    bench.pages.beginnings["long"] = Page((), more=True)
    bench.pages.slow.add("long")
    bench.press("long", 1000)
    qtbot.waitUntil(lambda: bench.begun == ["long"])
    assert bench.shown == []
    pending = list(bench.pending)
    bench.pages.let_go()
    qtbot.waitUntil(lambda: bench.shown == ["long"])
    assert bench.pending == pending, "nothing stands in for a page that has begun"


def test_a_file_that_changed_is_shown_when_all_of_it_is_there(bench: Bench, qtbot: QtBot) -> None:
    bench.press("long", 1000)
    qtbot.waitUntil(lambda: bench.shown == ["long"])
    bench.pages.ready.clear()
    bench.pages.beginnings["long"] = Page((), more=True)
    bench.flow.reload(article("long"))
    qtbot.waitUntil(lambda: bench.shown == ["long", "long"])
    assert bench.begun == []


def test_a_beginning_that_comes_late_is_dropped(bench: Bench, qtbot: QtBot) -> None:
    bench.pages.beginnings["one"] = Page((), more=True)
    bench.pages.slow.add("one")
    bench.press("one", 1000)
    bench.press("two", 1000)
    bench.pages.let_go()
    qtbot.waitUntil(lambda: bench.shown == ["two"])
    assert "one" not in bench.begun
