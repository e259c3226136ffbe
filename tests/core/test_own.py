"""Tags and notes of the reader as values."""

from __future__ import annotations

import pytest

from newsreader.core.own import Own, is_own, tag_field, tag_name, unpacked, with_own_tags


def test_nothing_is_packed_as_nothing() -> None:
    assert Own().packed() == ""
    assert unpacked("") == unpacked(None) == Own()
    assert not Own()


@pytest.mark.parametrize("text", ["[", "{}", "[1]", "3"])
def test_a_damaged_text_is_an_error_of_values(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        unpacked(text)


def test_names_of_tags() -> None:
    assert tag_name("  #Slow \u202e reading\n") == "Slow reading"
    assert tag_field("Économie") == tag_field("economie") == "tag/economie"
    assert is_own("tag/x")
    assert is_own("note")
    assert not is_own("read")


def test_the_files_tags_come_first_and_none_comes_twice() -> None:
    assert with_own_tags(("Rust", "b"), ("rust", "Own")) == ("Rust", "b", "Own")
