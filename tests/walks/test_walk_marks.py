"""Walks that make marks: seen at once in row, navigation and icons, kept as lines of the journal, and taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.walks.conftest import House
from tests.walks.stories import LEDGER, LINKS, ORBIT, PLAIN, STORIES, TIDES
from tests.walks.walker import Walker


def lines(house: House) -> list[dict[str, Any]]:
    """The journal of this device, line by line."""
    (file,) = (house.data[0] / "state").glob("*.jsonl")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_s_stars_and_takes_the_star_off(walk: Walker) -> None:
    assert not walk.is_starred(TIDES)
    walk.press("S")
    assert walk.is_starred(TIDES)
    star = walk.head_button(walk.widgets.pane.header, "Remove star")
    walk.press("S")
    assert not walk.is_starred(TIDES)
    assert star.text() == "Star"


@pytest.mark.parametrize("key", ["U", "M"])
def test_u_and_m_turn_read_into_unread_and_back(walk: Walker, key: str) -> None:
    assert walk.navigation["Unread"] == "Unread, 7"
    walk.press(key)
    assert walk.is_read(TIDES)
    assert walk.navigation["Unread"] == "Unread, 6"
    assert walk.navigation["Harbour Post"] == "Harbour Post, 1"
    assert walk.heading == ("All Articles", "6 unread")
    walk.press(key)
    assert not walk.is_read(TIDES)
    assert walk.navigation["Unread"] == "Unread, 7"


def test_the_icons_of_the_header_mark_too(walk: Walker) -> None:
    walk.click(walk.head_button(walk.widgets.pane.header, "Mark as read"))
    walk.click(walk.head_button(walk.widgets.pane.header, "Star"))
    assert walk.is_read(TIDES)
    assert walk.is_starred(TIDES)
    walk.shows(TIDES)


def test_marks_are_made_on_the_selected_article_only(walk: Walker) -> None:
    walk.press("J", "S", "U")
    assert [walk.is_starred(story) for story in STORIES] == [story is LINKS for story in STORIES]
    assert [walk.is_read(story) for story in STORIES] == [story is LINKS for story in STORIES]


def test_everything_is_marked_at_once_and_undo_is_offered(walk: Walker) -> None:
    walk.press("U", "Shift+A")
    assert all(walk.is_read(story) for story in STORIES)
    assert walk.toast == "6 articles marked as read"
    assert walk.heading == ("All Articles", "")
    walk.click(walk.widgets.toast._undo)
    assert walk.toast == ""
    assert [walk.is_read(story) for story in STORIES] == [story is TIDES for story in STORIES]


def test_only_the_list_in_view_is_marked(walk: Walker) -> None:
    walk.click_navigation("Field Notes")
    walk.press("Shift+A")
    assert walk.toast == "2 articles marked as read"
    walk.press("G", "A")
    assert [story for story in STORIES if walk.is_read(story)] == [LINKS, PLAIN]


@pytest.mark.parametrize(
    ("key", "read"), [("Ctrl+Shift+PgDown", STORIES[4:]), ("Ctrl+Shift+PgUp", STORIES[:3])], ids=["older", "newer"]
)
def test_older_and_newer_ones_are_marked(walk: Walker, key: str, read: tuple[object, ...]) -> None:
    walk.press("J", "J", "J", key)
    walk.shows(ORBIT)
    assert tuple(story for story in STORIES if walk.is_read(story)) == read
    walk.press("Ctrl+Z")
    assert not any(walk.is_read(story) for story in STORIES)


def test_every_change_is_taken_back_and_made_again(walk: Walker) -> None:
    walk.press("S", "J", "U", "Shift+A")
    walk.press("Ctrl+Z")
    assert [story for story in STORIES if walk.is_read(story)] == [LINKS]
    walk.press("Ctrl+Z")
    assert not walk.is_read(LINKS)
    assert walk.is_starred(TIDES)
    walk.press("Ctrl+Z")
    assert not walk.is_starred(TIDES)
    walk.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert walk.is_starred(TIDES)
    assert walk.is_read(LINKS)
    assert not walk.is_read(PLAIN)
    walk.press("Ctrl+Shift+Z")
    assert all(walk.is_read(story) for story in STORIES)


def test_reading_on_can_be_taken_back_too(walk: Walker) -> None:
    walk.press("End", "K")
    walk.shows(LEDGER)
    walk.press("Space")
    assert walk.is_read(LEDGER)
    walk.press("Ctrl+Z")
    assert not walk.is_read(LEDGER)


def test_the_journal_has_the_form_it_is_promised_to_have(walk: Walker, house: House) -> None:
    walk.press("S", "U", "J", "J", "U", "Shift+A", "Ctrl+Z")
    walk.settle()
    found = lines(house)
    assert all(set(line) == {"ids", "field", "value", "clock", "device"} for line in found)
    device = (house.data[0] / "device").read_text().strip()
    assert {line["device"] for line in found} == {device}
    assert [(line["field"], line["value"], len(line["ids"])) for line in found if line["field"] != "place"] == [
        ("starred", True, 1),
        ("read", True, 1),
        ("read", True, 1),
        ("read", True, 5),
        ("read", False, 5),
    ]
    clocks = [line["clock"] for line in found]
    assert clocks == sorted(clocks)
    assert len(set(map(str, clocks))) == len(clocks)
    assert found[0]["ids"] == ["u:harbour.example/2026/tides?page=2&lang=en"]
    assert found[2]["ids"][0].startswith("t:")


def test_a_mark_is_in_the_journal_as_soon_as_it_is_seen(walk: Walker, house: House) -> None:
    walk.press("S")
    assert lines(house)[-1]["field"] == "starred"


def test_the_place_goes_to_the_journal_after_a_rest(walk: Walker, house: House) -> None:
    walk.press("Space", "Space")
    walk.at_rest()

    def kept() -> bool:
        return any(line["field"] == "place" for line in lines(house))

    walk.until(kept, "the place is kept")


def test_marks_outlive_the_file_and_find_a_moved_one(room: Walker, tmp_path: Path) -> None:
    folder = tmp_path / "moving"
    folder.mkdir()
    (folder / "one.md").write_text(TIDES.text())
    (folder / "two.md").write_text(ORBIT.text())
    room.open(folder)
    room.press("S", "U")
    (folder / "sub").mkdir()
    (folder / "one.md").rename(folder / "sub" / "renamed.md")
    room.rescan()
    assert room.is_starred(TIDES)
    assert room.is_read(TIDES)
    assert not room.is_starred(ORBIT)


def test_marks_that_cannot_be_kept_say_so_and_hold(walk: Walker, house: House) -> None:
    walk.press("S")
    (file,) = (house.data[0] / "state").glob("*.jsonl")
    file.unlink()
    file.mkdir()
    walk.press("U")
    assert walk.toast.startswith("This mark could not be kept")
    assert walk.is_read(TIDES)
    file.rmdir()
    walk.press("J", "S")
    assert {line["field"] for line in lines(house)} >= {"read", "starred"}
