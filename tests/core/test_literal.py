"""What "find in article" finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.literal import literal_spans

TEXT = "Élan vital: ÉLAN,\nelan  vital, elans. 人民銀行 C++ ﬁne"


@pytest.mark.parametrize(
    ("wanted", "by_case", "whole", "found"),
    [
        ("elan", False, False, ["Élan", "ÉLAN", "elan", "elan"]),
        ("elan", False, True, ["Élan", "ÉLAN", "elan"]),
        ("elan", True, False, ["elan", "elan"]),
        ("elan vital", False, False, ["Élan vital", "elan  vital"]),
        ("民銀", False, False, ["民銀"]),
        ("c++", False, False, ["C++"]),
        ("fin", False, False, ["ﬁn"]),
        (".*", False, False, []),
        ("  ", False, False, []),
    ],
)
def test_what_is_found(wanted: str, by_case: bool, whole: bool, found: list[str]) -> None:
    assert [TEXT[a:b] for a, b in literal_spans(TEXT, wanted, by_case=by_case, whole=whole)] == found


@given(st.text(max_size=40), st.text(max_size=5), st.booleans(), st.booleans())
def test_spans_are_in_order_and_within_the_text(text: str, wanted: str, by_case: bool, whole: bool) -> None:
    end = 0
    for first, last in literal_spans(text, wanted, by_case=by_case, whole=whole):
        assert end <= first < last <= len(text)
        end = last
