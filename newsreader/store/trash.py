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
from contextlib import suppress
from pathlib import Path

from newsreader.core.article import Problem
from newsreader.core.values import dataclass
from newsreader.store.directory import Directory, opened
from newsreader.store.files import write_all
from newsreader.store.folder import Unreadable, is_article_name, is_article_path, is_path, problem_of
from newsreader.store.journal import READ_ONLY
from newsreader.store.own_folder import OWN_FOLDER

FOLDER = (OWN_FOLDER, "trash")
_LONGEST, _NUMBER = 255, 15
"""Bytes a name may have, and what is kept free for a number."""
_RECORD = "deleted.jsonl"
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT
_READ_BACK = 8 * 1024 * 1024
"""Bytes at the end of the record that are read, some 80,000 deletions: it may have come with the library."""


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

    def put(self, path: str, now: int) -> Deleted:
        """Move the article file at `path` into the trash. Raises `Unreadable` where it is no plain file of the library,
        OSError where it cannot be moved; it is then where it was.
        """
        self._refuse()
        *folders, own = path.split("/")
        if own in ("", ".", "..") or "\0" in path:
            raise Unreadable(Problem.UNREADABLE)
        with opened(self._root, folders) as place:
            if not stat.S_ISREG(place.about(own).st_mode):
                raise Unreadable(Problem.UNREADABLE)
            with opened(self._root, FOLDER, make=0o700) as trash:
                name = _free(trash, f"{now}-{own}")
                deleted = Deleted(path, name, now)
                _note(trash, deleted)
                _take(place, own, trash, name)
        return deleted

    def restore(self, deleted: Deleted) -> str:
        """Bring a file back to where it was, or beside what stands there now; its path. Raises OSError."""
        self._refuse()
        *folders, own = deleted.path.split("/")
        with opened(self._root, FOLDER) as trash:
            there = trash.about(deleted.name)
            if not stat.S_ISREG(there.st_mode):
                raise OSError(errno.EINVAL, "It is not a file")
            with opened(self._root, folders, make=0o777) as place:
                if place.has(own) and os.path.samestat(place.about(own), there):
                    trash.unlink(deleted.name)  # a process was killed between the two halves of this
                    return deleted.path
                name = _free(place, own)
                _give_back(trash, deleted.name, place, name)
        return "/".join([*folders, name])

    def deleted(self) -> list[Deleted]:
        """What is in the trash and can be brought back, the last first. Raises OSError."""
        try:
            with opened(self._root, FOLDER) as trash:
                found = [entry for line in _lines(trash) if (entry := _entry(line)) is not None]
                there = [entry for entry in found if trash.is_file(entry.name)]
        except (FileNotFoundError, NotADirectoryError):
            return []
        return list(dict.fromkeys(reversed(there)))

    def _refuse(self) -> None:
        if self._is_read_only:
            raise OSError(errno.EROFS, READ_ONLY)


def reason(error: OSError | Unreadable) -> str:
    """Why a file could not be moved, as a sentence."""
    return str(error.problem if isinstance(error, Unreadable) else problem_of(error))


def _note(trash: Directory, deleted: Deleted) -> None:
    row = {"path": deleted.path, "name": deleted.name, "when": deleted.when}
    # What stands before may be a line that was torn: this one begins its own.
    line = b"\n" + json.dumps(row).encode("ascii") + b"\n"
    descriptor = trash.open(_RECORD, _APPEND)
    try:
        write_all(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lines(trash: Directory) -> list[bytes]:
    """The lines of the record, as far back as it is read; none where it is no file."""
    if not trash.is_file(_RECORD):
        return []
    with os.fdopen(trash.open(_RECORD, os.O_RDONLY), "rb") as file:
        file.seek(max(0, os.fstat(file.fileno()).st_size - _READ_BACK))
        return file.read(_READ_BACK).split(b"\n")


def _free(folder: Directory, name: str) -> str:
    """`name`, or one like it, which nothing in `folder` has; never longer than names may be."""
    if len(os.fsencode(name)) <= _LONGEST and not folder.has(name):
        return name
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem else (name, "")
    while len(os.fsencode(stem + suffix)) > _LONGEST - _NUMBER:
        stem = stem[:-1]
    number, free = 1, stem + suffix
    while folder.has(free):
        number += 1
        free = f"{stem} {number}{suffix}"
    return free


def _take(place: Directory, own: str, trash: Directory, name: str) -> None:
    """Move a file of the library into the trash, where `name` is free. Raises OSError, and it is where it was."""
    if _has_linked(place, own, trash, name):
        try:
            # Another program may have put a newer version in its place by now, which an `unlink` would destroy.
            spare = _free(trash, name)
            place.rename(own, trash, spare)
        except OSError:
            trash.unlink(name)
            raise
        with suppress(OSError):
            trash.rename(spare, trash, name)
            trash.unlink(spare)  # the system renames no file to another of its own names
    # It is moved, whether or not a power cut would take that back; the record says the way in any case.
    with suppress(OSError):
        trash.sync()


def _give_back(trash: Directory, name: str, place: Directory, new: str) -> None:
    """Move a file out of the trash, never over another one. Raises OSError, and it is where it was."""
    if _has_linked(trash, name, place, new):
        try:
            trash.unlink(name)
        except OSError:
            place.unlink(new)
            raise
    with suppress(OSError):
        place.sync()


def _has_linked(source: Directory, name: str, target: Directory, new: str) -> bool:
    """Give a file its new name as well; where the file system has no hard links it is moved at once, and False."""
    try:
        source.link(name, target, new)
    except (OSError, NotImplementedError) as error:
        unable = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
        if isinstance(error, OSError) and error.errno not in unable:
            raise
        source.rename(name, target, new)  # which was free a moment ago
        return False
    return True


def _entry(line: bytes) -> Deleted | None:
    try:
        row = json.loads(line)
        path, name, when = str(row["path"]), str(row["name"]), int(row["when"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    # The record may have come with the library, from anybody: only where articles are may anything go.
    is_safe = "/" not in name and is_article_name(name) and "" not in path.split("/") and is_article_path(path)
    return Deleted(path, name, when) if is_safe and is_path(path + name) else None
