"""From the search field to the list: a page at once, the rest after, and only the newest answer counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from newsreader.core.query import Query, Scope
from newsreader.reader.search import Found
from newsreader.ui.searching import Searching
from newsreader.ui.tasks import Lane


class Answers:
    """Finds one row a letter; where it holds on, a query waits to be let go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go = threading.Event()
        self.go.set()
        self.complete = True
        self.rows = 3
        self.interrupted = 0

    def first(self, query: Query) -> Found | None:
        self.asked.append(query.text)
        self.go.wait()
        return Found(range(self.rows), is_complete=self.complete)

    def every(self, query: Query) -> Found | None:
        self.asked.append(f"all of {query.text}")
        return Found(range(self.rows * 10), is_complete=True)

    def meant(self, query: Query) -> str:
        return "rust"

    def interrupt(self) -> None:
        self.interrupted += 1


class Bench:
    def __init__(self) -> None:
        self.answers = Answers()
        self.lane = Lane("queries")
        self.searching = Searching(lambda: self.answers, self.lane, lambda: date(2026, 8, 22))
        self.found: list[tuple[str, int]] = []
        self.suggested: list[str] = []
        self.left = 0
        self.searching.found.connect(lambda query, found: self.found.append((query.text, len(found.ids))))
        self.searching.suggested.connect(self.suggested.append)
        self.searching.left.connect(self._leave)

    def _leave(self) -> None:
        self.left += 1


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.answers.go.set()
    bench.lane.close()


def test_a_pause_in_typing_starts_one_search(bench: Bench, qtbot: QtBot) -> None:
    for text in ("r", "ru", "rust"):
        bench.searching.type(text)
    qtbot.waitUntil(lambda: len(bench.found) == 1)
    assert bench.answers.asked == ['"rust"*']


def test_going_to_the_results_does_not_wait_for_the_pause(bench: Bench, qtbot: QtBot) -> None:
    bench.searching.type("rust")
    bench.searching.search_now()
    qtbot.waitUntil(lambda: bench.answers.asked == ['"rust"*'])


def test_a_page_is_shown_before_all_is_counted(bench: Bench, qtbot: QtBot) -> None:
    bench.answers.complete = False
    bench.searching.type("rust ")
    qtbot.waitUntil(lambda: bench.found == [('"rust"', 3), ('"rust"', 30)])


def test_the_answer_to_what_was_typed_before_never_appears(bench: Bench, qtbot: QtBot) -> None:
    bench.answers.go.clear()
    bench.searching.type("first")
    bench.searching.search_now()
    qtbot.waitUntil(lambda: bench.answers.asked == ['"first"*'])
    bench.searching.type("second")
    bench.searching.search_now()
    bench.answers.go.set()
    qtbot.waitUntil(lambda: bool(bench.found))
    assert bench.found == [('"second"*', 3)]
    assert bench.answers.interrupted == 1


def test_the_rest_of_what_was_typed_before_is_not_even_looked_for(bench: Bench, qtbot: QtBot) -> None:
    bench.answers.complete = False
    bench.answers.go.clear()
    bench.searching.type("first")
    bench.searching.search_now()
    bench.searching.type("second")
    bench.searching.search_now()
    bench.answers.go.set()
    qtbot.waitUntil(lambda: len(bench.found) == 2)
    assert bench.answers.asked == ['"first"*', '"second"*', 'all of "second"*']


def test_a_search_can_be_kept_to_some_articles(bench: Bench, qtbot: QtBot) -> None:
    bench.searching.type("rust ")
    qtbot.waitUntil(lambda: len(bench.found) == 1)
    bench.searching.look_in(Scope.UNREAD)
    qtbot.waitUntil(lambda: bench.found[1:] == [('"rust" is:unread', 3)])


def test_where_nothing_is_found_something_is_suggested(bench: Bench, qtbot: QtBot) -> None:
    bench.answers.rows = 0
    bench.searching.type("rsut ")
    qtbot.waitUntil(lambda: bench.suggested == ["rust"])
    assert bench.found == [('"rsut"', 0)]


@pytest.mark.parametrize("text", ["", "  ", "...", '"'])
def test_a_field_without_words_gives_the_list_back(bench: Bench, text: str) -> None:
    bench.searching.type("rust")
    bench.searching.type(text)
    assert bench.left == 1
    assert bench.answers.asked == []


def test_results_are_renewed_while_articles_come_in(bench: Bench, qtbot: QtBot) -> None:
    bench.searching.type("rust")
    qtbot.waitUntil(lambda: len(bench.found) == 1)
    bench.searching.renew()
    qtbot.waitUntil(lambda: len(bench.found) == 2)


def test_without_a_search_nothing_is_renewed(bench: Bench) -> None:
    bench.searching.renew()
    assert bench.answers.asked == []
