"""From a page to a document: nothing of the text is lost, changed or added, in one go or in slices."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument

from newsreader.core.page import Block, Cell, Kind, Mark, Page, Place, Run
from newsreader.core.theme import LIGHT
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look
from newsreader.ui.page.faces import Faces, register_faces
from newsreader.ui.page.parts import MOST_WEIGHT, letters, parts_of
from newsreader.ui.page.runs import harmless
from newsreader.ui.page.sheet import Printing, Sheet
from newsreader.ui.page.signs import clean
from newsreader.ui.page.type_scale import Role, TypeScale
from tests.ui.page_bench import article, long_page, paragraph


class Desk:
    """Makes sheets, kept alive with their parent."""

    def __init__(self, project: Path) -> None:
        self._parent = QObject()
        faces = register_faces(project / "resources" / "fonts")
        self._look = Look(LIGHT, Icons(project / "resources" / "icons"))
        self._printing = Printing(self._look, faces, TypeScale(), 1.0)

    def sheet(self, page: Page, title: str = "The boats", language: str = "", faces: Faces | None = None) -> Sheet:
        printing = Printing(self._look, faces, TypeScale(), 1.0) if faces is not None else self._printing
        return Sheet(article(title, language=language), page, printing, 600, self._parent)

    def whole(self, *blocks: Block, title: str = "The boats") -> Sheet:
        sheet = self.sheet(Page(blocks), title)
        sheet.write_first(10_000_000, Place(), 10_000)
        return sheet


@pytest.fixture(scope="module")
def desk(qapp: object, project: Path) -> Desk:
    return Desk(project)


def _texts(document: QTextDocument) -> list[str]:
    return [clean(text) for text in document.toRawText().replace("\ufdd0", "\u2029").split("\u2029")]


def _form(sheet: Sheet, text: str) -> QTextCharFormat:
    cursor = sheet.document.find(text, 0, QTextDocument.FindFlag.FindCaseSensitively)
    assert not cursor.isNull()
    return cursor.charFormat()


def _block(sheet: Sheet, index: int) -> QTextBlock:
    return sheet.placed.starts[index + 1]


_MARKS = st.sampled_from([Mark.PLAIN, Mark.STRONG, Mark.EMPHASIS, Mark.CODE, Mark.KEY, Mark.HIGHLIGHT, Mark.STRIKE])
_TEXT = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"), exclude_characters="\u180e\u2028\u2029\u2060\u2068\u2069\ufffc\ufdd0\ufdd1"
    ),
    min_size=1,
    max_size=20,
)
_RUNS = st.lists(st.builds(Run, _TEXT, _MARKS, st.sampled_from(["", "https://example.org/a"])), min_size=1, max_size=6)


@given(st.lists(_RUNS, min_size=1, max_size=5))
@settings(max_examples=40)
def test_the_text_of_paragraphs_is_what_the_page_says(desk: Desk, paragraphs: list[list[Run]]) -> None:
    sheet = desk.whole(*(Block(Kind.PARAGRAPH, tuple(runs)) for runs in paragraphs))
    shown = [clean(start.text()) for start in sheet.placed.starts[1:]]
    assert shown == ["".join(run.text for run in runs) for runs in paragraphs]


@given(st.text(st.sampled_from("a\n\x00\r\u2029\ufdd0\ufdd1\ufffc\ud800 "), max_size=30))
@settings(max_examples=40)
def test_no_character_breaks_out_of_its_block(desk: Desk, text: str) -> None:
    sheet = desk.whole(paragraph(f"x{text}x"), paragraph("after"))
    assert len(sheet.placed.starts) == 3
    assert _block(sheet, 0).next() == _block(sheet, 1)
    assert sheet.document.rootFrame().childFrames() == []


def test_a_line_break_stays_within_its_paragraph(desk: Desk) -> None:
    sheet = desk.whole(paragraph("one\ntwo"))
    assert _block(sheet, 0).text() == "one\u2028two"


def test_slices_give_the_same_document_as_one_go(desk: Desk) -> None:
    page = Page(
        (
            *long_page(12).blocks,
            Block(Kind.CODE, (Run("one\n  two\n"),)),
            Block(Kind.TABLE, rows=((Cell((Run("a"),), head=True),), (Cell((Run("1"),)),))),
            paragraph("item", nest="L", marker="-"),
            *long_page(12).blocks,
        )
    )
    sliced = desk.sheet(page)
    sliced.write_first(10, Place(), 10_000)
    first = sliced.document.characterCount()
    while not sliced.done:
        sliced.write_more(0)
    whole = desk.whole(*page.blocks)
    assert first < whole.document.characterCount()
    assert _texts(sliced.document) == _texts(whole.document)
    assert [start.position() for start in sliced.placed.starts] == [start.position() for start in whole.placed.starts]


def test_the_first_slice_reaches_the_place_that_is_to_be_shown(desk: Desk) -> None:
    sheet = desk.sheet(long_page(300))
    sheet.write_first(700, Place(200), 10_000)
    assert sheet.reached(Place(200))
    assert not sheet.done


def test_a_place_too_deep_is_left_to_later_slices(desk: Desk) -> None:
    sheet = desk.sheet(long_page(3000))
    sheet.write_first(700, Place(2900), 1)
    assert not sheet.reached(Place(2900))


def test_marks_become_formats(desk: Desk) -> None:
    sheet = desk.whole(
        paragraph(
            Run("strong", Mark.STRONG),
            Run(" slanted", Mark.EMPHASIS),
            Run(" struck", Mark.STRIKE),
            Run(" high", Mark.SUPERSCRIPT),
            Run(" linked", href="https://example.org/a"),
        )
    )
    assert _form(sheet, "strong").fontWeight() == 700
    assert _form(sheet, "slanted").fontItalic()
    assert _form(sheet, "struck").fontStrikeOut()
    assert _form(sheet, "high").verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignSuperScript
    link = _form(sheet, "linked")
    assert link.anchorHref() == "https://example.org/a"
    assert link.underlineColor().alphaF() == pytest.approx(0.45, abs=0.01)
    assert link.foreground().color().name().upper() == LIGHT.link


@pytest.mark.parametrize(
    ("before", "word"), [("海邊的人都", "知道"), ("اجتمع الناس في ", "الميناء"), ("האנשים ליד ", "הנמל")]
)
def test_emphasis_without_italics_is_heavier_not_slanted(desk: Desk, before: str, word: str) -> None:
    sheet = desk.whole(paragraph(before, Run(word, Mark.EMPHASIS), " 2"), title=before)
    form = _form(sheet, word)
    assert not form.fontItalic()
    assert form.fontWeight() == 600


def test_chinese_is_justified_and_latin_is_not(desk: Desk) -> None:
    chinese = desk.whole(paragraph("海邊的人都知道嗎？明顯不是。"), paragraph("English"), title="海邊的人")
    assert _block(chinese, 0).blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify
    assert not _block(chinese, 1).blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify
    assert _block(chinese, 0).blockFormat().lineHeight() == 32


@pytest.mark.parametrize(
    ("text", "tag", "face"),
    [
        ("这是一个关于港口的报导，应该让大家认识。", "", "Noto Serif CJK SC"),
        ("這是一個關於港口的報導，應該讓大家認識。", "", "Noto Serif CJK TC"),
        ("这是一个关于港口的报导，应该让大家认识。", "ja", "Noto Serif CJK JP"),
        ("پچژگ این خبر از بندر است و مردم آن را خوانده‌اند.", "", "Noto Naskh Arabic"),
    ],
)
def test_an_article_without_a_language_is_set_in_the_faces_of_its_letters(
    desk: Desk, text: str, tag: str, face: str
) -> None:
    known = frozenset(("Noto Naskh Arabic", *(f"Noto Serif CJK {end}" for end in ("SC", "TC", "JP", "KR"))))
    faces = Faces(("Source Serif 4",), ("Source Serif 4",), known, lambda _font: "")
    sheet = desk.sheet(Page((paragraph(text),)), title=text, language=tag, faces=faces)
    assert sheet.formats.font(Role.TEXT).families()[:2] == ["Source Serif 4", face]


def test_each_block_has_its_own_direction(desk: Desk) -> None:
    sheet = desk.whole(
        paragraph("اجتمع الناس في الميناء", nest="Q"),
        paragraph("In English", nest="Q"),
        paragraph("123"),
        title="الميناء",
    )
    arabic, english, digits = (_block(sheet, index) for index in range(3))
    assert arabic.textDirection() == Qt.LayoutDirection.RightToLeft
    assert (arabic.blockFormat().leftMargin(), arabic.blockFormat().rightMargin()) == (0, 24)
    assert english.textDirection() == Qt.LayoutDirection.LeftToRight
    assert (english.blockFormat().leftMargin(), english.blockFormat().rightMargin()) == (24, 0)
    assert digits.textDirection() == Qt.LayoutDirection.RightToLeft


def test_items_stand_closer_than_paragraphs(desk: Desk) -> None:
    items = [paragraph("item", nest="L", marker="-") for _ in range(2)]
    sheet = desk.whole(*items, paragraph("after"))
    assert [_block(sheet, index).blockFormat().bottomMargin() for index in range(3)] == [6, 17, 17]


def test_notes_stand_under_a_rule_and_links_lead_there_and_back(desk: Desk) -> None:
    sheet = desk.whole(
        paragraph("Text", Run("1", Mark.SUPERSCRIPT, href="#fn-1", anchor="fnref-1")),
        Block(Kind.PARAGRAPH, (Run("Note"),), nest="N", marker="1.", anchor="fn-1"),
    )
    assert _texts(sheet.document)[-3:] == ["Text1", "", "Note"]
    anchors = sheet.placed.marks.anchors
    assert sheet.document.findBlock(anchors["fn-1"].position()).text() == "Note"
    assert sheet.document.findBlock(anchors["fnref-1"].position()).text() == "Text1"


def test_code_keeps_its_lines_and_its_blanks(desk: Desk) -> None:
    sheet = desk.whole(Block(Kind.CODE, (Run("def f():\n\treturn 1\n\n# end\n"),)))
    lines, block = [], _block(sheet, 0)
    while block.position() <= sheet.placed.code[0].frame.lastPosition():
        lines.append(block.text())
        block = block.next()
    assert lines == ["def f():", "    return 1", "", "# end"]


def test_long_lines_of_code_wrap_with_a_hanging_indent(desk: Desk) -> None:
    sheet = desk.whole(Block(Kind.CODE, (Run("    x" + " = call(argument)" * 12),)))
    block_format = _block(sheet, 0).blockFormat()
    assert not block_format.nonBreakableLines()
    assert block_format.leftMargin() == pytest.approx(6 * sheet.placed.code[0].character)
    assert block_format.textIndent() == -block_format.leftMargin()
    assert sheet.document.idealWidth() <= 600


def test_a_title_over_64_characters_is_set_smaller(desk: Desk) -> None:
    heights = []
    for title in ("Boats " * 10, "Boats " * 12):
        sheet = desk.whole(title=title.strip())
        assert sheet.placed.title is not None
        heights.append(sheet.placed.title.blockFormat().lineHeight())
    assert heights == [41, 37]


def test_what_an_article_does_not_say_takes_no_room(desk: Desk) -> None:
    sheet = desk.whole(paragraph("Text"))
    byline = "Nora Lind  ·  31 July 2026  ·  7\xa0min\xa0read"
    assert _texts(sheet.document) == ["Harbour Notes", "The boats", byline, "Text"]


def test_notices_stand_above_the_text(desk: Desk) -> None:
    sheet = desk.sheet(Page((paragraph("Text"),), notices=("The end was cut.",)))
    sheet.write_first(10_000, Place(), 10_000)
    assert _texts(sheet.document)[-2:] == ["The end was cut.", "Text"]


@given(
    st.lists(
        st.text("ab \u4e2d\u05d0\u200d\U00012000", max_size=400).map(lambda text: text * 60), min_size=1, max_size=4
    )
)
@settings(max_examples=20)
def test_parts_of_a_long_paragraph_hold_all_of_it(texts: list[str]) -> None:
    block = Block(Kind.PARAGRAPH, tuple(Run(text) for text in texts), marker="-", anchor="here")
    parts = parts_of(block)
    assert "".join(run.text for part in parts for run in part.runs) == "".join(texts)
    assert all(letters(part) <= MOST_WEIGHT for part in parts)
    assert [part.marker for part in parts] == ["-"] + [""] * (len(parts) - 1)
    assert [part.anchor for part in parts] == ["here"] + [""] * (len(parts) - 1)


def test_a_slice_of_the_page_holds_no_more_than_one_part_of_slow_text(desk: Desk) -> None:
    """Building is quick where layout is slow: the clock alone would let a second's worth through."""
    sheet = desk.sheet(Page(tuple(paragraph("\U00012000" * 1_300) for _ in range(6))))
    sheet.write_first(10, Place(), 10_000)
    before = sheet.document.blockCount()
    sheet.write_more(10_000)
    assert 0 < sheet.document.blockCount() - before <= 2


def test_a_long_paragraph_is_one_place_of_the_page(desk: Desk) -> None:
    sheet = desk.whole(paragraph("word " * 5000), paragraph("after"))
    assert len(sheet.placed.starts) == 3
    assert _block(sheet, 0).next().next() != _block(sheet, 1)
    assert _block(sheet, 1).text() == "after"
    assert _block(sheet, 0).blockFormat().bottomMargin() == 0


def test_many_runs_are_written_in_several_parts() -> None:
    parts = parts_of(Block(Kind.PARAGRAPH, tuple(Run("ab ") for _ in range(1000))))
    assert [len(part.runs) for part in parts] == [300, 300, 300, 100]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain\ntext", "plain\u2028text"),
        ("10\xa0km\nand on", "10\xa0km\u2028and on"),
        ("\x00a\rb\u2029c\ufdd0d\ufdd1e\ufffcf", "\ufffda\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"),
        ("\ud800a\udfff\nb", "\ufffda\ufffd\u2028b"),
    ],
)
def test_what_qt_keeps_for_itself_is_not_in_a_text(text: str, expected: str) -> None:
    assert harmless(text) == expected
