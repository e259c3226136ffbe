"""The index answers what a person would find by reading everything, in order, and at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.core.search.parsing import parse
from newsreader.store.index.finding import Finder, SupersededError
from newsreader.store.index.fulltext import FullText
from newsreader.store.index.mark_table import Mark, MarkTable
from newsreader.store.index.packing import READ, STARRED
from tests.reader.makers import Shelf, article, marks
from tests.store.brute import Brute, Reading, units_of

TODAY = date(2026, 8, 22)
LATIN = (
    *("rust", "Rust", "économie", "economy", "New", "York", "new-york", "we'll", "well", "3.14", "Straße", "ART"),
    *(first + last for first in ("ba", "dó", "Kem", "lu", "rust", "é") for last in ("n", "nó", "rk", "ll", "st")),
)
HAN = "中国人民经济芯片開發使用新聞學習大小上下左右東西南北天地日月山水火木金土"
MIXED = ("AI芯片", "Python開發", "ニュース", "뉴스", "ＡＢＣ", "naïve")
BEGINNINGS = ("ru", "eco", "éco", "yor", "w", "stras", "strass", "art", "py", "abc", "x")
COUNT, QUERIES = 2000, 500


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path, marks(tmp_path / "state"))
    yield shelf
    shelf.close()


def find(finder: Finder, query: str) -> list[int]:
    tree = parse(query, TODAY).tree
    assert tree is not None
    return list(finder.every(tree))


def word(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(LATIN)
    if kind < 0.9:
        start = chance.randrange(len(HAN))
        return HAN[start : start + chance.randint(1, 6)]
    return chance.choice(MIXED)


def text(chance: random.Random, least: int, most: int) -> str:
    return chance.choice((" ", ", ", "")).join(word(chance) for _ in range(chance.randint(least, most)))


def term(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        return word(chance)
    if kind < 0.6:
        return f"{chance.choice(BEGINNINGS)}*"
    if kind < 0.75:
        return f'"{word(chance)} {word(chance)}"'
    if kind < 0.9:
        start = chance.randrange(len(HAN))
        return HAN[start : start + chance.randint(1, 6)]
    return f"title:{word(chance)}"


def test_five_hundred_random_queries_find_what_reading_everything_finds(shelf: Shelf) -> None:
    chance = random.Random(7)  # noqa: S311 - the same each time
    said = [(text(chance, 1, 4), text(chance, 0, 12)) for _ in range(COUNT)]
    shelf.put(*(article(str(n), title=title) for n, (title, _) in enumerate(said)), bodies=[body for _, body in said])
    brute = Brute(said)
    finder = Finder(shelf.path)
    hits = 0
    for _ in range(QUERIES):
        all_of = [term(chance) for _ in range(chance.randint(0, 2))]
        none_of = [term(chance) for _ in range(chance.random() < 0.2)]
        any_of = [term(chance) for _ in range(2 * (chance.random() < 0.3))]
        if not all_of and not any_of:
            all_of = [term(chance)]
        query = " ".join([*all_of, *(f"-{one}" for one in none_of), " OR ".join(any_of)])
        wanted = brute.find(all_of, none_of, any_of)
        assert sorted(find(finder, query)) == wanted, query
        tree = parse(query, TODAY).tree
        assert tree is not None
        first, is_complete = finder.first(tree, COUNT)
        assert not is_complete or sorted(first) == wanted, query
        hits += bool(wanted)
    finder.close()
    assert hits > QUERIES / 2


def dated(path: str, published: Published | None, **other: object) -> Article:
    return replace(article(path, published=published), **other)  # type: ignore[arg-type]


def test_dates_are_those_of_the_file(shelf: Shelf) -> None:
    days = [
        Published(2019, 1, 1),
        Published(2018, 12, 31, 23, 30, 0, 60),
        Published(2019, 1, 1, 0, 30, 0, 14 * 60),
        Published(2019, 12, 31, 23, 59, 0, -12 * 60),
        Published(2020, 1, 1),
        None,
        Published(2030, 5, 5),
    ]
    shelf.put(*(dated(str(number), day) for number, day in enumerate(days, 1)))
    finder = Finder(shelf.path)
    assert sorted(find(finder, "on:2019")) == [1, 3, 4]
    assert sorted(find(finder, "before:2019")) == [2]
    assert sorted(find(finder, "after:2019-12-31")) == [4, 5, 7]
    assert sorted(find(finder, "after:2030")) == [7]
    assert sorted(find(finder, "-after:1900")) == [6]
    assert sorted(find(finder, "before:2030-05-05 after:2020")) == [5]
    finder.close()


def test_marks_lengths_folders_and_fields(shelf: Shelf) -> None:
    shelf.put(
        dated("news/a.md", None, url="https://example.org/rust/x", language="zh-Hans", words=900, tags=("Lang",)),
        dated("news/2019/b.md", None, source="The Times", authors=("Jane Doe", "Doe Young"), words=10, characters=2000),
        dated("newsletter/c.md", None, source="BBC", words=100),
        bodies=["![a](b.png) body", "a [link](https://a.example)", "the times"],
    )
    starred = Mark(shelf.catalogue.article(3).identity, READ | STARRED, None)
    shelf.writer._connection.execute("COMMIT")  # lets others write, as between two transactions of a scan
    MarkTable(shelf.path).write([starred.identity], lambda _identity: starred, {})
    shelf.writer._connection.execute("BEGIN IMMEDIATE")
    finder = Finder(shelf.path)
    for query, found in (
        ("is:starred", [3]),
        ("is:unread", [1, 2]),
        ("is:read OR lang:zh", [1, 3]),
        ("words:>500", [1, 2]),
        ("words:100", [3]),
        ("folder:news", [1, 2]),
        ("folder:NEWS/2019", [2]),
        ('source:"the times"', [2]),
        ("times", [2, 3]),
        ("times -source:times", [3]),
        ('author:"jane doe"', [2]),
        ('author:"doe doe"', []),
        ("tag:lang", [1]),
        ("url:example.org/rust", [1]),
        ("https://www.example.org/rust/x?utm_source=y", [1]),
        ("has:image", [1]),
        ("has:link", [2]),
        ("example", []),
        ("-body -link", [3]),
    ):
        assert sorted(find(finder, query)) == found, query
    finder.close()


def test_the_newest_come_first_and_a_page_is_enough(shelf: Shelf) -> None:
    shelf.put(*(article(str(n), title="word", published=Published(2000 + n % 20, 1, 1)) for n in range(300)))
    finder = Finder(shelf.path)
    tree = parse("word", TODAY).tree
    assert tree is not None
    first, is_complete = finder.first(tree, 100)
    assert (len(first), is_complete) == (100, False)
    years = [shelf.catalogue.article(id_).published for id_ in finder.every(tree)]
    assert [year.year for year in years if year] == sorted((2000 + n % 20 for n in range(300)), reverse=True)
    assert finder.first(tree, 1000) == (finder.first(tree, 1000)[0], True)
    finder.close()


def test_what_is_edited_and_deleted_is_found_anew(shelf: Shelf) -> None:
    shelf.put(article("a"), article("b"), bodies=["first words", "other words"])
    finder = Finder(shelf.path)
    assert sorted(find(finder, "words")) == [1, 2]
    shelf.put(article("a"), removed=["b"], bodies=["second text"])
    assert find(finder, "words") == []
    assert find(finder, "second") == [1]
    shelf.put(article("c"), bodies=["words again"])
    assert find(finder, "words") == [3]
    finder.close()


def test_what_was_not_published_is_not_found(shelf: Shelf) -> None:
    shelf.put(article("a"), bodies=["words"])
    shelf.writer.put(b"", b"b", (1, 1, 1, 1), article("b"), ("", "", "", "", "", "", "", "", " words "), None)
    shelf.writer.commit()
    finder = Finder(shelf.path)
    assert find(finder, "words") == [1]
    shelf.writer.publish()
    assert sorted(find(finder, "words")) == [1, 2]
    finder.close()


def test_a_misspelt_word_is_put_right(shelf: Shelf) -> None:
    shelf.put(article("a"), article("b"), bodies=["blockchain blackchain", "blockchain"])
    finder = Finder(shelf.path)
    assert finder.likely("blokchain") == "blockchain"
    assert finder.likely("zzzzz") == ""
    finder.close()


def test_a_question_can_be_given_up(shelf: Shelf) -> None:
    shelf.put(*(article(str(n)) for n in range(300)), bodies=["a b c"] * 300)
    finder = Finder(shelf.path)
    tree = parse('"a b"', TODAY).tree
    assert tree is not None
    checked = finder._check

    def drop() -> None:
        finder.interrupt()
        checked()

    finder._check = drop  # type: ignore[method-assign]
    with pytest.raises(SupersededError):
        finder.every(tree)
    finder._check = checked  # type: ignore[method-assign]
    assert len(finder.every(tree)) == 300
    finder.close()


@pytest.mark.parametrize("query", ['a"b', "NEAR(a b)", "a^b", "{a}", "search:", "rowid:1", "a'; DROP TABLE words"])
def test_what_means_something_to_the_database_is_text(shelf: Shelf, query: str) -> None:
    shelf.put(article("b"), bodies=["nothing of that"])
    finder = Finder(shelf.path)
    tree = parse(query, TODAY).tree
    assert tree is None or list(finder.every(tree)) == []
    finder.close()


def test_texts_that_were_stored_but_not_listed_are_listed_by_the_next_writer(shelf: Shelf) -> None:
    shelf.put(article("a"), bodies=["words"])
    writer = shelf.writer
    writer.put(b"", b"b", (1, 1, 1, 1), article("b"), ("", "", "", "", "", "", "", "", " words "), None)
    writer.commit()
    fulltext = FullText(writer._connection)
    fulltext.write()
    writer.publish()
    finder = Finder(shelf.path)
    assert sorted(find(finder, "words")) == [1, 2]
    finder.close()


def test_the_brute_of_the_benchmark_reads_as_a_person_does() -> None:
    fields = [units_of("A slow boat"), units_of("The boat went to 港口天文台, re-read slowly.")]
    terms = [
        "slow",
        "slo*",
        '"slow boat"',
        '"boat went"',
        '"boat slow"',
        "文台",
        "台文",
        "rereads",
        "re-read",
        "港口天",
        "slower*",
    ]
    assert Reading(terms).held(fields) == {"slow", "slo*", '"slow boat"', '"boat went"', "文台", "re-read", "港口天"}


def test_a_question_that_is_interrupted_at_any_step_is_superseded(shelf: Shelf) -> None:
    """Also while the orders of another publication are read, which is no fault of the disk."""
    shelf.put(*(article(f"{number}.md", title=f"harbour {number}") for number in range(40)))
    tree = parse("harbour", TODAY).tree
    assert tree is not None
    given_up, answered = 0, False
    while not answered:
        finder = Finder(shelf.path)
        going_on = [True] * given_up
        # SQLite asks after each ten of its own steps whether it is to give up.
        finder._reader._connection.set_progress_handler(partial(_is_over, going_on), 10)
        try:
            answered = len(finder.every(tree)) == 40
        except SupersededError:
            given_up += 1
        finder.close()
    assert given_up > 10


def _is_over(going_on: list[bool]) -> bool:
    return not (going_on and going_on.pop())
