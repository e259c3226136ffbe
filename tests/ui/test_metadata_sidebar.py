"""The details: each fact in its place, nothing made up, everything readable in full."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.core.theme import DARK, LIGHT, monogram_ground
from newsreader.ui.metadata_sidebar import MetadataSidebar
from newsreader.ui.value_field import ValueField
from tests.ui.list_bench import ARTICLE, NOW, colour_at, dress, look_of, painted, runs, show

FULL = replace(ARTICLE, published=Published(2019, 11, 1, 10, 26, 0, 0, raw="2019-11-01 at 10:26 (UTC)"), words=484)
FOLDER = "~/News/a/rather/long/way/down/into/the/archive"


class Bench:
    """The details in a window of their own."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, project: Path) -> None:
        self.qapp, self.project = qapp, project
        dress(qapp, look_of(project))
        self.window = QWidget()
        self.sidebar = MetadataSidebar(look_of(project))
        self.sidebar.setLocale(QLocale("en_GB"))
        self.sidebar.setParent(self.window)
        self.sidebar.resize(264, 700)
        show(qtbot, self.window, 264, 700)
        self.present(FULL)

    def present(self, article: Article, address: str = "example.org/an-article", host: str = "example.org") -> None:
        self.sidebar.show_article(
            article,
            host=host if article.url else "",
            shown_address=address if article.url else "",
            tooltip_address=article.url,
            folder=FOLDER,
            now=NOW,
        )
        self.qapp.processEvents()

    def lines(self) -> list[str]:
        """Labels, values and buttons from the top down, left before right."""
        shown: list[tuple[int, int, str]] = []
        for widget in self.sidebar.findChildren(QWidget):
            if isinstance(widget, QLabel | ValueField | QAbstractButton) and widget.isVisible():
                place = widget.mapTo(self.sidebar, QPoint(0, 0))
                text = widget.text() if not isinstance(widget, QAbstractButton) else widget.accessibleName()
                shown.append((place.y(), place.x(), text))
        return [text for _, _, text in sorted(shown)]

    def value(self, name: str) -> ValueField:
        fields = self.sidebar.findChildren(ValueField)
        return next(field for field in fields if field.accessibleName().startswith(f"{name}: "))

    def button(self, name: str) -> QAbstractButton:
        buttons = self.sidebar.findChildren(QAbstractButton)
        return next(button for button in buttons if button.accessibleName() == name)


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, project: Path) -> Bench:
    return Bench(qtbot, qapp, project)


def test_facts_stand_in_the_order_of_the_design(bench: Bench) -> None:
    assert bench.lines() == [
        "Rust Weekly",
        "example.org",
        "Author",
        "Ada Example",
        "Published",
        "Friday, 1 November 2019",
        "10:26 UTC  ·  6 years ago",
        "Reading time",
        "Words",
        "2 min",
        "484",
        "Original",
        "example.org/an-article",
        "Open original",
        "Tags",
        "rust",
        "File",
        "an-article.md",
        FOLDER,
        "Show in folder",
        "Copy path",
    ]


def test_what_the_file_does_not_say_has_no_line(bench: Bench) -> None:
    bench.present(replace(FULL, authors=(), published=None, url="", tags=(), words=0))
    assert bench.lines() == [
        "Rust Weekly",
        "Original",
        "No link in this file",
        "Tags",
        "None",
        "File",
        "an-article.md",
        FOLDER,
        "Show in folder",
        "Copy path",
    ]
    bench.present(replace(FULL, source=""))
    assert bench.lines()[:2] == ["example.org", "Author"]


def test_a_day_has_no_time(bench: Bench) -> None:
    bench.present(replace(FULL, published=Published(2019, 11, 1)))
    assert bench.lines()[5:7] == ["Friday, 1 November 2019", "6 years ago"]


def test_chinese_is_counted_in_characters(bench: Bench) -> None:
    bench.present(replace(FULL, words=3, characters=12_741))
    lines = bench.lines()
    assert lines[8:11] == ["Characters", "32 min", "12,741"]


def test_the_head_lines_up_with_the_header_rows(bench: Bench) -> None:
    image = painted(bench.sidebar)
    ground = monogram_ground("Rust Weekly").lower()
    assert runs(image, ground, x=24)[0] == pytest.approx((14, 49), abs=2)
    assert runs(image, ground, y=22)[0] == pytest.approx((20, 55), abs=1)
    assert bench.value("Source").mapTo(bench.sidebar, QPoint(0, 0)).x() == 68


def test_distances_are_two_below_labels_and_sixteen_below_blocks(bench: Bench) -> None:
    def span(widget: QWidget) -> tuple[int, int]:
        top = widget.mapTo(bench.sidebar, QPoint(0, 0)).y()
        return top, top + widget.height()

    labels = {label.text(): label for label in bench.sidebar.findChildren(QLabel) if label.isVisible()}
    author, published = labels["Author"], labels["Published"]
    assert span(bench.value("Author"))[0] - span(author)[1] == 2
    assert span(published)[0] - span(bench.value("Author"))[1] == 16
    button = bench.button("Open original")
    assert (button.width(), button.height()) == (224, 32)
    assert bench.value("Words").mapTo(bench.sidebar, QPoint(0, 0)).x() == 132


def test_labels_are_the_buddies_of_their_values(bench: Bench) -> None:
    buddies = {label.text(): label.buddy() for label in bench.sidebar.findChildren(QLabel) if label.isVisible()}
    for name in ("Author", "Published", "Reading time", "Words", "Original", "File"):
        assert buddies[name] is bench.value(name)


def test_a_value_is_cut_at_rest_and_whole_to_the_reader(bench: Bench) -> None:
    long = "example.org/2019/11/" + "a-very-long-way-" * 8
    bench.present(FULL, address=long)
    field = bench.value("Original")
    assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name) == f"Original: {long}"
    assert FULL.url in field.toolTip()
    assert field.width() == 224
    field.setFocus()
    field.selectAll()
    assert field.selectedText() == long
    bench.button("Open original").setFocus()
    assert field.selectedText() == ""


def test_the_date_tells_its_source(bench: Bench) -> None:
    tooltip = bench.value("Published").toolTip()
    assert "2019-11-01 at 10:26 (UTC)" in tooltip
    assert "Friday, 1 November 2019, 10:26" in tooltip


def test_text_is_never_taken_for_markup(bench: Bench) -> None:
    hostile = "<img src=x> <b>bold</b>"
    bench.present(replace(FULL, source=hostile, authors=(hostile,), tags=(hostile,)))
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in bench.sidebar.findChildren(QLabel) if label.text()
    )
    tips = [widget.toolTip() for widget in bench.sidebar.findChildren(QWidget)]
    assert not [tip for tip in tips if "<b>" in tip or "<img" in tip]


def test_buttons_say_what_is_wanted(bench: Bench) -> None:
    told: list[str] = []
    bench.sidebar.open_original_requested.connect(lambda: told.append("original"))
    bench.sidebar.show_in_folder_requested.connect(lambda: told.append("folder"))
    bench.sidebar.copy_path_requested.connect(lambda: told.append("path"))
    bench.sidebar.tag_chosen.connect(told.append)
    for name in ("Open original", "Show in folder", "Copy path", "rust"):
        QTest.mouseClick(bench.button(name), Qt.MouseButton.LeftButton)
    assert told == ["original", "folder", "path", "rust"]


def test_everything_that_can_be_pressed_is_named_large_enough_and_reached_by_tab(bench: Bench) -> None:
    for button in bench.sidebar.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert min(button.width(), button.height()) >= 24
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_many_tags_wrap_and_a_long_one_is_cut(bench: Bench) -> None:
    bench.present(replace(FULL, tags=("one", "two", "three", "four", "five", "six", "a very long tag " * 9)))
    chips = [bench.button(name) for name in ("one", "six")]
    assert chips[1].y() > chips[0].y()
    long = bench.button(" ".join(("a very long tag " * 9).split()))
    assert long.width() == 224
    assert all(chip.height() == 24 for chip in chips)
    bench.present(FULL)
    assert [b.accessibleName() for b in bench.sidebar.findChildren(QAbstractButton) if b.isVisible()].count("one") == 0


def test_a_low_window_scrolls(bench: Bench) -> None:
    bench.sidebar.resize(264, 300)
    bench.qapp.processEvents()
    assert bench.sidebar.verticalScrollBar().maximum() > 100
    assert bench.sidebar.horizontalScrollBar().maximum() == 0


def test_focus_by_key_comes_to_the_first_value_and_is_seen(bench: Bench) -> None:
    bench.sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert bench.value("Source").hasFocus()
    image = painted(bench.sidebar)
    assert runs(image, LIGHT.accent, y=23)[0] == (63, 64)


def test_another_theme_and_another_parent_keep_fonts_and_colours(bench: Bench) -> None:
    dark = look_of(bench.project, DARK)
    dress(bench.qapp, dark)
    bench.sidebar.apply_look(dark)
    other = QWidget(bench.window)
    bench.sidebar.setParent(other)
    other.resize(264, 700)
    other.show()
    bench.sidebar.show()
    label = next(label for label in bench.sidebar.findChildren(QLabel) if label.text() == "Author")
    assert label.font().pixelSize() == 12
    assert label.palette().color(label.foregroundRole()).name() == DARK.fg3.lower()
    assert colour_at(painted(bench.sidebar), 4, 690) == DARK.side.lower()


def test_time_goes_on_without_disturbing_the_focus(bench: Bench) -> None:
    bench.button("rust").setFocus()
    bench.sidebar.refresh_dates(NOW.replace(year=2030))
    assert "10:26 UTC  ·  10 years ago" in bench.lines()
    assert bench.button("rust").hasFocus()


def test_nothing_selected_shows_nothing(bench: Bench) -> None:
    bench.sidebar.clear()
    assert bench.lines() == []
    bench.sidebar.refresh_dates(NOW)
    assert bench.lines() == []
