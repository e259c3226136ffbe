"""First meetings: what is new, and texts that are known again after an edit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.reader.sightings import Sightings
from newsreader.store.clock import Clock
from newsreader.store.journal import Journal
from tests.reader.makers import NOON, TODAY, journal, noon, sightings


def test_an_interrupted_first_scan_leaves_everything_as_before(tmp_path: Path) -> None:
    sightings(tmp_path).meet("t:a", "a.md", is_text=True)
    again = sightings(tmp_path)
    again.meet("t:a", "a.md", is_text=True)
    again.meet("t:b", "b.md", is_text=True)
    assert (again.first_seen("t:a"), again.first_seen("t:b")) == (None, None)


def test_the_first_meeting_stays_the_first(tmp_path: Path) -> None:
    sightings(tmp_path).settle()
    first = sightings(tmp_path)
    first.meet("u:a", "a.md", is_text=False)
    assert first.first_seen("u:a") == TODAY
    first.settle()
    later = sightings(tmp_path, lambda: NOON + timedelta(days=3))
    later.meet("u:a", "elsewhere.md", is_text=False)
    assert later.first_seen("u:a") == TODAY


def test_an_edited_text_is_known_by_its_path_unless_it_went_elsewhere(tmp_path: Path) -> None:
    first = sightings(tmp_path)
    for path, identity in (("a.md", "t:1"), ("b.md", "t:2")):
        first.meet(identity, path, is_text=True)
    assert first.settle() == []
    again = sightings(tmp_path)
    for path, identity in (("a.md", "t:1 edited"), ("moved.md", "t:2"), ("b.md", "t:3")):
        again.meet(identity, path, is_text=True)
    assert again.settle() == [("t:1", "t:1 edited")]
    assert again.first_seen("t:1 edited") is None
    assert again.first_seen("t:3") == TODAY


def test_another_library_with_the_same_paths_is_another(tmp_path: Path) -> None:
    first = sightings(tmp_path)
    first.meet("t:1", "index.md", is_text=True)
    first.settle()
    other = Sightings(journal(tmp_path / "seen"), "other library", noon)
    other.meet("t:2", "index.md", is_text=True)
    assert other.settle() == []
    assert other.first_seen("t:2") is None


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "seen").write_bytes(b"")
    book = Journal(tmp_path / "seen", "aaaaaaaa", Clock(noon))
    met = Sightings(book, "library", noon)
    met.meet("u:a", "a.md", is_text=False)
    met.settle()
    assert met.trouble
    (tmp_path / "seen").unlink()
    met.settle()
    book.keep()
    assert Sightings(journal(tmp_path / "seen"), "library", noon).first_seen("u:a") is None


@pytest.mark.parametrize("value", ["yesterday", 5, True, ["x"]])
def test_a_meeting_that_makes_no_sense_is_none(tmp_path: Path, value: str | int | bool) -> None:
    book = journal(tmp_path / "seen")
    book.record("seen", {"u:a": value})
    assert Sightings(book, "library", noon).first_seen("u:a") is None
