"""Walks through the command palette: everything by a few letters."""

from __future__ import annotations

from pathlib import Path

from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.palette_overlay import PaletteOverlay
from tests.walks.stories import ORBIT, TIDES
from tests.walks.walker import Walker


def palette(walk: Walker, text: str = "") -> PaletteOverlay:
    walk.press("Ctrl+K")
    found = walk.window.findChild(PaletteOverlay)
    assert found is not None
    assert found.field.hasFocus()
    found.field.setText(text)
    return found


def names(overlay: PaletteOverlay) -> list[str]:
    return [str(overlay.rows.index(row, 0).data()) for row in range(overlay.rows.rowCount())]


def test_a_command_is_run_and_comes_first_the_next_time(walk: Walker) -> None:
    overlay = palette(walk, "star")
    assert names(overlay)[0] == "Star"
    walk.press("Return")
    assert not overlay.isVisible()
    assert walk.is_starred(TIDES)
    assert walk.pane == "list"
    assert names(palette(walk))[0] == "Star"


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
    overlay.list.select_row(names(overlay).index(ORBIT.title))
    walk.press("Return")
    walk.shows(ORBIT)


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
