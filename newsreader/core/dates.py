"""Publication dates: as precise as the file is, never more (formats.md section 5, R6)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from newsreader.core.late import late
from newsreader.core.text import one_line
from newsreader.core.values import dataclass, replace

_LONGEST_VALUE = 200
_LONGEST_RAW = 100
_LARGEST_OFFSET = 14 * 60
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_TIME = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_NUMERIC = late(r"(?<![0-9-])(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![0-9])")
_CHINESE = late(r"(?<![0-9-])(?P<year>[0-9]{4})\s?年\s?(?P<month>[0-9]{1,2})\s?月\s?(?P<day>[0-9]{1,2})\s?日")
_COMPACT = late(r"(?<![0-9-])(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])")
_JULIA = late(r"\bDate\(\s?(?P<year>[0-9]{4}),\s?(?P<month>[0-9]{1,2}),\s?(?P<day>[0-9]{1,2})\s?\)")
_DAY_FIRST = late(
    rf"(?<![0-9-])(?P<day>[0-9]{{1,2}}){_ORDINAL}\s(?P<month>[A-Za-z]{{3,9}})\.?,?\s(?P<year>[0-9]{{4}})(?![0-9])"
)
_MONTH_FIRST = late(
    rf"(?<![A-Za-z])(?P<month>[A-Za-z]{{3,9}})\.?\s(?P<day>[0-9]{{1,2}}){_ORDINAL},?\s"
    rf"(?:{_TIME}\s(?P<word>[A-Z]{{1,5}}\s)?)?(?P<year>[0-9]{{4}})(?![0-9])"
)
_PATTERNS = (_NUMERIC, _MONTH_FIRST, _DAY_FIRST, _CHINESE, _COMPACT, _JULIA)

_CLOCK = late(rf"(?:[Tt]|,?\s){_TIME}")
_ZONE = late(
    r"\s?\(?(?:(?P<utc>Z|z|UTC|GMT)\s?)?(?:(?P<sign>[+\u2212-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?)?\)?"
)
_DAMAGED = late(r"[\w:.+\u2212-]|\s(?:[:.+\u2212-]?[0-9]|[A-Z]{1,5}\b|[A-Z][a-z]+/[A-Z])")

_IN_NAME = late(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])|(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?=[ .-]))"
)
_IN_PATH = late(r"(?<![^/])(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?![^/])")
_AROUND = late(r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)?[\s.,;\[\]()*_]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as its file says it.

    `hour`, `minute` and `second` are None together where the file gives only a day; `offset` is the distance from UTC
    in minutes, None where the file names no zone (the clock time is then shown as it stands and sorted as UTC). `raw`
    is the file's own text.
    """

    year: int
    month: int
    day: int
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None
    raw: str = ""

    def iso(self) -> str:
        """The ISO 8601 form, as precise as the file: a date, a date-time, or a date-time with its offset."""
        text = f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        if self.hour is None:
            return text
        text += f"T{self.hour:02d}:{self.minute or 0:02d}:{self.second or 0:02d}"
        if self.offset is None:
            return text
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{text}{'-' if self.offset < 0 else '+'}{hours:02d}:{minutes:02d}"

    def moment(self) -> datetime:
        """The point in time, aware and in UTC; a day counts from its midnight, a time without a zone as UTC.

        An offset that leads out of the calendar (years 1 and 9999) is left out of account. Raises ValueError only
        where the fields themselves are no date; those of `parse_date` always are one.
        """
        zone = timezone(timedelta(minutes=self.offset or 0))
        moment = datetime(
            self.year, self.month, self.day, self.hour or 0, self.minute or 0, self.second or 0, tzinfo=zone
        )
        try:
            return moment.astimezone(UTC)
        except OverflowError:
            return moment.replace(tzinfo=UTC)

    def seconds(self) -> int:
        """Seconds since 1970 in UTC, to sort by; negative before."""
        since = self.moment() - datetime(1970, 1, 1, tzinfo=UTC)
        return since.days * 86400 + since.seconds

    def calendar_day(self) -> date:
        """The day as the file says it, whatever the zone."""
        return date(self.year, self.month, self.day)


def parse_date(text: str) -> Published | None:
    """The first date in `text`, with its time and zone where they are sound; None where no possible date is in it.

    An impossible day gives None, an impossible or damaged time or zone gives the day alone.
    """
    found = _find(_folded(text))
    return found[0] if found else None


def whole_date(text: str) -> Published | None:
    """The date of a `text` that holds nothing else but marks, brackets and the name of the day; None for any other."""
    folded = _folded(text)
    found = _find(folded)
    if found is None:
        return None
    published, start, end = found
    alone = _AROUND.fullmatch(folded, 0, start) and _AROUND.fullmatch(folded, end)
    return published if alone else None


def date_in_name(name: str) -> Published | None:
    """The date a file name starts with: `2019-11-01-x.md`, `2015-9-14-x.md`, `20190213 x.md`."""
    match = _IN_NAME.match(name)
    if match is None:
        return None
    year, month, day = match["year"], match["month"] or match["m"], match["day"] or match["d"]
    return _day(int(year), int(month), int(day), match[0])


def without_date(name: str) -> str:
    """A file name without the date it starts with; unchanged where it starts with none, or holds nothing else."""
    if date_in_name(name) is None:
        return name
    match = _IN_NAME.match(name)
    rest = name[match.end() :] if match else name
    return re.sub(r"^(?:\.[0-9]+(?= ))?[\s._-]+", "", rest) or name


def date_in_path(path: str) -> Published | None:
    """The date in the folders of a path or an address: `/2019/11/01/`."""
    for match in _IN_PATH.finditer(path[:4096]):
        published = _day(int(match["year"]), int(match["month"]), int(match["day"]), match[0])
        if published:
            return published
    return None


def _folded(text: str) -> str:
    return " ".join(text[:_LONGEST_VALUE].split())


def _find(text: str) -> tuple[Published, int, int] | None:
    """The first date of a text whose white space is folded, and where it starts and ends."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            month = _month(match["month"])
            if month == 0:
                continue
            published = _day(int(match["year"]), month, int(match["day"]), one_line(text, _LONGEST_RAW))
            if published is None:
                return None
            if pattern is _MONTH_FIRST and match["hour"]:
                return _with_zone(published, match, match, text)
            clock = _CLOCK.match(text, match.end())
            return _with_zone(published, match, clock, text) if clock else (published, match.start(), match.end())
    return None


def _month(text: str) -> int:
    """A month by number or English name of at least three letters; 0 for any other word."""
    if text.isdigit():
        return int(text) or 13
    lower = text.lower()
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(lower)), 0)


def _day(year: int, month: int, day: int, raw: str) -> Published | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Published(year, month, day, raw=raw)


def _with_zone(day: Published, found: re.Match[str], clock: re.Match[str], text: str) -> tuple[Published, int, int]:
    """`day` with the clock time and the zone after it, or the day alone where either is damaged."""
    end = max(found.end(), clock.end())
    zone = _ZONE.match(text, end)
    end = zone.end() if zone and (zone["utc"] or zone["sign"]) else end
    time = _time(clock)
    offset, sound = _offset(zone)
    unknown_zone = clock is found and bool(found["word"]) and found["word"].strip() not in {"Z", "UTC", "GMT"}
    if time is None or not sound or unknown_zone or _DAMAGED.match(text, end):
        return day, found.start(), end
    if clock is found and found["word"] and offset is None:
        offset = 0
    hour, minute, second = time
    return replace(day, hour=hour, minute=minute, second=second, offset=offset), found.start(), end


def _time(clock: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if clock["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _offset(zone: re.Match[str] | None) -> tuple[int | None, bool]:
    """The distance from UTC in minutes, None where no zone is named, and whether it is a possible one."""
    if zone is None or (not zone["sign"] and not zone["utc"]):
        return None, True
    minutes = int(zone["hours"] or 0) * 60 + int(zone["minutes"] or 0)
    sound = minutes <= _LARGEST_OFFSET and int(zone["minutes"] or 0) < 60
    return (minutes if zone["sign"] in (None, "+") else -minutes), sound
