"""Walks through highlights: made by key, painted, listed, found, undone, and there after the file was edited."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QFileDialog, QLabel

from newsreader.ui.highlights_overlay import HighlightsOverlay
from newsreader.ui.own_text import OwnText
from tests.walks.stories import ORBIT, write_library
from tests.walks.test_walk_own import find, select
from tests.walks.walker import Walker

PASSAGE = "A dish of four metres"


def choose(walk: Walker, passage: str) -> None:
    """Select words on the page."""
    walk.until(lambda: passage in walk.page_text, "the page is there")
    browser = walk.widgets.pane.browser
    start = browser.toPlainText().index(passage)
    cursor = browser.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(passage), QTextCursor.MoveMode.KeepAnchor)
    browser.setTextCursor(cursor)


def painted(walk: Walker) -> list[str]:
    """The words that are painted as highlighted."""
    text = walk.page_text
    return [text[hit.position : hit.position + hit.length] for hit in walk.widgets.pane._screen.marked.found]


def quoted(walk: Walker) -> str:
    """The highlights in the details."""
    texts = [
        label.text() for block in walk.widgets.details.findChildren(OwnText) for label in block.findChildren(QLabel)
    ]
    return next((text for text in texts if text.startswith("“")), "")


def overlay(walk: Walker) -> HighlightsOverlay:
    walk.shell.run("article.highlights")
    found = walk.overlay(HighlightsOverlay)
    assert found.field.hasFocus()
    return found


def test_h_highlights_what_is_selected_and_takes_it_off_again(walk: Walker) -> None:
    select(walk, ORBIT.title)
    choose(walk, PASSAGE)
    walk.press("H")
    assert painted(walk) == [PASSAGE]
    assert quoted(walk) == f"“{PASSAGE}”"
    assert not walk.widgets.pane.browser.textCursor().hasSelection()
    ground = walk.shell.appearance.look.colour("tint")
    picture = walk.widgets.pane.browser.grab().toImage()
    assert any(
        picture.pixelColor(x, y) == ground for y in range(0, picture.height(), 3) for x in range(0, picture.width(), 3)
    )
    choose(walk, PASSAGE[3:-3])
    walk.press("H")
    assert painted(walk) == []
    assert quoted(walk) == ""
    walk.press("Ctrl+Z")
    assert painted(walk) == [PASSAGE]


def test_without_a_selection_the_paragraph_at_the_top_is_meant(walk: Walker) -> None:
    select(walk, ORBIT.title)
    walk.until(lambda: PASSAGE in walk.page_text, "the page is there")
    walk.press("H")
    (first,) = painted(walk)
    assert first.strip()
    assert first in ORBIT.text()
    walk.press("H")
    assert painted(walk) == []


def test_highlights_are_found_listed_and_taken_off_by_key(walk: Walker) -> None:
    select(walk, ORBIT.title)
    choose(walk, PASSAGE)
    walk.press("H")
    walk.settle()
    walk.until(lambda: not walk.shell.desk.is_scanning, "the index knows")
    find(walk, "has:highlight")
    assert walk.titles == [ORBIT.title]
    walk.press("Esc", "Esc")
    rows = overlay(walk)
    assert rows.rows.row(rows.rows.index(0)).text == PASSAGE
    walk.press("Return")
    assert not walk.is_open(HighlightsOverlay)
    rows = overlay(walk)
    walk.press("Delete")
    assert rows.rows.rowCount() == 0
    walk.press("Esc")
    assert painted(walk) == []


def test_a_highlight_stays_on_its_words_when_the_file_is_edited(room: Walker, tmp_path: Path) -> None:
    walk, root = room, write_library(tmp_path / "library")
    walk.open(root)
    select(walk, ORBIT.title)
    choose(walk, PASSAGE)
    walk.press("H")
    text = ORBIT.text()
    (root / ORBIT.path).write_text(text.replace(PASSAGE, f"Not much was needed. {PASSAGE}"), encoding="utf-8")
    walk.until(lambda: "Not much was needed." in walk.page_text, "the page is the new one")
    walk.settle()
    assert painted(walk) == [PASSAGE]
    (root / ORBIT.path).write_text(text.replace(PASSAGE, "Nothing"), encoding="utf-8")
    walk.until(lambda: "Nothing was enough" in walk.page_text, "the page is the new one")
    walk.settle()
    assert painted(walk) == []
    assert quoted(walk) == f"“{PASSAGE}”"
    rows = overlay(walk)
    assert rows.rows.row(rows.rows.index(0)).note == "No longer in the text"
    walk.press("Return")
    assert walk.toast == "These words are no longer in the text"


def test_an_article_without_highlights_says_so(walk: Walker) -> None:
    walk.shell.run("article.highlights")
    assert walk.toast == "Nothing is highlighted in this article"


def test_notes_and_highlights_are_copied_and_written_to_a_file(walk: Walker, tmp_path: Path) -> None:
    walk.shell.run("library.export_notes")
    assert walk.toast == "Nothing was noted, highlighted or tagged yet"
    select(walk, ORBIT.title)
    choose(walk, PASSAGE)
    walk.press("H")
    walk.shell.run("article.copy_notes")
    copied = QGuiApplication.clipboard().text()
    assert f"## {ORBIT.title}" in copied
    assert f"> {PASSAGE}" in copied
    assert ORBIT.url in copied
    walk.shell.run("library.export_notes")
    (dialog,) = walk.window.findChildren(QFileDialog)
    target = tmp_path / "notes.md"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    walk.until(target.exists, "it is written")
    walk.settle()
    assert target.read_text(encoding="utf-8") == copied
    assert walk.toast == "Notes on 1 article written to notes.md"
