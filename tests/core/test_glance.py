"""At a glance: what it gives is what `parse_file` gives, or nothing; never an error, never slow."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
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
    return differences(
        glance(data[:HEAD], path.name, is_cut=len(data) > HEAD), parse_file(data, path.name), title_of_name(path.stem)
    )


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
        "raw": (seen.raw, parsed.published.raw if parsed.published is not None else ""),
        "source": (seen.source, parsed.source),
        "url": (seen.url, parsed.url),
        "tags": (seen.tags, parsed.tags),
    }
    return {name for name, (glanced, whole) in pairs.items() if glanced and glanced != whole}


def test_the_base_format() -> None:
    seen = glance(BASE.encode(), "a.md", is_cut=False)
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
    seen = glance(FENCED.encode(), "a.md", is_cut=False)
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
    seen, parsed = glance(text.encode(), "a.md", is_cut=False), parse_file(text.encode(), "a.md")
    assert (seen.title, seen.authors, seen.tags) == (parsed.title, parsed.authors, parsed.tags)
    assert (seen.published, seen.raw) == (date_of(parsed), parsed.published.raw if parsed.published else "")


@pytest.mark.parametrize("text", [BASE, FENCED])
def test_a_paragraph_without_an_end_hides_no_header(text: str) -> None:
    text = text.replace("The first paragraph", "Text here").partition("Text here")[0] + "Words without end " * 300
    seen, parsed = glance(text.encode()[:1000], "a.md", is_cut=True), parse_file(text.encode(), "a.md")
    assert (seen.title, seen.authors, seen.source) == (parsed.title, parsed.authors, parsed.source)
    assert (seen.published, seen.url, seen.tags) == (date_of(parsed), parsed.url, parsed.tags)
    assert seen.excerpt.startswith("Words without end")


def test_nothing_but_a_name() -> None:
    seen = glance(b"", "notes/2020-05-06-a_quiet-day.md", is_cut=False)
    assert seen.title == "a quiet day"
    assert seen.published == (2020, 5, 6, None, None, None, None)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_no_shape_is_seen_wrong(path: Path) -> None:
    assert looked_at(path) == set()


@pytest.mark.parametrize("size", [300, 1000])
def test_no_shape_is_seen_wrong_where_less_of_it_is_known(size: int) -> None:
    wrong = {}
    for path in CASES:
        data = path.read_bytes()
        seen = glance(data[:size], path.name, is_cut=len(data) > size)
        found = differences(seen, parse_file(data, path.name), title_of_name(path.stem))
        if found:
            wrong[path.name] = found
    assert wrong == {}


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_bytes_are_an_error(head: bytes, path: str) -> None:
    assert glance(head, path, is_cut=False).title


keys = st.sampled_from(
    [
        *(
            "title",
            "Title",
            "full-title",
            "headline",
            "标题",
            "subject",
            "author",
            "authors",
            "by",
            "作者",
            "date",
            "DATE",
        ),
        *(
            "published",
            "published at",
            "created",
            "updated_at",
            "url",
            "source",
            "original",
            "original_url",
            "link",
            "via",
        ),
        *("site", "publisher", "tags", "keywords", "categories", "category", "permalink", "path", "description", "odd"),
    ]
)
PLAIN = (
    *(
        "Some Body",
        "A title: with more",
        "中文 标题",
        "By Some Body",
        "BY X",
        "a, b; c",
        "#one #two",
        "x # comment",
        "A & B",
    ),
    *(
        "*Bold* words",
        "T (highlights)",
        "_a_ `b` <br> c",
        "a  b",
        "Über ~~x~~",
        "&amp; so",
        "[[Wiki]]",
        "true",
        "@x",
        "a = b",
    ),
    *("2021-03-04", "2021-03-04 05:06", "2020-02-29T01:02:03Z", "2021-02-30", "2019-11-01T10:26:04+00:00", "20210304"),
    *(
        "16 August 2012",
        "2021-03-04 05:06:07 +0800",
        "1.5",
        "https://a.example/x",
        "http://www.b.example/2020/01/02/y?z=1",
    ),
    *("//c.example/x", "[Name](https://d.example/z)", "[https://e.example](https://e.example)", "javascript:alert(1)"),
    *("[a, b]", "[One, one, TWO]", '["a, b", c]', "[]", "[ ]", "[[a]]", "[a,", "{name: X, link: y}", "{}", ", x"),
    *(
        '"quoted: so"',
        "'it''s'",
        '"un',
        "'\"'",
        '"a \\" b"',
        '""',
        "''",
        '" a "',
        '! "tagged"',
        '"""three"""',
        '"""open',
    ),
    *("|", ">", ">-", "|2", "> quoted", "- dash", "", " ", "\t"),
)
values = st.sampled_from(PLAIN)
BELOW = (
    *(
        "  folded on",
        "    deeper: yes",
        "  - item",
        "- item",
        "- [[Wiki]]",
        '- "quoted, x"',
        "- name: X",
        "  name: X",
        "* star",
    ),
    *(
        "",
        "# comment",
        "  # comment",
        "[section]",
        "text that is no key",
        'closing"',
        "b]",
        '"""',
        "\u3000",
        "-x",
        "-",
        "@def a = b",
    ),
)
below = st.lists(st.sampled_from(BELOW), max_size=2)
SIGNS = (": ", ":", " : ", " = ", "：", ":: ")


@st.composite
def headers(draw: st.DrawFn) -> str:
    """Key lines in one of the forms of formats.md, with what may stand below each of them."""
    form = draw(
        st.sampled_from(["---", "---", "---", "+++", "block", "base", "nikola", "lctt", "franklin", "quoted", "list"])
    )
    before, sign, behind = {
        "+++": ("", " = ", ""),
        "base": ("", ": **", "**\n"),
        "nikola": (".. ", ": ", ""),
        "lctt": ("[#]: ", ": ", ""),
        "franklin": ("@def ", " = ", ""),
        "quoted": ("> * ", "：", ""),
        "list": ("- ", ": ", ""),
    }.get(form, ("", "", ""))
    said = []
    for _ in range(draw(st.integers(0, 5))):
        between = sign or draw(st.sampled_from(SIGNS[:1] * 6 + SIGNS))
        said.append(f"{before}{draw(keys)}{between}{draw(values)}{behind}")
        if form in ("---", "+++", "block") and draw(st.integers(0, 3)) == 0:
            said += draw(below)
    if form in ("---", "+++"):
        end = draw(st.sampled_from([form] * 6 + ["...", f"{form}  ", ""]))
        said = [form, *said, end]
    return draw(st.sampled_from(["", "", "\n", "\ufeff", "<!-- x -->\n", " "])) + "\n".join(said) + "\n"


SIMPLE = (
    ("title: Some title", "title: 中文 标题", "Title: 'Some: title'", "title: A *b*", 'title: "It is"'),
    (
        "date: 2021-03-04",
        "published: 2021-03-04T05:06:07Z",
        "date: 16 August 2012",
        "published: true\ndate: 2020-02-03",
    ),
    ("url: https://a.example/x", "source: https://www.b.example/2020/01/02/y", "", "original: https://c.example"),
    ("author: Some Body", "authors: [A, B]", "author:\n  - A\n  - B C", "authors:\n- A", "by: By X", "", 'author: "X"'),
    ("tags: [a, b]", "tags: a, b", "tags:\n- a\n- B\n- b", "keywords: [One, 中]", "", "tags: []\ncategories: [c]"),
    ("site: The Site", "source: The Site", "", "", "publisher: A & B"),
)
"""Lines a glance reads by itself."""


@st.composite
def simple_headers(draw: st.DrawFn) -> str:
    """A fenced header of such lines, with at most one odd thing in it."""
    said = [line for choice in SIMPLE if (line := draw(st.sampled_from(choice)))]
    said = draw(st.permutations(said))
    odd = [f"{draw(keys)}{draw(st.sampled_from(SIGNS))}{draw(values)}", *draw(below)]
    at = draw(st.integers(0, len(said)))
    kind = draw(st.integers(0, 2))
    said[at:at] = odd[:kind] if kind < 2 else odd[1:]
    return "\n".join(["---", *said, "---"]) + "\n"


bodies = st.lists(
    st.sampled_from(
        [
            *(
                "# A heading",
                "## Second",
                "Set\n===",
                "# [A](https://f.example/)",
                "# ",
                "#tag",
                "# [[[[",
                "***",
                "```\n# x\n```",
            ),
            *(
                "Author: **Other**",
                "Original: [Site](https://g.example/1)",
                "By Some One",
                "2018-05-06",
                "![](a.png)",
                ">",
                "---",
            ),
            *(
                "A line of text that says something.",
                "原文：[T](https://h.example)",
                "作者：某人",
                "Source: [S](https://i.example)",
            ),
            *("", "", "## Metadata", "via: https://j.example/2016/01/02/x", "[A heading](https://k.example/)"),
        ]
    ),
    max_size=6,
).map("\n".join)
names = st.sampled_from(["a.md", "2017-08-09 Named so.md", "x/2016/05/04/a_b.txt", "20150607.md", "no_ending"])


def assert_seen_right(header: str, body: str, path: str) -> None:
    """Of the whole file, and where the rest of it is not known yet."""
    data = f"{header}{body}\n".encode()
    parsed = parse_file(data, path)
    by_name = title_of_name(path.rpartition("/")[2].removesuffix(".md").removesuffix(".txt"))
    assert differences(glance(data, path, is_cut=False), parsed, by_name) == set()
    text = data + b"\nWords that go on without end.\n" * 40
    parsed = parse_file(text, path)
    for size in (len(data), len(data) + 500):
        assert differences(glance(text[:size], path, is_cut=True), parsed, by_name) == set()
    text = data + b"Words that go on in a paragraph that has no end " * 40
    assert differences(glance(text[: len(data) + 200], path, is_cut=True), parse_file(text, path), by_name) == set()


@given(headers(), bodies, names)
@settings(max_examples=200, derandomize=True, database=None, deadline=None)
def test_what_is_seen_is_what_the_whole_reader_says(header: str, body: str, path: str) -> None:
    assert_seen_right(header, body, path)


@given(simple_headers(), bodies | st.just("# A heading\n\nA line of text."), names)
@settings(max_examples=200, derandomize=True, database=None, deadline=None)
def test_simple_headers_are_seen_as_the_whole_reader_sees_them(header: str, body: str, path: str) -> None:
    assert_seen_right(header, body, path)


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
    assert glance("\n".join(header).encode(), "a.md", is_cut=False).title


@pytest.mark.parametrize(
    "unit",
    ["[", "[a](", "title: ", "---\n", "- ", "#", "a:", "*", "<a ", "tags: [" + "a," * 40, "\n", " ", "https://a."],
)
def test_no_head_is_slow(unit: str) -> None:
    head = (unit * HEAD)[:HEAD].encode()
    fenced = b"---\n" + head[: HEAD - 10] + b"\n---\n"
    start = time.process_time()
    for _ in range(20):
        glance(head, "a.md", is_cut=False)
        glance(fenced, "a.md", is_cut=False)
    assert (time.process_time() - start) / 40 < 0.02
