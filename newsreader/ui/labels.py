"""Dates and facts of an article as a reader wants to see them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.core.text import escaped, visible

_SEPARATOR = "  ·  "

_MINUTE = 60
_HOUR = 60 * _MINUTE
_WEEK = 7
_MONTH = 30.44
"""Days of an average month."""


def relative_date(published: Published | None, now: datetime, locale: QLocale) -> str:
    """The date of a row, as short as it can be: "12m", "3h", "Yesterday", "Tue", "5 Aug", "1 Nov 2019"; "" for none.

    The rule is look.md section 5. `now` is aware, in the reader's own zone. A day without a time is "Today", never
    "0m"; what lies ahead is given in full.
    """
    if published is None:
        return ""
    written = published.calendar_day()
    days = (now.date() - local_day(published, now)).days
    seconds = (now - published.moment()).total_seconds()
    timed = published.hour is not None
    if days < 0 or (timed and seconds < 0):
        return short_date(written, now, locale, with_year=True)
    if timed and seconds < _HOUR:
        return f"{max(1, int(seconds // _MINUTE))}m"
    if days == 0:
        return f"{int(seconds // _HOUR)}h" if timed else "Today"
    if days == 1:
        return "Yesterday"
    if days < _WEEK:
        return locale.dayName(local_day(published, now).isoweekday(), QLocale.FormatType.ShortFormat)
    return short_date(written, now, locale)


def local_day(published: Published, now: datetime) -> date:
    """The reader's own day of a date with time and zone; the day the file says for any other."""
    if published.hour is None or published.offset is None:
        return published.calendar_day()
    return published.moment().astimezone(now.tzinfo).date()


def short_date(day: date, now: datetime, locale: QLocale, *, with_year: bool = False) -> str:
    """Day and month, "5 Aug", outside this year with it, "1 Nov 2019"; the parts in the order of the locale."""
    year = with_year or day.year != now.year
    if _is_han(locale):
        pattern = "yyyy年M月d日" if year else "M月d日"
    elif _month_first(locale):
        pattern = "MMM d, yyyy" if year else "MMM d"
    else:
        pattern = "d MMM yyyy" if year else "d MMM"
    return locale.toString(QDate(day.year, day.month, day.day), pattern)


def full_date(published: Published, locale: QLocale) -> str:
    """The day the file says, with its weekday: "Friday, 1 November 2019"."""
    if _is_han(locale):
        pattern = "yyyy年M月d日 dddd"
    elif _month_first(locale):
        pattern = "dddd, MMMM d, yyyy"
    else:
        pattern = "dddd, d MMMM yyyy"
    return locale.toString(QDate(published.year, published.month, published.day), pattern)


def ago(published: Published | None, now: datetime) -> str:
    """How long ago, in words: "12 minutes ago", "yesterday", "22 days ago", "6 years ago"; "" for none or ahead."""
    if published is None:
        return ""
    days = (now.date() - local_day(published, now)).days
    seconds = (now - published.moment()).total_seconds()
    timed = published.hour is not None
    if days < 0 or (timed and seconds < 0):
        return ""
    if timed and seconds < _MINUTE:
        return "just now"
    if timed and seconds < _HOUR:
        return _times_ago(int(seconds // _MINUTE), "minute")
    if days == 0:
        return _times_ago(int(seconds // _HOUR), "hour") if timed else "today"
    if days == 1:
        return "yesterday"
    return _days_ago(local_day(published, now), now.date(), days)


def clock_line(published: Published, now: datetime) -> str:
    """What stands under the date in the details: "10:26 UTC · 6 years ago"; the time only where the file has one."""
    return _SEPARATOR.join(part for part in (clock(published), ago(published, now)) if part)


def clock(published: Published) -> str:
    """The time as the file gives it: "10:26 UTC", "18:26 UTC+8", "10:26" without a zone; "" without a time."""
    if published.hour is None:
        return ""
    text = f"{published.hour:02d}:{published.minute or 0:02d}"
    if published.offset is None:
        return text
    hours, minutes = divmod(abs(published.offset), 60)
    if not published.offset:
        return f"{text} UTC"
    sign = "\N{MINUS SIGN}" if published.offset < 0 else "+"
    return f"{text} UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")


def local_time(published: Published, now: datetime, locale: QLocale) -> str:
    """The moment in the reader's own zone: "Friday, 1 November 2019, 11:26"; "" without a time or a zone."""
    if published.hour is None or published.offset is None:
        return ""
    moment = published.moment().astimezone(now.tzinfo)
    day = Published(moment.year, moment.month, moment.day)
    return f"{full_date(day, locale)}, {moment:%H:%M}"


def long_date(published: Published) -> str:
    """The day in full, in the order of the user's language: "31 July 2026"; the file's own text where it is no day."""
    day = QDate(published.year, published.month, published.day)
    if not day.isValid():
        return published.raw
    locale = QLocale()
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    for weekday in ("dddd, ", "dddd d", "dddd ", ", dddd", " dddd", "dddd"):
        pattern = pattern.replace(weekday, "d" if weekday.endswith(" d") else "")
    if locale.name() == "C":
        pattern = "d MMMM yyyy"
    return locale.toString(day, pattern.strip())


def byline(article: Article) -> str:
    """Author, date and reading time in one line; what the file does not say is left out.

    Each part is isolated (U+2068, U+2069), or an Arabic name would reorder the date beside it (look.md section 9).
    """
    time = reading_time(article).replace(" ", "\N{NO-BREAK SPACE}")
    parts = [article.author, long_date(article.published) if article.published else "", time]
    return _SEPARATOR.join(f"\u2068{part}\u2069" for part in parts if part)


def reading_time(article: Article) -> str:
    """How long the article takes to read: "7 min read"; "" where it has no text."""
    return f"{article.minutes} min read" if article.words or article.characters else ""


def moment_text(seconds: int, now: datetime) -> str:
    """When something was done, `seconds` since 1970: "10:26" today, else "5 Aug, 10:26"."""
    moment = datetime.fromtimestamp(seconds, now.tzinfo)
    day = "" if moment.date() == now.date() else f"{short_date(moment.date(), now, QLocale())}, "
    return f"{day}{moment:%H:%M}"


def folder_text(folder: Path) -> str:
    """A folder with the home folder as "~", and what cannot be seen of its name written out."""
    try:
        return visible(str(Path("~") / folder.relative_to(Path.home())))
    except (ValueError, RuntimeError):
        return visible(str(folder))


def plain_tooltip(text: str) -> str:
    """`text` for a tooltip, which would otherwise take markup in it for its own (security.md section 1, finding 10)."""
    return f'<p style="white-space:pre-wrap">{escaped(text)}</p>' if text else ""


def _days_ago(day: date, today: date, days: int) -> str:
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    if years:
        return _times_ago(years, "year")
    months = int(days / _MONTH)
    return _times_ago(min(months, 11), "month") if months else _times_ago(days, "day")


def _times_ago(count: int, unit: str) -> str:
    return f"{count} {unit} ago" if count == 1 else f"{count} {unit}s ago"


def _is_han(locale: QLocale) -> bool:
    return locale.name().partition("_")[0] in ("zh", "ja")  # asked for its language, it lists all 369


def _month_first(locale: QLocale) -> bool:
    return "MMMM d," in locale.dateFormat(QLocale.FormatType.LongFormat)
