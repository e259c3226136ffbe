"""The table of settings and the values in force."""

from __future__ import annotations

import pytest

from newsreader.core.settings import SETTINGS, Settings


def test_every_default_is_accepted_by_its_own_row() -> None:
    assert all(setting.accepts(setting.default) for setting in SETTINGS)
    assert len({setting.id for setting in SETTINGS}) == len(SETTINGS)


def test_a_value_the_table_does_not_accept_leaves_the_default() -> None:
    settings = Settings({"appearance.theme": "pink", "reading.text_size": 111, "list.hide_read": 1, "unknown": 3})
    assert settings.text("appearance.theme") == "system"
    assert settings.number("reading.text_size") == 111
    assert settings.flag("list.hide_read") is False


def test_only_what_differs_from_the_defaults_is_kept() -> None:
    settings = Settings()
    settings.change("appearance.density", "compact")
    settings.change("appearance.theme", "dark")
    settings.change("appearance.theme", "system")
    assert settings.changed() == {"appearance.density": "compact"}


def test_a_wrong_value_or_name_is_refused() -> None:
    settings = Settings()
    with pytest.raises(ValueError, match=r"reading\.text_size"):
        settings.change("reading.text_size", 101)
    with pytest.raises(KeyError):
        settings.change("reading.colour", "red")


def test_an_open_setting_takes_any_name() -> None:
    settings = Settings({"reading.typeface": "Literata", "reading.measure": "broad"})
    assert settings.text("reading.typeface") == "Literata"
    assert settings.text("reading.measure") == "normal"
    for value in ("", 3):
        with pytest.raises(ValueError, match=r"reading\.typeface"):
            settings.change("reading.typeface", value)
