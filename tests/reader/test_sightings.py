"""First meetings: what is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.reader.sightings import Sightings
from tests.reader.makers import NOON, journal, sightings

SECONDS = int(NOON.timestamp())


def test_the_first_meeting_stays_the_first(tmp_path: Path) -> None:
    assert sightings(tmp_path).record([("u:a", SECONDS)]) == ""
    assert sightings(tmp_path).record([("u:a", SECONDS + 99), ("u:b", SECONDS + 99)]) == ""
    assert dict(sightings(tmp_path).known()) == {"u:a": SECONDS, "u:b": SECONDS + 99}


def test_what_is_known_already_is_not_written_again(tmp_path: Path) -> None:
    first = sightings(tmp_path)
    first.record([("u:a", SECONDS)])
    before = first.sizes()
    first.record([("u:a", SECONDS)])
    first.record([])
    assert first.sizes() == before == first.read_to


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "seen").write_bytes(b"")
    met = sightings(tmp_path)
    assert met.record([("u:a", SECONDS)])
    (tmp_path / "seen").unlink()
    assert met.record([("u:b", SECONDS)]) == ""
    assert set(dict(sightings(tmp_path).known())) == {"u:a", "u:b"}


@pytest.mark.parametrize("value", ["yesterday", 5, True, ["x"], None])
def test_a_meeting_that_makes_no_sense_was_before(tmp_path: Path, value: str | int | bool | None) -> None:
    book = journal(tmp_path / "seen")
    book.record("seen", {"u:a": value, "library:x": "2026-08-22T12:00:00+00:00"})
    assert list(Sightings(book).known()) == [("u:a", 0)]
