"""Each rule and each shape of formats.md, as plain files: an article beside what must be read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
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
