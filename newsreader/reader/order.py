"""The orders of a list, and which day an article belongs to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.core.text import fold
from newsreader.core.timeline import Sort

Key = tuple[object, ...]


def seconds(published: Published) -> float:
    """Seconds since 1970 for sorting: no zone counts as UTC, only a day as its beginning."""
    return _clock_time(published).timestamp() - 60.0 * (published.offset or 0)


def local_day(published: Published, zone: tzinfo | None) -> date:
    """The day an article was published where the reader is; the file's own day where it names no zone or only a day."""
    day = date(published.year, published.month, published.day)
    if published.offset is None or published.hour is None:
        return day
    try:
        return (_clock_time(published) - timedelta(minutes=published.offset)).astimezone(zone).date()
    except (OverflowError, ValueError, OSError):
        return day


def _clock_time(published: Published) -> datetime:
    """The clock time as the file gives it, as if it were UTC."""
    day = (published.year, published.month, published.day)
    return datetime(*day, published.hour or 0, published.minute or 0, published.second or 0, tzinfo=UTC)


class Order:
    """Rows in one order. Keys are kept, so that a batch of new rows costs little more than itself."""

    def __init__(self, sort: Sort, today: date) -> None:
        """A date in the future sorts as the end of the day after `today` (security.md, 2.27)."""
        self._key = sort_key(sort, today)
        self._keys: dict[int, Key] = {}
        self._rows: list[int] = []
        self._is_settled = True

    def put(self, id_: int, article: Article) -> None:
        """Row `id_` stands where `article` belongs from now on."""
        key = self._key(article)
        known = self._keys.get(id_)
        if known == key:
            return
        if known is None:
            self._rows.append(id_)
        self._keys[id_] = key
        self._is_settled = False

    def drop(self, id_: int) -> None:
        """Row `id_` is gone."""
        if self._keys.pop(id_, None) is not None:
            self._is_settled = False

    def ids(self) -> list[int]:
        """The rows, in order; not to be changed by whoever asks."""
        if not self._is_settled:
            standing = dict.fromkeys(id_ for id_ in self._rows if id_ in self._keys)
            self._rows = sorted(standing, key=self._keys.__getitem__)
            self._is_settled = True
        return self._rows


def sort_key(sort: Sort, today: date) -> Callable[[Article], Key]:
    """The key of an order. Undated articles come last in every order by date; equal ones follow their paths.

    A date in the future sorts as the end of tomorrow (security.md, 2.27).
    """
    tomorrow = datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=2)
    latest = tomorrow.timestamp()

    def by_date(article: Article, sign: int) -> tuple[int, float, str]:
        if article.published is None:
            return 1, 0.0, article.path
        return 0, sign * min(seconds(article.published), latest), article.path

    keys: dict[Sort, Callable[[Article], Key]] = {
        Sort.NEWEST: lambda article: by_date(article, -1),
        Sort.OLDEST: lambda article: by_date(article, 1),
        Sort.TITLE: lambda article: (fold(article.title), article.path),
        Sort.SOURCE: lambda article: (not article.source, fold(article.source), *by_date(article, -1)),
    }
    return keys[sort]
