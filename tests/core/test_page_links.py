"""The links of a page."""

from __future__ import annotations

from newsreader.core.page import Block, Cell, Kind, Mark, Page, Run
from newsreader.core.page_links import Link, links_of


def test_links_come_in_order_each_once_under_their_first_name() -> None:
    page = Page(
        (
            Block(
                Kind.PARAGRAPH,
                (
                    Run("see "),
                    Run("the ", href="https://a.example/"),
                    Run("plan", Mark.STRONG, href="https://a.example/"),
                    Run("1", href="#fn-1"),
                    Run("", href="https://b.example/"),
                ),
            ),
            Block(Kind.TABLE, rows=((Cell((Run("cell", href="mailto:a@b.example"),)),),)),
            Block(Kind.PARAGRAPH, (Run("again", href="https://a.example/"),)),
        )
    )
    assert links_of(page) == [
        Link("the plan", "https://a.example/"),
        Link("https://b.example/", "https://b.example/"),
        Link("cell", "mailto:a@b.example"),
    ]
    assert links_of(Page(())) == []
