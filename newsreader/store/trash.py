"""Deleted articles: moved to `.newsreader/trash/` in their library, whence they come back.

The only writing below a library, and only when the reader asks for it. A line in `deleted.jsonl` says where a file was
before it is moved, so that a killed process leaves either the file in its place or the way back. Nothing is ever
overwritten, and nothing in the trash deleted.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

from newsreader.core.article import Problem
from newsreader.core.values import dataclass
from newsreader.store.files import sync_folder, write_all
from newsreader.store.folder import Unreadable, is_article_name, is_article_path, open_inside, problem_of
from newsreader.store.journal import READ_ONLY
from newsreader.store.own_folder import OWN_FOLDER, enter_own

FOLDER = (OWN_FOLDER, "trash")
_LONGEST, _NUMBER = 255, 15
"""Bytes a name may have, and what is kept free for a number."""
_RECORD = "deleted.jsonl"
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Deleted:
    """A file in the trash: where it was in the library, its name there now, and when (seconds since 1970)."""

    path: str
    name: str
    when: int


class Trash:
    """The trash of one library. Every call blocks for some system calls; they raise `Unreadable` or OSError."""

    def __init__(self, root: Path, *, is_read_only: bool = False) -> None:
        """Nothing is made before something is deleted; nothing is moved where it `is_read_only`."""
        self._is_read_only = is_read_only
        self._root = root
        self._folder = root.joinpath(*FOLDER)

    def put(self, path: str, now: int) -> Deleted:
        """Move the article file at `path` into the trash. Raises `Unreadable` where it is no plain file of the library,
        OSError where it cannot be moved; it is then where it was.
        """
        self._refuse()
        os.close(open_inside(self._root, path))
        place = self._root / path
        if stat.S_ISLNK(place.lstat().st_mode):
            raise Unreadable(Problem.UNREADABLE)
        enter_own(self._root, FOLDER, make=True)
        name = self._free(self._folder, f"{now}-{place.name}")
        deleted = Deleted(path, name, now)
        self._note(deleted)
        _move(place, self._folder / name)
        return deleted

    def restore(self, deleted: Deleted) -> str:
        """Bring a file back to where it was, or beside what stands there now; its path. Raises OSError."""
        self._refuse()
        enter_own(self._root, FOLDER)
        source = self._folder / deleted.name
        if not stat.S_ISREG(source.lstat().st_mode):
            raise OSError(errno.EINVAL, "It is not a file")
        place = self._root / deleted.path
        enter_own(self._root, tuple(deleted.path.split("/")[:-1]), make=True)
        if os.path.lexists(place) and os.path.samestat(place.lstat(), source.lstat()):
            source.unlink()  # a process was killed between the two halves of this
            return deleted.path
        name = self._free(place.parent, place.name)
        _move(source, place.with_name(name))
        folder = deleted.path.rpartition("/")[0]
        return f"{folder}/{name}" if folder else name

    def _refuse(self) -> None:
        if self._is_read_only:
            raise OSError(errno.EROFS, READ_ONLY)

    def deleted(self) -> list[Deleted]:
        """What is in the trash and can be brought back, the last first."""
        try:
            enter_own(self._root, FOLDER)
        except (FileNotFoundError, NotADirectoryError):
            return []
        record = self._folder / _RECORD
        lines = record.read_bytes().split(b"\n") if _is_plain_file(record) else []
        found = [entry for line in lines if (entry := _entry(line)) is not None]
        there = [entry for entry in found if _is_plain_file(self._folder / entry.name)]
        return list(dict.fromkeys(reversed(there)))

    def _note(self, deleted: Deleted) -> None:
        row = {"path": deleted.path, "name": deleted.name, "when": deleted.when}
        # What stands before may be a line that was torn: this one begins its own.
        line = b"\n" + json.dumps(row).encode("ascii") + b"\n"
        descriptor = os.open(self._folder / _RECORD, _APPEND, 0o600)
        try:
            write_all(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    @staticmethod
    def _free(folder: Path, name: str) -> str:
        """`name`, or one like it, which nothing in `folder` has; never longer than names may be."""
        if len(os.fsencode(name)) <= _LONGEST and not os.path.lexists(folder / name):
            return name
        stem, dot, suffix = name.rpartition(".")
        stem, suffix = (stem, dot + suffix) if stem else (name, "")
        while len(os.fsencode(stem + suffix)) > _LONGEST - _NUMBER:
            stem = stem[:-1]
        number, free = 1, stem + suffix
        while os.path.lexists(folder / free):
            number += 1
            free = f"{stem} {number}{suffix}"
        return free


def reason(error: OSError | Unreadable) -> str:
    """Why a file could not be moved, as a sentence."""
    return str(error.problem if isinstance(error, Unreadable) else problem_of(error))


def _move(source: Path, target: Path) -> None:
    """Move a file within a file system, never over another one. Raises OSError."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        unable = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
        if isinstance(error, OSError) and error.errno not in unable:
            raise
        # A file system without hard links; the name was free a moment ago.
        source.rename(target)
        return
    try:
        source.unlink()
    except OSError:
        target.unlink()
        raise
    sync_folder(target.parent)


def _is_plain_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _entry(line: bytes) -> Deleted | None:
    try:
        row = json.loads(line)
        path, name, when = str(row["path"]), str(row["name"]), int(row["when"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    # The record may have come with the library, from anybody: only where articles are may anything go.
    is_safe = "/" not in name and is_article_name(name) and "" not in path.split("/") and is_article_path(path)
    return Deleted(path, name, when) if is_safe and "\0" not in path + name else None
