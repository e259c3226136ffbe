"""Articles as rows of the index, and back."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable
from zlib import crc32

from newsreader.core.article import Article, Problem
from newsreader.core.dates import Published
from newsreader.core.digests import blake2b
from newsreader.core.hints import TYPE_CHECKING, Any
from newsreader.core.identity import normalise_url
from newsreader.core.late import late
from newsreader.core.text import fold

if TYPE_CHECKING:
    from newsreader.core.formats.glance import Glance

BETWEEN = "\x1f"
"""Stands between the values of a list: no value holds control characters."""
COLUMNS = (
    "article.id, folder.path, article.name, size, modified, identity, title, authors, published, source, url, tags,"
    " language, excerpt, words, characters, problem, seen, final, head"
)
"""What `article_of` takes, from `article JOIN folder ON folder.id = article.folder`."""
READ, STARRED, TROUBLED, PRESENT, DRAFT, SKETCH = 1, 2, 4, 8, 16, 32
"""The flags of a row: one byte a row, at its id. PRESENT is off where the id is of no row (any more); DRAFT is on while
only the beginning of the file was read, SKETCH while nobody has looked at that either.
"""
_SHARED = " "
_BYTES_A_WORD = 6
_BYTES_A_CHARACTER = 3
_PLAIN_URL = late(r"https?://(?:www\.)?([a-z0-9-]++(?:\.[a-z][a-z0-9-]*+)++(?:/[A-Za-z0-9/._-]*+)?)")
"""An address that `normalise_url` would only cut: host in lower case, no port, no query, nothing that is quoted."""


def kin(base: str) -> int:
    """A number for the identity a file alone gives (`base_of`): rows that may be the same article share it.

    Others may share it, too, so that the texts are compared; it takes a tenth of the time of a number that is unique.
    """
    return crc32(base.encode("utf-8", "surrogatepass"))


def exact(identity: str) -> int:
    """A number for one identity, by which its marks are found."""
    digest = blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def base_of(identity: str) -> str:
    """The identity without the title that sets apart files sharing an address (`core.identity.identify_shared`)."""
    return identity.partition(_SHARED)[0] if identity.startswith("u:") else identity


def elders_of(identities: Iterable[str]) -> dict[str, str]:
    """By identity the elder (`base_of`) of those that have another one than themselves; 40 ns an identity."""
    return {one: base_of(one) for one in identities if _SHARED in one and base_of(one) != one}


def ids_of(blob: bytes) -> array[int]:
    """Ids from their four bytes each."""
    ids = array("I")
    ids.frombytes(blob)
    return ids


def text(value: str) -> str:
    """A text SQLite takes: halves of surrogate pairs (names of files that are not UTF-8) become U+FFFD."""
    if value.isascii() or not _is_torn(value):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def title_key(title: str) -> str:
    """What titles are sorted by: without case and accents, its beginning."""
    beginning = title[:80]
    return beginning.lower() if beginning.isascii() else text(fold(beginning))


def pack_date(published: Published | None) -> str:
    """A date as it is kept: its numbers and the file's own text; "" for none."""
    if published is None:
        return ""
    return pack_parts(
        published.year,
        published.month,
        published.day,
        published.hour,
        published.minute,
        published.second,
        published.offset,
        text(published.raw),
    )


def pack_parts(
    year: int,
    month: int,
    day: int,
    hour: int | None,
    minute: int | None,
    second: int | None,
    offset: int | None,
    raw: str,
) -> str:
    """The parts of a date as `pack_date` keeps them."""
    if hour is None:
        return f"{year} {month} {day}{BETWEEN}{raw}"
    zone = "" if offset is None else f" {offset}"
    return f"{year} {month} {day} {hour} {minute or 0} {second or 0}{zone}{BETWEEN}{raw}"


def unpack_date(packed: str) -> Published | None:
    """The date `pack_date` packed."""
    if not packed:
        return None
    numbers, _, raw = packed.partition(BETWEEN)
    year, month, day, *rest = map(int, numbers.split())
    hour, minute, second, offset = [*rest, *[None] * (4 - len(rest))] if rest else (None,) * 4
    return Published(year, month, day, hour, minute, second, offset, raw)


def row_of(
    id_: int, folder: int, name: bytes, stamp: tuple[int, int, int, int], article: Article, label: int, seen: int | None
) -> tuple[Any, ...]:
    """The row of an article that was read whole: the columns of `writer`, in their order."""
    identity = text(article.identity)
    return (
        id_,
        folder,
        name,
        *stamp,
        1,
        kin(base_of(identity)),
        identity,
        text(article.title),
        title_key(article.title),
        BETWEEN.join(map(text, article.authors)),
        pack_date(article.published),
        None if article.published is None else article.published.seconds(),
        text(article.source),
        label,
        text(article.url),
        BETWEEN.join(map(text, article.tags)),
        text(article.language),
        text(article.excerpt),
        article.words,
        article.characters,
        None if article.problem is None else article.problem.value,
        seen,
        None,
    )


def article_of(row: tuple[Any, ...]) -> tuple[int, Article, int | None]:
    """The id, the article, and when it was first seen, of a row of `COLUMNS`. Raises ValueError for a damaged one."""
    id_, folder, name, size, modified, identity, title, authors, published, source, url, tags, *rest = row
    language, excerpt, words, characters, problem, seen, final, head = rest
    path = os.fsdecode(folder + b"/" + name if folder else name)
    if final < 0:
        trouble = None if problem is None else Problem(problem)
        return id_, sketched(path, size, modified, head or b"", trouble), seen
    article = Article(
        path,
        identity,
        title,
        _list(authors),
        unpack_date(published),
        source,
        url,
        _list(tags),
        language,
        excerpt,
        words,
        characters,
        size,
        modified,
        None if problem is None else Problem(problem),
    )
    return id_, article, seen


def sketched(path: str, size: int, modified_ns: int, head: bytes, problem: Problem | None) -> Article:
    """The article of which only the beginning was read, as far as that tells at a glance."""
    from newsreader.core.formats.glance import glance

    seen = glance(head, path, is_cut=size > len(head))
    words, characters = length_of(seen, size)
    published = None if seen.published is None else Published(*seen.published, raw=seen.raw)
    return Article(
        path,
        identity_of(seen.url, path),
        seen.title,
        seen.authors,
        published,
        seen.source,
        seen.url,
        seen.tags,
        "",
        seen.excerpt,
        words,
        characters,
        size,
        modified_ns,
        problem,
    )


def identity_of(url: str, path: str) -> str:
    """The identity of an article whose text is not known yet: its address, else its place until then."""
    plain = _PLAIN_URL.fullmatch(url)
    address = plain[1].rstrip("/") if plain else normalise_url(url) if url else ""
    if address:
        return "u:" + address
    return "t:" + blake2b(path.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def length_of(seen: Glance, size: int) -> tuple[int, int]:
    """About how many words and how many CJK characters a file of `size` bytes holds."""
    return (0, size // _BYTES_A_CHARACTER) if seen.is_cjk else (size // _BYTES_A_WORD, 0)


def _list(packed: str) -> tuple[str, ...]:
    return tuple(packed.split(BETWEEN)) if packed else ()


def _is_torn(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return True
    return False
