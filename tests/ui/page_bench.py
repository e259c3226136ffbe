"""A reading pane set up the same way on every machine, and pages to show in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.core.page import Block, Kind, Page, Run
from newsreader.core.theme import LIGHT, Theme
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look
from newsreader.ui.page.faces import Faces, register_faces
from newsreader.ui.reading_pane import ReadingPane
from newsreader.ui.style import palette

WORDS = "The boats came back before the town was awake, and nobody could tell how many there had been. "


def paragraph(*runs: Run | str, nest: str = "", marker: str = "") -> Block:
    """A paragraph of runs or plain texts."""
    return Block(
        Kind.PARAGRAPH,
        tuple(Run(run) if isinstance(run, str) else run for run in runs),
        nest,
        marker=marker,
        tight=bool(marker),
    )


def long_page(paragraphs: int = 60) -> Page:
    """A page of numbered paragraphs, several screens long."""
    return Page(tuple(paragraph(f"Paragraph {number}. " + WORDS * 4) for number in range(paragraphs)))


def article(title: str = "The boats", *, source: str = "Harbour Notes", language: str = "") -> Article:
    """An article with a day, an author and a reading time."""
    return Article(
        path="boats.md",
        identity="boats",
        title=title,
        authors=("Nora Lind",),
        published=Published(2026, 7, 31),
        source=source,
        url="https://example.org/boats",
        tags=(),
        language=language,
        excerpt="",
        words=1600,
        characters=0,
        size=1,
        modified_ns=0,
    )


class PageBench:
    """A pane on the screen; `asked` holds the pictures it asked for, `followed` the links that were followed."""

    def __init__(self, qtbot: QtBot, project: Path, theme: Theme = LIGHT, width: int = 640, height: int = 700) -> None:
        self.asked: list[tuple[str, int]] = []
        self.followed: list[str] = []
        self.faces: Faces = register_faces(project / "resources" / "fonts")
        self.icons = Icons(project / "resources" / "icons")
        self.look = self.look_of(theme)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(palette(self.look))
        self.pane = ReadingPane(
            self.look,
            self.faces,
            request_picture=lambda source, width: self.asked.append((source, width)),
            describe_link=lambda address: f"to {address}",
        )
        self.pane.link_activated.connect(self.followed.append)
        self.pane.set_reduced_motion(True)
        qtbot.addWidget(self.pane)
        self.pane.resize(width, height)
        self.pane.show()
        qtbot.waitExposed(self.pane)
        self.qtbot = qtbot

    def look_of(self, theme: Theme) -> Look:
        """The look of a theme with the bundled face as the system's."""
        font = QFont("Source Serif 4")
        font.setPixelSize(13)
        return Look(theme, self.icons, system_font=font)

    def show(self, *blocks: Block, title: str = "The boats", language: str = "") -> None:
        """Show a page of `blocks` and have all of it laid out."""
        self.pane.show_page(article(title, language=language), Page(blocks), place=None)
        self.settle()

    def settle(self) -> None:
        """Let slices and requests run until nothing is left to do."""
        self.qtbot.waitUntil(lambda: not self.pane.is_writing, timeout=30_000)

    def image(self) -> QImage:
        """What is on the screen below the header, in logical pixels."""
        return self.pane.browser.viewport().grab().toImage()

    def scroll_value(self) -> int:
        """How far the page is scrolled."""
        return self.pane.browser.verticalScrollBar().value()


def ink(image: QImage, ground: QColor, area: tuple[int, int, int, int] | None = None) -> tuple[int, int, int, int]:
    """First and last column and row (left, top, right, bottom) that differ from `ground` within `area`."""
    left, top, right, bottom = area or (0, 0, image.width(), image.height())
    plain = ground.rgb()
    rows = [y for y in range(top, bottom) if any(image.pixel(x, y) != plain for x in range(left, right))]
    columns = [x for x in range(left, right) if any(image.pixel(x, y) != plain for y in rows)]
    return (columns[0], rows[0], columns[-1], rows[-1]) if rows else (0, 0, -1, -1)


def lines(image: QImage, ground: QColor, left: int, right: int) -> list[tuple[int, int]]:
    """First and last row of each line of text between two columns."""
    plain, found, start = ground.rgb(), [], -1
    for y in range(image.height()):
        inked = any(image.pixel(x, y) != plain for x in range(left, right))
        if inked and start < 0:
            start = y
        elif not inked and start >= 0:
            found.append((start, y - 1))
            start = -1
    return found


def picture(width: int, height: int, kind: str = "png") -> bytes:
    """The bytes of a plain picture."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
