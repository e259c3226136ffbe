"""Articles for other programs: as the fields of the command line (cli.md), and as files of their own."""

from __future__ import annotations

import os
from pathlib import Path

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.core.hints import Any
from newsreader.store.files import write_atomic


def keep(path: Path, data: bytes) -> None:
    """Write a file the reader asked for, readable like any other of theirs; blocking. Raises OSError."""
    write_atomic(path, data, mode=0o666)


def fields(article: Article, *, is_read: bool, is_starred: bool) -> dict[str, Any]:
    """The fields of `list --json`, always all present (cli.md)."""
    return {
        "path": printable_path(article.path),
        "title": article.title,
        "authors": list(article.authors),
        "published": iso(article.published),
        "source": article.source,
        "url": article.url or None,
        "tags": list(article.tags),
        "language": article.language or None,
        "words": article.words + article.characters,
        "read": is_read,
        "starred": is_starred,
        "problem": None if article.problem is None else str(article.problem),
    }


def printable_path(path: str) -> str:
    r"""A path as text; bytes that are not UTF-8 as `\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def iso(published: Published | None) -> str | None:
    """A date in ISO 8601, as precise as the file: a day, a date-time, or a date-time with its offset."""
    if published is None:
        return None
    day = f"{published.year:04d}-{published.month:02d}-{published.day:02d}"
    if published.hour is None:
        return day
    clock = f"{day}T{published.hour:02d}:{published.minute or 0:02d}:{published.second or 0:02d}"
    if published.offset is None:
        return clock
    hours, minutes = divmod(abs(published.offset), 60)
    return f"{clock}{'-' if published.offset < 0 else '+'}{hours:02d}:{minutes:02d}"
