"""Each rule and each shape of formats.md, as plain files: an article beside what must be read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.core.article import ParsedFile, Problem
from newsreader.core.formats import decode, parse_file

_CASES = Path(__file__).parents[1] / "cases" / "formats"
_EXPECTATIONS = sorted(_CASES.glob("*.json"))
_INPUTS = [next(path for path in _CASES.glob(f"{case.stem}.*") if path != case) for case in _EXPECTATIONS]


def said(parsed: ParsedFile) -> dict[str, Any]:
    """A parsed file in the words of the expectations."""
    return {
        "title": parsed.title,
        "authors": list(parsed.authors),
        "published": parsed.published.iso() if parsed.published else None,
        "source": parsed.source,
        "url": parsed.url,
        "tags": list(parsed.tags),
        "description": parsed.description,
        "language": parsed.language,
        "body": parsed.body,
        "problem": parsed.problem.name if parsed.problem else None,
    }


@pytest.mark.parametrize("case", _EXPECTATIONS, ids=lambda path: path.stem)
def test_a_file_says_what_is_expected_of_it(case: Path) -> None:
    expected = json.loads(case.read_text(encoding="utf-8"))
    article = next(path for path in _CASES.glob(f"{case.stem}.*") if path.suffix != ".json")
    found = said(parse_file(article.read_bytes(), expected.pop("path")))
    assert {key: found[key] for key in expected} == expected
    assert found["problem"] == expected.get("problem")


def test_every_row_of_the_table_of_shapes_has_a_case() -> None:
    stems = " ".join(case.stem for case in _EXPECTATIONS)
    assert [row for row in range(1, 18) if f"shape-{row:02d}" not in stems] == []


@given(data=st.binary(max_size=4000), path=st.text(min_size=1, max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_an_article_with_a_title(data: bytes, path: str) -> None:
    parsed = parse_file(data, path)
    assert parsed.title.strip()
    assert len(parsed.title) <= 2000
    assert "\n" not in parsed.title


_TOKENS = st.sampled_from(
    [
        "---\n",
        "+++\n",
        "title: ",
        "author:",
        "date: 2019-11-01",
        '"',
        "'",
        '"""',
        "[",
        "]",
        "{",
        "}",
        "- ",
        "\n",
        "\n\n",
        " ",
        "# ",
        "===\n",
        "```\n",
        "|",
        "<!--",
        "-->",
        "via: https://x.org",
        "作者：",
        "> * ",
        "**",
        "@def ",
        "[#]: ",
        ".. ",
        "[a](//x.org)",
    ]
)


@given(
    tokens=st.lists(_TOKENS, max_size=60), start=st.sampled_from([b"", *(path.read_bytes()[:600] for path in _INPUTS)])
)
@settings(max_examples=200, deadline=None)
def test_changed_cases_never_raise(tokens: list[str], start: bytes) -> None:
    parsed = parse_file(start + "".join(tokens).encode(), "a.md")
    assert parsed.title.strip()
    assert parsed.problem is None or not parsed.body


@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_ordinary_text_is_decoded_unchanged(text: str) -> None:
    if text.isspace():
        assert decode(text.encode()) == ("", Problem.EMPTY)
    elif not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, None)


def test_the_words_of_a_body_are_never_lost() -> None:
    for article in _INPUTS:
        parsed = parse_file(article.read_bytes(), "a.md")
        again = parse_file(
            b"---\ntitle: zzz\nauthor: x\nurl: https://x.org\n---\n\nStart.\n\n" + parsed.body.encode(), "a.md"
        )
        assert again.body.split() == ["Start.", *parsed.body.split()]
