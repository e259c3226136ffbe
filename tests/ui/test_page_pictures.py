"""Pictures: what is decoded, what is refused, and what Qt is told when it asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from newsreader.core.highlights import Squeezed, marked
from newsreader.core.page import Block, Kind, Run
from newsreader.core.theme import DARK
from newsreader.ui.page.pictures import NOT_STORED, decode_picture
from tests.ui.page_bench import PageBench, paragraph, picture

_IMAGE = int(QTextDocument.ResourceType.ImageResource.value)
_SHEET = int(QTextDocument.ResourceType.StyleSheetResource.value)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_known_kinds_are_decoded_no_wider_than_asked(kind: str) -> None:
    data = picture(800, 400, kind)
    if not data:
        pytest.skip(f"this Qt cannot write {kind}")
    image = decode_picture(data, 500)
    assert (image.width(), image.height()) == (500, 250)


def test_small_pictures_stay_small() -> None:
    assert decode_picture(picture(40, 30), 500).width() == 40


def test_nothing_is_decoded_wider_than_1200_pixels() -> None:
    assert decode_picture(picture(1600, 16), 5000).width() == 1200


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
        b"BM" + b"\x00" * 68,
        b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    ],
)
def test_what_is_no_picture_gives_none(data: bytes) -> None:
    assert decode_picture(data, 500).isNull()


def test_pictures_of_one_pixel_are_not_shown() -> None:
    assert decode_picture(picture(1, 1), 500).isNull()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    data = bytearray(picture(10, 10))
    data[16:24] = (16_001).to_bytes(4, "big") + (10).to_bytes(4, "big")
    assert decode_picture(bytes(data), 500).isNull()


@pytest.mark.parametrize("name", ["/dev/zero", "../x.png", "//host/x.png", ":/qt-project.org/x", "data:image/png,x"])
def test_qt_always_gets_an_image_for_an_image(qtbot: QtBot, project: Path, name: str) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("Text"))
    answer = bench.pane.browser.loadResource(_IMAGE, QUrl(name))
    assert isinstance(answer, QImage)
    assert answer.isNull()


def test_qt_gets_a_blank_for_everything_else(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    answer = bench.pane.browser.loadResource(_SHEET, QUrl("file:///etc/passwd"))
    assert QByteArray(answer) == QByteArray(b" ")


def test_a_picture_is_asked_for_once_and_shown_at_the_measure(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    block = Block(Kind.IMAGE, (Run("Boats", image="boats.png"),))
    bench.show(block, block)
    assert bench.asked == [("boats.png", 548)]
    bench.pane.picture_ready("boats.png", decode_picture(picture(1600, 800), 548))
    assert _colour_at(bench, 300) == "#336699"


def test_a_small_picture_keeps_its_size(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(Block(Kind.IMAGE, (Run("Dot", image="dot.png"),)))
    bench.pane.picture_ready("dot.png", decode_picture(picture(100, 60), 548))
    image = bench.image()
    row = [x for x in range(image.width()) if image.pixelColor(x, 220).name() == "#336699"]
    assert len(row) == 100


def test_the_place_stays_when_a_picture_above_it_comes(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    paragraphs = [paragraph(f"{number} " + "word " * 80) for number in range(40)]
    bench.show(Block(Kind.IMAGE, (Run("Boats", image="boats.png"),)), *paragraphs)
    bench.pane.browser.verticalScrollBar().setValue(900)
    before = bench.pane.place()
    bench.pane.picture_ready("boats.png", decode_picture(picture(1600, 1600), 548))
    assert bench.pane.place() == before
    assert bench.scroll_value() > 1200


def test_a_picture_that_is_not_there_leaves_its_description(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(Block(Kind.IMAGE, (Run("Boats", image="boats.png"),)), Block(Kind.IMAGE, (Run("", image="x.png"),)))
    bench.pane.picture_ready("boats.png", None)
    bench.pane.picture_ready("x.png", QImage())
    assert bench.pane.browser.toPlainText().endswith(f"Boats\n{NOT_STORED}")


def test_remote_pictures_are_never_asked_for(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    inline = paragraph("See ", Run("a chart", image="https://example.org/c.png"), ".")
    bench.show(Block(Kind.IMAGE, (Run("Boats", image="https://example.org/b.png"),)), inline)
    assert bench.asked == []
    assert "Boats\nSee a chart." in bench.pane.browser.toPlainText()


def test_pictures_are_kept_when_the_theme_changes_and_dimmed_in_the_dark(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(Block(Kind.IMAGE, (Run("Boats", image="boats.png"),)))
    bench.pane.picture_ready("boats.png", decode_picture(picture(1600, 800), 548))
    bench.pane.apply_look(bench.look_of(DARK))
    bench.settle()
    assert len(bench.asked) == 1
    assert _colour_at(bench, 300) == "#2c5883"


def _colour_at(bench: PageBench, y: int) -> str:
    image = bench.image()
    return image.pixelColor(image.width() // 2, y).name()


def test_highlights_go_along_when_a_picture_above_them_is_missing(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    image = Block(Kind.IMAGE, (Run("A harbour with many boats in it", image="hall.png"),))
    made = marked(Squeezed("The boats came back"), 4, 19)
    assert made is not None
    bench.show(image, paragraph("The boats came back"))
    bench.pane.marked.show((made,))
    bench.pane.picture_ready("hall.png", None)
    after = bench.image()
    bench.pane.marked.show((made,))
    assert bench.image() == after
