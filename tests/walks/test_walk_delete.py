"""Walks that delete: to the trash of the library, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from newsreader import __version__
from newsreader.ui.about_overlay import AboutOverlay
from newsreader.ui.trash_overlay import TrashOverlay
from tests.walks.stories import LINKS, PLAIN, STORIES, TIDES, trace, write_library
from tests.walks.walker import Walker

ALL = [story.title for story in STORIES]


@pytest.fixture
def owned(room: Walker, tmp_path: Path) -> Walker:
    """A library of which the walk may delete."""
    room.open(write_library(tmp_path / "owned"))
    return room


def test_delete_moves_a_file_to_the_trash_and_undo_brings_it_back(owned: Walker) -> None:
    walk = owned
    before = trace(walk.root)
    walk.press("S", "Del")
    walk.until(lambda: TIDES.title not in walk.titles, "the row goes")
    assert not (walk.root / TIDES.path).exists()
    assert len(list((walk.root / ".newsreader" / "trash").glob("*.md"))) == 1
    assert walk.widgets.toast.isVisible()
    assert walk.current == ALL[1]
    walk.press("Ctrl+Z")
    walk.until(lambda: walk.titles == ALL, "the row is back")
    after = trace(walk.root)
    files = [path for path in before if Path(path).is_file()]
    assert files
    assert [after[path] for path in files] == [before[path] for path in files]
    walk.press("G", "S")
    assert walk.titles == [TIDES.title]
    walk.press("G", "A", "Ctrl+Shift+Z")
    walk.until(lambda: TIDES.title not in walk.titles, "it is deleted again")


def test_several_rows_go_at_once_and_come_back_one_by_one_later(owned: Walker) -> None:
    walk = owned
    articles = walk.widgets.articles
    walk.press("J")
    flags = QItemSelectionModel.SelectionFlag
    articles.selectionModel().select(walk.widgets.model.index(2, 0), flags.Select | flags.Rows)
    assert len(articles.selected_ids()) == 2
    walk.press("Del")
    walk.until(lambda: len(walk.titles) == len(ALL) - 2, "two rows go")
    gone = set(ALL) - set(walk.titles)
    for count in (1, 0):
        walk.shell.run("library.restore_deleted")
        walk.until(lambda count=count: len(gone - set(walk.titles)) == count)  # type: ignore[misc]
    walk.shell.run("library.restore_deleted")
    assert any("empty" in label.text() for label in walk.widgets.toast.findChildren(QLabel))


def test_delete_in_the_search_field_deletes_letters(owned: Walker) -> None:
    walk = owned
    walk.press("/")
    walk.type("x")
    walk.press("Home", "Del")
    walk.rest(150)
    walk.settle()
    assert walk.titles == ALL
    assert (walk.root / TIDES.path).exists()


def test_rows_are_dragged_out_as_files(owned: Walker) -> None:
    walk = owned
    walk.press("J", "J")
    walk.shows(PLAIN)
    data = walk.widgets.model.mimeData(walk.widgets.articles.selectionModel().selectedRows())
    assert [url.toLocalFile() for url in data.urls()] == [str(walk.root / PLAIN.path)]


def test_what_was_deleted_is_listed_and_any_of_it_comes_back(room: Walker, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    room.open(root)
    room.shell.run("library.trash")
    assert room.overlay(TrashOverlay).rows.rowCount() == 0
    room.press("Esc")
    room.press("Delete", "Delete")
    room.until(lambda: len(room.titles) == len(STORIES) - 2, "two are gone")
    room.shell.run("library.trash")
    overlay = room.overlay(TrashOverlay)
    rows = [overlay.rows.row(overlay.rows.index(row)) for row in range(2)]
    assert [(row.text, row.detail, row.note) for row in rows] == [
        ("links.md", "field", "12:00"),
        ("tides.md", "harbour", "12:00"),
    ]
    room.press("Down", "Return")
    assert overlay.rows.rowCount() == 1
    assert overlay.isVisible()
    assert (root / TIDES.path).is_file()
    room.press("Esc")
    room.until(lambda: TIDES.title in room.titles, "it is back in the list")
    assert LINKS.title not in room.titles


def test_about_says_what_this_is_and_copies_the_versions(walk: Walker) -> None:
    walk.shell.run("app.about")
    assert walk.is_open(AboutOverlay)
    walk.press("Tab", "Space")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Newsreader {__version__}\nPython 3.")
    assert str(Path.home()) not in copied
    walk.press("Esc")
    assert not walk.is_open(AboutOverlay)
