"""Walks on a folder that changes by itself: what another program does shows within a second, and nothing moves."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.walks.stories import ORBIT, PLAIN, STORIES, TIDES, write, write_library
from tests.walks.walker import Walker

ALL = [story.title for story in STORIES]
NEW = "---\ntitle: {}\nsource: Late Desk\npublished: {}\n---\n\nWords of {}.\n"


@pytest.fixture
def live(room: Walker, tmp_path: Path) -> Walker:
    """The window on a folder that is being watched: a first change of it was heard."""
    walk = room
    walk.open(write_library(tmp_path / "live"))
    walk.until(lambda: walk.shell.desk.is_watching, "the folder is watched")
    number = 0
    while not any(title.startswith("Heard") for title in walk.titles):
        # The system tells when it has begun to watch by what it hears.
        number += 1
        (walk.root / f"heard-{number}.md").write_text(NEW.format(f"Heard {number}", "2019-01-01", "none"))
        walk.rest(300)
    for file in walk.root.glob("heard-*.md"):
        file.unlink()
    walk.until(lambda: walk.titles == ALL, "what was heard is gone again")
    return walk


def is_greyed(walk: Walker) -> bool:
    return not walk.widgets.articles.is_reachable


def test_what_another_program_writes_shows_by_itself(live: Walker) -> None:
    walk = live
    walk.press("J", "J")
    walk.shows(PLAIN)
    start = time.monotonic()
    write(walk.root, "new/folder/new.md", NEW.format("Newest of all", "2026-08-22T11:00:00Z", "one"))
    walk.until(lambda: "Newest of all" in walk.titles, "the new article")
    assert time.monotonic() - start < 3
    assert walk.titles == ["Newest of all", *ALL]
    walk.shows(PLAIN)


def test_an_edit_shows_on_the_page_at_the_same_place(live: Walker) -> None:
    walk = live
    walk.shows(TIDES)
    walk.press("Space", "Space")
    before = walk.at_rest()
    (walk.root / TIDES.path).write_text(TIDES.text().replace("Ada Finn", "Eve Stone"), encoding="utf-8")
    walk.until(lambda: walk.facts.get("Author") == "Eve Stone", "the new author")
    walk.until(lambda: "Eve Stone" in walk.page_text, "the new page")
    assert walk.at_rest() == before


def test_what_is_moved_and_what_is_deleted_follows(live: Walker) -> None:
    walk = live
    walk.press("J", "S")
    title = walk.current
    (walk.root / "elsewhere").mkdir()
    moved = walk.shell.reading.article
    assert moved is not None
    (walk.root / moved.path).rename(walk.root / "elsewhere" / "renamed.md")
    (walk.root / ORBIT.path).unlink()
    walk.until(lambda: ORBIT.title not in walk.titles, "the deleted article goes")
    walk.until(lambda: walk.shell.desk.library is not None and not walk.shell.desk.is_scanning)
    walk.until(lambda: walk.shell.reading.article.path == "elsewhere/renamed.md", "the new place")  # type: ignore[union-attr]
    assert walk.current == title
    walk.press("G", "S")
    assert walk.titles == [title]


def test_a_storm_of_changes_is_taken_in_without_a_stall(live: Walker) -> None:
    walk = live
    walk.press("J", "J")
    walk.shows(PLAIN)

    def storm() -> None:
        for number in range(1000):
            folder = walk.root / f"storm/{number // 100}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number}.md").write_text(NEW.format(f"Storm {number}", "2018-01-01", "storm"))

    lane = threading.Thread(target=storm)
    walk.heart.reset()
    lane.start()
    rows = walk.widgets.model.rowCount
    walk.until(lambda: rows() == len(ALL) + 1000, "all have come")
    lane.join()
    walk.shows(PLAIN)
    assert walk.heart.longest < 1000


def test_a_drive_that_disappears_keeps_its_rows_and_comes_back(live: Walker) -> None:
    walk = live
    walk.press("J", "S")
    starred = walk.current
    away = walk.root.with_name("away")
    walk.root.rename(away)
    walk.rescan()
    assert walk.titles == ALL
    assert is_greyed(walk)
    walk.press("G", "S")
    assert walk.titles == [starred]
    away.rename(walk.root)
    walk.rescan()
    assert not is_greyed(walk)
    walk.press("G", "A")
    assert walk.titles == ALL
