"""F4, the limiter: trees of elements, deep or wide, keep every limit, and no text goes without a word about it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.core.page import Kind
from newsreader.render import limits
from newsreader.render.conversion import convert
from tests.fuzz.strategies import law
from tests.render.held import is_within_limits, text_of

_BUDGET = 20_000
"""Characters of a tree."""
_INLINE = ("b", "i", "code", "a href='#x'", "span", "sup", "q", "mark", "abbr title=t", "font")
_BLOCKS = (
    "div",
    "p",
    "blockquote",
    "ul",
    "ol start=9",
    "li",
    "dl",
    "dd",
    "dt",
    "pre",
    "h2",
    "details",
    "summary",
    "figure",
)
_TABLES = ("table", "tr", "td", "th", "td colspan=50", "td rowspan=40 colspan=3", "caption", "thead")
TAGS = st.sampled_from((*_INLINE, *_BLOCKS, *_TABLES, "section", "center", "my-card"))
LEAVES = st.sampled_from(("word", "<br>", "<hr>", "<img src=a.png alt=word>", "&amp;", "港", "x" * 60))


@st.composite
def trees(draw: st.DrawFn) -> str:
    """An element in an element, each repeated flat or within itself, as far as the budget goes."""
    inner = draw(LEAVES)
    for _ in range(draw(st.integers(1, 6))):
        tag, times = draw(TAGS), draw(st.sampled_from((1, 1, 2, 3, 7, 40, 90, 700)))
        start, end = f"<{tag}>", f"</{tag.split()[0]}>"
        if draw(st.booleans()):
            times = min(times, _BUDGET // (len(start) + len(end) + len(inner)))
            inner = start * times + inner + end * (times if draw(st.integers(0, 9)) else 0)
        else:
            inner = (start + inner + end + draw(LEAVES)) * min(times, _BUDGET // (len(inner) + 80))
        inner += draw(LEAVES)
    return inner


@law(80)
@example("<pre>" + ("word<img src=a.png alt=word>" + "x" * 900) * 9 + "</pre>")
@given(st.lists(trees(), min_size=1, max_size=2).map("\n\n".join))
def test_any_tree_keeps_the_limits_and_its_text(tree: str) -> None:
    page = convert(f"{tree}\n\nlastword")
    assert is_within_limits(page)
    text = text_of(page).replace("\u200b", "")  # a place to break in a long word
    assert page.notices or ("lastword" in text and text.count("word") >= tree.count("word"))
    assert all(block.rows for block in page.blocks if block.kind is Kind.TABLE)
    assert all(len(cell.runs) <= limits.CELL_RUNS for block in page.blocks for row in block.rows for cell in row)
