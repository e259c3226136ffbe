"""Citations, dates of the command line, and articles as Markdown."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from newsreader.core.dates import Published
from newsreader.core.formats import parse_file
from newsreader.reader.article_markdown import article_markdown
from newsreader.reader.citation import citation
from newsreader.reader.exports import iso, printable_path
from tests.reader.makers import article


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, None),
        (Published(2019, 11, 1), "2019-11-01"),
        (Published(2019, 11, 1, 9, 5, 0), "2019-11-01T09:05:00"),
        (Published(2019, 11, 1, 9, 5, 7, 0), "2019-11-01T09:05:07+00:00"),
        (Published(2019, 11, 1, 9, 5, 7, -210), "2019-11-01T09:05:07-03:30"),
        (Published(1, 1, 1), "0001-01-01"),
    ],
)
def test_dates_are_as_precise_as_the_file(published: Published | None, expected: str | None) -> None:
    assert iso(published) == expected


def test_a_path_that_is_not_text_is_printable() -> None:
    assert printable_path(os.fsdecode(b"a/latin\xe9.md")) == "a/latin\\xe9.md"
    assert printable_path("é.md") == "é.md"


def test_a_citation_names_what_is_known() -> None:
    known = article("a", title="Title", url="https://x.example/", source="Site", published=Published(2019, 11, 1))
    assert citation(replace(known, authors=("A", "B"))) == "A, B, “Title”, Site, 1 November 2019, https://x.example/"
    assert citation(article("a", title="Title")) == "“Title”"


def test_markdown_read_again_says_the_same_text() -> None:
    file = (
        b"---\ntitle: T\nauthor: A\ndate: 2019-11-01\nurl: https://x.example/\nsite: S\n---\n\nOne.\n\nTwo *words*.\n"
    )
    text = article_markdown(file, "a.md")
    assert text == "# T\n\nA · [S](<https://x.example/>) · 2019-11-01\n\nOne.\n\nTwo *words*.\n"
    assert parse_file(text.encode(), "a.md").title == "T"
