"""Icons that an earlier start has drawn: the same pixels, without drawing them again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsreader.ui.icons import Icons

WORDS = ("star", "#C02030", 18)


@pytest.fixture
def folder(tmp_path: Path, project: Path) -> Path:
    for name in ("star", "globe"):
        (tmp_path / f"{name}.svg").write_bytes((project / "resources" / "icons" / f"{name}.svg").read_bytes())
    return tmp_path


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_a_kept_icon_has_the_pixels_it_had(qtbot: QtBot, folder: Path, ratio: float) -> None:
    drawn = Icons(folder)
    first = drawn.pixmap(*WORDS, filled=True, ratio=ratio)
    again = Icons(folder, drawn.worth_keeping()).pixmap(*WORDS, filled=True, ratio=ratio)
    assert again.toImage() == first.toImage()
    assert again.devicePixelRatio() == ratio


def test_what_was_kept_is_what_is_shown(qtbot: QtBot, folder: Path) -> None:
    drawn = Icons(folder)
    drawn.pixmap(*WORDS)
    (signature,) = drawn.worth_keeping()
    red = Icons(folder, {signature: b"\x00\x00\xff\xff" * 18 * 18}).pixmap(*WORDS)
    assert red.toImage().pixelColor(9, 9).name() == "#ff0000"


def test_an_icon_whose_source_changed_is_drawn_anew(qtbot: QtBot, folder: Path) -> None:
    drawn = Icons(folder)
    star = drawn.pixmap(*WORDS).toImage()
    kept = drawn.worth_keeping()
    (folder / "star.svg").write_bytes((folder / "globe.svg").read_bytes())
    os.utime(folder / "star.svg", ns=(1, 1))
    assert Icons(folder, kept).pixmap(*WORDS).toImage() != star


def test_pixels_of_another_size_are_not_taken(qtbot: QtBot, folder: Path) -> None:
    drawn = Icons(folder)
    star = drawn.pixmap(*WORDS).toImage()
    cut = {signature: pixels[:-4] for signature, pixels in drawn.worth_keeping().items()}
    assert Icons(folder, cut).pixmap(*WORDS).toImage() == star


def test_only_what_was_not_kept_is_worth_keeping_and_once(qtbot: QtBot, folder: Path) -> None:
    drawn = Icons(folder)
    drawn.pixmap(*WORDS)
    kept = drawn.worth_keeping()
    assert drawn.worth_keeping() == {}
    second = Icons(folder, kept)
    second.pixmap(*WORDS)
    assert second.worth_keeping() == {}
    third = Icons(folder, kept)
    third.pixmap(*WORDS)
    third.pixmap("globe", "#101010", 16)
    assert len(third.worth_keeping()) == 2


def test_an_icon_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Icons(folder).pixmap("no such icon", "#000000", 18)
