"""Dates in the words a reader sees."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QLocale

from newsreader.core.dates import Published
from newsreader.ui.labels import ago, clock, clock_line, full_date, local_time, plain_tooltip, relative_date, short_date
from tests.ui.list_bench import NOW, published_ago

BRITISH = QLocale("en_GB")


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (published_ago(seconds=5), "1m"),
        (published_ago(minutes=12), "12m"),
        (published_ago(minutes=59), "59m"),
        (published_ago(hours=3), "3h"),
        (published_ago(hours=11, minutes=59), "11h"),
        (published_ago(hours=13), "Yesterday"),
        (published_ago(hours=35), "Yesterday"),
        (published_ago(days=4), "Tue"),
        (published_ago(days=6), "Sun"),
        (published_ago(days=7), "15 Aug"),
        (Published(2026, 8, 5), "5 Aug"),
        (Published(2019, 11, 1, 10, 26, 0, 0), "1 Nov 2019"),
        (Published(2026, 8, 22), "Today"),
        (Published(2026, 8, 21), "Yesterday"),
        (Published(2026, 8, 23), "23 Aug 2026"),
        (published_ago(hours=-2), "22 Aug 2026"),
        (None, ""),
    ],
)
def test_a_row_has_the_shortest_date(published: Published | None, expected: str) -> None:
    assert relative_date(published, NOW, BRITISH) == expected


def test_under_an_hour_counts_across_midnight() -> None:
    now = datetime(2026, 8, 22, 0, 10, tzinfo=NOW.tzinfo)
    assert relative_date(Published(2026, 8, 21, 23, 50, 0, 0), now, BRITISH) == "20m"


def test_days_are_the_readers_own() -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    late = Published(2026, 8, 21, 16, 0, 0, 0)
    assert relative_date(late, NOW, BRITISH) == "Yesterday"
    assert relative_date(late, tokyo, BRITISH) == "20h"


@pytest.mark.parametrize(
    ("locale", "here", "elsewhere"),
    [
        ("en_GB", "5 Aug", "1 Nov 2019"),
        ("en_US", "Aug 5", "Nov 1, 2019"),
        ("zh_HK", "8月5日", "2019年11月1日"),
        ("de_DE", "5 Aug.", "1 Nov. 2019"),
    ],
)
def test_parts_stand_in_the_order_of_the_locale(locale: str, here: str, elsewhere: str) -> None:
    days = Published(2026, 8, 5).calendar_day(), Published(2019, 11, 1).calendar_day()
    assert [short_date(day, NOW, QLocale(locale)) for day in days] == [here, elsewhere]


def test_the_full_date_has_the_weekday() -> None:
    published = Published(2019, 11, 1, 10, 26, 0, 0)
    assert full_date(published, BRITISH) == "Friday, 1 November 2019"
    assert full_date(published, QLocale("en_US")) == "Friday, November 1, 2019"
    assert full_date(published, QLocale.c()) == "Friday, 1 November 2019"
    assert full_date(published, QLocale("ja_JP")) == "2019年11月1日 金曜日"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (published_ago(seconds=20), "just now"),
        (published_ago(minutes=1), "1 minute ago"),
        (published_ago(minutes=12), "12 minutes ago"),
        (published_ago(hours=2), "2 hours ago"),
        (Published(2026, 8, 22), "today"),
        (published_ago(hours=14), "yesterday"),
        (published_ago(days=22), "22 days ago"),
        (published_ago(days=45), "1 month ago"),
        (Published(2025, 8, 23), "11 months ago"),
        (Published(2025, 8, 22), "1 year ago"),
        (Published(2019, 11, 1, 10, 26, 0, 0), "6 years ago"),
        (Published(2027, 1, 1), ""),
        (None, ""),
    ],
)
def test_how_long_ago(published: Published | None, expected: str) -> None:
    assert ago(published, NOW) == expected


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "10:26 UTC"), (480, "10:26 UTC+8"), (-210, "10:26 UTC−3:30"), (None, "10:26")],
)
def test_the_clock_names_the_zone_the_file_names(offset: int | None, expected: str) -> None:
    assert clock(Published(2019, 11, 1, 10, 26, 0, offset)) == expected


def test_a_day_without_a_time_gets_none() -> None:
    assert clock_line(Published(2019, 11, 1), NOW) == "6 years ago"
    assert clock_line(Published(2019, 11, 1, 10, 26, 0, 0), NOW) == "10:26 UTC  ·  6 years ago"
    assert local_time(Published(2019, 11, 1), NOW, BRITISH) == ""


def test_local_time_is_the_readers() -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    published = Published(2019, 11, 1, 20, 26, 0, 0)
    assert local_time(published, tokyo, BRITISH) == "Saturday, 2 November 2019, 05:26"


def test_a_tooltip_never_takes_text_for_markup() -> None:
    assert "<b>" not in plain_tooltip("<b>bold</b>")
    assert plain_tooltip("") == ""
