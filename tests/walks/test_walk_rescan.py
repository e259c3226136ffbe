"""Walks on a folder that changes under the reader: rows come and go, what is being read stays."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.walks.stories import HAN, LEDGER, LINKS, ORBIT, PLAIN, STORIES, TIDES, write, write_library
from tests.walks.walker import Walker

ALL = [story.title for story in STORIES]
NEW = "---\ntitle: {}\nsource: Late Desk\npublished: {}\n---\n\nWords of {}.\n"


@pytest.fixture
def growing(room: Walker, tmp_path: Path) -> Walker:
    room.open(write_library(tmp_path / "growing"))
    return room


def test_new_rows_come_in_and_the_article_stays(growing: Walker) -> None:
    walk = growing
    walk.window.resize(1440, 560)
    walk.press("J", "J", "J")
    walk.shows(ORBIT)
    articles = walk.widgets.articles
    before = articles.visualRect(articles.currentIndex()).top()
    write(walk.root, "new-1.md", NEW.format("Newest of all", "2026-08-22T11:00:00Z", "one"))
    write(walk.root, "deep/er/new-2.md", NEW.format("In between", "2026-08-19", "two"))
    walk.rescan("F5")
    assert walk.titles == ["Newest of all", *ALL[:3], "In between", *ALL[3:]]
    walk.shows(ORBIT)
    assert articles.visualRect(articles.currentIndex()).top() == before
    assert walk.navigation["Late Desk"] == "Late Desk, 2"
    walk.press("K")
    walk.until(lambda: "Words of two" in walk.page_text)


def test_the_page_keeps_its_place_while_rows_come(growing: Walker) -> None:
    walk = growing
    walk.press("Space", "Space")
    before = walk.at_rest()
    write(walk.root, "new.md", NEW.format("Another", "2026-08-22T11:30:00Z", "three"))
    walk.rescan()
    walk.shows(TIDES)
    assert walk.offset == before


def test_a_changed_file_is_shown_as_it_is_now(growing: Walker) -> None:
    walk = growing
    walk.press("J", "J")
    walk.shows(PLAIN)
    write(walk.root, PLAIN.path, PLAIN.text().replace("and a few others", "and quite different ones"))
    file = walk.root / PLAIN.path
    os.utime(file, (file.stat().st_mtime + 60,) * 2)
    walk.rescan()
    walk.until(lambda: "quite different ones" in walk.page_text)
    walk.shows(PLAIN)
    assert walk.titles == ALL


def test_a_changed_header_changes_row_and_details(growing: Walker) -> None:
    walk = growing
    text = TIDES.text().replace(TIDES.title, "A better title").replace("Ada Finn", "Eve Stone")
    write(walk.root, TIDES.path, text)
    walk.rescan()
    walk.until(lambda: "A better title" in walk.page_text)
    assert walk.titles[0] == "A better title"
    assert walk.facts["Author"] == "Eve Stone"
    assert walk.widgets.pane.browser.accessibleName() == "A better title"


def test_other_files_go_and_the_article_stays(growing: Walker) -> None:
    walk = growing
    walk.press("End", "K")
    walk.shows(LEDGER)
    (walk.root / TIDES.path).unlink()
    shutil.rmtree(walk.root / "orbit")
    walk.rescan()
    assert walk.titles == [title for title in ALL if title not in (TIDES.title, ORBIT.title, HAN.title)]
    walk.shows(LEDGER)


def test_the_file_that_is_being_read_goes(growing: Walker) -> None:
    walk = growing
    walk.press("J", "J")
    walk.shows(PLAIN)
    (walk.root / PLAIN.path).unlink()
    walk.rescan()
    assert PLAIN.title not in walk.titles
    assert walk.toast == f"This file is no longer there: {PLAIN.path}"
    assert PLAIN.mark in walk.page_text
    walk.press("J")
    walk.shows(ORBIT)


def test_going_back_from_a_file_that_went(growing: Walker) -> None:
    walk = growing
    walk.press("J", "J")
    walk.shows(PLAIN)
    (walk.root / PLAIN.path).unlink()
    walk.rescan()
    walk.press("K")
    walk.shows(LINKS)


def test_a_rescan_without_changes_changes_nothing(growing: Walker) -> None:
    walk = growing
    walk.press("Space", "J", "S")
    walk.shows(LINKS)
    walk.rescan()
    assert walk.titles == ALL
    walk.shows(LINKS)
    assert walk.is_starred(LINKS)


def test_results_of_a_search_are_renewed(growing: Walker) -> None:
    walk = growing
    walk.press("/")
    walk.type("late desk")
    walk.until(lambda: walk.titles == [])
    walk.press("Esc", "Esc")
    write(walk.root, "new.md", NEW.format("Found", "2026-08-22", "four"))
    walk.rescan()
    walk.press("/")
    walk.type("late desk")
    walk.until(lambda: walk.titles == ["Found"])
    write(walk.root, "newer.md", NEW.format("Found too", "2026-08-21", "five"))
    walk.rescan("F5")
    walk.until(lambda: walk.titles == ["Found", "Found too"])


def test_a_dropped_folder_and_a_dropped_file_open(room: Walker, tmp_path: Path) -> None:
    folder = write_library(tmp_path / "dropped")
    scanned: list[object] = []
    room.shell.desk.scanned.connect(scanned.append)
    room.window.dropped.emit(str(folder))
    room.until(lambda: bool(scanned))
    room.shows(TIDES)
    scanned.clear()
    room.window.dropped.emit(str(folder / LINKS.path))
    room.until(lambda: bool(scanned))
    room.shows(LINKS)
    assert room.titles == [LINKS.title, PLAIN.title]
