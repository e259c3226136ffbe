"""The sample library: real stories in the shapes people have, and the reader opens each (issue 2, point 10)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsreader.core.article import ParsedFile
from newsreader.core.formats import parse_file

SEEDS = Path(__file__).parent.parent / "seeds"
OWN = "newsreader"
ARTICLES = sorted(path for path in SEEDS.rglob("*") if path.suffix in {".md", ".txt"})
RETOLD = [path for path in ARTICLES if path.parent.name != OWN]

# What the beginning of a file of each shape looks like (formats.md section 2); the first that fits names it.
SHAPES = {
    "trafilatura": r"---\n(?=.*^hostname: )(?=.*^sitename: )",
    "Obsidian Web Clipper": r'---\n(?=.*^source: "http)(?=.*- "\[\[)(?=.*- "clippings")',
    "YAML": r"---\n(?=.*^title: )",
    "TOML": r"\+\+\+\n(?=.*^title = )",
    "seed": r"\n?# (?=.*^Published at: \*\*)(?=.*^Original: \[)",
    "Jina Reader": r"Title: (?=.*^URL Source: )(?=.*^Markdown Content:)",
    "Pelican": r"Title: (?=.*^Date: )(?=.*^Category: )",
    "Readwise": r"# (?=.*^## Metadata\n- Author: \[\[)",
    "Franklin": r"@def title = ",
    "Nikola": r"<!--\n\.\. title: ",
    "LCTT": r"\[#\]: subject: ",
    "gold-miner": r"> \* 原文地址：",
    "Notion": r"# [^\n]+\n\n[A-Z]\w+: [^\n]+\n[A-Z]\w+: ",
    "heading only": r"# [^\n]+\n\n[^\n]+\n\Z",
}
PICTURE = re.compile(r'!\[[^]]*]\(([^\s)]+)|<img [^>]*src="([^"]+)"')


def parse(path: Path) -> ParsedFile:
    return parse_file(path.read_bytes(), path.relative_to(SEEDS).as_posix())


def shape(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return next((name for name, start in SHAPES.items() if re.match(start, text, re.DOTALL | re.MULTILINE)), "")


def name(path: object) -> str:
    return path.relative_to(SEEDS).as_posix() if isinstance(path, Path) else ""


every_article = pytest.mark.parametrize("path", ARTICLES, ids=name)
every_retold_article = pytest.mark.parametrize("path", RETOLD, ids=name)


def test_there_are_enough_articles_and_few_of_our_own() -> None:
    assert len(ARTICLES) >= 24
    assert 1 <= len(ARTICLES) - len(RETOLD) <= 5


def test_they_come_from_many_sources() -> None:
    assert len({parse(path).source for path in RETOLD}) >= 7


def test_they_come_in_many_shapes() -> None:
    assert {shape(path) for path in ARTICLES} == set(SHAPES)


def test_the_base_format_comes_with_both_endings() -> None:
    assert {path.suffix for path in ARTICLES if shape(path) == "seed"} == {".md", ".txt"}


@every_article
def test_an_article_opens_without_a_problem(path: Path) -> None:
    parsed = parse(path)
    assert parsed.problem is None
    assert parsed.title
    assert parsed.body.strip()
    assert parsed.url == "" or parsed.url.startswith(("http://", "https://"))


@every_article
def test_an_article_is_tidy_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text


@every_article
def test_the_pictures_of_an_article_lie_beside_it(path: Path) -> None:
    for markdown, html in PICTURE.findall(parse(path).body):
        picture = (path.parent / (markdown or html)).resolve()
        assert picture.is_relative_to(SEEDS.resolve())
        assert picture.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


@every_retold_article
def test_a_retold_article_names_its_original_first(path: Path) -> None:
    parsed = parse(path)
    first = parsed.body.lstrip("\n").partition("\n")[0]
    assert re.fullmatch(r"_[^_].*_", first)
    assert parsed.url
    assert f"]({parsed.url})" in first


def test_our_own_articles_claim_no_original() -> None:
    own = [parse(path) for path in ARTICLES if path not in RETOLD]
    assert {article.url for article in own} == {""}
    assert {article.source for article in own} == {"Newsreader", ""}


def test_every_picture_is_used_and_small() -> None:
    used = {Path(one or other).name for path in ARTICLES for one, other in PICTURE.findall(parse(path).body)}
    pictures = list((SEEDS / "images").iterdir())
    assert {picture.name for picture in pictures} == used
    assert max(picture.stat().st_size for picture in pictures) < 60_000


def test_between_them_they_show_what_a_page_can_do() -> None:
    parsed = [parse(path) for path in ARTICLES]
    text = "\n".join(article.body for article in parsed)
    assert max(len(article.body.split()) for article in parsed) >= 1500
    assert max(len(article.title) for article in parsed) > 150
    assert {len(article.authors) for article in parsed} >= {0, 1, 2}
    assert any(article.published is None for article in parsed)
    assert any(len(article.tags) >= 3 for article in parsed)
    assert {article.language for article in parsed} >= {"ja", "ar"}
    for element in (
        r"^\|[-: |]+\|$",
        r"^> > ",
        r"^\[\^\w+]:",
        r"^- \[x] ",
        r"^    - ",
        r"^1\. ",
        r"^:   ",
        "~~",
        r"^.{150,}$",
    ):
        assert re.search(element, text, re.MULTILINE), element
    assert {"rust", "go", "c", "python", "ruby", "json"} <= set(re.findall(r"^```(\w+)$", text, re.MULTILINE))
