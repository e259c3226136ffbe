"""High contrast: the theme that is made of the desktop's own colours (look.md section 2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.high_contrast import SystemColours, high_contrast
from newsreader.core.theme import LIGHT, PAIRS, Theme, contrast

WHITE = SystemColours("#FFFFFF", "#FFFFFF", "#000000", "#37006E", "#FFFFFF", "#00009F", "#600000")
BLACK = SystemColours("#000000", "#000000", "#FFFFFF", "#1AEBFF", "#000000", "#FFFF00", "#3FF23F")
PALE = SystemColours("#F6F5F4", "#FFFFFF", "#2E3436", "#78AEED", "#FFFFFF", "#3584E4", "#929595")
"""A desktop whose highlight is too pale to be told from its windows."""
DESKTOPS = {"white": WHITE, "black": BLACK, "pale": PALE}
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def broken(theme: Theme) -> list[str]:
    """The pairs that are painted and have less contrast than the design asks."""
    found = []
    for text, ground, least in PAIRS:
        ink = theme.ink(text, ground)
        if ground in ("tint", "tint_raised", "text_sel") and text in ("accent", "star"):
            ink = "on_accent"
        if contrast(getattr(theme, ink), getattr(theme, ground)) < min(least, 4.5):
            found.append(f"{text} on {ground}")
    return found


@pytest.mark.parametrize("desktop", DESKTOPS.values(), ids=DESKTOPS)
def test_every_pair_keeps_its_contrast(desktop: SystemColours) -> None:
    assert broken(high_contrast(desktop)) == []


@given(COLOURS, COLOURS, COLOURS, COLOURS, COLOURS)
def test_whatever_the_desktop_says_everything_stays_legible(
    ground: str, text: str, highlight: str, on: str, link: str
) -> None:
    theme = high_contrast(SystemColours(ground, ground, text, highlight, on, link, text))
    assert broken(theme) == []


def test_the_desktop_s_colours_are_taken_as_they_are() -> None:
    theme = high_contrast(BLACK)
    assert theme.high
    assert theme.dark
    assert (theme.read, theme.body, theme.tint, theme.on_accent, theme.link) == (
        "#000000",
        "#FFFFFF",
        "#1AEBFF",
        "#000000",
        "#FFFF00",
    )


def test_lines_are_text_and_nothing_is_tinted() -> None:
    theme = high_contrast(WHITE)
    lines = {theme.hair, theme.strong, theme.control, theme.line_raised, theme.code_line, theme.quote}
    assert lines == {WHITE.text}
    assert {theme.hover, theme.press, theme.sel_idle} == {WHITE.window}
    assert theme.scrim.endswith("00")
    assert theme.shadow.endswith("00")


def test_a_pale_highlight_becomes_text_and_ground_exchanged() -> None:
    theme = high_contrast(PALE)
    assert (theme.accent, theme.on_accent) == (PALE.text, PALE.base)


def test_only_high_contrast_repaints_what_stands_on_a_selection() -> None:
    assert LIGHT.ink("fg2", "tint") == "fg2"
    assert high_contrast(WHITE).ink("fg2", "tint") == "on_accent"
    assert high_contrast(WHITE).ink("fg2", "hover") == "fg2"
