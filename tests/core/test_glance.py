"""At a glance: what it gives is what `parse_file` gives, or nothing; never an error, never slow."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.article import ParsedFile
from newsreader.core.formats import parse_file
from newsreader.core.formats.glance import Glance, glance
from newsreader.core.formats.reading import title_of_name

HEAD = 4096
CASES = sorted(
    path
    for folder in ("tests/cases/formats", "seeds")
    for path in (Path(__file__).parents[2] / folder).rglob("*")
    if path.suffix in (".md", ".txt", ".mdx", ".markdown")
)
BASE = (
    "\n# A title, said plainly\n\nPublished at: **2019-11-01T10:26:04+00:00**\n\nAuthor: **Some Body**\n\n"
    "Original: [The Site](https://www.site.example/a/b/)\n\nThe first paragraph.\nThe second.\n"
)
FENCED = (
    '---\ntitle: "A title: quoted"\nauthors:\n  - One Name\n  - Two Names\ndate: 2021-03-04 05:06\n'
    "url: https://site.example/x\nsite: The Site\ntags: [One, two, ONE]\n---\n\n# A title: quoted\n\nText here.\n"
)


def looked_at(path: Path) -> set[str]:
    """What a glance at a file sees wrong."""
    data = path.read_bytes()
    return differences(glance(data[:HEAD], path.name), parse_file(data, path.name), title_of_name(path.stem))


def date_of(parsed: ParsedFile) -> tuple[int | None, ...] | None:
    date = parsed.published
    if date is None:
        return None
    return date.year, date.month, date.day, date.hour, date.minute, date.second, date.offset


def differences(seen: Glance, parsed: ParsedFile, by_name: str) -> set[str]:
    """The fields in which a glance says something else than the whole truth; nothing is not something else."""
    pairs = {
        "title": ("" if seen.title == by_name else seen.title, parsed.title),
        "authors": (seen.authors, parsed.authors),
        "published": (seen.published, date_of(parsed)),
        "url": (seen.url, parsed.url),
        "tags": (seen.tags, parsed.tags),
    }
    return {name for name, (glanced, whole) in pairs.items() if glanced and glanced != whole}


def test_the_base_format() -> None:
    seen = glance(BASE.encode(), "a.md")
    assert seen == Glance(
        "A title, said plainly",
        ("Some Body",),
        (2019, 11, 1, 10, 26, 4, 0),
        "2019-11-01T10:26:04+00:00",
        "The Site",
        "https://www.site.example/a/b/",
        (),
        "The first paragraph. The second.",
        False,
    )


def test_a_fenced_header() -> None:
    seen = glance(FENCED.encode(), "a.md")
    assert seen[:7] == (
        "A title: quoted",
        ("One Name", "Two Names"),
        (2021, 3, 4, 5, 6, 0, None),
        "2021-03-04 05:06",
        "The Site",
        "https://site.example/x",
        ("One", "two"),
    )
    assert seen.excerpt == "Text here."


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: T\nauthor: ""\nby: Some Body\n---\n\nText.\n',
        '---\ntitle: T\ntags: ["a, b", c]\n---\n\nText.\n',
        '---\ntitle: T\nauthors: ["A, B", C]\n---\n\nText.\n',
        "---\ntitle: T\nauthor: {name: Some Body, link: x}\n---\n\nText.\n",
        "---\ntitle: T\ndate: 2021-01-31\n---\n\nText.\n",
        "---\ntitle: T\ndate: 2020-02-29\n---\n\nText.\n",
        "---\ntitle: T\ndate: 2021-02-29\n---\n\nText.\n",
        "title:: T\nauthor:: Some Body\ndate:: 2021-01-31\n\nText.\n",
    ],
)
def test_the_same_as_the_whole_reader(text: str) -> None:
    seen, parsed = glance(text.encode(), "a.md"), parse_file(text.encode(), "a.md")
    assert (seen.title, seen.authors, seen.tags) == (parsed.title, parsed.authors, parsed.tags)
    assert (seen.published, seen.raw) == (date_of(parsed), parsed.published.raw if parsed.published else "")


def test_nothing_but_a_name() -> None:
    seen = glance(b"", "notes/2020-05-06-a_quiet-day.md")
    assert seen.title == "a quiet day"
    assert seen.published == (2020, 5, 6, None, None, None, None)


def test_of_all_the_shapes_few_are_seen_wrong() -> None:
    """Titles that only the whole parser sees through, and the like: the second pass corrects them."""
    wrong: dict[str, int] = {}
    for path in CASES:
        for name in looked_at(path):
            wrong[name] = wrong.get(name, 0) + 1
    shares = {name: count / len(CASES) for name, count in wrong.items()}
    assert all(share < 0.06 for share in shares.values()), shares
    assert shares.get("url", 0) == 0
    assert shares.get("published", 0) < 0.02


def test_own_articles_are_seen_right() -> None:
    wrong = {path.name: found for path in CASES if "seeds" in path.parts and (found := looked_at(path))}
    assert len(wrong) <= 2, wrong


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_bytes_are_an_error(head: bytes, path: str) -> None:
    assert glance(head, path).title


lines = st.lists(
    st.sampled_from(
        [
            *("---", "title: x", "title:", "- item", "tags: [a,", "tags: [[x]]", "date: 2020-99-99", "#", "# ", "> "),
            *("date: 2021-02-30T25:61:61Z", "author: By [x](y)", "Original: [a](", "url: https://", 'title: "', "："),
            *("published: true", "date: 0000-01-01", "x\x00y", "\x85", "\ufffd", "- name: x", "authors: [,]"),
        ]
    ),
    max_size=12,
)


@given(lines)
def test_no_header_is_an_error(header: list[str]) -> None:
    assert glance("\n".join(header).encode(), "a.md").title


@pytest.mark.parametrize(
    "unit",
    ["[", "[a](", "title: ", "---\n", "- ", "#", "a:", "*", "<a ", "tags: [" + "a," * 40, "\n", " ", "https://a."],
)
def test_no_head_is_slow(unit: str) -> None:
    head = (unit * HEAD)[:HEAD].encode()
    fenced = b"---\n" + head[: HEAD - 10] + b"\n---\n"
    start = time.process_time()
    for _ in range(20):
        glance(head, "a.md")
        glance(fenced, "a.md")
    assert (time.process_time() - start) / 40 < 0.02
