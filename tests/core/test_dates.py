"""Every date syntax of formats.md, sound and damaged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsreader.core.dates import Published, date_in_name, date_in_path, parse_date, whole_date, without_date

SOUND = [
    ("2019-11-01T10:26:04+00:00", "2019-11-01T10:26:04+00:00"),
    ("2026-02-19T12:00:00.000Z", "2026-02-19T12:00:00+00:00"),
    ("2025-03-17T10:00:00-04:00", "2025-03-17T10:00:00-04:00"),
    ("2026-08-14T00:00:00Z", "2026-08-14T00:00:00+00:00"),
    ("2007-06-05 13:59:08+00:00", "2007-06-05T13:59:08+00:00"),
    ("2015-02-23 00:00:00 +0000", "2015-02-23T00:00:00+00:00"),
    ("2006-05-17 19:55:00.000000000 +01:00", "2006-05-17T19:55:00+01:00"),
    ("2017-03-20 15:00 -04:00", "2017-03-20T15:00:00-04:00"),
    ("2015-03-17 14:00:00 -4", "2015-03-17T14:00:00-04:00"),
    ("2021-06-02 14:00:00+14:00", "2021-06-02T14:00:00+14:00"),
    ("2020-07-15 9:00:00", "2020-07-15T09:00:00"),
    ("2016-3-30 8:00:00", "2016-03-30T08:00:00"),
    ("2013-08-25 17:10", "2013-08-25T17:10:00"),
    ("2018-01-15 18:49 +0800", "2018-01-15T18:49:00+08:00"),
    ("2018-03-01 +0800", "2018-03-01"),
    ("2016-12-01", "2016-12-01"),
    ("2019-2-06", "2019-02-06"),
    ("2013-05-1", "2013-05-01"),
    ("2021/12/17", "2021-12-17"),
    ("2021.12.17", "2021-12-17"),
    ("20260403", "2026-04-03"),
    ("2015-08-22 09:18:54 UTC", "2015-08-22T09:18:54+00:00"),
    ("2023-07-20T23:08:15 (UTC +08:00)", "2023-07-20T23:08:15+08:00"),
    ("2025-01-29  02:48:43", "2025-01-29T02:48:43"),
    ("Sun Oct 25 2015 00:00:00 GMT+0000 (Coordinated Universal Time)", "2015-10-25T00:00:00+00:00"),
    ("Fri Sep  3 11:21:31 UTC 2021", "2021-09-03T11:21:31+00:00"),
    ("16 August 2012", "2012-08-16"),
    ("3rd Sept 2012", "2012-09-03"),
    ("Jan 05, 2024", "2024-01-05"),
    ("May 3, 2021 4:05 PM", "2021-05-03T16:05:00"),
    ("May 3, 2021 12:05 am", "2021-05-03T00:05:00"),
    ("[[Nov 19th, 2022]]", "2022-11-19"),
    ("Date(2012, 8, 16)", "2012-08-16"),
    ("2019年11月1日", "2019-11-01"),
    ("2019年11月1日 10:26", "2019-11-01T10:26:00"),
    ("2019-11-01 10:26 by Jane", "2019-11-01T10:26:00"),
]
DAY_ALONE = [
    ("2021-02-08 16:30-:00+16:30", "2021-02-08"),
    ("2017-02-10 00:10::00 -03:00", "2017-02-10"),
    ("2019-12-01-19:48", "2019-12-01"),
    ("2019-12-01 25:00:00", "2019-12-01"),
    ("2019-12-01 10:61", "2019-12-01"),
    ("2019-12-01 10:00:00 +25:00", "2019-12-01"),
    ("2019-12-01 10:00 CEST", "2019-12-01"),
    ("2019-12-01 10:00 Europe/Berlin", "2019-12-01"),
    ("May 3, 2021 13:05 PM", "2021-05-03"),
    ("Fri Sep  3 11:21:31 CEST 2021", "2021-09-03"),
]
NONE = [
    "",
    '""',
    "true",
    "2017-02-29 11:00:00",
    "2019-13-01",
    "0000-01-01",
    "11-9-2017",
    "1/2/2017",
    "12019-11-01",
    "5-2019-11-01",
    "20191301",
    "1572603964",
    "16 Brumaire 2012",
    "Ma 3, 2021",
    "2019-11",
    "٢٠١٩-١١-٠١",
]


@pytest.mark.parametrize(("text", "iso"), SOUND + DAY_ALONE)
def test_a_date_is_as_precise_as_the_file(text: str, iso: str) -> None:
    published = parse_date(text)
    assert published is not None
    assert published.iso() == iso
    assert published.raw == " ".join(text.split())


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_possible_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_the_ends_of_the_calendar_do_not_overflow(text: str) -> None:
    published = parse_date(text)
    assert published is not None
    assert published.iso() == text
    assert published.moment().tzinfo is UTC


def test_a_time_without_zone_sorts_as_utc() -> None:
    assert Published(2019, 11, 1, 10, 26, 4).moment() == datetime(2019, 11, 1, 10, 26, 4, tzinfo=UTC)
    assert Published(2019, 11, 1, 10, 26, 4, 120).seconds() == Published(2019, 11, 1, 8, 26, 4).seconds()


@pytest.mark.parametrize(
    ("name", "iso", "rest"),
    [
        ("2019-11-01-slug", "2019-11-01", "slug"),
        ("2015-9-14-x", "2015-09-14", "x"),
        ("20190213 Title", "2019-02-13", "Title"),
        ("20190213.1 ⭐ Title", "2019-02-13", "⭐ Title"),
        ("20190213-title", "2019-02-13", "title"),
        ("2019-11-01", "2019-11-01", "2019-11-01"),
        ("20190213x", None, "20190213x"),
        ("2019-13-01-x", None, "2019-13-01-x"),
        ("title 2019-11-01", None, "title 2019-11-01"),
    ],
)
def test_dates_in_names(name: str, iso: str | None, rest: str) -> None:
    published = date_in_name(name)
    assert (published.iso() if published else None) == iso
    assert without_date(name) == rest


@pytest.mark.parametrize(
    ("path", "iso"),
    [
        ("news/2019/11/01/a.md", "2019-11-01"),
        ("https://example.org/2019/1/5/a", "2019-01-05"),
        ("2026/03/02", "2026-03-02"),
        ("x/2019/13/01/2019/11/01/a", "2019-11-01"),
        ("x2019/11/01/a", None),
        ("2019/11/011", None),
    ],
)
def test_dates_in_paths(path: str, iso: str | None) -> None:
    published = date_in_path(path)
    assert (published.iso() if published else None) == iso


@pytest.mark.parametrize("text", ["Jan 05, 2024", "**Jan 05, 2024**", "Friday, 3 September 2021", "[[2019-11-01]]"])
def test_a_line_that_is_only_a_date(text: str) -> None:
    assert whole_date(text) is not None


@pytest.mark.parametrize("text", ["On Jan 05, 2024", "Jan 05, 2024 was cold", "2019-11-01 to 2019-11-05", "no date"])
def test_a_line_that_says_more_than_a_date(text: str) -> None:
    assert whole_date(text) is None
