"""An article on paper: cut into pages, nothing lost, headings with their text, a foot on each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLocale, QObject, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPainter, QPdfWriter, QTextBlock
from pytestqt.qtbot import QtBot

from newsreader.core.page import Block, Cell, Kind, Nest, Page, Run
from newsreader.core.settings import Settings
from newsreader.ui.appearance import printing_of
from newsreader.ui.icons import Icons
from newsreader.ui.page.faces import register_faces
from newsreader.ui.page.paper import Paper
from newsreader.ui.page.pictures import decode_picture
from newsreader.ui.page.sheet import Printing
from newsreader.ui.paper_desk import file_name
from newsreader.ui.paper_dialogs import page_layout, page_size
from newsreader.ui.paper_job import PaperJob, dots
from tests.ui.page_bench import article, long_page, paragraph, picture
from tests.ui.pdf_text import page_boxes, text_of

A4 = QSizeF(595, 842)


@pytest.fixture
def printing(qtbot: QtBot, project: Path) -> Printing:
    resources = project / "resources"
    return printing_of(Settings({}), Icons(resources / "icons"), register_faces(resources / "fonts"))


def written(page: Page, printing: Printing, parent: QObject, title: str = "The boats") -> Paper:
    paper = Paper(article(title), page, printing, A4, parent)
    while not paper.is_written:
        paper.write_more(5)
    paper.settle()
    return paper


def page_at(paper: Paper, block: QTextBlock) -> int:
    """The page on which the first line of a block stands."""
    top = paper.document.documentLayout().blockBoundingRect(block).top() + block.layout().lineAt(0).y()
    return int(top / paper.document.pageSize().height())


def blocks_of(paper: Paper) -> list[QTextBlock]:
    found, block = [], paper.document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def painted(paper: Paper, number: int) -> QImage:
    size = paper.document.pageSize()
    image = QImage(int(size.width()) + 120, int(size.height()), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paper.paint(painter, number)
    painter.end()
    return image


def ink(image: QImage, top: float, bottom: float) -> bool:
    """Whether anything is painted between two shares of the height."""
    rows = range(int(image.height() * top), int(image.height() * bottom))
    return any(image.pixel(x, y) != 0xFFFFFFFF for y in rows for x in range(0, image.width(), 2))


def test_a_long_article_is_a_pdf_of_several_pages_with_all_its_text(qtbot: QtBot, printing: Printing) -> None:
    owner = QObject()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(dots())
    writer.setPageLayout(page_layout(page_size(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))))
    size = QSizeF(writer.pageLayout().fullRect(QPageLayout.Unit.Point).size())
    paper = Paper(article(), long_page(40), printing, size, owner)
    job = PaperJob(paper, writer, lambda _source, _width: None, owner)
    with qtbot.waitSignal(job.finished, timeout=15_000):
        pass
    data = bytes(buffer.data().data())
    boxes = page_boxes(data)
    assert len(boxes) == paper.page_count > 3
    assert set(boxes) == {(595, 842)}
    text = text_of(data)
    assert "Theboats" in text
    assert [number for number in range(40) if f"Paragraph{number}." not in text] == []
    assert all(f"{number}/{len(boxes)}" in text for number in range(1, len(boxes) + 1))
    assert text.count("HarbourNotes·Theboats") == len(boxes)


def test_the_program_may_end_while_it_prints(qtbot: QtBot, printing: Printing) -> None:
    owner = QObject()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    job = PaperJob(Paper(article(), long_page(40), printing, A4, owner), writer, lambda _source, _width: None, owner)
    qtbot.waitUntil(writer.paintingActive)
    job.give_up()
    assert not writer.paintingActive()
    written = buffer.size()
    for _ in range(20):
        QCoreApplication.processEvents()
    assert buffer.size() == written, "and nothing goes on"


def test_no_line_is_cut_by_the_end_of_a_page_and_the_foot_stands_free(printing: Printing) -> None:
    owner = QObject()
    paper = written(long_page(40), printing, owner)
    for number in range(paper.page_count):
        image = painted(paper, number)
        assert not ink(image, 0.0, 0.05)
        assert not ink(image, 0.925, 0.94)
        assert ink(image, 0.94, 0.97)


def test_headings_and_heads_of_tables_stay_with_what_follows(printing: Printing) -> None:
    owner = QObject()
    row = tuple(Cell((Run(word),)) for word in ("North", "12"))
    blocks: list[Block] = []
    for number in range(60):
        blocks.append(Block(Kind.HEADING, (Run(f"Heading {number}"),), level=2))
        blocks.append(paragraph("A short one. " * (1 + number * 7 % 60)))
        blocks.append(Block(Kind.TABLE, rows=(row, row, row)))
    paper = written(Page(tuple(blocks)), printing, owner)
    assert paper.page_count > 8
    headings = [block for block in blocks_of(paper) if block.text().startswith("Heading")]
    assert len(headings) == 60
    assert [one.text() for one in headings if page_at(paper, one) != page_at(paper, one.next())] == []
    tables = [placed.table for placed in paper._sheet.placed.tables]
    assert len(tables) == 60
    for table in tables:
        first, second = (table.cellAt(row, 0).firstCursorPosition().block() for row in (0, 1))
        assert page_at(paper, first) == page_at(paper, second)
    layout = paper.document.documentLayout()
    assert [one.text() for one in blocks_of(paper) if one.text() and not layout.blockBoundingRect(one).height()] == []


def test_notices_are_left_out_and_a_picture_is_never_higher_than_a_page(printing: Printing) -> None:
    owner = QObject()
    image_block = Block(Kind.IMAGE, (Run("A tower", image="tower.png"),))
    page = Page((paragraph("Text."), image_block, Block(Kind.NOTICE, (Run("Cut here."),))), notices=("Not whole.",))
    paper = Paper(article(), page, printing, A4, owner)
    sources: list[str] = []
    while not paper.is_written:
        sources += paper.write_more(5)
    assert sources == ["tower.png"]
    paper.take_picture("tower.png", decode_picture(picture(300, 3000), 1200))
    paper.settle()
    assert "Cut here" not in paper.document.toPlainText()
    assert "Not whole" not in paper.document.toPlainText()
    assert paper.page_count == 2
    assert ink(painted(paper, 1), 0.2, 0.8)


def test_notes_have_no_arrows_back(printing: Printing) -> None:
    owner = QObject()
    note = (Run("A note, "), Run("here", href="https://example.org/"), Run(". "), Run("↩", href="#fnref-1"))
    page = Page((paragraph("Text."), Block(Kind.PARAGRAPH, note, Nest.NOTES, marker="1.")))
    text = written(page, printing, owner).document.toPlainText()
    assert "A note, here." in text
    assert "↩" not in text


def test_paper_is_black_on_white_whatever_the_window_is(project: Path, qtbot: QtBot) -> None:
    resources = project / "resources"
    settings = Settings({"appearance.theme": "dark", "reading.text_size": 200, "reading.measure": "narrow"})
    printing = printing_of(settings, Icons(resources / "icons"), register_faces(resources / "fonts"))
    formats = printing.formats("en", cjk=False)
    assert printing.look.colour("read").name() == "#ffffff"
    assert printing.look.colour("body").name() == "#000000"
    assert printing.look.colour("link").name() == "#000000"
    assert (formats.scale.percent, formats.scale.characters) == (100, 58)


@pytest.mark.parametrize(
    ("country", "width"),
    [
        (QLocale.Country.UnitedStates, 612),
        (QLocale.Country.Canada, 612),
        (QLocale.Country.UnitedKingdom, 595),
        (QLocale.Country.HongKong, 595),
    ],
)
def test_the_paper_is_that_of_the_country(country: QLocale.Country, width: int) -> None:
    assert page_size(QLocale(QLocale.Language.English, country)).sizePoints().width() == width


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B: what? <now>", "A B what now"),
        ("  ...  ", "article"),
        ("港口", "港口"),
        ("x" * 300, "x" * 80),
        ("Tab\tand\nline", "Tab and line"),
        ("CON", "_CON"),
        ("com1. What a port is", "_com1. What a port is"),
        ("Contents", "Contents"),
        ("👍" * 80, "👍" * 40),
    ],
)
def test_a_title_becomes_the_name_of_a_file(title: str, name: str) -> None:
    assert " ".join(file_name(title).split()) == name
