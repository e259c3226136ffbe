"""Text that formatting lost is announced, and nothing else is (promise P10)."""

from __future__ import annotations

import pytest

from newsreader.core.page import Block, Kind, Page, Run
from newsreader.render.conversion import convert
from newsreader.render.hidden import hidden_text

_BODY = "Alpha bravo charlie delta echo foxtrot."


def _page(text: str) -> Page:
    return Page((Block(Kind.PARAGRAPH, (Run(text),)),))


def test_lost_words_are_announced() -> None:
    """A page without the article's words has a notice."""
    assert hidden_text(_BODY, _page("Alpha bravo"))
    assert not hidden_text(_BODY, _page(_BODY))


def test_words_cut_by_marks_are_not_lost() -> None:
    """A word of which only a part is set bold stands on the page in two runs."""
    source = "un**believ**able, *ev*er, f<b>in</b>ally, caf&eacute;s"
    assert not hidden_text(source, _page("unbelievable, ever, finally, cafés"))


@pytest.mark.parametrize(
    "source",
    [
        "<!-- hidden words of a comment that nobody is meant to read -->\n\nText.",
        "<script>var hidden = words(of, a, script, nobody, reads);</script>\n\nText.",
        "[text](https://example.org/hidden-words/of/an/address 'and a title')",
        "[text][label]\n\n[label]: https://example.org/hidden/words/of/another/address",
        "![picture](hidden/words/of/a/path/name.png)",
        '<a href="hidden" title="words in an attribute nobody reads">text</a>',
        "```python title=hidden words in an info string\ncode\n```",
    ],
)
def test_what_is_no_text_is_not_missed(source: str) -> None:
    """Comments, scripts, addresses and attributes are not announced."""
    assert convert(source).notices == ()


@pytest.mark.parametrize(
    "opening",
    [
        *("<title>", "<style>p{", "<script>x", "<!-- x", "<textarea>", "<noscript>", "<select><option>", "<xmp>"),
        *("<plaintext>", "<noembed>", "<![CDATA[", "<?php", "<!DOCTYPE x [", "<link rel=x href=y>", "<a title='"),
        *('<b x="', "<svg><style>", "</", "<iframe src=x>", "<svg>", "<math>", "<template>", "<object>"),
    ],
)
def test_nothing_open_swallows_the_rest(opening: str) -> None:
    """Whatever is opened and never closed, the next paragraph is shown, with its marks."""
    page = convert(f"Before.\n\n{opening}\n\nThe **rest** of it.")
    assert any(run.text == "rest" and run.mark for block in page.blocks for run in block.runs), page
