"""From a file to an article: read it, parse it, and sum up what the list, the details and the search need."""

from __future__ import annotations

import traceback
from pathlib import Path

from newsreader.core.article import Article, ParsedFile, Problem
from newsreader.core.excerpt import excerpt
from newsreader.core.formats import parse_file
from newsreader.core.identity import identify, normalise_url
from newsreader.core.search.words import texts
from newsreader.core.text import count_words
from newsreader.core.values import dataclass, replace
from newsreader.store.folder import READ_LIMIT, Unreadable
from newsreader.store.walk import HEAD, Found, read_at


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it was read, and its file as it was then; `texts` is what search knows of it
    (`core.search.words.texts`).
    """

    found: Found
    article: Article
    texts: tuple[str, ...]


def entry_of(root: Path, found: Found) -> Entry:
    """Read one file whole and say what it is; a file that cannot be read is an entry with its problem.

    Of a file over 4 MB only the beginning is read. The file may be another by now than the one that was `found`.
    """
    data, problem = b"", found.problem
    if problem is None or problem is Problem.TOO_LARGE:
        try:
            found, data = read_at(root, found.path, HEAD)
            problem = found.problem
        except Unreadable as refusal:
            problem = refusal.problem
    parsed = _parsed(data, found.path)
    return Entry(found, _article(found, parsed, problem or parsed.problem), _texts(parsed))


def article_of(root: Path, path: str) -> tuple[Article, ParsedFile]:
    """One article by itself, and what its file says. Raises `Unreadable` where there is no such file."""
    found, data = read_at(root, path, READ_LIMIT)
    parsed = _parsed(data, path)
    return _article(found, parsed, found.problem or parsed.problem), parsed


def _parsed(data: bytes, path: str) -> ParsedFile:
    try:
        return parse_file(data, path)
    except Exception:  # noqa: BLE001 - a fault of ours in one file must not hide all others (security.md promise P11)
        traceback.print_exc()
        return replace(parse_file(b"", path), problem=Problem.UNREADABLE)


def _article(found: Found, parsed: ParsedFile, problem: Problem | None) -> Article:
    words, characters = count_words(parsed.body)
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


def _texts(parsed: ParsedFile) -> tuple[str, ...]:
    url = normalise_url(parsed.url)
    return texts(parsed.title, parsed.source, parsed.authors, parsed.tags, url, parsed.language, parsed.body)
