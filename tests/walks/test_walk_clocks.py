"""Walks under a clock that jumps and a reader who travels (security.md H19): nothing is lost, read anew, waited for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.fakes import NOON
from tests.walks.conftest import House
from tests.walks.stories import STORIES, TIDES, write, write_library
from tests.walks.walker import Walker

JUMPS = [timedelta(days=1), timedelta(days=-1), timedelta(days=20 * 365), timedelta(days=-20 * 365), timedelta(0)]


@pytest.fixture
def looks(room: Walker, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Has an entry for each look at the folder that a window which comes to the front asks for."""
    asked: list[int] = []
    rescan = room.shell.desk.rescan

    def count() -> None:
        asked.append(1)
        rescan()

    monkeypatch.setattr(room.shell.ageing, "_desk", SimpleNamespace(rescan=count))
    return asked


def come_back(walk: Walker, application: QApplication) -> None:
    """The window comes to the front."""
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    walk.until(lambda: not walk.shell.desk.is_scanning)
    walk.settle()


def test_a_clock_that_jumps_neither_stops_looking_nor_looks_again_and_again(
    room: Walker, house: House, qapp: QApplication, tmp_path: Path, looks: list[int]
) -> None:
    folder = write_library(tmp_path / "library")
    room.open(folder)
    room.press("Home")
    room.shows(TIDES)
    room.press("M")
    read = room.is_read(TIDES)
    before = sorted(room.titles)
    for number, jump in enumerate(JUMPS):
        house.clock.moment = NOON + jump
        write(folder, f"late-{number}.md", f"# Late {number}\n\nText.\n")
        come_back(room, qapp)
        come_back(room, qapp)
        assert len(looks) == number + 1, jump
        room.shell.ageing.pass_on()
        assert sorted(title for title in room.titles if not title.startswith("Late")) == before
        assert f"Late {number}" in room.titles
        assert room.is_read(TIDES) is read
        assert room.heart.longest < 1500


def test_another_time_zone_and_the_hour_that_comes_twice_change_no_list(
    room: Walker, house: House, qapp: QApplication, tmp_path: Path, looks: list[int]
) -> None:
    room.open(write_library(tmp_path / "library"))
    titles = list(room.titles)
    twice = NOON.replace(month=10, day=25, hour=0, minute=30)  # Berlin puts its clocks back at one, in UTC
    moments = [(NOON, zone) for zone in ("Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Niue", "UTC")]
    moments += [(twice + timedelta(minutes=30 * step), "Europe/Berlin") for step in range(5)]
    for moment, zone in moments:
        house.clock.moment = moment.astimezone(ZoneInfo(zone))
        come_back(room, qapp)
        room.shell.ageing.pass_on()
        assert room.titles == titles
        assert len(titles) == len(STORIES)
    assert len(looks) <= len(moments)
