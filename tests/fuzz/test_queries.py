"""F12, searches: any text is a query, it means what it prints, and finds what reading everything finds."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.core.query import Query, Scope
from newsreader.core.search.completion import complete
from newsreader.core.search.parsing import LENGTH_LIMIT, OPERATORS, TERM_LIMIT, parse, printed
from newsreader.core.search.tree import wanted_texts
from newsreader.store.index.finding import Finder
from tests.fuzz.strategies import ANY, law, soup
from tests.reader.makers import Shelf, article, marks
from tests.store.brute import Brute
from tests.store.test_finding import BEGINNINGS, HAN, LATIN, MIXED, text

TODAY = date(2026, 8, 22)
COUNT = 50
PIECES = (
    *OPERATORS,
    *(
        "a",
        "b*",
        "new",
        "York's",
        "C++",
        "c#",
        "芯片",
        "中",
        "AI芯",
        "é",
        "ǅ",
        "İ",
        "ﬁ",
        "1.5",
        "x_y",
        "*",
        "**",
        "\ud800",
        "\0",
    ),
    *(
        '"',
        '"a b"',
        '"a b"*',
        "(",
        ")",
        "-",
        "--",
        "OR",
        "AND",
        "NOT",
        " ",
        " ",
        "title:(",
        'author:"j d"',
        "folder:a/b",
    ),
    *(
        "before:2019-02",
        "after:3w",
        "on:0001-01-01",
        "before:0001",
        "after:9999-12-31",
        "words:>5",
        "words:1..9",
        "words:999999999..",
    ),
    *(
        "https://x.example/y",
        "foo:bar",
        "is:x",
        "NEAR(",
        "^",
        "%",
        "_",
        "'",
        ";",
        "--",
        "{",
        "title : a",
        "\u202e",
        "\u3000",
        "：",
        "（",
    ),
)
TYPED = soup(PIECES, 9, 2) | st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)

WORDS = st.sampled_from([*LATIN, *MIXED]) | st.builds(
    lambda at, size: HAN[at : at + size], st.integers(0, len(HAN) - 1), st.integers(1, 5)
)
TERMS = st.one_of(
    WORDS,
    st.sampled_from([one for one in BEGINNINGS if len(one) > 1]).map("{}*".format),
    st.builds('"{} {}"'.format, WORDS, WORDS),
    WORDS.map("title:{}".format),
)


@dataclass
class Shelves:
    """Some articles: in an index, and as a person would look through them."""

    finder: Finder
    brute: Brute


@pytest.fixture(scope="module")
def shelves() -> Iterator[Shelves]:
    chance = random.Random(11)  # noqa: S311 - the same each time
    said = [(text(chance, 1, 4), text(chance, 0, 40)) for _ in range(COUNT)]
    with tempfile.TemporaryDirectory() as name:
        shelf = Shelf(Path(name), marks(Path(name) / "state"))
        articles = [article(str(number), title=title) for number, (title, _) in enumerate(said)]
        shelf.put(*articles, bodies=[body for _, body in said])
        finder = Finder(shelf.path)
        yield Shelves(finder, Brute(said))
        finder.close()
        shelf.close()


@law(200)
@given(TYPED, st.booleans())
def test_reading_printing_and_reading_again_is_stable(typed: str, is_typed: bool) -> None:
    parsed = parse(typed, TODAY, is_typed=is_typed)
    found = list(wanted_texts(parsed.tree))
    assert len(found) <= TERM_LIMIT
    assert sum(len(one.term) for one in found) <= 2 * LENGTH_LIMIT
    said = printed(parsed.tree, parsed.sort)
    if len(said) <= LENGTH_LIMIT:
        again = parse(said, TODAY)
        assert (again.tree, again.sort) == (parsed.tree, parsed.sort)
        assert printed(again.tree, again.sort) == said


@law(150)
@example('"', Scope.TITLES)
@example("words:999999999..999999999 -words:<0", Scope.UNREAD)
@given(TYPED | st.text(ANY, max_size=40), st.sampled_from(list(Scope)))
def test_no_query_upsets_the_index(shelves: Shelves, typed: str, scope: Scope) -> None:
    """What is found at once is the beginning of what is found in the end; the index stays as it is."""
    query = Query.parse(typed, TODAY, is_typed=True).scoped(scope)
    assert query.spans("Any New York text of C++ and 芯片") is not None
    complete(typed, len(typed), lambda _field, _wanted: ["Harbour Post", 'a "b"'])
    if query.tree is None:
        return
    every = list(shelves.finder.every(query.tree))
    first, is_complete = shelves.finder.first(query.tree, 10)
    assert set(first) <= set(every)
    assert not is_complete or list(first) == every
    assert set(every) <= set(range(1, COUNT + 1))


@law(200)
@given(st.lists(TERMS, max_size=3), st.lists(TERMS, max_size=2), st.just([]) | st.lists(TERMS, min_size=2, max_size=2))
def test_what_is_found_is_what_reading_everything_finds(
    shelves: Shelves, all_of: list[str], none_of: list[str], any_of: list[str]
) -> None:
    tree = parse(" ".join([*all_of, *(f"-{one}" for one in none_of), " OR ".join(any_of)]), TODAY).tree
    if tree is not None:
        assert sorted(shelves.finder.every(tree)) == shelves.brute.find(all_of, none_of, any_of)
