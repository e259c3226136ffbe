"""F2, the way from a file to its page as the worker goes it: an answer in time, and a page within the limits."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.core.page import Page
from newsreader.render.client import Renderer
from newsreader.render.conversion import FAILED
from newsreader.render.wire import decode
from newsreader.render.worker import respond
from tests.fuzz.strategies import damaged, is_quick, law, soup
from tests.render.held import is_within_limits, runs_of, text_of

PIECES = (
    *(
        "* a ",
        "- ",
        "1. x\n",
        "  - y\n",
        "+ \n",
        "> ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "  \n",
        "\\",
        "\r\n",
        "---\n",
        "***\n",
    ),
    *(
        "|a|b|\n|-|-|\n",
        "|",
        ":-:|",
        "```\n",
        "```py\n",
        "~~~\n",
        "`",
        "``",
        "**",
        "_",
        "__",
        "~~",
        "~",
        "*",
        "^",
        "==",
    ),
    *(
        "[",
        "]",
        "](x)",
        "![",
        "![a](b.png)",
        "[a]: /b\n",
        "[a][a]",
        "[^1]",
        "[^1]: n\n",
        "[^1]:\n\n    n\n",
        "(",
        ")",
        "<",
        ">",
    ),
    *(
        "<div>",
        "</div>",
        "<ul><li>",
        "<table><tr><td>",
        "</table>",
        "<b>",
        "<p",
        "<script>",
        "</script>",
        "<style>",
        "<svg>",
    ),
    *(
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "<details><summary>",
        "<pre>",
        "<a b='",
        "<img src=x>",
        "<br>",
        "<td colspan=9>",
    ),
    *(
        "&amp;",
        "&#0;",
        "&#xD800;",
        "&",
        "https://example.org/",
        "<https://x.org>",
        "mailto:a@b.org",
        "www.x.org",
        "a@b.org",
    ),
    *(
        "word ",
        "中文",
        "שלום",
        "\u202e",
        "\u200d",
        "\u0301",
        "\ufdd0",
        "\ufffc",
        "\0",
        "\x02wzxhzdk:0\x03",
        "\u2028",
        "\x0c",
    ),
    *(
        "# h\n",
        "###### h #\n",
        "h\n===\n",
        "T\n:   d\n",
        "- [ ] t\n",
        "- [x] t\n",
        "*[a]: b\n",
        "{: .c}",
        ":::\n",
        "{{x}}",
        "$x$",
    ),
)
FILES = soup(PIECES, 25, 8).map(lambda text: text.encode("utf-8", "replace")) | damaged("pages", PIECES)
FILES |= damaged("formats", PIECES)
DEADLINE_S = 0.4
SLACK_S = 3.0
"""For a busy machine; the window's own process may work for a part of that only."""
WORKED_S = 0.4


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    renderer = Renderer(deadline=DEADLINE_S)
    renderer.warm()
    yield renderer
    renderer.close()


def answered(data: bytes, *, is_beginning: bool = False) -> Page | None:
    """The page the worker answers with, the way through JSON included."""
    answer = json.loads(json.dumps(respond(data, "a.md", is_beginning)))
    assert "failed" not in answer, answer
    return decode(answer["page"]) if answer["page"] is not None else None


@law(120)
@example(b"\0")
@given(FILES)
def test_any_file_has_a_page_within_the_limits(data: bytes) -> None:
    page = answered(data + b"\n\nlastword")
    assert page is not None
    assert is_within_limits(page)
    assert "lastword" in text_of(page) or page.notices
    assert not any(FAILED in notice for notice in page.notices), page.notices
    assert all(run.href.startswith(("https://", "http://", "mailto:", "#")) for run in runs_of(page) if run.href)


@law(30)
@given(st.lists(FILES, min_size=1, max_size=3).map(b"\n\n".join), st.integers(1, 30))
def test_a_beginning_is_one_or_none(data: bytes, times: int) -> None:
    page = answered((data + b"\n\nA paragraph of some words. ") * times, is_beginning=True)
    assert page is None or (page.more and not page.plain and is_within_limits(page))


@law(8)
@given(soup(PIECES, 6, 3_000))
def test_an_answer_comes_in_time_whatever_it_is(renderer: Renderer, text: str) -> None:
    data = text.encode("utf-8", "replace")[:200_000]
    pages: list[Page] = []
    begin = time.monotonic()
    assert is_quick(lambda: pages.append(renderer.page(data, "a.md")), WORKED_S)
    assert time.monotonic() - begin < len(pages) * (DEADLINE_S + SLACK_S)
    assert all(page.plain or is_within_limits(page) for page in pages)
