"""Walks to paper: an article is saved as a PDF and as Markdown, and printed, while the window goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from newsreader.ui.paper_job import dots
from tests.ui.pdf_text import page_boxes, text_of
from tests.walks.conftest import House
from tests.walks.program import PATIENCE, environment_of
from tests.walks.stories import LEDGER, TIDES
from tests.walks.walker import Walker


@pytest.fixture
def reading(walk: Walker) -> Walker:
    walk.shows(TIDES)
    return walk


def saved(walk: Walker, house: House, path: Path) -> bytes:
    """Ask for a file by key, answer with `path`, and wait for what it holds."""
    walk.press("Ctrl+S")
    house.asked.pop().answer(path)
    walk.until(lambda: walk.toast == f"Saved as {path.name}", "the file is saved")
    return path.read_bytes()


def test_an_article_is_saved_as_a_pdf(reading: Walker, house: House, tmp_path: Path) -> None:
    reading.press("Ctrl+S")
    assert [asked.about for asked in house.asked] == [TIDES.title]
    house.asked.clear()
    data = saved(reading, house, tmp_path / "tides.pdf")
    assert data.startswith(b"%PDF-")
    assert len(page_boxes(data)) > 1
    text = text_of(data)
    assert TIDES.title.replace(" ", "") in text
    assert TIDES.mark in text
    assert TIDES.url not in text


def test_the_window_answers_while_a_long_article_is_printed(reading: Walker, house: House, tmp_path: Path) -> None:
    reading.press("Ctrl+S")
    reading.heart.reset()
    house.asked.pop().answer(tmp_path / "tides.pdf")
    reading.press("J")
    reading.until(lambda: reading.toast == "Saved as tides.pdf", "the file is saved")
    assert reading.heart.longest < 1000
    assert TIDES.mark in text_of((tmp_path / "tides.pdf").read_bytes()), "what was asked for, not what came after it"


def test_an_article_is_saved_as_the_markdown_it_is(reading: Walker, house: House, tmp_path: Path) -> None:
    assert saved(reading, house, tmp_path / "copy.md") == (reading.root / TIDES.path).read_bytes()


def test_a_file_that_cannot_be_written_says_why(reading: Walker, house: House, tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("no folder", encoding="utf-8")
    for name in ("x.pdf", "x.md"):
        reading.widgets.toast.hide()
        reading.press("Ctrl+S")
        house.asked.pop().answer(tmp_path / "plain" / name)
        reading.until(lambda: reading.toast.startswith("The article could not be saved: "), name)


def test_an_article_is_printed_on_what_was_chosen(reading: Walker, house: House) -> None:
    reading.press("End")
    reading.press("K")
    reading.shows(LEDGER)
    reading.press("Ctrl+P")
    (asked,) = house.asked
    assert asked.about == LEDGER.title
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    printer = QPdfWriter(buffer)
    printer.setResolution(dots())
    asked.answer(printer)
    reading.until(lambda: b"%%EOF" in bytes(buffer.data().data()), "it is printed")
    assert LEDGER.mark in text_of(bytes(buffer.data().data()))


def test_without_an_article_there_is_nothing_to_print(room: Walker, house: House, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    room.open(tmp_path / "nothing", empty=True)
    room.press("Ctrl+P", "Ctrl+S")
    assert house.asked == []
    assert not room.shell.actions["article.print"].isEnabled()


def test_a_start_does_not_load_what_prints(project: Path) -> None:
    code = "import sys, newsreader.app.desktop; print([m for m in sys.modules if 'rint' in m or '.paper_d' in m])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment_of(project), capture_output=True, check=True, timeout=PATIENCE)
    assert done.stdout.decode().strip() == "[]"
