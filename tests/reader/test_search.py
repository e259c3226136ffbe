"""Search over loaded articles: against a plain scan, and what a snippet shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.query import Query, searchable
from newsreader.reader.search import LEAD, SNIPPET, Searcher, excerpt_at

WORDS = ["news", "New", "York", "économie", "economy", "中国", "国经", "経済", "AI", "a"]
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=6)
typed = st.lists(st.sampled_from([*WORDS, '"new york"', "中", "eco", "zzz"]), max_size=3).map(" ".join)


def never(id_: int) -> str:
    raise AssertionError(f"no file is read for row {id_}")


@given(texts, typed)
def test_what_is_found_is_what_a_plain_scan_finds(bodies: list[str], query_text: str) -> None:
    searcher = Searcher(never)
    for id_, body in enumerate(bodies):
        searcher.add(id_, searchable(body).encode())
    query = Query.parse(query_text)
    order = list(reversed(range(len(bodies))))
    assert searcher.find(query, order) == [id_ for id_ in order if query.matches(bodies[id_])]
    assert sorted(searcher.find_all(query)) == sorted(searcher.find(query, order))


def test_rows_that_are_gone_are_not_found() -> None:
    searcher = Searcher(never)
    searcher.add(1, b" word")
    searcher.drop(1)
    searcher.drop(2)
    assert searcher.find(Query.parse("word"), [1, 2]) == []


def test_a_phrase_does_not_run_over_two_fields() -> None:
    searcher = Searcher(never)
    searcher.add(1, b" ends here\n begins there")
    assert searcher.find(Query.parse('"here begins"'), [1]) == []


@pytest.mark.parametrize("before", ["", "word " * 50, "字" * 100])
def test_a_snippet_holds_the_hit_near_its_beginning(before: str) -> None:
    text = f"{before}needle{' and what follows it' * 40}"
    snippet = Searcher(lambda id_: text).snippet(1, Query.parse("needle"))
    ((start, end), *_) = Query.parse("needle").spans(snippet)
    assert snippet[start:end] == "needle"
    assert start <= LEAD + 2
    assert snippet.startswith("… ") == bool(before)
    assert len(snippet) <= SNIPPET + 4


def test_a_snippet_is_one_line() -> None:
    assert excerpt_at("one\n\ntwo\tneedle  three", [(9, 15)]) == "one two needle three"


def test_no_hit_in_the_body_is_no_snippet() -> None:
    assert Searcher(lambda id_: "text").snippet(1, Query.parse("absent")) == ""
