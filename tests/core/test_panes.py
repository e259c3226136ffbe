"""The collapse rules of the window."""

from __future__ import annotations

import pytest

from newsreader.core.panes import Band, arrange, band_of, shown_at_first


@pytest.mark.parametrize(
    ("width", "band"),
    [
        (1440, Band.WIDE),
        (1164, Band.WIDE),
        (1163, Band.MEDIUM),
        (984, Band.MEDIUM),
        (983, Band.NARROW),
        (760, Band.NARROW),
        (759, Band.SINGLE),
        (480, Band.SINGLE),
    ],
)
def test_bands_change_at_the_widths_of_the_design(width: int, band: Band) -> None:
    assert band_of(width) is band


@pytest.mark.parametrize(
    ("width", "panes"),
    [(1440, "narD"), (1000, "arD"), (900, "ar"), (600, "a")],
)
def test_what_is_shown_at_first(width: int, panes: str) -> None:
    navigation, details = shown_at_first(band_of(width))
    now = arrange(width, navigation=navigation, details=details, reading_article=False, focused=False)
    letters = (("n", now.navigation), ("a", now.articles), ("r", now.reading), ("D", now.details))
    assert "".join(letter for letter, shown in letters if shown) == panes


def test_the_one_pane_window_shows_the_article_or_the_list() -> None:
    reading = arrange(600, navigation=False, details=False, reading_article=True, focused=False)
    assert (reading.articles, reading.reading) == (False, True)


def test_focus_mode_shows_the_article_alone() -> None:
    now = arrange(1440, navigation=True, details=True, reading_article=False, focused=True)
    assert (now.navigation, now.articles, now.reading, now.details) == (False, False, True, False)


def test_panes_become_drawers_where_there_is_no_room() -> None:
    wide, medium, narrow = (
        arrange(width, navigation=True, details=True, reading_article=False, focused=False)
        for width in (1200, 1000, 900)
    )
    assert (wide.navigation_is_drawer, wide.details_is_drawer) == (False, False)
    assert (medium.navigation_is_drawer, medium.details_is_drawer) == (True, False)
    assert (narrow.navigation_is_drawer, narrow.details_is_drawer) == (True, True)
