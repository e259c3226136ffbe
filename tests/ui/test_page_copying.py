"""What leaves the page: plain text and clean HTML."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from newsreader.core.page import Block, Kind, Mark, Run
from tests.ui.page_bench import PageBench, paragraph


def _copied(bench: PageBench) -> tuple[str, str, list[str]]:
    bench.pane.browser.selectAll()
    data = bench.pane.browser.createMimeDataFromSelection()
    return data.text(), data.html(), data.formats()


def test_text_is_copied_with_markers_and_without_what_the_page_needs(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(
        paragraph("Use ", Run("-flag", Mark.CODE), " now"),
        paragraph("one", nest="L", marker="-"),
        paragraph("two", nest="L", marker="2."),
        paragraph("done", nest="L", marker="[x]"),
        Block(Kind.IMAGE, (Run("Boats", image="boats.png"),)),
    )
    text, _, _ = _copied(bench)
    assert text.splitlines()[3:] == ["Use -flag now", "• one", "2. two", "☑ done"]
    assert "31 July 2026" in text
    assert not set(text) & set("\u2060\u2068\u2069\ufffc")


def test_html_holds_marks_and_links_and_no_file(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(
        paragraph(
            Run("<b>", Mark.STRONG),
            Run("x", Mark.CODE),
            Run("there", href="https://example.org/?a=1&b=2"),
            Run("1", href="#fn-1"),
        ),
        Block(Kind.IMAGE, (Run("Boats", image="boats.png"),)),
    )
    _, html, kinds = _copied(bench)
    assert "<strong>&lt;b&gt;</strong><code>x</code>" in html
    assert '<a href="https://example.org/?a=1&amp;b=2">there</a>1</p>' in html
    assert "file:" not in html
    assert "img" not in html
    assert sorted(kinds) == ["text/html", "text/plain"]


def test_emphasis_is_copied_where_it_is_not_slanted(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("海邊的人都", Run("知道", Mark.EMPHASIS), "嗎？ ", Run("so", Mark.EMPHASIS)))
    assert "都<em>知道</em>嗎？ <em>so</em></p>" in _copied(bench)[1]


def test_part_of_a_paragraph_is_copied_by_characters_not_code_units(qtbot: QtBot, project: Path) -> None:
    bench = PageBench(qtbot, project)
    bench.show(paragraph("a🚢b🚢c"))
    cursor = bench.pane.browser.document().find("🚢b🚢")
    bench.pane.browser.setTextCursor(cursor)
    assert bench.pane.browser.createMimeDataFromSelection().text() == "🚢b🚢"
