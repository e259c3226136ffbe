"""Search over loaded articles: against a plain scan, and what a snippet shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.core.query import Query, searchable
from newsreader.reader.marks import Marks
from newsreader.reader.search import LEAD, SNIPPET, Searcher, excerpt_at
from tests.reader.makers import Shelf, article, marks

WORDS = ["news", "New", "York", "économie", "economy", "中国", "国经", "経済", "AI", "a"]
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=6)
typed = st.lists(st.sampled_from([*WORDS, '"new york"', "中", "eco", "zzz"]), max_size=3).map(" ".join)


def never(path: str) -> str:
    raise AssertionError(f"no file is read: {path}")


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Marks:
    return marks(tmp_path_factory.mktemp("state"))


@settings(deadline=None, max_examples=50)
@given(bodies=texts, query_text=typed)
def test_what_is_found_is_what_a_plain_scan_finds(
    tmp_path_factory: pytest.TempPathFactory, state: Marks, bodies: list[str], query_text: str
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("index"), state)
    for number, body in enumerate(bodies):
        shelf.put(article(str(number)), words=searchable(body).encode())
    searcher = Searcher(shelf.path, never)
    query = Query.parse(query_text)
    assert sorted(searcher.find(query)) == [id_ for id_, body in enumerate(bodies, 1) if query.matches(body)]
    searcher.close()
    shelf.close()


def test_a_phrase_does_not_run_over_two_fields(tmp_path: Path, state: Marks) -> None:
    shelf = Shelf(tmp_path, state)
    shelf.put(article("a"), words=b" ends here\n begins there")
    searcher = Searcher(shelf.path, never)
    assert list(searcher.find(Query.parse('"here begins"'))) == []
    assert list(searcher.find(Query.parse("here begins"))) == [1]
    searcher.close()
    shelf.close()


def test_without_an_index_nothing_is_found(tmp_path: Path) -> None:
    assert list(Searcher(tmp_path / "none.db", never).find(Query.parse("word"))) == []


@pytest.mark.parametrize("before", ["", "word " * 50, "字" * 100])
def test_a_snippet_holds_the_hit_near_its_beginning(before: str) -> None:
    text = f"{before}needle{' and what follows it' * 40}"
    snippet = Searcher(Path("none.db"), lambda path: text).snippet("a.md", Query.parse("needle"))
    ((start, end), *_) = Query.parse("needle").spans(snippet)
    assert snippet[start:end] == "needle"
    assert start <= LEAD + 2
    assert snippet.startswith("… ") == bool(before)
    assert len(snippet) <= SNIPPET + 4


def test_a_snippet_is_one_line() -> None:
    assert excerpt_at("one\n\ntwo\tneedle  three", [(9, 15)]) == "one two needle three"


def test_no_hit_in_the_body_is_no_snippet() -> None:
    assert Searcher(Path("none.db"), lambda path: "text").snippet("a.md", Query.parse("absent")) == ""
