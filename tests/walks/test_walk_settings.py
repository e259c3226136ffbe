"""Walks through the settings: found by a word, changed and set back by key, applied at once."""

from __future__ import annotations

from newsreader.core.settings import SETTINGS
from newsreader.ui.page.type_scale import Role
from newsreader.ui.settings_overlay import SettingsOverlay
from newsreader.ui.typeface_overlay import TypefaceOverlay
from tests.walks.stories import TIDES
from tests.walks.walker import Walker


def settings(walk: Walker, words: str = "") -> SettingsOverlay:
    walk.press("Ctrl+,")
    found = walk.overlay(SettingsOverlay)
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


def test_a_typeface_is_chosen_from_a_list_and_the_page_is_set_in_it(walk: Walker) -> None:
    overlay = settings(walk, "typeface")
    assert overlay.rows.row(overlay.rows.index(0, 0)).detail == "Or Sans, any installed family"
    walk.press("Return")
    chooser = walk.overlay(TypefaceOverlay)
    assert chooser.field.hasFocus()
    walk.type("sans")
    chooser.field.setText("DejaVu Sans Mono" if "DejaVu Sans Mono" in chooser.rows.items else "sans")
    name = chooser.rows.items[0]
    walk.press("Return")
    assert not walk.is_open(TypefaceOverlay)
    assert overlay.field.hasFocus()
    assert walk.shell.preferences.settings.text("reading.typeface") == name
    assert overlay.rows.row(overlay.rows.index(0, 0)).note in (name, "Sans")
    family = walk.shell.faces.in_typeface(name).reading[0]
    walk.settle()
    document = walk.widgets.pane.browser.document()
    assert document.find(TIDES.mark).charFormat().font().families()[0] == family
    walk.press("Delete")
    assert walk.shell.preferences.settings.text("reading.typeface") == "serif"


def test_a_typeface_that_is_gone_says_what_stands_in(walk: Walker) -> None:
    walk.shell.preferences.change("reading.typeface", "Gone Grotesk")
    overlay = settings(walk, "typeface")
    row = overlay.rows.row(overlay.rows.index(0, 0))
    assert (row.note, row.detail) == ("Gone Grotesk", "Gone Grotesk is not installed; Serif stands in")


def test_lines_grow_longer_and_higher_from_the_menu_of_the_text(walk: Walker) -> None:
    def shape() -> tuple[float, float]:
        walk.settle()
        sheet = walk.widgets.pane._screen.sheet
        assert sheet is not None
        return sheet.room.measure, sheet.formats.setting(Role.TEXT).line

    walk.window.resize(1600, 900)
    assert shape() == (548, 29)
    for id_, row in (("reading.measure", "Wide"), ("reading.line_height", "Loose")):
        menu = walk.widgets.menus.choice(id_)
        assert menu.menuAction() in walk.widgets.menus.text().actions()
        {action.text(): action for action in menu.actions()}[row].trigger()
    assert shape() == (645, 32)
    walk.shell.preferences.change("reading.measure", "narrow")
    assert shape() == (467, 32)
    assert walk.widgets.menus.choice("reading.measure").actions()[0].isChecked()
