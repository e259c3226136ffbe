"""From the search field to the list: only the newest answer counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from newsreader.core.query import Query
from newsreader.ui.searching import Searching
from newsreader.ui.tasks import Lane


class Finder:
    """Finds one row a letter; slow queries wait to be let go."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.go = threading.Event()
        self.go.set()

    def __call__(self, query: Query) -> Sequence[int]:
        self.asked.append(query.terms)
        self.go.wait()
        return [len(term) for term in query.terms]


class Bench:
    def __init__(self) -> None:
        self.finder = Finder()
        self.lane = Lane("queries")
        self.searching = Searching(self.finder, self.lane)
        self.found: list[tuple[tuple[str, ...], list[int]]] = []
        self.left = 0
        self.searching.found.connect(lambda query, ids: self.found.append((query.terms, ids)))
        self.searching.left.connect(self._leave)

    def _leave(self) -> None:
        self.left += 1


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.finder.go.set()
    bench.lane.close()


def terms(text: str) -> tuple[str, ...]:
    return Query.parse(text).terms


def test_a_pause_in_typing_starts_one_search(bench: Bench, qtbot: QtBot) -> None:
    for text in ("r", "ru", "rust"):
        bench.searching.type(text)
    qtbot.waitUntil(lambda: len(bench.found) == 1)
    assert bench.finder.asked == [terms("rust")]


def test_going_to_the_results_does_not_wait_for_the_pause(bench: Bench, qtbot: QtBot) -> None:
    bench.searching.type("rust")
    bench.searching.search_now()
    qtbot.waitUntil(lambda: bench.finder.asked == [terms("rust")])


def test_the_answer_to_what_was_typed_before_never_appears(bench: Bench, qtbot: QtBot) -> None:
    bench.finder.go.clear()
    bench.searching.type("first")
    bench.searching.search_now()
    qtbot.waitUntil(lambda: bench.finder.asked == [terms("first")])
    bench.searching.type("second")
    bench.searching.search_now()
    bench.finder.go.set()
    qtbot.waitUntil(lambda: bool(bench.found))
    assert [found for found, _ids in bench.found] == [terms("second")]


@pytest.mark.parametrize("text", ["", "  ", "...", '"'])
def test_a_field_without_words_gives_the_list_back(bench: Bench, text: str) -> None:
    bench.searching.type("rust")
    bench.searching.type(text)
    assert bench.left == 1
    assert bench.finder.asked == []


def test_results_are_renewed_while_articles_come_in(bench: Bench, qtbot: QtBot) -> None:
    bench.searching.type("rust")
    qtbot.waitUntil(lambda: len(bench.found) == 1)
    bench.searching.renew()
    qtbot.waitUntil(lambda: len(bench.found) == 2)


def test_without_a_search_nothing_is_renewed(bench: Bench) -> None:
    bench.searching.renew()
    assert bench.finder.asked == []
