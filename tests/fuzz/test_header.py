"""F1, the header of a file: any bytes give an article, and what is not the header's stays text (security.md 8)."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.core.formats import decode, parse_file
from newsreader.core.formats.block import read_block
from newsreader.core.formats.fenced import read_comment, read_fenced
from newsreader.core.formats.values import MOST_CHARACTERS, MOST_LINES
from tests.fuzz.strategies import damaged, is_quick, law, soup

PIECES = (
    *("---\n", "+++\n", "...\n", "title: ", "author:", "date: 2019-11-01", "tags:\n", "url: //x.org", '"', "'", '"""'),
    *(
        "'''",
        "[",
        "]",
        "{",
        "}",
        "- ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\0",
        "\ufeff",
        " ",
        "# ",
        "===\n",
        "\\",
    ),
    *(
        "```\n",
        "|",
        ">-\n",
        "|+2\n",
        "<!--",
        "-->",
        "via: https://x.org",
        "作者：",
        "> * ",
        "**",
        "@def ",
        "[#]: ",
        ".. ",
    ),
    *(
        "[a](//x.org)",
        "!!python/object: ",
        "&a ",
        "*a",
        "<<: ",
        "? ",
        "[a.b]\n",
        "x = 1",
        "name: ",
        "：",
        "\u2028",
        "\x85",
    ),
)
FILES = st.binary(max_size=400) | soup(PIECES, 60).map(lambda text: text.encode("utf-8", "replace"))
TAIL = "The tail begins here\n\nand it ends here."
LONGEST_S = 0.5
"""Of the processor, for 100 KB of anything; the worst takes a tenth of it."""


@law(150)
@example(b"", "CON")
@example(b"---\n" + b"[" * 5_000, ".md")
@example(b"+++\na = " + b"[" * 2_000 + b"\n+++\n", "a")
@example(b"---\na: >\n" + b"  x\n" * 300 + b"---\n", "a")
@given(FILES | damaged("formats", PIECES), st.text(min_size=1, max_size=60))
def test_any_bytes_give_an_article_with_a_title(data: bytes, path: str) -> None:
    parsed = parse_file(data, path)
    assert parsed.title.strip()
    assert len(parsed.title) <= 2_000
    assert "\n" not in parsed.title
    assert parsed.problem is None or not parsed.body


@law(150)
@given(FILES | damaged("formats", PIECES))
def test_header_and_body_are_the_file(data: bytes) -> None:
    """A header is so many lines at the beginning, at most so large; the others stay as they are."""
    text, _ = decode(data)
    for read in (read_fenced, read_block):
        lines = text.split("\n")
        end = read(lines, 0).end
        assert lines == text.split("\n")
        assert 0 <= end <= MOST_LINES + 2
        assert sum(map(len, lines[:end])) <= MOST_CHARACTERS
    lines = text.split("\n")
    end = read_comment(lines, 0).end
    assert end <= MOST_LINES
    front = text.removesuffix("\n".join(lines[end:]))
    assert len(front) + len("\n".join(lines[end:])) == len(text)
    assert not front or front.lstrip().startswith("<!--")
    assert not front or front.rstrip().endswith("-->")


@law(150)
@given(soup(PIECES, 40) | damaged("formats", PIECES).map(lambda data: data.decode("utf-8", "replace")))
def test_no_word_behind_the_header_is_lost(text: str) -> None:
    """Whatever stands before it, a text of several paragraphs ends as it ends, and nothing in it is made up."""
    data = f"{text}\n\n{TAIL}\n".encode("utf-8", "replace")
    known, problem = decode(data)
    parsed = parse_file(data, "a.md")
    assert parsed.problem == problem
    if problem:
        return
    assert parsed.body.split()[-8:] == TAIL.split()
    assert [word for word in parsed.body.split()[:-8] if word not in known and word != "#"] == []


@law(60)
@given(
    st.sampled_from(PIECES), st.sampled_from(PIECES), st.sampled_from(("", "---\n", "+++\n", "---\ntitle: ", "<!--"))
)
def test_no_file_takes_long(one: str, other: str, start: str) -> None:
    data = (start + (one + other) * (100_000 // len(one + other))).encode()
    assert is_quick(lambda: parse_file(data, "a.md"), LONGEST_S)
