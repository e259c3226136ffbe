"""The library as a folder: finding its article files and reading them, never writing, never led outside.

Rules: formats.md section 4, security.md section 5 ("library") and section 7 E. Names stay what the system gave
(`os.fsdecode`: bytes that are not UTF-8 stand as surrogates); paths are relative to the library with "/" between the
parts.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from newsreader.core.article import Problem
from newsreader.core.values import dataclass

ENDINGS = (".md", ".markdown", ".mdx", ".txt")
DEPTH = 64
HEAD = 4096
"""The first pass reads so many bytes of a file (engine.md, "Index", point 5)."""
_MOST_PEEKED = 1000
READ_LIMIT = 4 * 1024 * 1024
_SKIPPED_FOLDERS = frozenset({"node_modules", "__MACOSX"})
_OPEN_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_OPEN_FILE |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NOCTTY", 0)
_OPEN_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_new = tuple.__new__
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BY_DESCRIPTOR = os.open in os.supports_dir_fd
_LISTS_BY_DESCRIPTOR = _BY_DESCRIPTOR and os.scandir in os.supports_fd


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


class Unreadable(Exception):  # noqa: N818 - named for what it says
    """A file that cannot be read; `problem` says why in a sentence."""

    def __init__(self, problem: Problem) -> None:
        """Keep the reason."""
        super().__init__(str(problem))
        self.problem = problem


def is_article_name(name: str) -> bool:
    """Whether a file of this name is an article: a known ending in any case, blanks and dots after it; not hidden."""
    return not name.startswith(".") and name.lower().rstrip(" .").endswith(ENDINGS)


def is_article_path(path: str) -> bool:
    """Whether a relative path may hold an article: no part is hidden or in a skipped folder, and the name fits."""
    *folders, name = path.split("/")
    return is_article_name(name) and all(_is_walked(folder) for folder in folders)


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
    try:
        descriptor = open_inside(root, path)
        try:
            return _found(path, os.fstat(descriptor))
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unreadable(problem_of(error)) from error


def read(root: Path, path: str, limit: int = READ_LIMIT) -> bytes:
    """The first `limit` bytes of the regular file at `path` (relative to `root`); call it from any lane but the GUI's.

    The way down goes folder by folder without following links where the system can; a link is followed only to a
    regular file that really lies inside the library. A pipe, device or socket is never read. Raises `Unreadable`.
    """
    try:
        descriptor = open_inside(root, path)
        try:
            return _bytes(descriptor, limit)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unreadable(problem_of(error)) from error


def open_inside(root: Path, path: str) -> int:
    """A descriptor on the regular file at `path` inside `root`; the caller closes it. Raises `Unreadable` or
    OSError.
    """
    if not path or not is_path(path):
        raise Unreadable(Problem.UNREADABLE)
    try:
        descriptor = _descend(root, _plain_parts(path))
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
            raise
        descriptor = _descend(root, _real_parts(root, path))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable(Problem.UNREADABLE)
    return descriptor


@contextmanager
def open_folder(root: Path, path: str) -> Iterator[int | None]:
    """A descriptor on a folder of the walk, reached without following links, to read its files by `read_in`.

    None where the system has no such descriptors. Raises OSError.
    """
    if not _BY_DESCRIPTOR:
        yield None
        return
    folder = _open_folder(root, path.split("/") if path else [])
    try:
        yield folder
    finally:
        os.close(folder)


def read_in(folder: int | None, root: Path, path: str, name: str, limit: int) -> bytes:
    """The first `limit` bytes of the file at `path`, called `name` in the open `folder`. Raises `Unreadable`.

    Half the time of `read`, for a whole folder of files; what is no regular file any more gives no bytes.
    """
    if folder is None:
        return read(root, path, limit)
    try:
        descriptor = os.open(name, _OPEN_FILE, dir_fd=folder)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            return read(root, path, limit)
        raise Unreadable(problem_of(error)) from error
    try:
        return os.read(descriptor, limit)
    except OSError as error:
        raise Unreadable(problem_of(error)) from error
    finally:
        os.close(descriptor)


def is_path(text: str) -> bool:
    """Whether the system can be asked for a path at all: JSON may hold halves of characters that no name has."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


def problem_of(error: OSError) -> Problem:
    """The sentence for an error of the system."""
    if isinstance(error, PermissionError):
        return Problem.NO_PERMISSION
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem.GONE
    return Problem.UNREADABLE


def _is_walked(folder: str) -> bool:
    return not folder.startswith(".") and folder not in _SKIPPED_FOLDERS


def _looked_into(real_root: Path, path: str, *, peeks: bool) -> tuple[FolderFound, list[str]]:
    """The files and troubles of a folder, and the folders in it that are walked. Raises OSError where it cannot be
    listed.

    Through a descriptor where the system can: its entries are then asked for by name alone, which is quicker.
    """
    if not _LISTS_BY_DESCRIPTOR:
        with os.scandir(real_root / path) as entries:
            return _sorted_out(real_root, path, entries, None)
    descriptor = _open_folder(real_root, path.split("/") if path else [])
    try:
        with os.scandir(descriptor) as entries:
            return _sorted_out(real_root, path, entries, descriptor if peeks else None)
    finally:
        os.close(descriptor)


def _sorted_out(
    real_root: Path, path: str, entries: Iterable[os.DirEntry[str]], peeked: int | None
) -> tuple[FolderFound, list[str]]:
    files: list[Found] = []
    troubles: list[Found] = []
    inner: list[str] = []
    before = f"{path}/" if path else ""
    for name, entry in sorted([(entry.name, entry) for entry in entries], key=itemgetter(0)):
        if entry.is_dir(follow_symlinks=False):
            if _is_walked(name):
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
        descriptor = os.open(name, _OPEN_FILE, dir_fd=folder)
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
        inside = "/".join(_below(real_root, target))
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


def _below(real_root: Path, target: Path) -> list[str]:
    """The parts of the real path `target` under `real_root`. Raises `Unreadable` when it lies outside."""
    try:
        return list(target.relative_to(real_root).parts)
    except ValueError as error:
        raise Unreadable(Problem.OUTSIDE) from error


def _plain_parts(path: str) -> list[str]:
    """The parts of a path that the walk could have given. Raises OSError (ELOOP) where it has to be resolved first."""
    parts = path.split("/")
    if _BY_DESCRIPTOR and not any(part in ("", ".", "..") for part in parts):
        return parts
    raise OSError(errno.ELOOP, "The path has to be resolved")


def _real_parts(root: Path, path: str) -> list[str]:
    real_root = Path(os.path.realpath(root))
    parts = _below(real_root, Path(os.path.realpath(real_root / path, strict=True)))
    if not parts:
        raise Unreadable(Problem.UNREADABLE)
    return parts


def _descend(root: Path, parts: list[str]) -> int:
    """Open the last of `parts`, each folder relative to the one before, so that no link put there meanwhile is
    followed.
    """
    if not _BY_DESCRIPTOR:
        return os.open(Path(os.path.realpath(root), *parts), _OPEN_FILE)
    folder = _open_folder(root, parts[:-1])
    try:
        return os.open(parts[-1], _OPEN_FILE, dir_fd=folder)
    finally:
        os.close(folder)


def _open_folder(root: Path, parts: list[str]) -> int:
    folder = os.open(root, _OPEN_FOLDER)
    try:
        for part in parts:
            inner = os.open(part, _OPEN_FOLDER | _NO_FOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
    except OSError:
        os.close(folder)
        raise
    return folder


def _bytes(descriptor: int, limit: int) -> bytes:
    pieces = []
    left = limit
    while left > 0 and (piece := os.read(descriptor, min(left, 1024 * 1024))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
