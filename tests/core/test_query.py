"""What a search marks, and where it looks."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.query import Query, Scope
from newsreader.core.search.tree import All, Marked, Text
from newsreader.core.search.words import needle, searchable

TODAY = date(2026, 11, 27)
TEXT = "The New-York Times: ÉCONOMIE, AI芯片 und 使用Python開發。 Straße ﬁne U.S. we’ll C++"


def parse(text: str) -> Query:
    return Query.parse(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("econ*", ["ÉCON"]),
        ("econ", []),
        ("ECONOMIE", ["ÉCONOMIE"]),
        ("conomie", []),
        ('"new york"', ["New-York"]),
        ("new-york", ["New-York"]),
        ('"york new"', []),
        ("芯", ["芯"]),
        ("AI芯片", ["AI芯片"]),
        ("python", ["Python"]),
        ("用", ["用"]),
        ("strasse", ["Straße"]),
        ("fine", ["ﬁne"]),
        ('"u.s. we"', ["U.S. we"]),
        ("new times", ["New", "Times"]),
        ("times -new", ["Times"]),
        ("times title:new", ["New", "Times"]),
        ("c++", ["C++"]),
        ("c", []),
    ],
)
def test_words_are_marked(typed: str, marked: list[str]) -> None:
    assert [TEXT[start:end] for start, end in parse(typed).spans(TEXT)] == marked


def test_spans_that_touch_are_one() -> None:
    assert parse("ab* abc* abcd*").spans("abcd") == [(0, 4)]
    assert parse("中国 国人").spans("中国人") == [(0, 3)]


@pytest.mark.parametrize("typed", ["", "   ", '"', '""', "*", "(((( ^ %_%", "-", "\0"])
def test_nothing_to_look_for_marks_nothing(typed: str) -> None:
    assert parse(typed).is_empty
    assert parse(typed).spans("anything") == []


@given(st.text(max_size=60), st.text(max_size=12))
def test_what_is_marked_and_what_matches_agree(text: str, typed: str) -> None:
    query = parse(typed)
    spans = query.spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    if isinstance(query.tree, Text) and not query.tree.field:
        assert bool(spans) == (needle(query.tree.term, is_whole=query.tree.is_whole) in searchable(text))


def test_a_search_can_be_kept_to_some_articles() -> None:
    query = parse("a title:b")
    assert query.scoped(Scope.EVERYWHERE) == query
    assert query.scoped(Scope.TITLES).tree == All((Text("a", "title"), Text("b", "title")))
    assert query.scoped(Scope.UNREAD).tree == All((Text("a"), Text("b", "title"), Marked("unread")))
    assert parse("").scoped(Scope.STARRED).is_empty


def test_a_query_prints_as_it_would_be_typed() -> None:
    assert parse("a  -b sort:oldest").text == '"a" -"b" sort:oldest'
