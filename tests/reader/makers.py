"""What the tests of the reader make: articles, batches and marks without a disk under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsreader.core.article import Article, Problem
from newsreader.core.dates import Published
from newsreader.core.identity import identify
from newsreader.reader.marks import Marks
from newsreader.reader.sightings import Sightings
from newsreader.store.batches import Batch, Entry, Signature
from newsreader.store.clock import Clock
from newsreader.store.journal import Journal

NOON = datetime(2026, 8, 22, 12, tzinfo=UTC)
TODAY = NOON.date()


def noon() -> datetime:
    return NOON


def article(
    path: str,
    *,
    title: str = "",
    url: str = "",
    text: str = "",
    source: str = "",
    tags: Sequence[str] = (),
    published: Published | None = None,
    problem: Problem | None = None,
) -> Article:
    return Article(
        path,
        identify(url, title or path, text or path),
        title or path,
        (),
        published,
        source,
        url,
        tuple(tags),
        "",
        "",
        1,
        0,
        1,
        1,
        problem,
    )


def entry(of: Article, text: bytes = b"", *, is_final: bool = True) -> Entry:
    return Entry(of, Signature(1, 1, 1, 1), text, is_final)


def batch(*articles: Article, removed: Sequence[str] = ()) -> Batch:
    return Batch(tuple(entry(of) for of in articles), tuple(removed))


def journal(folder: Path, now: Callable[[], datetime] = noon) -> Journal:
    book = Journal(folder, "aaaaaaaa", Clock(now))
    book.load()
    return book


def marks(folder: Path) -> Marks:
    return Marks(journal(folder / "state"))


def sightings(folder: Path, now: Callable[[], datetime] = noon) -> Sightings:
    return Sightings(journal(folder / "seen", now), "library", now)
