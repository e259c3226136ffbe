"""Walks that give commands other keys: at once, everywhere they are shown, with what stands against it said."""

from __future__ import annotations

from newsreader.ui.keys_overlay import KeysOverlay
from tests.walks.stories import LINKS, TIDES
from tests.walks.walker import Walker


def choose(walk: Walker, name: str) -> KeysOverlay:
    """Open the keys, go to a command, and ask for another key."""
    walk.shell.run("app.keys")
    overlay = walk.overlay(KeysOverlay)
    overlay.field.setText(name)
    walk.press("Return")
    assert overlay.field.isReadOnly()
    return overlay


def own(walk: Walker) -> dict[str, tuple[str, ...]]:
    return walk.shell.preferences.settings.keys


def forget(walk: Walker) -> None:
    walk.shell.preferences.rebind(dict.fromkeys(own(walk)))


def test_a_free_key_acts_at_once_and_is_shown_everywhere(walk: Walker) -> None:
    overlay = choose(walk, "Star")
    walk.press("Ctrl+Alt+S")
    assert not overlay.field.isReadOnly()
    walk.press("Esc")
    assert own(walk) == {"article.toggle_star": ("Ctrl+Alt+S",)}
    walk.press("S")
    assert not walk.is_starred(TIDES)
    walk.press("Ctrl+Alt+S")
    assert walk.is_starred(TIDES)
    action = walk.shell.actions["article.toggle_star"]
    assert action.toolTip().endswith("(Ctrl Alt S)")
    assert action.text().endswith("\tCtrl Alt S")
    forget(walk)
    assert action.toolTip().endswith("(S)")
    walk.press("S")
    assert not walk.is_starred(TIDES)


def test_a_taken_key_says_whose_it_is_and_moves_when_it_is_pressed_again(walk: Walker) -> None:
    overlay = choose(walk, "Star")
    walk.press("J")
    assert "Next article" in overlay.field.placeholderText()
    assert own(walk) == {}
    walk.press("J")
    walk.press("Esc")
    assert own(walk) == {"article.next": ("list:Down",), "article.toggle_star": ("J",)}
    walk.press("J")
    assert walk.is_starred(TIDES)
    walk.press("Down")
    walk.shows(LINKS)
    forget(walk)


def test_esc_changes_nothing_and_delete_gives_the_tables_key_back(walk: Walker) -> None:
    overlay = choose(walk, "Star")
    walk.press("Esc")
    assert walk.is_open(KeysOverlay)
    assert not overlay.field.isReadOnly()
    assert own(walk) == {}
    walk.press("Return")
    walk.press("F9")
    assert own(walk) == {"article.toggle_star": ("F9",)}
    walk.press("Delete")
    assert own(walk) == {}
    walk.press("Esc")
    assert not walk.is_open(KeysOverlay)
    walk.press("S")
    assert walk.is_starred(TIDES)


def test_a_key_that_begins_others_is_refused(walk: Walker) -> None:
    overlay = choose(walk, "Star")
    walk.press("G")
    assert overlay.field.placeholderText().startswith("G begins other keys.")
    walk.press("F9", "Esc")
    assert own(walk) == {"article.toggle_star": ("F9",)}
    forget(walk)
