"""The colours keep the contrast they promise."""

from __future__ import annotations

import pytest

from newsreader.core.theme import MONOGRAMS, PAIRS, THEMES, Theme, contrast, monogram_ground


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_every_pair_that_occurs_keeps_its_contrast(theme: Theme, text: str, ground: str, least: float) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= least


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_white_letters_are_readable_on_every_monogram() -> None:
    assert min(contrast("#FFFFFF", ground) for ground in MONOGRAMS) >= 4.5


def test_a_source_keeps_its_monogram() -> None:
    assert monogram_ground("Rust Blog") == monogram_ground("Rust Blog")
    assert len({monogram_ground(f"Source {n}") for n in range(100)}) == len(MONOGRAMS)
