"""Excerpts, words, lines, scripts and the folded form."""

from __future__ import annotations

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.core.excerpt import excerpt
from newsreader.core.text import (
    count_words,
    direction,
    escaped,
    fold,
    fold_map,
    guess_language,
    is_cjk,
    mostly_cjk,
    one_line,
    visible,
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("First paragraph\nover two lines.\n\nSecond.", "First paragraph over two lines."),
        ("# Heading\n\nText.", "Text."),
        ("![picture](x.png)\n\nText.", "Text."),
        ("![picture](x.png) Text.", "Text."),
        ("```\ncode\n```\n\nText.", "Text."),
        ("```\ncode\n~~~\nmore\n````\nText.", "Text."),
        ("    code\n\nText.", "Text."),
        ("| a | b |\n|---|---|\n| c | d |\n\nText.", "Text."),
        ("{{< video x >}}\n\n{% raw %}\n\nText.", "Text."),
        ("<figure>\n<img src=x>\n</figure>\n\nText.", "Text."),
        ("---\n\nText.", "Text."),
        ("[a]: https://example.org\n\nText.", "Text."),
        ('A [link](https://example.org/a_(b) "t"), [[wiki|page]] and [other][1].', "A link, page and other."),
        ("**Bold** *and* _so_ ~~on~~ `code_x` snake_case 2 * 3.", "Bold and so on code_x snake_case 2 * 3."),
        ("Salt &amp; pepper \\*here\\*<br>now[^1].", "Salt & pepper *here* now."),
        ("Press <kbd>Space</kbd>: it pages.", "Press Space: it pages."),
        ("> Quoted\n> text.", "Quoted text."),
        ("- one\n- two\n\nText.", "one two"),
        ("".join(f"- item {n}\n" for n in range(25)) + "\nText.", "Text."),
        ("港口关闭了三天。\n\n第二段。", "港口关闭了三天。"),
        ("# Only a heading", ""),
        ("***\n\n![x](y)", ""),
        ("", ""),
    ],
)
def test_the_excerpt_is_the_first_paragraph_without_markup(body: str, expected: str) -> None:
    assert excerpt(body) == expected


def test_a_long_excerpt_is_cut_at_a_blank() -> None:
    cut = excerpt("harbour " * 100)
    assert len(cut) <= 220
    assert cut.endswith("harbour…")
    assert len(excerpt("港" * 1000)) == 220


@given(
    st.text(alphabet=st.sampled_from(list("ab *_`~[]()<>!{}%&\\\n#->|:1. 港\u202e")), max_size=200),
    st.integers(30, 300),
)
def test_an_excerpt_is_one_line_within_its_limit(body: str, limit: int) -> None:
    found = excerpt(body, limit)
    assert len(found) <= limit
    assert "\n" not in found
    assert "\u202e" not in found


@pytest.mark.parametrize(
    ("body", "counted"),
    [
        ("", (0, 0)),
        ("One two we'll well-known.", (4, 0)),
        ("# One\n\n- two\n\n---\n\n> three", (3, 0)),
        ('[One two](https://example.org/a "title words") three', (3, 0)),
        ('<div class="a b">One</div> <!-- not this --> two', (2, 0)),
        ("[a]: https://example.org some words\n\nOne", (1, 0)),
        ("```python\none two\n```", (2, 0)),
        ("港口关闭了三天。", (0, 7)),
        ("日本のニュース", (0, 7)),
        ("뉴스 읽기", (0, 4)),
        ("Binance 在北京 opened", (2, 3)),
        ("<!-- never closed", (2, 0)),
        ("One – two", (3, 0)),
        ("- one\n- two", (2, 0)),
    ],
)
def test_words_and_characters_are_counted_without_markup(body: str, counted: tuple[int, int]) -> None:
    assert count_words(body) == counted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a\n\tb \u2028 c ", "a b c"),
        ("gnp\u202egnp.exe\u2066x\u2069", "gnpgnp.exex"),
        ("a\x00b\x1b[31m\x9b", "ab[31m"),
        ("a\ue000\ufdd0\ufffcb\ufeff\u200b", "ab"),
        ("a \ufffc b", "a b"),
        ("name\udcff", "name\ufffd"),
        ("👨\u200d👩\u200d👧 می\u200cخواهم", "👨\u200d👩\u200d👧 می\u200cخواهم"),
        ("abcdefghijk", "abcdefghi…"),
    ],
)
def test_one_line_is_harmless(text: str, expected: str) -> None:
    assert one_line(text, 10 if len(text) == 11 else 100) == expected


@given(st.text(), st.integers(1, 50))
def test_one_line_keeps_its_limit_and_is_stable(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert one_line(line, limit) == line


def test_cjk() -> None:
    assert all(map(is_cjk, "港の카ヵ々"))
    assert not any(map(is_cjk, "aé。،！1"))
    assert mostly_cjk("港口 closed 三天港口关闭")
    assert not mostly_cjk("The 港口 was closed")
    assert not mostly_cjk("1234 !?。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", "ltr"),
        ("123 مرحبا hello", "rtl"),
        ("“שלום” x", "rtl"),
        ("éa ש", "ltr"),
        ("港口", "ltr"),
        ("1 2", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction_is_that_of_the_first_strong_letter(text: str, expected: str) -> None:
    assert direction(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour was closed", ""),
        ("Гавань закрыта", ""),
        ("這個問題對我們來說很重要", "zh-Hant"),
        ("这个问题对我们来说很重要", "zh-Hans"),
        ("港口", "zh"),
        ("港が三日間閉鎖された", "ja"),
        ("항구가 사흘 동안 폐쇄되었다", "ko"),
        ("أغلق الميناء ثلاثة أيام", "ar"),
        ("بندر به مدت سه روز بسته شد گزارش پنج", "fa"),
        ("بندرگاہ تین دن کے لیے بند رہی", "ur"),
        ("הנמל נסגר לשלושה ימים", "he"),
        ("The word 港 in English text", ""),
        ("", ""),
    ],
)
def test_the_language_is_guessed_by_script(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("É", "e"),
        ("Straße", "STRASSE"),
        ("ﬁn", "FIN"),
        ("İstanbul", "istanbul"),
        ("Ａ１", "a1"),
        ("ｶﾞ", "ガ"),
        ("가", "가"),
        ("é", "é"),
        ("K", "k"),
        ("مَرحبا", "مرحبا"),
    ],
)
def test_folding_evens_out_case_accents_and_width(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_what_is_another_letter() -> None:
    assert fold("か") != fold("が")
    assert fold("é中") == "e中"


@given(st.text())
@example("e\u0301a")
@example("\u1100\u1161\u11a8x")
@example("か\u3099")
@example("ΐ\u0345")
def test_the_map_leads_back_to_the_original(text: str) -> None:
    folded, origins = fold_map(text)
    assert folded == fold(text)
    assert len(origins) == len(folded)
    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain name.md", "plain name.md"),
        ("港口 é　x.md", "港口 é　x.md"),
        ("a\x1b[31m\n\tb", "a\\x1b[31m\\x0a\\x09b"),
        ("\u202egpj.md", "\\u202egpj.md"),
        ("latin-\udce9.md", "latin-\\xe9.md"),
        ("\ud83d\u2028\ufffc\U000e0041", "\\ud83d\\u2028\\ufffc\\U000e0041"),
        ("\U0001f468\u200d\U0001f469.md", "\U0001f468\u200d\U0001f469.md"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_what_is_visible_can_be_written_and_stands_in_one_line(text: str) -> None:
    shown = visible(text)
    assert shown.encode().decode() == shown
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown


@given(st.text(alphabet="&<>\"'ab;é"))
def test_escaped_text_is_that_of_the_standard_library(text: str) -> None:
    assert escaped(text) == html.escape(text)
