"""The library as a folder: reading its files, never writing, never led outside. `store/walk.py` finds them.

Rules: formats.md section 4, security.md section 5 ("library") and section 7 E. Names stay what the system gave
(`os.fsdecode`: bytes that are not UTF-8 stand as surrogates); paths are relative to the library with "/" between the
parts.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.core.article import Problem

ENDINGS = (".md", ".markdown", ".mdx", ".txt")
READ_LIMIT = 4 * 1024 * 1024
_SKIPPED_FOLDERS = frozenset({"node_modules", "__MACOSX"})
OPEN_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
OPEN_FILE |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NOCTTY", 0)
_OPEN_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BY_DESCRIPTOR = os.open in os.supports_dir_fd


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
    return is_article_name(name) and all(is_walked(folder) for folder in folders)


def read(root: Path, path: str, limit: int = READ_LIMIT) -> bytes:
    """The first `limit` bytes of the regular file at `path` (relative to `root`); call it from any lane but the GUI's.

    The way down goes folder by folder without following links where the system can; a link is followed only to a
    regular file that really lies inside the library. A pipe, device or socket is never read. Raises `Unreadable`.
    """
    try:
        descriptor = open_inside(root, path)
        try:
            return read_from(descriptor, limit)
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
        descriptor = os.open(name, OPEN_FILE, dir_fd=folder)
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


def read_from(descriptor: int, limit: int) -> bytes:
    """The next `limit` bytes of an open file, fewer where it ends. Raises OSError."""
    pieces = []
    left = limit
    while left > 0 and (piece := os.read(descriptor, min(left, 1024 * 1024))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


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


def is_walked(folder: str) -> bool:
    """Whether a folder of this name is looked into: it is not hidden, and none of those that hold no articles."""
    return not folder.startswith(".") and folder not in _SKIPPED_FOLDERS


def parts_below(real_root: Path, target: Path) -> list[str]:
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
    parts = parts_below(real_root, Path(os.path.realpath(real_root / path, strict=True)))
    if not parts:
        raise Unreadable(Problem.UNREADABLE)
    return parts


def _descend(root: Path, parts: list[str]) -> int:
    """Open the last of `parts`, each folder relative to the one before, so that no link put there meanwhile is
    followed.
    """
    if not _BY_DESCRIPTOR:
        return os.open(Path(os.path.realpath(root), *parts), OPEN_FILE)
    folder = _open_folder(root, parts[:-1])
    try:
        return os.open(parts[-1], OPEN_FILE, dir_fd=folder)
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
