"""Walks through the settings: found by a word, changed and set back by key, applied at once."""

from __future__ import annotations

from newsreader.core.settings import SETTINGS
from newsreader.ui.settings_overlay import SettingsOverlay
from tests.walks.walker import Walker


def settings(walk: Walker, words: str = "") -> SettingsOverlay:
    walk.press("Ctrl+,")
    found = walk.window.findChild(SettingsOverlay)
    assert found is not None
    assert found.field.hasFocus()
    found.field.setText(words)
    return found


def test_every_setting_of_the_table_is_there(walk: Walker) -> None:
    overlay = settings(walk)
    assert [overlay.rows.row(overlay.rows.index(row, 0)).text for row in range(overlay.rows.rowCount())] == [
        setting.text for setting in SETTINGS
    ]
    walk.press("Esc")
    assert walk.pane == "list"


def test_a_theme_is_chosen_and_set_back_at_once(walk: Walker) -> None:
    before = walk.shell.appearance.look.theme.name
    settings(walk, "appearance.theme")
    walk.press("Return")
    assert walk.shell.preferences.settings.text("appearance.theme") == "sepia"
    assert walk.shell.appearance.look.theme.name != before
    walk.press("Delete")
    assert walk.shell.preferences.settings.text("appearance.theme") == "system"


def test_letters_are_switched_off_without_a_restart(walk: Walker) -> None:
    settings(walk, "letters")
    walk.press("Return", "Esc")
    first = walk.current
    walk.press("J")
    assert walk.current == first
    walk.press("Down")
    assert walk.current != first
