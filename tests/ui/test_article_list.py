"""The list as it is painted, moved through and edited."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.theme import DARK, LIGHT, SEPIA, Theme
from newsreader.ui.article_list import ArticleList
from newsreader.ui.article_list_model import ArticleListModel
from tests.ui.list_bench import ARTICLE, NOW, FakeRows, colour_at, dress, look_of, painted, published_ago, runs, show

WIDTH, HEIGHT = 356, 640


class Bench:
    """A list of the design's width in a window of its own."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, project: Path) -> None:
        self.qtbot, self.qapp, self.project = qtbot, qapp, project
        self.rows = FakeRows()
        self.look = look_of(project)
        dress(qapp, self.look)
        self.model = ArticleListModel(self.rows, NOW)
        self.window = QWidget()
        self.list = ArticleList(self.model, self.look, self.window)
        self.other = QWidget(self.window)
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.setGeometry(0, 0, WIDTH, HEIGHT)
        self.model.set_ids(range(100))
        show(qtbot, self.window, WIDTH, HEIGHT)
        self.list.setFocus()
        self.selected: list[tuple[int, bool]] = []
        self.list.article_selected.connect(lambda id_, repeat: self.selected.append((id_, repeat)))

    def dress(self, theme: Theme, *, compact: bool = False) -> None:
        self.look = look_of(self.project, theme, compact=compact)
        dress(self.qapp, self.look)
        self.list.apply_look(self.look)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.list, key, modifier)

    def scroll(self, offset: int) -> None:
        self.list.verticalScrollBar().setValue(offset)

    def top_of(self, id_: int) -> int:
        row = self.model.row_of(id_)
        assert row is not None
        return self.list.rowViewportPosition(row)

    def image(self) -> QImage:
        return painted(self.list)

    def has_text(self, image: QImage, token: str, top: int, bottom: int, left: int = 36, right: int = 324) -> bool:
        """Whether letters in a token's colour stand in a stretch; their cores have the colour itself."""
        wanted = self.look.colour(token)
        return any(
            _distance(image.pixelColor(x, y), wanted) < 12 for y in range(top, bottom) for x in range(left, right)
        )


def _distance(one: QColor, other: QColor) -> int:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return sum(abs(int(a) - int(b)) for a, b in pairs)


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, project: Path) -> Bench:
    return Bench(qtbot, qapp, project)


@pytest.mark.parametrize(("compact", "height"), [(False, 104), (True, 56)])
def test_rows_have_the_height_of_their_density(bench: Bench, compact: bool, height: int) -> None:
    bench.dress(LIGHT, compact=compact)
    assert bench.top_of(1) - bench.top_of(0) == height
    lines = runs(bench.image(), bench.look.theme.hair, x=200)
    assert lines[:2] == [(height - 1, height - 1), (2 * height - 1, 2 * height - 1)]


@pytest.mark.parametrize("theme", [LIGHT, SEPIA, DARK], ids=lambda theme: theme.name)
def test_the_selected_row_is_tinted_with_a_bar(bench: Bench, theme: Theme) -> None:
    bench.dress(theme)
    bench.list.select_id(1)
    image = bench.image()
    assert runs(image, theme.tint, y=150)[0][0] == 8
    assert runs(image, theme.tint, y=150)[-1][1] == 335
    assert runs(image, theme.tint, x=30)[0] == (105, 206)
    assert runs(image, theme.accent, x=13)[0] == pytest.approx((117, 194), abs=1)
    assert runs(image, theme.accent, y=150)[0] == (12, 14)
    assert runs(image, theme.hair, x=200)[:1] != [(103, 103)]


def test_the_selection_steps_back_when_the_focus_is_elsewhere(bench: Bench) -> None:
    bench.list.select_id(0)
    bench.other.setFocus()
    image = bench.image()
    assert colour_at(image, 30, 20) == LIGHT.sel_idle.lower()
    assert not runs(image, LIGHT.accent, x=13)


def test_an_unread_row_has_a_dot_and_strong_words_a_read_one_has_neither(bench: Bench) -> None:
    bench.rows.read = {1}
    image = bench.image()
    assert runs(image, LIGHT.accent, y=42)[0] == pytest.approx((20, 27), abs=1)
    assert runs(image, LIGHT.accent, x=24)[0] == pytest.approx((38, 45), abs=1)
    assert not runs(image, LIGHT.accent, y=104 + 42)
    assert bench.has_text(image, "fg", 32, 52)
    assert not bench.has_text(image, "fg", 104 + 32, 104 + 52)
    assert bench.has_text(image, "fg2", 104 + 32, 104 + 52)


def test_a_read_title_is_full_black_while_selected(bench: Bench) -> None:
    bench.rows.read = {0}
    bench.list.select_id(0)
    assert bench.has_text(bench.image(), "fg", 32, 52)


@pytest.mark.parametrize(("compact", "line"), [(False, (12, 28)), (True, (8, 28))])
def test_a_star_stands_left_of_the_date_or_at_the_end_of_the_title(
    bench: Bench, compact: bool, line: tuple[int, int]
) -> None:
    bench.dress(LIGHT, compact=compact)
    bench.rows.starred = {0}
    image = bench.image()
    rows = [y for y in range(104) if runs(image, LIGHT.star, y=y)]
    assert line[0] <= rows[0]
    assert rows[-1] < line[1]
    right = max(runs(image, LIGHT.star, y=y)[-1][1] for y in rows)
    assert (right == pytest.approx(323, abs=1)) is compact


def test_hover_fills_the_row_and_hides_the_lines_beside_it(bench: Bench) -> None:
    places = cycle((QPoint(100, 150), QPoint(101, 150)))

    def is_filled() -> bool:
        QTest.mouseMove(bench.list.viewport(), next(places))  # the pointer may have been there already
        return colour_at(bench.image(), 30, 104 + 20) == LIGHT.hover.lower()

    bench.qtbot.waitUntil(is_filled)


def test_every_selected_row_is_tinted_only_the_current_one_has_the_bar(bench: Bench) -> None:
    bench.list.select_id(0)
    bench.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    image = bench.image()
    assert list(bench.list.selected_ids()) == [0, 1]
    assert [colour_at(image, 30, y) for y in (20, 124)] == [LIGHT.tint.lower()] * 2
    assert [run[0] > 104 for run in runs(image, LIGHT.accent, x=13)] == [True]


def test_a_match_is_marked_and_its_words_are_full_black(bench: Bench) -> None:
    bench.rows.read = {0}
    bench.rows.articles[0] = replace(ARTICLE, title="Before searched after", excerpt="Nothing of it")
    bench.list.show_hits(lambda text: [(7, 15)] if "searched" in text else [])
    image = bench.image()
    first, last = runs(image, LIGHT.hit, y=33)[0]
    assert 60 < first < last < 200
    assert bench.has_text(image, "fg", 34, 50, first, last)
    bench.list.show_hits(None)
    assert not runs(bench.image(), LIGHT.hit, y=33)


def test_the_snippet_stands_in_for_the_excerpt(bench: Bench) -> None:
    bench.rows.articles[0] = replace(ARTICLE, excerpt="")
    assert not bench.has_text(bench.image(), "fg3", 53, 88)
    bench.rows.snippets[0] = "…around what was searched for"
    bench.model.refresh([0])
    assert bench.has_text(bench.image(), "fg3", 53, 88)


def test_a_right_to_left_window_mirrors_the_row(bench: Bench) -> None:
    bench.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bench.list.select_id(0)
    image = bench.image()
    shift = WIDTH - 344
    assert runs(image, LIGHT.accent, y=80)[-1] == pytest.approx((344 - 15 + shift, 344 - 13 + shift), abs=1)
    assert runs(image, LIGHT.accent, y=42)[-2] == pytest.approx((344 - 28 + shift, 344 - 21 + shift), abs=1)


@pytest.mark.parametrize(
    "title",
    [
        "國際太空站的新模組順利對接並且太空人明日進入艙內檢查設備及補給品然後再返回地球",
        "إطلاق قمر صناعي جديد لمراقبة المناخ من المحيط الهندي بعد تأجيل طويل",
    ],
)
def test_titles_of_every_script_stay_at_the_reading_side_of_the_window(bench: Bench, title: str) -> None:
    bench.rows.articles[0] = replace(ARTICLE, title=title, source="", authors=(), excerpt="")
    image = bench.image()
    ink = [x for x in range(30, 344) if any(colour_at(image, x, y) != LIGHT.list.lower() for y in range(32, 72))]
    assert ink[0] == pytest.approx(36, abs=4)
    assert ink[-1] < 326
    assert not any(colour_at(image, x, 100) != LIGHT.list.lower() for x in range(36, 324))


def test_keys_move_and_tell(bench: Bench) -> None:
    bench.list.select_id(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        bench.press(key)
    assert bench.selected == [(1, False), (99, False), (98, False), (0, False)]
    bench.press(Qt.Key.Key_PageDown)
    assert 3 <= bench.selected[-1][0] <= 7


def test_letters_do_nothing_here(bench: Bench) -> None:
    bench.rows.articles[50] = replace(ARTICLE, title="zebra")
    bench.list.select_id(0)
    QTest.keyClicks(bench.list, "zebra")
    assert bench.list.current_id() == 0
    assert not bench.list.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_click_selects_a_double_click_opens(bench: Bench) -> None:
    opened: list[int] = []
    bench.list.article_opened.connect(opened.append)
    QTest.mouseClick(bench.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 250))
    assert bench.selected == [(2, False)]
    QTest.mouseDClick(
        bench.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 250)
    )
    assert opened == [2]


def test_selecting_from_outside_tells_nobody_and_scrolls_on_demand(bench: Bench) -> None:
    assert bench.list.select_id(60, scroll=False)
    assert bench.list.verticalScrollBar().value() == 0
    assert bench.list.select_id(60)
    assert 60 in bench.list.visible_ids()
    assert not bench.list.select_id(1234)
    assert bench.selected == []
    assert bench.list.current_id() == 60


@pytest.mark.parametrize("offset", [0, 1, 777, 5000])
def test_the_row_under_the_eye_does_not_move(bench: Bench, offset: int) -> None:
    bench.list.select_id(51 if offset == 5000 else offset // 104 + 1)
    bench.scroll(offset)
    current = bench.list.current_id()
    assert current is not None
    before = bench.top_of(current)
    bench.model.set_ids([*range(200, 210), *range(100)])
    assert (bench.list.current_id(), bench.top_of(current)) == (current, before)
    bench.model.set_ids([id_ for id_ in bench.model.ids if id_ not in (201, 203)])
    assert (bench.list.current_id(), bench.top_of(current)) == (current, before)
    bench.model.set_ids([*range(1000, 3000, 2), *range(100), *range(1001, 3000, 2)])
    assert (bench.list.current_id(), bench.top_of(current)) == (current, before)
    assert bench.selected == []


def test_an_untouched_list_shows_what_is_new(bench: Bench) -> None:
    bench.model.set_ids([200, *range(100)])
    assert bench.list.verticalScrollBar().value() == 0
    assert bench.list.visible_ids()[0] == 200


def test_an_article_that_is_gone_is_current_no_more(bench: Bench) -> None:
    bench.list.select_id(5)
    bench.model.set_ids([id_ for id_ in range(100) if id_ != 5])
    assert bench.list.current_id() is None
    assert list(bench.list.selected_ids()) == []
    assert bench.selected == []


def test_an_empty_list_is_no_trouble(bench: Bench) -> None:
    bench.list.select_id(5)
    bench.model.set_ids([])
    bench.press(Qt.Key.Key_Home)
    bench.press(Qt.Key.Key_End)
    assert bench.list.visible_ids() == []
    assert bench.list.current_id() is None
    bench.list.refresh_dates(NOW)
    bench.image()


def test_only_young_visible_rows_are_refreshed_with_the_minute(bench: Bench) -> None:
    bench.rows.articles = {1: replace(ARTICLE, published=published_ago(minutes=5)), 80: ARTICLE}
    bench.list.refresh_dates(NOW)
    changed: list[int] = []
    bench.model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    bench.list.refresh_dates(NOW.replace(minute=1))
    assert changed == [1]


def test_scrolling_is_told_to_the_header(bench: Bench) -> None:
    told: list[bool] = []
    bench.list.scrolled.connect(told.append)
    bench.scroll(30)
    bench.scroll(0)
    assert told == [True, False]


def test_rows_out_of_sight_are_prepared_while_the_list_is_seen(bench: Bench) -> None:
    for is_seen in (True, False):
        bench.list.setVisible(is_seen)
        bench.qapp.processEvents()
        bench.scroll(2000 if is_seen else 6000)
        bench.image()
        bench.rows.asked.clear()
        with bench.qtbot.waitSignal(bench.list._ahead.timeout):
            pass
        assert bool(bench.rows.asked) == is_seen, "where the window is being closed there may be no library any more"


def test_another_density_keeps_the_current_row_in_its_place(bench: Bench) -> None:
    bench.list.select_id(40)
    before = bench.top_of(40)
    bench.dress(DARK, compact=True)
    assert bench.top_of(40) == before
    assert colour_at(bench.image(), 2, 2) == DARK.list.lower()


def test_rows_are_as_wide_with_and_without_a_scroll_bar(bench: Bench) -> None:
    bench.list.select_id(0)
    wide = runs(bench.image(), LIGHT.tint, y=90)
    bench.model.set_ids([0])
    assert runs(bench.image(), LIGHT.tint, y=90) == wide


def test_a_screen_reader_finds_one_labelled_item_a_row(bench: Bench) -> None:
    bench.rows.articles[0] = ARTICLE
    interface = QAccessible.queryAccessibleInterface(bench.list)
    assert interface.text(QAccessible.Text.Name) == "Articles"
    children = [interface.child(number) for number in range(interface.childCount())]
    names = [name for child in children if (name := child.text(QAccessible.Text.Name))]
    assert names[0] == "Unread, A title of its own, Rust Weekly, Ada Example, 2 days ago, 4 min read"
    assert names[1].startswith("Unread, Title 1")
    assert len(names) == 100


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def test_a_million_rows_ask_only_for_what_is_seen(bench: Bench) -> None:
    ids = range(1_000_000)
    bench.model.set_ids(())
    bench.rows.asked.clear()
    bench.model.set_ids(ids)
    bench.scroll(50_000_000)
    bench.image()
    assert len(set(bench.rows.asked)) <= 3 * (HEIGHT // 104 + 2)


def test_a_full_list_is_painted_again_in_a_few_milliseconds(bench: Bench) -> None:
    bench.image()
    image = QImage(bench.list.size(), QImage.Format.Format_ARGB32_Premultiplied)
    times = [_milliseconds(lambda: bench.list.viewport().render(image)) for _ in range(30)]
    assert statistics.median(times) < 20, (
        "about 3 ms alone on this kind of machine; the limit only catches a lost cache"
    )


def on_screen(bench: Bench) -> QImage:
    """The list as it stands on the screen, without painting it."""
    screen = bench.window.screen().grabWindow(bench.window.winId(), 0, 0, WIDTH, HEIGHT)
    return screen.toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("pointer", [150, 600, None])
def test_what_is_not_painted_again_looks_as_if_it_were(bench: Bench, pointer: int | None) -> None:
    bench.other.setGeometry(0, HEIGHT, 1, 1)  # what lies over a list keeps its rows from being moved as they are
    if pointer is not None:
        QTest.mouseMove(bench.list.viewport(), QPoint(100, 20))  # the pointer may have been there already
        QTest.mouseMove(bench.list.viewport(), QPoint(100, pointer))
        bench.qtbot.waitUntil(bench.list.viewport().underMouse)
    bench.list.viewport().update()
    steps: list[Callable[[], object]] = [
        *(lambda row=row: bench.list.select_id(row) for row in (0, 1, 2, 7, 8, 9, 8, 3, 2, 50, 49)),
        lambda: bench.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
        lambda: bench.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
        lambda: bench.press(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier),
        lambda: bench.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier),
        lambda: bench.scroll(1234),
        lambda: bench.scroll(1200),
        bench.list.clear_current,
        lambda: bench.list.select_id(99),
    ]
    for step in steps:
        step()
        bench.list.paint_now()
        assert on_screen(bench) == bench.image().convertToFormat(QImage.Format.Format_RGB32)


def test_a_step_paints_the_two_rows_it_concerns_and_the_hairline_above(bench: Bench) -> None:
    bench.list.select_id(2)
    bench.qapp.processEvents()
    bench.rows.asked.clear()
    bench.list.select_id(3)
    bench.list.paint_now()
    assert set(bench.rows.asked) == {1, 2, 3}


def test_the_rows_just_out_of_sight_are_made_ready_in_a_rest(bench: Bench) -> None:
    bench.list.select_id(50)
    last = bench.list.visible_ids()[-1]
    bench.qtbot.waitUntil(lambda: {last + 1, bench.list.visible_ids()[0] - 1} <= set(bench.rows.asked))
    bench.rows.asked.clear()
    bench.list.select_id(last)
    bench.list.paint_now()
    assert last + 1 not in bench.rows.asked


def test_a_row_that_is_painted_has_its_page_fetched_at_once(bench: Bench) -> None:
    bench.image()
    assert bench.rows.pages == [64]
    bench.scroll(60 * 104)
    bench.image()
    assert sorted(bench.rows.pages) == [36, 64]
