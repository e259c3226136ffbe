"""Walks through the reader's tags and notes: written by key, shown, found, undone, and there after a restart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.chip import Chip
from newsreader.ui.note_overlay import NoteOverlay
from newsreader.ui.own_text import OwnText
from newsreader.ui.tags_overlay import TagsOverlay
from tests.walks.stories import ORBIT, TIDES
from tests.walks.walker import Walker


def chips(walk: Walker) -> list[str]:
    """The tags in the details, in order."""
    found = walk.widgets.details.findChildren(Chip)
    return [chip.name for chip in found if chip.isVisible()]


def tags_in_navigation(walk: Walker) -> list[str]:
    return [item.text() for item in walk.widgets.navigation._model.rows(ListKind.TAG)]


def tag(walk: Walker, *names: str) -> TagsOverlay:
    walk.press("T")
    overlay = walk.overlay(TagsOverlay)
    assert overlay.field.hasFocus()
    for name in names:
        overlay.field.setText(name)
        walk.press("Return")
    walk.press("Esc")
    return overlay


def note_of(walk: Walker) -> OwnText:
    """The note in the details."""
    blocks = walk.widgets.details.findChildren(OwnText)
    return next(block for block in blocks if any(label.text() == "Note" for label in block.findChildren(QLabel)))


def select(walk: Walker, title: str) -> None:
    row = walk.titles.index(title)
    walk.shell.show_article(walk.shell.browsing.ids[row])
    walk.settle()


def find(walk: Walker, text: str) -> None:
    walk.press("/")
    found: list[object] = []
    walk.shell.searching.found.connect(lambda query, _found: found.append(query))
    walk.widgets.header.search.setText(f"{text} ")
    walk.until(lambda: bool(found), "something was found, or nothing")
    walk.settle()


def test_a_tag_is_put_on_by_key_and_found_everywhere(walk: Walker) -> None:
    select(walk, TIDES.title)
    tag(walk, "Slow reading")
    assert chips(walk) == [*TIDES.tags, "Slow reading"]
    walk.until(lambda: "Slow reading" in tags_in_navigation(walk), "it is in the navigation")
    walk.shell.choose_list(ListKey(ListKind.TAG, "Slow reading"))
    walk.until(lambda: walk.titles == [TIDES.title], "its list is right")
    find(walk, 'tag:"slow reading"')
    assert walk.titles == [TIDES.title]


def test_a_tag_is_taken_off_again_and_that_is_undone(walk: Walker) -> None:
    select(walk, TIDES.title)
    tag(walk, "Slow")
    walk.until(lambda: "Slow" in tags_in_navigation(walk), "it is in the navigation")
    tag(walk, "Slow")
    assert chips(walk) == list(TIDES.tags)
    walk.until(lambda: "Slow" not in tags_in_navigation(walk), "it is gone")
    walk.press("Ctrl+Z")
    assert chips(walk) == [*TIDES.tags, "Slow"]
    walk.until(lambda: "Slow" in tags_in_navigation(walk), "it is back")


def test_a_tag_of_the_file_stays(walk: Walker) -> None:
    select(walk, TIDES.title)
    tag(walk, TIDES.tags[0])
    assert chips(walk) == list(TIDES.tags)


def test_a_note_is_written_shown_found_and_kept(walk: Walker, root: Path) -> None:
    select(walk, ORBIT.title)
    walk.press("Shift+H")
    overlay = walk.overlay(NoteOverlay)
    assert overlay.field.hasFocus()
    overlay.field.setPlainText("Ask **Cleo** about the zygomorphic antenna.")
    walk.press("Esc")
    assert note_of(walk).isVisible()
    walk.until(lambda: "Note\nAsk Cleo about the zygomorphic antenna." in walk.page_text, "it stands on the page")
    walk.settle()
    walk.until(lambda: not walk.shell.desk.is_scanning, "it is indexed")
    find(walk, "zygomorphic")
    assert walk.titles == [ORBIT.title]
    walk.widgets.header.search.clear()
    find(walk, "has:note")
    assert walk.titles == [ORBIT.title]
    walk.widgets.header.search.clear()
    walk.open(root)
    select(walk, ORBIT.title)
    walk.press("Shift+H")
    overlay = walk.overlay(NoteOverlay)
    assert overlay.field.toPlainText() == "Ask **Cleo** about the zygomorphic antenna."
    overlay.field.clear()
    walk.press("Ctrl+Return")
    assert not note_of(walk).isVisible()
    walk.until(lambda: "zygomorphic" not in walk.page_text, "it is gone from the page")


def test_what_was_written_outlives_the_index(walk: Walker, root: Path) -> None:
    select(walk, TIDES.title)
    tag(walk, "Kept")
    walk.until(lambda: "Kept" in tags_in_navigation(walk), "it is indexed")
    walk.shell.desk.rebuild()
    walk.until(lambda: not walk.shell.desk.is_scanning, "the index is made again")
    walk.settle()
    assert "Kept" in tags_in_navigation(walk)
    find(walk, "tag:kept")
    assert walk.titles == [TIDES.title]
