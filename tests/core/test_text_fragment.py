"""Addresses that lead to a passage."""

from __future__ import annotations

import pytest

from newsreader.core.text_fragment import with_text

LONG = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("address", "passage", "whole"),
    [
        ("https://a.example/x", "Two words", "https://a.example/x#:~:text=Two%20words"),
        (
            "https://a.example/x#top",
            "a, b & well-known",
            "https://a.example/x#top:~:text=a%2C%20b%20%26%20well%2Dknown",
        ),
        (
            "https://a.example/",
            LONG,
            "https://a.example/#:~:text=one%20two%20three%20four%20five,eight%20nine%20ten%20eleven%20twelve",
        ),
        ("https://a.example/#:~:text=old", "new", "https://a.example/#:~:text=new"),
        ("https://a.example/", " — ", "https://a.example/"),
    ],
)
def test_a_passage_is_named_in_the_fragment(address: str, passage: str, whole: str) -> None:
    assert with_text(address, passage) == whole


def test_a_passage_without_blanks_is_named_by_its_ends() -> None:
    assert with_text("https://a.example/", "字" * 200).count("%") == 2 * 12 * 3
