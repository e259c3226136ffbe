"""The walk through the library: its article files, and what had to be left out. Rules as in `store/folder.py`."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from pathlib import Path

from newsreader.core.article import Problem
from newsreader.core.hints import NamedTuple
from newsreader.core.values import dataclass
from newsreader.store.folder import (
    OPEN_FILE,
    READ_LIMIT,
    Unreadable,
    is_article_name,
    is_article_path,
    is_walked,
    open_folder,
    open_inside,
    parts_below,
    problem_of,
    read_from,
)

DEPTH = 64
HEAD = 4096
"""The first pass reads so many bytes of a file (engine.md, "Index", point 5)."""
_MOST_PEEKED = 1000
_new = tuple.__new__


class Found(NamedTuple):
    """One thing the walk met: an article file, or (`is_article` false) something that is only named with its problem.

    `size` is in bytes; `modified_ns`, `changed_ns` and `inode` are the file's own. All four are 0 where only the
    problem is known. `head` is how the file begins, where the walk had a look.
    """

    path: str
    size: int = 0
    modified_ns: int = 0
    changed_ns: int = 0
    inode: int = 0
    problem: Problem | None = None
    is_article: bool = True
    head: bytes | None = None


@dataclass(frozen=True, slots=True)
class FolderFound:
    """A folder as the walk met it: the article files in it, and what had to be left out. `path` is "" for the root."""

    path: str
    files: list[Found]
    troubles: list[Found]


def walk_folders(root: Path, peeks: Callable[[str], bool] = lambda _path: False) -> Iterator[FolderFound]:
    """Every folder below `root` that is looked into, in the order of paths, each with its files in the order of names.

    Links to folders are never followed; a link to a regular file inside the library is that same article and is met
    once. A folder that cannot be listed, or lies deeper than 64 levels, is a trouble of its own. Nothing is opened but
    folders, and in those that `peeks` wants the first thousand files, which give their beginnings as well: in three
    quarters of the time of asking about all of them and reading them then. Raises OSError where `root` itself cannot be
    listed.
    """
    real_root = Path(os.path.realpath(root))
    pending = [("", 0)]
    while pending:
        path, depth = pending.pop()
        try:
            folder, inner = _looked_into(real_root, path, peeks=peeks(path))
        except OSError as error:
            if not path:
                raise
            yield FolderFound(path, [], [Found(path, problem=problem_of(error), is_article=False)])
            continue
        if depth == DEPTH:
            troubles = [Found(below, problem=Problem.TOO_DEEP, is_article=False) for below in inner]
            folder.troubles.extend(troubles)
        else:
            pending.extend((below, depth + 1) for below in reversed(inner))
        yield folder


def walk(root: Path) -> Iterator[Found]:
    """Every article file below `root`, and what had to be left out: see `walk_folders`."""
    for folder in walk_folders(root):
        yield from folder.files
        yield from folder.troubles


def found_at(root: Path, path: str) -> Found:
    """The one article file at `path`, as the walk would meet it. Raises `Unreadable`."""
    return read_at(root, path, 0, 0)[0]


def read_at(root: Path, path: str, of_too_large: int, limit: int = READ_LIMIT) -> tuple[Found, bytes]:
    """The article file at `path` and what it holds: `limit` bytes at most, of a file that is too large the first
    `of_too_large`. Raises `Unreadable`.

    Both are of the one file that was opened, the first as it was before that was read: another file may take its place
    at any moment.
    """
    try:
        descriptor = open_inside(root, path)
        try:
            found = _found(path, os.fstat(descriptor))
            return found, read_from(descriptor, of_too_large if found.size > READ_LIMIT else limit)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unreadable(problem_of(error)) from error


def _looked_into(real_root: Path, path: str, *, peeks: bool) -> tuple[FolderFound, list[str]]:
    """The files and troubles of a folder, and the folders in it that are walked. Raises OSError where it cannot be
    listed.

    Through a descriptor where the system can: its entries are then asked for by name alone, which is quicker.
    """
    with open_folder(real_root, path) as folder:
        descriptor = folder if os.scandir in os.supports_fd else None
        with os.scandir(real_root / path if descriptor is None else descriptor) as entries:
            return _sorted_out(real_root, path, entries, descriptor if peeks else None)


def _sorted_out(
    real_root: Path, path: str, entries: Iterable[os.DirEntry[str]], peeked: int | None
) -> tuple[FolderFound, list[str]]:
    files: list[Found] = []
    troubles: list[Found] = []
    inner: list[str] = []
    before = f"{path}/" if path else ""
    for name, entry in sorted([(entry.name, entry) for entry in entries], key=itemgetter(0)):
        if entry.is_dir(follow_symlinks=False):
            if is_walked(name):
                inner.append(before + name)
        elif (name[-3:] == ".md" and name[0] != ".") or is_article_name(name):
            try:
                if entry.is_file(follow_symlinks=False):
                    if peeked is not None and len(files) < _MOST_PEEKED:
                        files.append(_peek(peeked, name, before + name, entry))
                        continue
                    files.append(_found(before + name, entry.stat(follow_symlinks=False)))
                elif entry.is_symlink() and (found := _link(real_root, before + name)) is not None:
                    (files if found.is_article else troubles).append(found)
            except OSError as error:
                files.append(Found(before + name, problem=problem_of(error)))
    return FolderFound(path, files, troubles), inner


def _peek(folder: int, name: str, path: str, entry: os.DirEntry[str]) -> Found:
    """The file called `name` in an open folder, with its beginning where it can be had."""
    try:
        descriptor = os.open(name, OPEN_FILE, dir_fd=folder)
    except OSError:
        return _found(path, entry.stat(follow_symlinks=False))
    try:
        about = os.fstat(descriptor)
        return _found(path, about, os.read(descriptor, HEAD) if stat.S_ISREG(about.st_mode) else b"")
    finally:
        os.close(descriptor)


def _found(path: str, about: os.stat_result, head: bytes | None = None) -> Found:
    size = about.st_size
    problem = None if 0 < size <= READ_LIMIT else Problem.TOO_LARGE if size else Problem.EMPTY
    # As `Found(...)` makes it, in a third of the time: a large library has a million.
    return _new(Found, (path, size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, problem, True, head))


def _link(real_root: Path, path: str) -> Found | None:
    """A link with an article's name: nothing where the walk meets its target, else the article or the reason it is
    none.
    """
    target = Path(os.path.realpath(real_root / path))
    try:
        inside = "/".join(parts_below(real_root, target))
    except Unreadable as refusal:
        return Found(path, problem=refusal.problem, is_article=False)
    try:
        about = target.lstat()
    except OSError as error:
        return Found(path, problem=problem_of(error), is_article=False)
    if stat.S_ISLNK(about.st_mode):
        return Found(path, problem=Problem.UNREADABLE, is_article=False)
    if not stat.S_ISREG(about.st_mode) or is_article_path(inside):
        return None
    return _found(path, about)
