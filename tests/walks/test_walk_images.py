"""Walks to an article whose pictures are on the network: they stay away, and "Show images" says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from newsreader.core.theme import LIGHT
from tests.fakes import Desk
from tests.walks.pixels import down, longest
from tests.walks.stories import TIDES, write, write_library
from tests.walks.walker import Walker

_SAYS = "2 pictures are on hk.example. Pictures from the network are off in this version"


@pytest.fixture
def pictured(room: Walker, tmp_path: Path) -> Walker:
    """The stories, and above them an article with two pictures on the network and one word for each."""
    root = write_library(tmp_path / "library")
    body = (
        "First.\n\n![The quay](https://hk.example/quay.jpg)\n\nAfter.\n\n![](https://hk.example/mole.png)\n\n"
        "Once more ![the quay](https://hk.example/quay.jpg) in a line."
    )
    write(root, "pictured.md", f"---\ntitle: Pictures\ndate: 2026-08-22T10:00:00Z\n---\n\n{body}\n")
    room.open(root)
    room.until(lambda: "First." in room.page_text, "the page")
    return room


def test_the_command_says_where_the_pictures_are_and_that_they_stay_away(pictured: Walker, desk: Desk) -> None:
    action = pictured.shell.actions["article.show_images"]
    assert action.isEnabled()
    pictured.choose("Article", "Show images")
    assert pictured.toast == _SAYS
    assert desk.opened == []
    pictured.press("J")
    pictured.shows(TIDES)
    assert not action.isEnabled()
    pictured.shell.run("article.show_images")
    assert pictured.toast == "No picture of this article is on the network"


def test_it_is_found_in_the_palette(pictured: Walker) -> None:
    pictured.press("Ctrl+K")
    pictured.type("show images")
    pictured.press("Return")
    assert pictured.toast == _SAYS


def test_the_box_of_a_picture_is_taken_by_key_and_by_mouse(pictured: Walker) -> None:
    pictured.press("Return", "Tab", "Return")
    assert pictured.toast == _SAYS
    pictured.widgets.toast.hide()
    pictured.settle()
    image = pictured.painted()
    pane = pictured.area(pictured.widgets.pane.browser.viewport())
    box = longest(down(image, LIGHT.code_bg, pane.left() + 120, pane.top()))
    viewport = pictured.widgets.pane.browser.viewport()
    pictured.click(viewport, QPoint(120, (box[0] + box[1]) // 2 - pane.top()))
    assert pictured.toast == _SAYS


def test_what_is_copied_of_a_box_is_its_text(pictured: Walker) -> None:
    pictured.widgets.pane.browser.setFocus()
    pictured.press("Ctrl+A", "Ctrl+C")
    copied = QApplication.clipboard().mimeData()
    assert "The quay" in copied.text()
    assert "images" not in copied.html()
