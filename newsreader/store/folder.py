"""The library as a folder: finding its article files and reading them, never writing, never led outside.

Rules: formats.md section 4, security.md section 5 ("library") and section 7 E. Names stay what the system gave
(`os.fsdecode`: bytes that are not UTF-8 stand as surrogates); paths are relative to the library with "/" between the
parts.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsreader.core.article import Problem

ENDINGS = (".md", ".markdown", ".mdx", ".txt")
DEPTH = 64
READ_LIMIT = 4 * 1024 * 1024
_SKIPPED_FOLDERS = frozenset({"node_modules", "__MACOSX"})
_OPEN_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_OPEN_FILE |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NOCTTY", 0)
_OPEN_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BY_DESCRIPTOR = os.open in os.supports_dir_fd


@dataclass(frozen=True, slots=True)
class Found:
    """One thing the walk met: an article file, or (`is_article` false) something that is only named with its problem.

    `size` is in bytes; `modified_ns`, `changed_ns` and `inode` are the file's own. All four are 0 where only the
    problem is known.
    """

    path: str
    size: int = 0
    modified_ns: int = 0
    changed_ns: int = 0
    inode: int = 0
    problem: Problem | None = None
    is_article: bool = True


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


def walk(root: Path) -> Iterator[Found]:
    """Every article file below `root`, and what had to be left out, in the order the disk gives.

    Nothing is opened but folders. Links to folders are never followed; a link to a regular file inside the library is
    that same article and is met once. A folder that cannot be listed, or lies deeper than 64 levels, is one `Found`
    that is no article. Raises OSError where `root` itself cannot be listed.
    """
    real_root = Path(os.path.realpath(root))
    pending = [("", 0)]
    while pending:
        folder, depth = pending.pop()
        try:
            entries = _listed(real_root / folder)
        except OSError as error:
            if not folder:
                raise
            yield Found(folder, problem=problem_of(error), is_article=False)
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                if not _is_walked(entry.name):
                    continue
                if depth == DEPTH:
                    yield Found(path, problem=Problem.TOO_DEEP, is_article=False)
                else:
                    pending.append((path, depth + 1))
            elif is_article_name(entry.name):
                found = _file(real_root, path, entry)
                if found is not None:
                    yield found


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
    if not path or "\0" in path:
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


def problem_of(error: OSError) -> Problem:
    """The sentence for an error of the system."""
    if isinstance(error, PermissionError):
        return Problem.NO_PERMISSION
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem.GONE
    return Problem.UNREADABLE


def _is_walked(folder: str) -> bool:
    return not folder.startswith(".") and folder not in _SKIPPED_FOLDERS


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _file(real_root: Path, path: str, entry: os.DirEntry[str]) -> Found | None:
    try:
        about = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(about.st_mode):
            return _link(real_root, path)
    except OSError as error:
        return Found(path, problem=problem_of(error))
    if not stat.S_ISREG(about.st_mode):
        return None
    return _found(path, about)


def _found(path: str, about: os.stat_result) -> Found:
    problem = Problem.TOO_LARGE if about.st_size > READ_LIMIT else Problem.EMPTY if about.st_size == 0 else None
    return Found(path, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, problem)


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
    folder = os.open(root, _OPEN_FOLDER)
    try:
        for part in parts[:-1]:
            inner = os.open(part, _OPEN_FOLDER | _NO_FOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(parts[-1], _OPEN_FILE, dir_fd=folder)
    finally:
        os.close(folder)


def _bytes(descriptor: int, limit: int) -> bytes:
    pieces = []
    left = limit
    while left > 0 and (piece := os.read(descriptor, min(left, 1024 * 1024))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
