"""Search in an indexed library: how long the newest hits take, whether they are right, and what indexing costs."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import apsw

from newsreader.core.formats import parse_file
from newsreader.core.identity import normalise_url
from newsreader.core.search.parsing import parse
from newsreader.core.search.tree import Node
from newsreader.core.search.words import texts, tokens
from newsreader.store.index.finding import Finder
from newsreader.store.index.fulltext import FullText
from newsreader.store.index.opening import make_index
from tests.bench.figures import Figures, Stopwatch
from tests.bench.library import Place
from tests.store.brute import Reading, units_of

_TODAY = date(2026, 11, 27)
_PAGE = 100
_QUERIES = 500
_INDEXED = 5000
_COMMIT = 2000
_IN_TURN = 50
_TABLE = "fts5(words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5', tokenize='ascii')"


class Vocabulary:
    """The words of an index, the most frequent first: Latin ones, and pairs of Chinese characters."""

    def __init__(self, index: Path) -> None:
        connection = apsw.Connection(str(index), flags=apsw.SQLITE_OPEN_READONLY)
        connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search, row)")
        query = "SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ? ORDER BY doc DESC"
        self.latin: list[str] = [term for (term,) in connection.execute(query, ("a", "zzzz")) if term.isalpha()]
        self.pairs: list[str] = [term for (term,) in connection.execute(query, ("一", "龥")) if len(term) == 2]
        connection.close()


def words(index: Path, vocabulary: Vocabulary, chance: random.Random) -> Figures:
    """The newest hundred for one to three words, from the commonest to rare ones."""
    latin = vocabulary.latin
    ranks = [0, 1, 2, 5, 10, 30, 100, 300, 1000, 3000, len(latin) - 1]
    asked = [latin[min(rank, len(latin) - 1)] for rank in ranks]
    asked += [" ".join(latin[min(chance.choice(ranks), len(latin) - 1)] for _ in range(size)) for size in (2, 3) * 60]
    asked += [f"{latin[0]} OR {latin[1]}", f"{latin[0]} -{latin[1]}", f"{latin[0]} is:unread", f"title:{latin[0]}"]
    asked += vocabulary.pairs[:20] + [" ".join(chance.sample(vocabulary.pairs[:200], 2)) for _ in range(20)]
    return _first(index, asked)


def prefixes(index: Path, vocabulary: Vocabulary) -> Figures:
    """Words as they are typed, letter by letter."""
    stems = {word[:length] for word in vocabulary.latin[:400] for length in (1, 2, 3, 4, 5, 6)}
    characters = {pair[0] for pair in vocabulary.pairs[:100]}
    return _first(index, [*(f"{stem}*" for stem in sorted(stems)), *sorted(characters)])


def phrases(index: Path, vocabulary: Vocabulary, chance: random.Random) -> Figures:
    """Phrases, and Chinese words of three to five characters."""
    latin, pairs = vocabulary.latin[:50], vocabulary.pairs[:200]
    asked = [f'"{chance.choice(latin)} {chance.choice(latin)}"' for _ in range(60)]
    asked += [chance.choice(pairs) + chance.choice(pairs)[: chance.randint(1, 2)] for _ in range(40)]
    return _first(index, asked)


def agreement(place: Place, index: Path, vocabulary: Vocabulary, chance: random.Random) -> tuple[int, int, int]:
    """500 random queries against reading every file: hits in both, only found, only there."""
    queries = [_random(vocabulary, chance) for _ in range(_QUERIES)]
    wanted: list[set[str]] = [set() for _ in queries]
    reading = Reading(term for query in queries for group in query for term in group)
    for path in sorted(place.root.rglob("*.md")):
        parsed = parse_file(path.read_bytes(), path.name)
        # A person does not read where a link leads.
        body = re.sub(r"\]\([^()\s]*\)", "]", parsed.body)
        fields = [units_of(text) for text in (parsed.title, parsed.source, *parsed.authors, *parsed.tags, body)]
        held = reading.held(fields)
        for number, (all_of, none_of, any_of) in enumerate(queries):
            if held.issuperset(all_of) and held.isdisjoint(none_of) and not (any_of and held.isdisjoint(any_of)):
                wanted[number].add(path.relative_to(place.root).as_posix())
    finder = Finder(index)
    both = found_only = there_only = 0
    for query, there in zip(queries, wanted, strict=True):
        all_of, none_of, any_of = query
        tree = _tree(" ".join([*all_of, *(f"-{one}" for one in none_of), " OR ".join(any_of)]))
        found = {article.path for article in finder.articles(finder.every(tree))}
        both += len(found & there)
        found_only += len(found - there)
        there_only += len(there - found)
    finder.close()
    return both, found_only, there_only


def indexing(place: Place, folder: Path) -> tuple[float, float]:
    """Processor milliseconds of taking texts apart, packing and storing them, and of storing ready tokens: of some
    articles in turn, since the machine itself is a tenth quicker or slower from one second to the next.
    """
    parsed = [
        parse_file(path.read_bytes(), path.name)
        for _, path in zip(range(_INDEXED), sorted(place.root.rglob("*.md")), strict=False)
    ]
    ready = []
    for one in parsed:
        fields = texts(one.title, one.source, one.authors, one.tags, "", one.language, one.body)
        ready.append(" ".join(dict.fromkeys(tokens(fields).split())))  # each once: nothing stores fewer
    ours, bare = make_index(folder / "ours.db"), _bare(folder / "bare.db")
    fulltext = FullText(ours)
    spent, floor = 0.0, 0.0
    for start in range(0, len(parsed), _COMMIT):
        for connection in (ours, bare):
            connection.execute("BEGIN")
        for first in range(start, min(start + _COMMIT, len(parsed)), _IN_TURN):
            begun = time.process_time()
            for id_, one in enumerate(parsed[first : first + _IN_TURN], first + 1):
                url = normalise_url(one.url)
                fulltext.put(id_, texts(one.title, one.source, one.authors, one.tags, url, one.language, one.body))
            between = time.process_time()
            rows = list(enumerate(ready[first : first + _IN_TURN], first + 1))
            bare.executemany("INSERT INTO search(rowid, words) VALUES(?,?)", rows)
            spent, floor = spent + between - begun, floor + time.process_time() - between
        begun = time.process_time()
        fulltext.flush()
        ours.execute("COMMIT")
        between = time.process_time()
        bare.execute("COMMIT")
        spent, floor = spent + between - begun, floor + time.process_time() - between
    for connection in (ours, bare):
        connection.close()
    return spent * 1000, floor * 1000


def _bare(path: Path) -> apsw.Connection:
    """A full-text index and nothing else."""
    connection = apsw.Connection(str(path))
    connection.pragma("journal_mode", "WAL")
    connection.pragma("synchronous", "NORMAL")
    connection.execute(f"CREATE VIRTUAL TABLE search USING {_TABLE}")
    connection.execute("INSERT INTO search(search, rank) VALUES('hashsize', 33554432)")
    return connection


def _first(index: Path, asked: Sequence[str]) -> Figures:
    finder = Finder(index)
    figures = Figures()
    watch = Stopwatch(figures)
    finder.first(_tree(asked[0]), _PAGE)
    for text in asked:
        tree = _tree(text)
        watch.start()
        finder.first(tree, _PAGE)
        watch.stop()
    finder.close()
    return figures


def _tree(text: str) -> Node:
    tree = parse(text, _TODAY).tree
    assert tree is not None, text
    return tree


def _random(vocabulary: Vocabulary, chance: random.Random) -> tuple[list[str], list[str], list[str]]:
    def term() -> str:
        kind = chance.random()
        latin, pairs = vocabulary.latin, vocabulary.pairs
        word = latin[min(int(chance.paretovariate(0.5)), len(latin)) - 1]
        if kind < 0.4:
            return word
        if kind < 0.55:
            return f"{word[: max(2, len(word) - 2)]}*"
        if kind < 0.65:
            return f'"{word} {chance.choice(latin[:20])}"'
        pair = pairs[min(int(chance.paretovariate(0.5)), len(pairs)) - 1]
        return pair[0] if kind < 0.7 else pair if kind < 0.85 else _joined(pairs, pair, chance)

    all_of = [term() for _ in range(chance.randint(1, 2))]
    none_of = [term()] if chance.random() < 0.2 else []
    any_of = [term(), term()] if chance.random() < 0.2 else []
    return all_of, none_of, any_of


def _joined(pairs: Sequence[str], pair: str, chance: random.Random) -> str:
    """A Chinese word of three to six characters that may occur: pairs that go on from each other."""
    word = pair
    for _ in range(chance.randint(1, 4)):
        following = [other for other in pairs[:3000] if other[0] == word[-1]]
        if not following:
            break
        word += chance.choice(following)[1]
    return word


def index_of(place: Place) -> Path | None:
    """The index of a library, if there is one."""
    return next(iter(sorted((place.data / "index").glob("*.db"))), None)


def queries(place: Place) -> Iterator[tuple[str, Figures]]:
    """The kinds of queries, each with its figures."""
    index = index_of(place)
    if index is None:
        return
    chance = random.Random(5)  # noqa: S311 - the same each time
    vocabulary = Vocabulary(index)
    yield "words", words(index, vocabulary, chance)
    yield "prefixes", prefixes(index, vocabulary)
    yield "phrases", phrases(index, vocabulary, chance)
