"""The rules in their order: a file's bytes to its fields and its body (formats.md section 5)."""

from __future__ import annotations

import re

from newsreader.core.article import ParsedFile, Problem
from newsreader.core.dates import date_in_name, without_date
from newsreader.core.formats import fields
from newsreader.core.formats.block import read_block
from newsreader.core.formats.encoding import decode
from newsreader.core.formats.fenced import Header, read_comment, read_fenced
from newsreader.core.formats.inline import heading, plain
from newsreader.core.formats.keys import SUBJECT, TITLE
from newsreader.core.formats.loose import Loose, read_loose
from newsreader.core.formats.paragraphs import set_apart
from newsreader.core.formats.values import Values
from newsreader.core.formats.weak import read_footer, read_weak
from newsreader.core.late import late
from newsreader.core.text import fold, one_line

_UNTITLED = "Untitled"
_HEADING_WITHIN = 60
_SUFFIX = late(r"\.(?:md|markdown|mdx|txt)$", re.IGNORECASE)
_HIGHLIGHTS = late(r" \(highlights\)$")
_SETEXT = late(r" {0,3}(?:={2,}|-{2,})[ \t]*")
_FENCE = late(r" {0,3}(?:```|~~~)")
_CUT_SHORT = late(r"(?:\.{3}|…)$")
_NO_WORD = late(r"[\W_]+")
_SITE_BEHIND = late(r"\s+[|·•–—-]\s")


def parse_file(data: bytes, path: str) -> ParsedFile:
    """What the file at `path`, relative to its library, says; its name and folders serve where the text says nothing.

    Never raises. Takes time linear in the length of `data`, of which the caller gives at most 4 MB. A file without
    text gives its problem, an empty body and the title its name gives.
    """
    text, problem = decode(data)
    name = _SUFFIX.sub("", path.rpartition("/")[2])
    if problem:
        return _without_text(name, path, problem)
    lines = text.split("\n")
    header = _read_header(lines)
    given = fields.first_text((header.values,), TITLE, fields.LONGEST_TITLE)
    loose = read_loose(lines, header.end, given)
    body = [*(lines[number] for number in loose.kept), *lines[loose.end :]]
    said, body = _settle_title(header.values, loose, body)
    title = said or title_of_name(name)
    sources = [header.values, loose.values]
    url, authors = fields.source_url(sources), fields.authors(sources)
    if not (url and authors):
        sources += (read_weak(body), read_footer(body) if "via" in text or "Via" in text else {})
        url, authors = fields.source_url(sources), fields.authors(sources)
    return ParsedFile(
        title=title,
        authors=authors,
        published=fields.published(sources, date_in_name(name), path, url),
        source=fields.site(sources, url, title),
        url=url,
        tags=fields.tags(sources),
        description=fields.description(sources),
        language=fields.language(sources),
        body="\n".join(set_apart(_trimmed(body), every_line=loose.is_seed)),
        is_named_by_file=not said,
    )


def title_of_name(name: str) -> str:
    """The title a file name without its ending gives: no date before it, `-` and `_` as blanks; never empty."""
    bare = without_date(name)
    title = re.sub(r"[-_]+", " ", bare) if bare != name or date_in_name(name) is None else name
    return one_line(title, fields.LONGEST_TITLE) or one_line(name, fields.LONGEST_TITLE) or _UNTITLED


def _without_text(name: str, path: str, problem: Problem) -> ParsedFile:
    published = fields.published((), date_in_name(name), path, "")
    return ParsedFile(title_of_name(name), (), published, "", "", (), "", "", "", problem, is_named_by_file=True)


def _read_header(lines: list[str]) -> Header:
    """R1, else R2, after blank lines and one comment."""
    start = _first_line(lines, 0)
    if start == len(lines):
        return Header({}, start)
    comment = read_comment(lines, start)
    first = _first_line(lines, comment.end)
    if first == len(lines):
        return Header(comment.values, first) if comment.values else Header({}, start)
    found = read_fenced(lines, first)
    if found.end == first:
        found = read_block(lines, first)
    values: Values = {**found.values, **{key: value for key, value in comment.values.items() if value}}
    return Header(values, found.end)


def _first_line(lines: list[str], start: int) -> int:
    """The number of the first line from `start` on that is not blank."""
    return next((n for n in range(start, len(lines)) if lines[n] and not lines[n].isspace()), len(lines))


def _settle_title(values: Values, loose: Loose, body: list[str]) -> tuple[str, list[str]]:
    """The title ("" where the text gives none), and the body without the heading that says the same."""
    title = fields.first_text((values, loose.values), TITLE, fields.LONGEST_TITLE)
    title = _HIGHLIGHTS.sub("", title) or title
    said = plain(loose.heading, fields.LONGEST_TITLE)
    if said:
        if (title and not _same(said, title)) or len(loose.heading) > fields.LONGEST_TITLE:
            body = ["# " + loose.heading, "", *_trimmed(body)]
        return title or said, body
    if loose.heading:
        body = ["# " + loose.heading, "", *_trimmed(body)]
    at, length, level, text = _first_heading(body)
    said = plain(text, fields.LONGEST_TITLE)
    title = title or said or fields.first_text((values, loose.values), SUBJECT, fields.LONGEST_TITLE)
    if said and len(text) <= fields.LONGEST_TITLE and _same(said, title) and (level == 1 or at == _first_line(body, 0)):
        body = body[:at] + body[at + length :]
    return title, body


def _first_heading(body: list[str]) -> tuple[int, int, int, str]:
    """The first heading of the first 60 lines that is in no code: its line, how many lines it takes, level and text."""
    fence = False
    for number, line in enumerate(body[:_HEADING_WITHIN]):
        if _FENCE.match(line):
            fence = not fence
        elif fence or not line.strip() or line[:4] == "    ":
            continue
        elif line.lstrip()[0] == "#":
            level, words = heading(line)
            if words:
                return number, 1, level, words
        elif _is_setext(body, number):
            return number, 2, 1 if body[number + 1].strip()[0] == "=" else 2, line.strip()
    return 0, 0, 0, ""


def _is_setext(body: list[str], at: int) -> bool:
    """Whether a single line of text stands over a line of `=` or `-`."""
    if at + 1 >= len(body) or not _SETEXT.fullmatch(body[at + 1]) or (at > 0 and body[at - 1].strip()):
        return False
    return body[at].lstrip()[0] not in ">|-*+=!<[" and len(body[at]) <= fields.LONGEST_TITLE


def _same(heading: str, title: str) -> bool:
    """Whether a heading says the title, perhaps cut short or with the site's name behind one of them."""
    first, second = fold(heading), fold(title)
    words, wanted = _bare(first), _bare(second)
    if words == wanted:
        return True
    if _CUT_SHORT.search(first) and words and wanted.startswith(words):
        return True
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return bool(shorter) and longer.startswith(shorter) and bool(_SITE_BEHIND.match(longer, len(shorter)))


def _bare(folded: str) -> str:
    """The letters and digits of a text, or the text itself where it has none."""
    return _NO_WORD.sub("", folded) or folded


def _trimmed(lines: list[str]) -> list[str]:
    """The lines without blank ones before and after them."""
    first = _first_line(lines, 0)
    last = len(lines)
    while last > first and not lines[last - 1].strip():
        last -= 1
    return lines[first:last]
