"""The beginning of a long article: cut where nothing is torn, and the same as in the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsreader.core.article import ParsedFile
from newsreader.core.formats import parse_file
from newsreader.core.page import Page
from newsreader.render.beginning import beginning
from newsreader.render.conversion import convert_beginning, convert_file

WORDS = "The ferry leaves at six, and nobody on the quay looks up from the [timetable][times]. "
PARAGRAPH = WORDS * 6
LONG = "\n\n".join(f"## Part {number}\n\n{PARAGRAPH}\n\n- one\n- two" for number in range(60))
LINKS = "\n\n[times]: https://ferry.example/times\n"


def _parsed(text: str) -> tuple[ParsedFile, bytes]:
    data = f"# A title\n\n{text}".encode()
    return parse_file(data, "a.md"), data


def _both(text: str) -> tuple[Page | None, Page]:
    parsed, data = _parsed(text)
    return convert_beginning(parsed), convert_file(parsed, data)


def test_a_long_text_begins_as_the_whole_does() -> None:
    """Also where its links are given at the very end."""
    begun, whole = _both(LONG + LINKS)
    assert begun is not None
    assert begun.goes_on_in(whole)
    assert len(begun.blocks) < len(whole.blocks) / 3
    assert any(run.href == "https://ferry.example/times" for block in begun.blocks for run in block.runs)


def test_footnotes_keep_their_numbers_and_stand_at_the_end_of_the_whole_alone() -> None:
    """The beginning knows of them all and shows none."""
    notes = "".join(f"\n[^{name}]: Note {name}.\n" for name in ("b", "a"))
    begun, whole = _both(LONG.replace("Part 1\n\n", "Part 1\n\nSaid[^a] and said[^b]. ") + LINKS + notes)
    assert begun is not None
    assert begun.goes_on_in(whole)
    assert [block for block in whole.blocks if "N" in block.nest]
    assert not [block for block in begun.blocks if "N" in block.nest]


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_code_is_not_cut(fence: str) -> None:
    """A paragraph within a block of code is no place to cut at."""
    code = "\n\n".join(f"word {number} of code" for number in range(400))
    begun, whole = _both(f"{PARAGRAPH * 5}\n\n{fence}\n{code}\n{fence}\n\n{LONG}")
    assert begun is not None
    assert begun.goes_on_in(whole)
    assert begun.blocks[1].runs[0].text.startswith("word 0") or begun.blocks[1].kind == "code"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Short.",
        PARAGRAPH * 9,
        "\n\n".join(f"- item {number}" for number in range(5000)),
        "x" * 100_000,
        "```\n" + "line\n\n" * 20_000,
    ],
)
def test_what_is_short_or_has_no_place_is_not_cut(text: str) -> None:
    """All of it is asked for at once."""
    assert beginning(text) == ""


def test_a_text_that_cannot_be_formatted_has_no_beginning() -> None:
    """Its whole says why."""
    begun, whole = _both(f"{'[' * 2000}{PARAGRAPH * 4}\n\n{LONG}")
    assert begun is None
    assert whole.plain


def test_a_beginning_that_comes_out_otherwise_does_not_go_on() -> None:
    page = Page(())
    assert not page.goes_on_in(page), "a whole page has nothing more to come"
    begun, whole = _both(LONG)
    assert begun is not None
    assert not begun.goes_on_in(replace(whole, blocks=whole.blocks[1:]))
    assert not replace(begun, notices=("One.",)).goes_on_in(replace(whole, notices=("Another.",)))


def test_what_is_said_above_the_text_may_become_known_with_the_rest() -> None:
    begun, whole = _both(f'{LONG}\n\n<iframe src="x"></iframe>')
    assert begun is not None
    assert whole.notices
    assert begun.goes_on_in(whole)
