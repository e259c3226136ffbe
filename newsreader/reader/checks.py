"""What is wrong in a library: files that cannot be read, that give no title or date, that are there twice (cli.md).

Every file is read anew, in this process and thread; nothing is kept and nothing written.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from newsreader.core.text import fold
from newsreader.core.values import dataclass
from newsreader.reader.exports import printable_path
from newsreader.store.folder import Unreadable, problem_of, read
from newsreader.store.intake import article_of
from newsreader.store.walk import Found, walk

NO_TITLE = "The file gives no title; its name has to do."
NO_DATE = "The file gives no date."
SAME_FILE = "The same file, by a hard link, as"
COPY = "A copy of"
SAME_ARTICLE = "The same article as"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the file at `path`; `twin` is the path it is said of, "" for none.

    Bytes that are not UTF-8 stand in both paths as surrogates (`os.fsdecode`).
    """

    path: str
    problem: str
    twin: str = ""

    def sentence(self, shown: Callable[[str], str] = printable_path) -> str:
        """The problem in words, with the twin's path as `shown` makes it."""
        return f"{self.problem} {shown(self.twin)}" if self.twin else self.problem


@dataclass(frozen=True, slots=True)
class _Twin:
    """The first file of an article, by its place on the disk."""

    path: str
    place: tuple[int, int, int]


def check_library(root: Path) -> Iterator[Finding]:
    """Every problem of the library in `root`, in the order of paths; files that are there twice come last.

    Blocks for about as long as a first scan takes.
    """
    try:
        met = sorted(walk(root), key=lambda found: found.path)
    except OSError as error:
        yield Finding(".", str(problem_of(error)))
        return
    firsts: dict[tuple[str, str], _Twin] = {}
    doubles: list[tuple[_Twin, _Twin]] = []
    for found in met:
        if not found.is_article:
            yield Finding(found.path, str(found.problem))
            continue
        key = yield from _check_file(root, found)
        if key is not None:
            this = _Twin(found.path, (found.inode, found.size, found.changed_ns))
            first = firsts.setdefault(key, this)
            if first is not this:
                doubles.append((this, first))
    for this, first in doubles:
        yield Finding(this.path, _kind(root, this, first), first.path)


def _check_file(root: Path, found: Found) -> Generator[Finding, None, tuple[str, str] | None]:
    """What is wrong with one file by itself; gives what makes it the same article as another, None where unreadable."""
    try:
        article, parsed = article_of(root, found.path)
    except Unreadable as refusal:
        yield Finding(found.path, str(refusal.problem))
        return None
    if article.problem is not None:
        yield Finding(found.path, str(article.problem))
        return None
    if parsed.is_named_by_file:
        yield Finding(found.path, NO_TITLE)
    if article.published is None:
        yield Finding(found.path, NO_DATE)
    # Where several files with different titles share one address, the title tells them apart (product.md, "Identity").
    return article.identity, fold(article.title) if article.url else ""


def _kind(root: Path, this: _Twin, first: _Twin) -> str:
    if this.place == first.place and this.place[0]:
        return SAME_FILE
    try:
        return COPY if read(root, this.path) == read(root, first.path) else SAME_ARTICLE
    except Unreadable:
        return SAME_ARTICLE
