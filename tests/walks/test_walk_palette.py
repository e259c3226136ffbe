"""Walks through the command palette: everything by a few letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from newsreader.core.query import Query
from newsreader.core.timeline import ListKey, ListKind
from newsreader.reader.search import Found
from newsreader.ui.overlay import front_overlay
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.palette_overlay import PaletteOverlay
from tests.bench.loop import Painted
from tests.walks.stories import ORBIT, TIDES
from tests.walks.walker import Walker


def palette(walk: Walker, text: str = "") -> PaletteOverlay:
    walk.press("Ctrl+K")
    found = walk.overlay(PaletteOverlay)
    assert found.field.hasFocus()
    found.field.setText(text)
    return found


def rows(overlay: PaletteOverlay) -> list[OverlayRow]:
    return [overlay.rows.row(overlay.rows.index(row, 0)) for row in range(overlay.rows.rowCount())]


def names(overlay: PaletteOverlay) -> list[str]:
    """What can be chosen, from the top down."""
    return [row.text for row in rows(overlay) if not row.is_label]


def labels(overlay: PaletteOverlay) -> list[str]:
    """The groups, from the top down."""
    return [row.text for row in rows(overlay) if row.is_label]


def current(overlay: PaletteOverlay) -> str:
    return overlay.rows.row(overlay.list.currentIndex()).text


def test_a_command_is_run_and_comes_first_the_next_time(walk: Walker) -> None:
    overlay = palette(walk, "star")
    assert names(overlay)[0] == "Star"
    walk.press("Return")
    assert not walk.is_open(PaletteOverlay)
    assert walk.is_starred(TIDES)
    assert walk.pane == "list"
    overlay = palette(walk)
    assert names(overlay)[0] == "Star"
    assert labels(overlay) == ["Recent", "Commands"]
    walk.press("Esc")
    walk.shell.recent.clear()


def test_a_source_and_a_tag_are_gone_to(walk: Walker) -> None:
    palette(walk, "@harb")
    walk.press("Return")
    assert walk.shell.browsing.key == ListKey(ListKind.SOURCE, "Harbour Post")
    palette(walk, "#space")
    walk.press("Return")
    assert walk.shell.browsing.key == ListKey(ListKind.TAG, "space")


def test_an_article_is_found_by_its_title(walk: Walker) -> None:
    overlay = palette(walk, "old orbi")
    walk.until(lambda: ORBIT.title in names(overlay), "it is found")
    overlay.list.select_row([row.text for row in rows(overlay)].index(ORBIT.title))
    walk.press("Return")
    walk.shows(ORBIT)


def test_groups_have_labels_that_are_never_chosen(walk: Walker) -> None:
    overlay = palette(walk, "or")
    walk.until(lambda: "Articles" in labels(overlay), "articles are found")
    assert labels(overlay) == ["Commands", "Articles", "Sources", "Tags"]
    assert rows(overlay)[0].is_label
    assert not rows(overlay)[overlay.list.currentIndex().row()].is_label
    seen = [current(overlay)]
    while len(seen) < 2 or seen[-1] != seen[-2]:
        walk.press("Down")
        seen.append(current(overlay))
    assert seen[:-1] == names(overlay)
    walk.press("Esc")


def test_typed_letters_are_bold_and_keys_are_caps(walk: Walker) -> None:
    overlay = palette(walk, "mark all")
    row = next(row for row in rows(overlay) if row.text == "Mark all as read")
    assert row.bold == ((0, 4), (5, 8))
    assert row.caps == ("Shift", "A")
    assert row.spoken == "Mark all as read, Shift A"
    overlay.field.setText("@harb")
    (label, source) = rows(overlay)
    assert (label.text, source.text, source.bold, source.detail) == ("Sources", "Harbour Post", ((0, 4),), "2 articles")
    walk.press("Esc")


def test_tab_keeps_it_to_one_group_after_the_other(walk: Walker) -> None:
    overlay = palette(walk, "")
    for group in ("Commands", "Articles", "Sources", "Tags"):
        walk.press("Tab")
        assert overlay.field.hasFocus()
        assert overlay._chip.text() == group
        assert labels(overlay) in ([group], [])
    assert names(overlay) == ["harbour", "space", "weather", "web"]
    walk.press("Tab")
    assert labels(overlay) == ["Commands"]
    walk.press("Shift+Tab")
    assert labels(overlay) == ["Tags"]
    walk.press("Esc")
    assert labels(palette(walk)) == ["Commands"]
    walk.press("Esc")


def test_only_commands_behind_the_sign_and_nothing_for_nonsense(walk: Walker) -> None:
    overlay = palette(walk, ">harb")
    assert "Harbour Post" not in names(overlay)
    overlay.field.setText(">zzzzqq")
    assert names(overlay) == []
    walk.press("Return")
    assert overlay.isVisible()
    walk.press("Esc")
    assert walk.pane == "list"


def test_what_makes_no_sense_now_is_not_offered(room: Walker, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    room.open(tmp_path / "empty", empty=True)
    assert "Star" not in names(palette(room, ">star"))
    room.press("Esc")


def test_the_index_has_been_asked_before_the_first_letter(walk: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first question of all opens the index: 40 ms at a million articles."""
    searcher = walk.shell.supply.searcher()
    asked: list[Query] = []
    first = searcher.first

    def noted(query: Query) -> Found | None:
        asked.append(query)
        return first(query)

    monkeypatch.setattr(searcher, "first", noted)
    overlay = palette(walk)
    walk.settle()
    assert len(asked) == 1
    assert "Articles" not in labels(overlay)
    walk.press("Esc")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_letter_has_nothing_painted_of_the_window_under_the_palette(walk: Walker, theme: str) -> None:
    overlay = palette(walk, "sta")
    walk.shell.preferences.change("appearance.theme", theme)
    walk.settle()
    painted = [
        Painted(view.viewport())
        for view in (walk.shell.widgets.articles, walk.shell.widgets.pane.browser, overlay.list)
    ]
    QTest.keyClicks(overlay.field, "r")
    walk.until(lambda: painted[2].count > 0, "the rows are painted")
    walk.settle()
    assert [one.count for one in painted[:2]] == [0, 0]
    walk.press("Esc")
    walk.shell.preferences.change("appearance.theme", "light")


def test_a_palette_opened_from_a_field_that_is_gone_closes(walk: Walker) -> None:
    field = QLineEdit(walk.window)
    field.show()
    field.setFocus()
    walk.press("Ctrl+K")
    field.deleteLater()
    QCoreApplication.sendPostedEvents(field, QEvent.Type.DeferredDelete.value)
    walk.press("Esc")
    assert front_overlay(walk.window) is None
