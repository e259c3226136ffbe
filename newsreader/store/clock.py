"""A hybrid logical clock: the time of day, never running backwards, whatever the machine's clock does.

A reading is text that sorts as time: "2026-08-22T09:38:00.123Z-0000", the milliseconds of UTC and a counter for
readings within one of them. A clock that has seen a later reading (another device, a jump) goes on from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from newsreader.core.late import late

EARLIEST = "0001-01-01T00:00:00.000Z-0000"
_READING = late(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-\d{4}", re.ASCII)
_STEM = len("2026-08-22T09:38:00.123Z")
_COUNTS = 10_000


def is_reading(text: object) -> bool:
    """Whether `text` is a reading of such a clock, of a year before 9000 (so that a later one always exists)."""
    if not isinstance(text, str) or not _READING.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:_STEM])
    except ValueError:
        return False
    return text < "9"


class Clock:
    """Gives readings, each later than every reading given or seen before."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """`now` gives the machine's time, aware."""
        self._now = now
        self._last = EARLIEST

    def see(self, reading: str) -> None:
        """Take note of a reading made elsewhere (`is_reading` holds for it)."""
        self._last = max(self._last, reading)

    def read(self) -> str:
        """The next reading."""
        stem = _stem(self._now().astimezone(UTC))
        if stem > self._last[:_STEM]:
            self._last = f"{stem}-0000"
            return self._last
        count = int(self._last[_STEM + 1 :]) + 1
        stem = self._last[:_STEM]
        if count == _COUNTS:
            count, stem = 0, _after(stem)
        self._last = f"{stem}-{count:04d}"
        return self._last


def _stem(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z".rjust(_STEM, "0")


def _after(stem: str) -> str:
    return _stem(datetime.fromisoformat(stem) + timedelta(milliseconds=1))
