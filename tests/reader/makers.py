"""What the tests of the reader make: articles, batches and marks without a disk under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from pathlib import Path

from newsreader.core.article import Article, Problem
from newsreader.core.dates import Published
from newsreader.core.identity import identify, normalise_url
from newsreader.core.search.words import texts
from newsreader.reader.catalogue import Catalogue
from newsreader.reader.changes import Changes
from newsreader.reader.marks import Marks
from newsreader.reader.sightings import Sightings
from newsreader.store.clock import Clock
from newsreader.store.index.opening import open_or_make
from newsreader.store.index.reader import Reader
from newsreader.store.index.writer import Writer
from newsreader.store.journal import Journal
from newsreader.store.scanner import News
from newsreader.store.survey import place_of

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
    authors: Sequence[str] = (),
    tags: Sequence[str] = (),
    published: Published | None = None,
    problem: Problem | None = None,
) -> Article:
    return Article(
        path,
        identify(url, title or path, text or path),
        title or path,
        tuple(authors),
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


class Shelf:
    """A catalogue over an index in `folder` that is written as a scan would write it."""

    def __init__(self, folder: Path, state: Marks, now: datetime = NOON, today: date = TODAY) -> None:
        self.path = folder / "index.db"
        connection, _ = open_or_make(self.path, "now")
        latest = datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=2)
        self.writer = Writer(connection, int(now.timestamp()), int(latest.timestamp()) - 1)
        self.writer.publish()
        self.catalogue = Catalogue(state, today, UTC)
        self.catalogue.open(Reader(self.path))

    def put(
        self,
        *articles: Article,
        removed: Sequence[str] = (),
        troubles: Sequence[tuple[str, Problem]] | None = None,
        bodies: Sequence[str] = (),
    ) -> Changes:
        """Write and publish, and have the catalogue hear of it."""
        return self.catalogue.take(self.publish(*articles, removed=removed, troubles=troubles, bodies=bodies))

    def publish(
        self,
        *articles: Article,
        removed: Sequence[str] = (),
        troubles: Sequence[tuple[str, Problem]] | None = None,
        bodies: Sequence[str] = (),
    ) -> News:
        """The same, and the catalogue has not heard of it yet."""
        writer = self.writer
        for path in removed:
            known = self._known(path)
            if known is not None:
                writer.drop(known)
        for one, body in zip_longest(articles, bodies, fillvalue=""):
            assert isinstance(one, Article)
            said = texts(one.title, one.source, one.authors, one.tags, normalise_url(one.url), one.language, body)
            writer.put(*place_of(one.path), (1, 1, 1, 1), one, said, self._known(one.path))
        if troubles is not None:
            writer.set_troubles(troubles)
        news = writer.publish()
        came, changed, went = (tuple(sorted(news[name])) for name in ("came", "changed", "went"))
        return News(news["round"], came, changed, went, is_vague=news["vague"])

    def settle(self) -> None:
        """A scan has met every file."""
        self.writer.end_first_pass()
        self.writer.publish()

    def close(self) -> None:
        self.catalogue.close()
        self.writer.close()

    def _known(self, path: str) -> int | None:
        folder, name = place_of(path)
        known = self.writer.files(self.writer.standing.folder(folder)).get(name)
        return None if known is None else known[0]


def journal(folder: Path, now: Callable[[], datetime] = noon) -> Journal:
    return Journal(folder, "aaaaaaaa", Clock(now))


def marks(folder: Path) -> Marks:
    return Marks(journal(folder / "state"))


def sightings(folder: Path) -> Sightings:
    return Sightings(journal(folder / "seen"))
