"""Search over a library: pages and counts, orders, snippets, and what was meant."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from newsreader.core.dates import Published
from newsreader.core.query import Query
from newsreader.reader.search import LEAD, PAGE, SNIPPET, Found, Searcher, excerpt_at
from tests.reader.makers import Shelf, article, marks

TODAY = date(2026, 8, 22)


def parse(text: str) -> Query:
    return Query.parse(text, TODAY)


def never(path: str) -> str:
    raise AssertionError(f"no file is read: {path}")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path, marks(tmp_path / "state"))
    yield shelf
    shelf.close()


@pytest.fixture
def searcher(shelf: Shelf) -> Iterator[Searcher]:
    searcher = Searcher(shelf.path, never)
    yield searcher
    searcher.close()


def test_a_page_comes_first_and_all_of_it_after(shelf: Shelf, searcher: Searcher) -> None:
    shelf.put(*(article(str(number), title="word") for number in range(PAGE + 5)))
    first = searcher.first(parse("word"))
    assert first is not None
    assert (len(first.ids), first.is_complete) == (PAGE, False)
    every = searcher.every(parse("word"))
    assert every is not None
    assert (len(every.ids), every.is_complete) == (PAGE + 5, True)


def test_orders_that_are_asked_for(shelf: Shelf, searcher: Searcher) -> None:
    shelf.put(
        article("1", title="Rust", published=Published(2019, 1, 1)),
        article("2", title="Other", published=Published(2021, 1, 1)),
        article("3", title="More", published=Published(2020, 1, 1)),
        bodies=["", "rust", "rust"],
    )
    orders = {order: searcher.every(parse(f"rust {order}")) for order in ("", "sort:oldest", "sort:relevance")}
    found = {order: list(answer.ids) for order, answer in orders.items() if answer is not None}
    assert found == {"": [2, 3, 1], "sort:oldest": [1, 3, 2], "sort:relevance": [1, 2, 3]}


def test_a_phrase_does_not_run_over_two_fields(shelf: Shelf, searcher: Searcher) -> None:
    shelf.put(article("a", title="ends here"), bodies=["begins there"])
    for query, ids in (('"here begins"', []), ("here begins", [1])):
        answer = searcher.every(parse(query))
        assert answer is not None
        assert list(answer.ids) == ids


def test_without_an_index_nothing_is_found(tmp_path: Path) -> None:
    searcher = Searcher(tmp_path / "none.db", never)
    assert searcher.first(parse("word")) == Found(searcher.every(parse("word")).ids, is_complete=True)  # type: ignore[union-attr]
    assert searcher.meant(parse("word")) == ""


def test_what_was_meant(shelf: Shelf, searcher: Searcher) -> None:
    shelf.put(article("a"), bodies=["the blockchain explained"])
    assert searcher.meant(parse("blokchain explained")) == '"blockchain" "explained"'
    assert searcher.meant(parse("blokchain absent")) == ""
    assert searcher.meant(parse("zzz")) == ""


@pytest.mark.parametrize("before", ["", "word " * 50, "字" * 100])
def test_a_snippet_holds_the_hit_near_its_beginning(before: str) -> None:
    text = f"{before}needle{' and what follows it' * 40}"
    snippet = Searcher(Path("none.db"), lambda path: text).snippet("a.md", parse("needle"))
    ((start, end), *_) = parse("needle").spans(snippet)
    assert snippet[start:end] == "needle"
    assert start <= LEAD + 2
    assert snippet.startswith("…") == bool(before)
    assert len(snippet) <= SNIPPET + 4


def test_a_snippet_is_one_line() -> None:
    assert excerpt_at("one\n\ntwo\tneedle  three", [(9, 15)]) == "one two needle three"


def test_no_hit_in_the_body_is_no_snippet() -> None:
    assert Searcher(Path("none.db"), lambda path: "text").snippet("a.md", parse("absent")) == ""


def test_interruptions_at_any_moment_leave_a_search_that_works(shelf: Shelf, searcher: Searcher) -> None:
    shelf.put(*(article(f"{number}.md", title=f"harbour {number}") for number in range(400)))
    query, over = parse('harbour -"harbour 7"'), threading.Event()

    def disturb() -> None:
        while not over.is_set():
            searcher.interrupt()

    lane = threading.Thread(target=disturb)
    lane.start()
    try:
        answers = [searcher.every(query) for _ in range(300)]
    finally:
        over.set()
        lane.join()
    assert all(answer is None or len(answer.ids) == 399 for answer in answers)
    last = searcher.every(query)
    assert last is not None
    assert len(last.ids) == 399


def test_authors_whose_name_begins_so(shelf: Shelf, searcher: Searcher) -> None:
    shelf.put(
        article("1", authors=("Ada Finn",)),
        article("2", authors=("Finn Berg", "Ada Finn")),
        article("3", authors=("Zoë 王",), title="finn"),
        article("4"),
    )
    found = searcher.authors("fi")
    assert found is not None
    assert sorted(found) == ["Ada Finn", "Finn Berg"]
    assert found[0] == "Ada Finn"
    assert searcher.authors("zoe") == ["Zoë 王"]
    assert searcher.authors("zz") == []
    every = searcher.authors("")
    assert every is not None
    assert set(every) == {"Ada Finn", "Finn Berg", "Zoë 王"}
