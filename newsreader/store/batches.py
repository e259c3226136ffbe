"""What a scan says, as values, and how they travel from the child process that scans: frames on a pipe.

A frame is the length of its JSON, the length of its bytes (both four bytes, big-endian), the JSON and the bytes. Search
texts go as bytes, because taking megabytes out of JSON would hold Python's lock.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from newsreader.core.article import Article, Problem
from newsreader.core.dates import Published

_LENGTHS = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class Signature:
    """By which a file is known to be unchanged: any of these differing is a change, never "newer than" (security.md,
    2.27).
    """

    size: int
    modified_ns: int
    changed_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it was read. `text` is what search looks through (`core.query.searchable`, UTF-8, one field a
    line).

    Where `is_final` is false only the first 4 KB were read: title, date, source and address stand, the length is
    estimated and the text holds everything but the body.
    """

    article: Article
    signature: Signature
    text: bytes
    is_final: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """A place of the library that is no article and could not be looked into: a folder, a link."""

    path: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Batch:
    """A piece of a scan: articles new or changed, paths that are gone, and how far it is (`done` of `total` files)."""

    entries: tuple[Entry, ...] = ()
    removed: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] | None = None
    done: int = 0
    total: int = 0


def write_frame(stream: BinaryIO, row: object, blob: bytes = b"") -> None:
    """Send one frame and flush. Raises OSError where nobody listens any more."""
    head = json.dumps(row, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTHS.pack(len(head), len(blob)) + head + blob)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[Any, bytes] | None:
    """The next frame; None at the end, also where the sender died within one."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_size, blob_size = _LENGTHS.unpack(lengths)
    head, blob = stream.read(head_size), stream.read(blob_size)
    if len(head) < head_size or len(blob) < blob_size:
        return None
    return json.loads(head), blob


def write_batch(stream: BinaryIO, batch: Batch) -> None:
    """Send a batch as one frame. Raises OSError."""
    row = {
        "entries": [_row(entry) for entry in batch.entries],
        "removed": batch.removed,
        "troubles": None if batch.troubles is None else [(trouble.path, trouble.problem) for trouble in batch.troubles],
        "done": batch.done,
        "total": batch.total,
    }
    write_frame(stream, row, b"".join(entry.text for entry in batch.entries))


def batch_of(row: Any, blob: bytes) -> Batch:
    """The batch a frame holds."""
    troubles = row["troubles"]
    return Batch(
        tuple(_entries(row["entries"], blob)),
        tuple(row["removed"]),
        None if troubles is None else tuple(Trouble(path, Problem(problem)) for path, problem in troubles),
        row["done"],
        row["total"],
    )


def _row(entry: Entry) -> list[object]:
    article = entry.article
    return [
        article.path,
        article.identity,
        article.title,
        article.authors,
        _date_row(article.published),
        article.source,
        article.url,
        article.tags,
        article.language,
        article.excerpt,
        article.words,
        article.characters,
        article.problem,
        _signature_row(entry.signature),
        len(entry.text),
        entry.is_final,
    ]


def _date_row(date: Published | None) -> tuple[object, ...] | None:
    if date is None:
        return None
    return date.year, date.month, date.day, date.hour, date.minute, date.second, date.offset, date.raw


def _signature_row(signature: Signature) -> tuple[int, int, int, int]:
    return signature.size, signature.modified_ns, signature.changed_ns, signature.inode


def _entries(rows: Iterable[Any], blob: bytes) -> Iterable[Entry]:
    start = 0
    for path, identity, title, authors, published, source, url, tags, language, excerpt, *rest in rows:
        words, characters, problem, signature, length, is_final = rest
        known_by = Signature(*signature)
        article = Article(
            path,
            identity,
            title,
            tuple(authors),
            None if published is None else Published(*published),
            source,
            url,
            tuple(tags),
            language,
            excerpt,
            words,
            characters,
            known_by.size,
            known_by.modified_ns,
            None if problem is None else Problem(problem),
        )
        yield Entry(article, known_by, blob[start : start + length], is_final)
        start += length
