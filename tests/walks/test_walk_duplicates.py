"""Walks past files that hold the same article: one row, its copies listed, and a switch that shows them all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from newsreader.ui.own_text import OwnText
from tests.walks.stories import ORBIT, STORIES, TIDES, write, write_library
from tests.walks.test_walk_own import find, select
from tests.walks.walker import Walker


def copies(walk: Walker) -> str:
    """The other files the details name."""
    blocks = [block for block in walk.widgets.details.findChildren(OwnText) if block.isVisible()]
    texts = [label for block in blocks for label in block.findChildren(QLabel)]
    return "\n".join(label.text() for label in texts if label.accessibleName().startswith("Other copies:"))


def test_copies_are_one_row_and_a_switch_shows_them(room: Walker, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    write(root, "again/signal.md", ORBIT.text())
    room.open(root)
    assert room.titles.count(ORBIT.title) == 1
    assert len(room.titles) == len(STORIES)
    assert room.navigation["Unread"] == f"Unread, {len(STORIES)}"
    select(room, ORBIT.title)
    assert copies(room) in ("again/signal.md", ORBIT.path)
    find(room, "orbitmark")
    assert room.titles == [ORBIT.title]
    room.press("Esc", "Esc")
    room.shell.run("list.show_duplicates")
    assert room.titles.count(ORBIT.title) == 2
    assert room.shell.actions["list.show_duplicates"].isChecked()
    select(room, ORBIT.title)
    assert room.navigation["Unread"] == f"Unread, {len(STORIES) + 1}"
    room.press("S", "U")
    assert room.navigation["Unread"] == f"Unread, {len(STORIES) - 1}"
    room.shell.run("list.show_duplicates")
    assert room.titles.count(ORBIT.title) == 1
    assert room.navigation["Unread"] == f"Unread, {len(STORIES) - 1}"
    assert room.is_starred(ORBIT)


def test_the_last_copy_stays_when_the_others_go(room: Walker, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    write(root, "again/signal.md", ORBIT.text())
    room.open(root)
    (root / ORBIT.path).unlink()
    room.rescan()
    assert room.titles.count(ORBIT.title) == 1
    select(room, ORBIT.title)
    assert copies(room) == ""
    select(room, TIDES.title)
    assert copies(room) == ""
