"""F11, dates: as precise as the file says, or none; only what is sorted by is ever changed."""

from __future__ import annotations

from calendar import month_name
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.core.dates import Published, date_in_name, date_in_path, parse_date, whole_date, without_date
from tests.fuzz.strategies import law, soup

PIECES = (
    *(
        "2019",
        "-",
        "11",
        "/",
        "1",
        "T",
        "10:26",
        ":04",
        "Z",
        "+00:00",
        "-0400",
        "UTC",
        "PM",
        "a.m.",
        "年",
        "月",
        "日",
        " ",
    ),
    *(
        "November",
        "Sept.",
        "1st",
        "31",
        "02",
        "29",
        "0",
        "99999",
        "Fri,",
        "Date(",
        ")",
        "[[",
        "]]",
        "GMT+0000",
        "\n",
        ".",
        ",",
    ),
    *(
        "٢٠١٩",
        "２０１９",
        "²",
        "\u2212",
        "24:00",
        "23:59:60",
        "12:00 AM",
        "1572603964",
        "Europe/Berlin",
        "null",
        "W01",
        "000",
    ),
)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
DAYS = st.dates()
FORMS = st.sampled_from(
    [
        lambda day: day.isoformat(),
        lambda day: f"{day.year:04d}/{day.month}/{day.day}",
        lambda day: f"{day.year:04d}.{day.month:02d}.{day.day:02d}",
        lambda day: f"{day.year:04d}年{day.month}月{day.day}日",
        lambda day: f"{month_name[day.month]} {day.day}, {day.year:04d}",
        lambda day: f"{day.day} {month_name[day.month][:3]} {day.year:04d}",
        lambda day: f"{day.year:04d}{day.month:02d}{day.day:02d}",
    ]
)


@law(200)
@given(soup(PIECES, 10, 1) | st.text(max_size=40))
def test_any_text_is_a_possible_date_or_none(text: str) -> None:
    for read in (parse_date, whole_date, date_in_name, date_in_path):
        published = read(text)
        if published is not None:
            assert published.moment().tzinfo is UTC
            assert (published.hour is None) == (published.minute is None) == (published.second is None)
            assert published.hour is not None or published.offset is None
            assert published.calendar_day() == parse_date(published.iso()).calendar_day()  # type: ignore[union-attr]
            assert datetime.fromisoformat(published.iso()).date() == published.calendar_day()
    assert without_date(text) or not text


@law(150)
@given(DAYS, FORMS)
def test_a_day_is_a_day_and_sorts_by_its_midnight(day: date, form: object) -> None:
    published = parse_date(form(day))  # type: ignore[operator]
    assert published is not None
    assert (published.hour, published.offset) == (None, None)
    assert published.calendar_day() == day
    assert published.iso() == day.isoformat()
    assert published.seconds() == (day - date(1970, 1, 1)).days * 86400


@law(150)
@example(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), " ")
@example(datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-14))), "T")
@given(st.datetimes(timezones=ZONES), st.sampled_from("T "))
def test_a_moment_is_what_the_file_says_to_the_second(moment: datetime, between: str) -> None:
    iso = moment.replace(microsecond=0).isoformat(between)
    published = parse_date(iso)
    assert published is not None
    assert published.iso() == iso.replace(" ", "T")
    assert parse_date(published.iso()) == Published(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        published.offset,
        published.iso(),
    )
    since = moment.replace(microsecond=0) - datetime(1970, 1, 1, tzinfo=UTC)
    is_within = 1 < moment.year < 9999
    assert not is_within or published.seconds() == since.days * 86400 + since.seconds
