"""Which articles are today's: published today where the reader is, or first seen today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.store.index.reader import Listing, Reader, Row

_FEW, _PAGE = 8, 64
"""Rows that are looked at first, mostly all there are to see, and then at a time."""
_SPREAD = timedelta(hours=26)
"""No place on earth has another day for longer than this before or after UTC has it."""


def local_day(published: Published, zone: tzinfo | None) -> date:
    """The day an article was published where the reader is; the file's own day where it names no zone or only a day."""
    day = published.calendar_day()
    if published.offset is None or published.hour is None:
        return day
    try:
        return published.moment().astimezone(zone).date()
    except (OverflowError, ValueError, OSError):
        return day


class Today:
    """The rows of today, looked up once a publication and a day: only the newest rows are looked at."""

    def __init__(self, today: date, zone: tzinfo | None) -> None:
        """`zone` is where the reader is; None: as the system says."""
        self._day = today
        self._zone = zone
        self._found: set[int] | None = None

    def forget(self) -> None:
        """Rows have come or gone."""
        self._found = None

    def local(self, seconds: int) -> datetime:
        """A moment (seconds since 1970) where the reader is."""
        return datetime.fromtimestamp(seconds, UTC).astimezone(self._zone)

    def ids(
        self,
        today: date,
        newest: Listing,
        reader: Reader,
        row: Callable[[int], Row],
        load: Callable[[Sequence[int]], None],
    ) -> set[int]:
        """The rows of the day `today`; `row` gives one, after `load` has fetched a page of them."""
        if self._found is None or today != self._day:
            self._day = today
            self._found = self._published(newest, row, load) | self._first_seen(reader)
        return self._found

    def _published(self, newest: Listing, row: Callable[[int], Row], load: Callable[[Sequence[int]], None]) -> set[int]:
        """Dates in the future come first, and days without a zone count as they stand: the search ends behind both."""
        found: set[int] = set()
        end = int((datetime.combine(self._day, time(), UTC) - _SPREAD).timestamp())
        for start, stop in _pages(newest.dated):
            page = newest.ids[start:stop]
            load(page)
            articles = [(id_, row(id_)[1]) for id_ in page]
            found.update(id_ for id_, article in articles if self._is_of_today(article))
            last = articles[-1][1].published
            if last is not None and last.seconds() < end:
                break
        return found

    def _is_of_today(self, article: Article) -> bool:
        return article.published is not None and local_day(article.published, self._zone) == self._day

    def _first_seen(self, reader: Reader) -> set[int]:
        """Ids are given in the order of arrival, so that those seen today are the last ones."""
        found: set[int] = set()
        before, size = None, _FEW
        while True:
            page = reader.newest_ids(size, before)
            days = [(id_, None if seen is None else self.local(seen).date()) for id_, _, seen in page]
            found.update(id_ for id_, day in days if day == self._day)
            if len(page) < size or days[-1][1] is None or days[-1][1] < self._day:
                break
            before, size = page[-1][0], _PAGE
        return found


def _pages(rows: int) -> Iterator[tuple[int, int]]:
    """Where each page of so many rows starts and ends."""
    start, stop = 0, _FEW
    while start < rows:
        yield start, stop
        start, stop = stop, stop + _PAGE
