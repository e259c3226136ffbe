"""The days a date in a query means: `2019`, `2019-11`, `2019-11-05`, `7d`, `3w`, `6m`, `2y`, `today`, `yesterday`."""

from __future__ import annotations

from datetime import date, timedelta

from newsreader.core.late import late

_DAY = late(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?")
_BACK = late(r"([0-9]{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def days_of(value: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of what `value` says; a span like `7d` ends today. None for what is no date."""
    if value in ("today", "yesterday"):
        day = today - timedelta(days=value == "yesterday")
        return day, day
    back = _BACK.fullmatch(value)
    if back:
        return _ago(today, int(back[1]) * _DAYS[back[2]]), today
    parts = _DAY.fullmatch(value)
    if not parts:
        return None
    year, month, day_of_month = (None if part is None else int(part) for part in parts.groups())
    try:
        first = date(year or 0, month or 1, day_of_month or 1)
        if day_of_month is not None:
            return first, first
        if month is not None:
            following = date(first.year + (month == 12), month % 12 + 1, 1)
        else:
            following = date(first.year + 1, 1, 1)
    except ValueError:
        return None
    return first, following - timedelta(days=1)


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=min(days, (today - date.min).days))
