"""Pages as plain text and HTML."""

from __future__ import annotations

from newsreader.core.page import Block, Cell, Kind, Mark, Page, Run
from newsreader.reader.page_text import page_html, page_text


def words(text: str, mark: Mark = Mark.PLAIN, href: str = "") -> tuple[Run, ...]:
    return (Run(text, mark, href),)


PAGE = Page(
    (
        Block(Kind.HEADING, words("Head & tail"), level=2, anchor="head"),
        Block(
            Kind.PARAGRAPH,
            (Run("a "), Run("bold", Mark.STRONG | Mark.EMPHASIS), Run("\nb", href="https://x.example/?a&b")),
        ),
        Block(Kind.PARAGRAPH, words("one"), nest="L", marker="1.", tight=True),
        Block(Kind.PARAGRAPH, words("inner"), nest="LL", marker="-", tight=True),
        Block(Kind.PARAGRAPH, words("two"), nest="L", marker="2.", tight=True),
        Block(Kind.PARAGRAPH, words("still two"), nest="L"),
        Block(Kind.PARAGRAPH, words("said"), nest="Q"),
        Block(Kind.CODE, words("x < y\n  z"), language="c"),
        Block(Kind.RULE),
        Block(Kind.TABLE, rows=((Cell(words("h"), head=True, align="right"),), (Cell(words("c"), columns=2),))),
        Block(Kind.IMAGE, (Run("a picture", image="p.png"),)),
    ),
    ("Cut <here>.",),
)


def test_plain_text() -> None:
    assert page_text(PAGE) == (
        "[Cut <here>.]\n\nHead & tail\n\na bold\nb\n\n1. one\n\n  - inner\n\n2. two\n\n  still two\n\n> said\n\n"
        "    x < y\n      z\n\n* * *\n\nh\nc\n\na picture\n"
    )


def test_html() -> None:
    assert page_html(PAGE).replace("\n", "") == (
        "<p><small>Cut &lt;here&gt;.</small></p>"
        '<h2 id="head">Head &amp; tail</h2>'
        '<p>a <em><strong>bold</strong></em><a href="https://x.example/?a&amp;b"><br>b</a></p>'
        "<ol><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p><p>still two</p></li></ol>"
        "<blockquote><p>said</p></blockquote>"
        "<pre><code>x &lt; y  z</code></pre><hr>"
        '<table><tr><th align="right">h</th></tr><tr><td colspan="2">c</td></tr></table>'
        '<figure><img src="p.png" alt="a picture"></figure>'
    )


def test_no_text_of_a_page_becomes_markup() -> None:
    evil = '"><script>alert(1)</script>'
    page = Page((Block(Kind.PARAGRAPH, (Run(evil, href=evil, anchor=evil, image=evil),), anchor=evil),), (evil,))
    assert "<script" not in page_html(page)
