"""The hybrid clock never runs backwards (security.md H19)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.clock import EARLIEST, Clock, is_reading

BASE = datetime(2026, 8, 22, 9, 38, tzinfo=UTC)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40))
def test_readings_rise_whatever_the_machine_says(jumps: list[int]) -> None:
    moments = iter(BASE + timedelta(seconds=jump) for jump in jumps)
    clock = Clock(lambda: next(moments))
    readings = [clock.read() for _ in jumps]
    assert all(is_reading(reading) for reading in readings)
    assert all(one < other for one, other in pairwise(readings))


def test_a_reading_is_the_time_and_a_count() -> None:
    clock = Clock(lambda: BASE)
    assert [clock.read(), clock.read()] == ["2026-08-22T09:38:00.000Z-0000", "2026-08-22T09:38:00.000Z-0001"]


def test_a_later_reading_seen_elsewhere_is_passed() -> None:
    clock = Clock(lambda: BASE)
    clock.see("2046-01-01T00:00:00.000Z-9999")
    assert clock.read() == "2046-01-01T00:00:00.001Z-0000"


def test_what_is_no_reading() -> None:
    assert is_reading(EARLIEST)
    for text in ("", "2026-02-30T00:00:00.000Z-0000", "9999-01-01T00:00:00.000Z-0000", "2026-08-22T09:38:00Z", 5, None):
        assert not is_reading(text)
