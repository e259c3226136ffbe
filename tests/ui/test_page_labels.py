"""The byline and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from newsreader.core.dates import Published
from newsreader.ui.labels import byline, long_date, plain_tooltip
from tests.ui.page_bench import article


@pytest.fixture
def locale() -> Iterator[None]:
    """The user's language is put back after a test has changed it."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("C", "31 July 2026"),
        ("en_GB", "31 July 2026"),
        ("en_US", "July 31, 2026"),
        ("de_DE", "31. Juli 2026"),
        ("fr_FR", "31 juillet 2026"),
        ("ja_JP", "2026年7月31日"),
    ],
)
def test_the_day_is_written_as_the_language_writes_it(locale: None, name: str, text: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert long_date(Published(2026, 7, 31)) == text


def test_a_day_that_does_not_exist_is_shown_as_the_file_has_it() -> None:
    assert long_date(Published(2026, 2, 31, raw="31 February 2026")) == "31 February 2026"


def test_the_byline_leaves_out_what_is_not_known_and_isolates_the_rest() -> None:
    full = article()
    assert byline(full) == "\u2068Nora Lind\u2069  ·  \u206831 July 2026\u2069  ·  \u20687\xa0min\xa0read\u2069"
    bare = replace(full, authors=(), published=None, words=0)
    assert byline(bare) == ""


def test_markup_in_a_tooltip_is_text() -> None:
    assert "<img" not in plain_tooltip("<b>x</b><img src=/dev/zero>")
    assert plain_tooltip("") == ""
