"""From a file to an article: read it, parse it, and sum up what the list, the details and the search need."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

from newsreader.core.article import Article, ParsedFile, Problem
from newsreader.core.formats import parse_file
from newsreader.core.identity import identify
from newsreader.core.query import plain_body, searchable
from newsreader.core.text import count_words, excerpt, mostly_cjk
from newsreader.store.batches import Entry, Signature
from newsreader.store.folder import Found, Unreadable, found_at, read

HEAD = 4096
"""The first pass reads so many bytes of a file (engine.md, "Index", point 5)."""


def signature_of(found: Found) -> Signature:
    """By what the file is known again."""
    return Signature(found.size, found.modified_ns, found.changed_ns, found.inode)


def entry_of(root: Path, found: Found, *, whole: bool) -> Entry:
    """Read one file and say what it is; a file that cannot be read is an entry with its problem.

    Where not the `whole` is asked for, the first 4 KB have to do, unless they name no address: then the identity needs
    the text.
    """
    data, problem = b"", found.problem
    is_large = problem is Problem.TOO_LARGE
    if problem is None or is_large:
        try:
            data = read(root, found.path, HEAD) if is_large or not whole else read(root, found.path)
        except Unreadable as refusal:
            problem = refusal.problem
    parsed = _parsed(data, found.path)
    is_final = whole or problem is not None or found.size <= HEAD
    if not is_final and not parsed.url:
        return entry_of(root, found, whole=True)
    text = _search_text(parsed, parsed.body if is_final else "")
    length = count_words(parsed.body) if is_final else _estimate(parsed.body, found.size / len(data))
    return Entry(_article(found, parsed, problem or parsed.problem, length), signature_of(found), text, is_final)


def look_at(root: Path, path: str) -> Entry:
    """One article by itself, ahead of any scan. Raises `Unreadable` where there is no such file."""
    return entry_of(root, found_at(root, path), whole=True)


def article_of(root: Path, path: str) -> tuple[Article, ParsedFile]:
    """One article by itself, and what its file says. Raises `Unreadable` where there is no such file."""
    found = found_at(root, path)
    data = read(root, path)
    parsed = _parsed(data, path)
    return _article(found, parsed, found.problem or parsed.problem, count_words(parsed.body)), parsed


def _parsed(data: bytes, path: str) -> ParsedFile:
    try:
        return parse_file(data, path)
    except Exception:  # noqa: BLE001 - a fault of ours in one file must not hide all others (security.md promise P11)
        traceback.print_exc()
        return replace(parse_file(b"", path), problem=Problem.UNREADABLE)


def _estimate(body: str, times: float) -> tuple[int, int]:
    """About how many words and CJK characters a file holds that is so many `times` longer than what was read of it."""
    if mostly_cjk(body):
        return 0, round(len(body) * times)
    return round((body.count(" ") + body.count("\n")) * times), 0


def _article(found: Found, parsed: ParsedFile, problem: Problem | None, length: tuple[int, int]) -> Article:
    """`length` in words and in CJK characters."""
    words, characters = length
    return Article(
        found.path,
        identify(parsed.url, parsed.title, parsed.body),
        parsed.title,
        parsed.authors,
        parsed.published,
        parsed.source,
        parsed.url,
        parsed.tags,
        parsed.language,
        excerpt(parsed.body),
        words,
        characters,
        found.size,
        found.modified_ns,
        problem,
    )


def _search_text(parsed: ParsedFile, body: str) -> bytes:
    fields = (parsed.title, parsed.source, *parsed.authors, *parsed.tags, plain_body(body))
    return "\n".join(searchable(field) for field in fields).encode("utf-8", "surrogatepass")
