"""What a text holds for search, and that the index, the comparison and the marking agree about it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.search.words import (
    is_exact,
    match_expression,
    needle,
    pattern,
    plain_body,
    searchable,
    searchable_body,
    starts_cjk,
    texts,
    tokens,
    words_of,
)
from newsreader.core.text import fold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The New-York Times", ["the", "new", "york", "times"]),
        ("使用Python開發", ["使用", "python", "開發"]),
        ("C++ and C#, not C or abc++; c++11", ["c++", "and", "c#", "not", "c", "or", "abc", "c++", "11"]),
        ("用C++写 C#语言", ["用", "c++", "写", "c#", "语言"]),
        ("snake_case", ["snake", "case"]),
        ("Straße ﬁne É", ["strasse", "fine", "e"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_the_tokens_of_a_text() -> None:
    fields = texts("Rust 芯片", "BBC", (), ("a b",), "example.org/x", "zh-Hans", "c++ 中国人 ![p](q.png)")
    found = tokens(fields).split()
    assert {"rust", "芯片", "片", "bbc", "a", "b", "c\ue02b\ue02b", "中国", "国人", "人"} <= set(found)
    assert {"\ue001rust", "\ue001芯片", "\ue002bbc", "\ue004a", "\ue005example", "\ue006zh", "\ue007image"} <= set(
        found
    )
    assert "\ue007link" not in found
    assert "example" not in found


_WESTERN = "".join(map(chr, range(32, 256))) + "’‘“”–—…€™Œœˆ\u0301"


@given(st.text(alphabet="ab C+#é中国𠀀-_1 \n", max_size=30) | st.text(alphabet=_WESTERN, max_size=30))
def test_the_tokens_are_the_words_and_the_pairs_of_cjk_words(text: str) -> None:
    words = words_of(text)
    assert searchable(text) == (f" {' '.join(words)} " if words else "")
    wanted: set[str] = set()
    for word in words:
        if starts_cjk(word):
            wanted |= {word[place : place + 2] for place in range(len(word))}
        else:
            wanted.add(word.replace("+", "\ue02b").replace("#", "\ue023"))
    body = ("", "", "", "", "", "", "", "", searchable(text))
    assert set(tokens(body).split()) == wanted
    title = (searchable(text), "", "", "", "", "", "", "", "")
    assert set(tokens(title).split()) == wanted | {f"\ue001{token}" for token in wanted}


@pytest.mark.parametrize(
    ("term", "field", "is_whole", "expression", "exact"),
    [
        ("rust", "", True, '"rust"', True),
        ("rus", "title", False, '"\ue001rus"*', True),
        ("中", "", True, '"中"*', True),
        ("中国", "", True, '"中国"', True),
        ("中国人", "", True, '("中国" AND "国人")', False),
        ("new yor", "", False, '("new" AND "yor"*)', False),
        ("c++", "", True, '"c\ue02b\ue02b"', True),
    ],
)
def test_what_the_index_is_asked(term: str, field: str, is_whole: bool, expression: str, exact: bool) -> None:
    assert match_expression(term, field, is_whole=is_whole) == expression
    assert is_exact(term) == exact


@pytest.mark.parametrize(
    ("text", "typed", "is_whole", "is_found"),
    [
        ("C++", "c", False, True),
        ("C++", "c", True, False),
        ("C# 12", "c", False, True),
        ("C#b", "c#", False, False),
        ("C++ 1", "c 1", False, False),
    ],
)
def test_signs_belong_to_a_letter_that_stands_alone(text: str, typed: str, is_whole: bool, is_found: bool) -> None:
    found = re.search(pattern(searchable(typed).strip(), is_whole=is_whole), fold(text)) is not None
    assert found == is_found == (needle(searchable(typed).strip(), is_whole=is_whole) in searchable(text))


@given(st.text(alphabet="ab c+#é中国-_1", max_size=20), st.text(alphabet="abc+#é中国 1", max_size=4), st.booleans())
def test_what_is_compared_and_what_is_marked_agree(text: str, typed: str, is_whole: bool) -> None:
    term = searchable(typed).strip()
    if term:
        found = re.search(pattern(term, is_whole=is_whole), fold(text)) is not None
        assert found == (needle(term, is_whole=is_whole) in searchable(text))


def test_targets_of_links_and_tags_are_not_text() -> None:
    body = 'A [link](https://hidden.example/x "and a title") and <img src="secret.png"> ![p](q.png)'
    assert searchable(plain_body(body)) == searchable_body(body) == " a link and p "
    assert plain_body("_新的參數，_ and a _quiet_ snake_case __init__") == "新的參數， and a quiet snake_case init"
    assert plain_body("> # A **bo**ld `code` ~~gone~~ 2 < 3") == "A bold code gone 2 < 3"


@pytest.mark.parametrize(
    "body", ["> # A **bo**ld `code` ~~gone~~ 2 < 3", "_a_ __b__ snake_case", "[x](y) <b>z</b> a*b", "", "# x\n\n> y"]
)
def test_the_quick_way_to_the_words_of_a_body_gives_the_same(body: str) -> None:
    assert searchable_body(body) == searchable(plain_body(body))


def test_a_body_says_whether_it_has_pictures_and_links() -> None:
    def has(body: str) -> str:
        return texts("", "", (), (), "", "", body)[6]

    assert has("![a](b.png)") == " image "
    assert has("a [b](c) d") == " link "
    assert has('<img src="a"> and https://a.example') == " image link "
    assert has("a < b [c] (d) !") == ""


@pytest.mark.parametrize("piece", ["](", "[", "<a ", "[a](", "![", "*", "> ", "# ", "[x" * 300 + "](" + "y" * 100])
def test_hostile_text_is_quick(piece: str) -> None:
    body = (piece * 1_000_000)[:1_000_000]
    assert plain_body(body) is not None
    assert len(texts("", "", (), (), "", "", body)) == 9


@pytest.mark.parametrize("char", [*map(chr, range(0x180)), *"’‘“”–—…€™ˆ˜•‰‹›†‡"])
def test_a_sign_of_western_texts_parts_words_or_folds_as_any(char: str) -> None:
    text = f"C{char}+ a{char}b {char}+é"
    words = words_of(text)
    assert searchable(text) == (f" {' '.join(words)} " if words else "")
