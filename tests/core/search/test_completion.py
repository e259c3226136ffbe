"""What is offered while a query is typed."""

from __future__ import annotations

import pytest

from newsreader.core.search.completion import MOST, complete

NAMES = {
    "source": ["BBC News", "Béla", "Le Monde", "The BBC"],
    "feed": ["BBC News"],
    "tag": ["rust", "芯片新聞"],
    "folder": ["news/2019", "news/my own"],
}


def offered(text: str, cursor: int | None = None) -> tuple[str, ...]:
    found = complete(text, len(text) if cursor is None else cursor, lambda field: NAMES[field])
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
        ("title:x", ()),
        ('"so', ()),
    ],
)
def test_what_is_offered(text: str, options: tuple[str, ...]) -> None:
    assert offered(text) == options


def test_the_place_is_that_of_the_cursor() -> None:
    found = complete("a so b", 4, lambda _field: ())
    assert found is not None
    assert (found.start, found.end, found.is_value) == (2, 4, False)
    assert complete("a source b", 4, lambda _field: ()) is None


def test_there_is_an_end_to_what_is_offered() -> None:
    found = complete("tag:", 4, lambda _field: (f"tag {number}" for number in range(1000)))
    assert found is not None
    assert len(found.options) == MOST
