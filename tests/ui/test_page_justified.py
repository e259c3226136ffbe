"""Chinese and Japanese set to both edges: the slack of a line goes between the letters, not into an author's blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock
from pytestqt.qtbot import QtBot

from newsreader.core.literal import literal_spans
from newsreader.core.page import Mark, Page, Place, Run
from newsreader.core.theme import LIGHT
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look
from newsreader.ui.page.faces import register_faces
from newsreader.ui.page.sheet import Printing, Sheet
from newsreader.ui.page.signs import BRAKE, JOINER, braked, clean, without_signs
from newsreader.ui.page.type_scale import TypeScale
from tests.ui.page_bench import PageBench, article, paragraph

HANT = (
    "港口的早晨非常安靜，為什麼用 Ruby 都會讓人覺得 Rails 很慢，"
    "其實在 macOS 上它和 Python 差不多快，我們在 Linux 上用 3 個程式測過。"
)
HANS = (
    "港口的早晨非常安静，为什么用 Ruby 都会让人觉得 Rails 很慢，"
    "其实在 macOS 上它和 Python 差不多快，我们在 Linux 上用 3 个程序测过。"
)
JA = "港の朝はとても静かで、なぜ Ruby を使うと Rails が遅いと感じるのか、実は macOS 上では Python とほとんど同じです。"
MIXED = (
    Run("港口的早晨非常安靜，第一批船在城鎮醒來之前就進來了，用 "),
    Run("Ruby", Mark.STRONG),
    Run(" 寫的程式和 "),
    Run("Rails", href="https://rails.example"),
    Run(" 網站都用 "),
    Run("git commit -m", Mark.CODE),
    Run(" 指令記下，然後再看 "),
    Run("Ruby on Rails", Mark.EMPHASIS),
    Run(" 框架的文件，難說到底有多少人讀過。"),
)


Make = Callable[..., Sheet]


@pytest.fixture
def sheet_of(qapp: object, project: Path) -> Make:
    """A sheet of one paragraph, by width and runs."""
    parent = QObject()
    faces = register_faces(project / "resources" / "fonts")
    look = Look(LIGHT, Icons(project / "resources" / "icons"))

    def make(width: float, *runs: Run, percent: int = 100) -> Sheet:
        printing = Printing(look, faces, TypeScale(percent), 1.0)
        sheet = Sheet(article("港口的早晨"), Page((paragraph(*runs),)), printing, width, parent)
        sheet.write_first(10_000, Place(), 10_000)
        sheet.document.size()
        return sheet

    return make


def _advances(block: QTextBlock) -> Iterator[list[tuple[str, float]]]:
    """Each character of each line, and how far the next one stands from it."""
    layout, text = block.layout(), block.text()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        at: list[Any] = [line.cursorToX(line.textStart() + i) for i in range(line.textLength() + 1)]
        yield [(text[line.textStart() + i], float(at[i + 1][0]) - float(at[i][0])) for i in range(line.textLength())]


@pytest.mark.parametrize("width", [400, 460, 520, 700])
@pytest.mark.parametrize("percent", [83, 100, 133])
@pytest.mark.parametrize("runs", [(Run(HANT),), (Run(HANS),), (Run(JA),), MIXED], ids=["hant", "hans", "ja", "mixed"])
def test_a_blank_is_no_wider_than_the_others_and_lines_end_flush(
    sheet_of: Make, runs: tuple[Run, ...], percent: int, width: int
) -> None:
    sheet = sheet_of(width, *runs, percent=percent)
    block, em = sheet.placed.starts[1], 18 * percent / 100
    lines = list(_advances(block))
    assert len(lines) > 1
    for number, line in enumerate(lines[:-1]):
        ideographs = [wide for char, wide in line if "\u4e00" <= char <= "\u9fff"]
        spread = max(ideographs) - em
        inner = "".join(char for char, _ in line).rstrip()
        blanks = [wide for char, wide in line[: len(inner)] if char == " "]
        assert all(0.18 * em < wide < 0.6 * em + spread for wide in blanks), (number, blanks, spread)
        natural, room = block.layout().lineAt(number).naturalTextWidth(), block.layout().lineAt(number).width()
        end = sum(wide for _, wide in line[: len(inner)])
        assert end == pytest.approx(room, abs=0.2 * em) or natural > room, "the line reaches the edge"


def test_no_other_face_makes_a_line_with_a_brake_higher(sheet_of: Make) -> None:
    sheet = sheet_of(460, Run(HANT))
    layout = sheet.placed.starts[1].layout()
    families = {run.rawFont().familyName() for i in range(layout.lineCount()) for run in layout.lineAt(i).glyphRuns()}
    assert not any("Mongol" in family for family in families), families
    tops = [layout.lineAt(i).y() for i in range(layout.lineCount())]
    assert {after - before for before, after in pairwise(tops)} == {32}


def test_mostly_english_paragraphs_and_korean_are_left_as_they_are(sheet_of: Make) -> None:
    english = "The harbour (港口) was quiet in the morning and the first boats came in."
    sheet = sheet_of(460, Run(english))
    assert sheet.placed.starts[1].text() == english
    korean = (Run("항구의 아침은 Ruby 만큼 조용했고 첫 배들은 도시가 깨기 전에 들어왔다."),)
    assert braked(korean) == korean


def test_a_brake_stands_where_the_letter_before_is_no_ideograph() -> None:
    def shown(*texts: str) -> str:
        return "|".join(run.text for run in braked(tuple(map(Run, texts)))).replace(BRAKE, "!")

    assert shown("用 Ruby 寫 3 個") == "用 Ruby! 寫 3 個"
    assert shown("用 ", "Ruby", " 寫") == "用 |Ruby|! 寫"
    assert shown("用 Ruby, 3.5 和") == "用 Ruby,! 3.5! 和"
    assert shown("3 Ruby 寫") == "3! Ruby! 寫", "what comes before all letters belongs to the first"
    assert shown("3 個 Ruby\u3000寫\u3000一") == "3 個 Ruby!\u3000寫\u3000一"
    picture = (Run("a b", image="x.png"), Run(" 寫 a"))
    assert braked(picture) == picture


def test_signs_are_neither_read_nor_counted() -> None:
    text = f"-{JOINER}x 用 Ruby{BRAKE} 寫"
    shown, own = without_signs(text)
    assert shown == clean(text) == "-x 用 Ruby 寫"
    assert [text[own(place)] for place in range(len(shown))] == list(shown)
    mongolian = f"ᠠ{BRAKE}ᠡ"
    assert clean(mongolian) == mongolian == without_signs(mongolian)[0], "there it is a letter's form"


def test_blanks_are_copied_found_and_quoted_as_the_author_wrote_them(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph(*MIXED), title="港口的早晨")
    text = "".join(run.text for run in MIXED)
    browser, words = bench.pane.browser, bench.pane.words
    block = browser.document().lastBlock()
    assert BRAKE in block.text()
    for phrase in ("Ruby 寫的", "git commit -m 指令", "Ruby on Rails 框架"):
        spans_of = partial(literal_spans, wanted=phrase, by_case=True, whole=False)
        assert words.find(spans_of) == 1
        (selection,) = browser.extraSelections()
        browser.setTextCursor(selection.cursor)
        assert browser.createMimeDataFromSelection().text() == phrase
        passage = bench.pane.marked.passage()
        assert passage is not None
        assert passage.highlight.quote == phrase
        bench.pane.marked.show([passage.highlight])
        assert bench.pane.marked.lost == ()
    browser.selectAll()
    data = browser.createMimeDataFromSelection()
    assert data.text().endswith(text)
    assert BRAKE not in data.html()
    assert "<code>git commit -m</code> 指令記下" in data.html()
