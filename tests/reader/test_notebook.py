"""Notes and highlights as Markdown with citations (issue "Find and keep", point 5)."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import markdown

from newsreader.core.dates import parse_date
from newsreader.core.highlights import Highlight
from newsreader.core.own import Own
from newsreader.reader.notebook import Noted, escaped, notebook
from tests.reader.makers import article


def test_an_entry_says_where_its_quotations_are_from() -> None:
    one = article("a.md", title="Tides", source="Harbour Post", url="https://harbour.example/tides")
    one = replace(one, published=parse_date("2026-08-22"))
    own = Own(("slow",), "Look up *Finn*.", (Highlight("It took nine years."), Highlight("And then * nothing.")))
    text = notebook([Noted(one.identity, one, own), Noted("u:gone.example/x", None, Own((), "Lost?"))])
    assert text == (
        "## Tides\n\n“Tides”, Harbour Post, 22 August 2026, <https://harbour.example/tides>\n\n"
        "> It took nine years.\n\n> And then \\* nothing.\n\nLook up *Finn*.\n\nTags: slow\n\n"
        "## An article that is not in this library now\n\n`u:gone.example/x`\n\nLost?\n"
    )


def test_nothing_is_an_empty_text() -> None:
    assert notebook([]) == ""


def test_quoted_text_is_never_taken_for_markdown() -> None:
    for text in (
        "# no head",
        "- no item",
        "1. no item",
        "<b>no tag</b>",
        "*no* _emphasis_",
        "[no](link)",
        "`no code`",
        "&lt; &copy;",
    ):
        html = markdown.markdown(f"> {escaped(text)}")
        plain = html.replace("<blockquote>\n<p>", "").replace("</p>\n</blockquote>", "")
        assert unescape(plain) == text
