"""What is offered while a query is typed."""

from __future__ import annotations

import pytest

from newsreader.core.search.completion import MOST, complete

NAMES = {
    "source": ["BBC News", "Béla", "Le Monde", "The BBC"],
    "feed": ["BBC News"],
    "tag": ["rust", "芯片新聞"],
    "author": ["Ada Finn", "Finn Berg"],
    "folder": ["news/2019", "news/my own"],
}


def offered(text: str, cursor: int | None = None) -> tuple[str, ...]:
    found = complete(text, len(text) if cursor is None else cursor, lambda field, _: NAMES[field])
    return () if found is None else found.options


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("so", ("source:", "sort:relevance", "sort:newest", "sort:oldest")),
        ("rust au", ("author:",)),
        ("-ti", ("title:",)),
        ("(ti", ("title:",)),
        ("s", ()),
        ("zz", ()),
        ("", ()),
        ("is:", ("unread", "read", "starred")),
        ("is:u", ("unread",)),
        ("is:unread", ()),
        ("has:", ("note", "highlight", "image", "link")),
        ("sort:n", ("newest",)),
        ("after:y", ("yesterday",)),
        ("source:", ('"BBC News"', "Béla", '"Le Monde"', '"The BBC"')),
        ("source:b", ('"BBC News"', "Béla", '"The BBC"')),
        ("source:bé", ("Béla",)),
        ('source:"bbc n', ('"BBC News"',)),
        ("source:m", ('"Le Monde"',)),
        ("tag:新", ("芯片新聞",)),
        ("folder:news/m", ('"news/my own"',)),
        ("author:f", ('"Finn Berg"', '"Ada Finn"')),
        ("title:x", ()),
        ('"so', ()),
    ],
)
def test_what_is_offered(text: str, options: tuple[str, ...]) -> None:
    assert offered(text) == options


def test_the_place_is_that_of_the_cursor() -> None:
    found = complete("a so b", 4, lambda _field, _: ())
    assert found is not None
    assert (found.start, found.end, found.is_value) == (2, 4, False)
    assert complete("a source b", 4, lambda _field, _: ()) is None


def test_there_is_an_end_to_what_is_offered() -> None:
    found = complete("tag:", 4, lambda _field, _: (f"tag {number}" for number in range(1000)))
    assert found is not None
    assert len(found.options) == MOST


def test_names_are_asked_for_by_what_is_typed() -> None:
    asked: list[tuple[str, str]] = []

    def names(field: str, wanted: str) -> list[str]:
        asked.append((field, wanted))
        return ["Ada Finn"]

    assert complete("x author:Ad", 11, names) is not None
    assert asked == [("author", "Ad")]


def test_the_last_searches_are_offered_where_nothing_was_typed() -> None:
    recent = [f"search {number}" for number in range(MOST + 3)]
    found = complete("", 0, lambda _field, _: (), recent)
    assert found is not None
    assert found.is_recent
    assert found.options == tuple(recent[:MOST])
    assert complete("s", 1, lambda _field, _: (), recent) is None
    assert complete("", 0, lambda _field, _: ()) is None
