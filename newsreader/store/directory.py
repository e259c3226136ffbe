"""A folder held open: what is in it is reached by its descriptor, so that a link put in its place meanwhile, or in the
place of a folder above it, is not followed.

Where the system has no such calls (Windows) the same is done by path; links are refused there as each folder is met.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_BY_DESCRIPTOR = {os.open, os.stat, os.mkdir, os.link, os.rename, os.unlink} <= os.supports_dir_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_FILE |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Directory:
    """One open folder. Names are single parts of a path; links are never followed. Every call may raise OSError."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        """`descriptor` is the folder's own, None where the system has none; whoever opened it closes it."""
        self._path = path
        self._descriptor = descriptor

    def about(self, name: str) -> os.stat_result:
        """What the system says of a name; of a link itself."""
        return os.stat(self._at(name), dir_fd=self._descriptor, follow_symlinks=False)

    def has(self, name: str) -> bool:
        """Whether anything has this name, also a link that leads nowhere."""
        try:
            self.about(name)
        except FileNotFoundError:
            return False
        return True

    def is_file(self, name: str) -> bool:
        """Whether there is a regular file of this name."""
        try:
            return stat.S_ISREG(self.about(name).st_mode)
        except OSError:
            return False

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """A descriptor on a regular file; a pipe, device or link in its place is refused, and none waits."""
        descriptor = os.open(self._at(name), flags | _FILE, mode, dir_fd=self._descriptor)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, "It is not a file")
        return descriptor

    def link(self, name: str, target: Directory, new: str) -> None:
        """Give a file another name in `target` as well, never one that is taken."""
        source, place = self._at(name), target._at(new)
        os.link(source, place, src_dir_fd=self._descriptor, dst_dir_fd=target._descriptor, follow_symlinks=False)

    def rename(self, name: str, target: Directory, new: str) -> None:
        """Give a file another name in `target`; on POSIX in place of what has it."""
        source, place = self._at(name), target._at(new)
        os.rename(source, place, src_dir_fd=self._descriptor, dst_dir_fd=target._descriptor)

    def unlink(self, name: str) -> None:
        """Take a name away."""
        os.unlink(self._at(name), dir_fd=self._descriptor)

    def sync(self) -> None:
        """Have new and changed names survive a power cut; nothing to do where folders cannot be opened."""
        if self._descriptor is not None:
            os.fsync(self._descriptor)

    def inner(self, name: str, make: int | None = None) -> Directory:
        """A folder in this one, made in the mode `make` where it is missing; NotADirectoryError for anything else."""
        if make is not None:
            with suppress(FileExistsError):
                os.mkdir(self._at(name), make, dir_fd=self._descriptor)
        if not stat.S_ISDIR(self.about(name).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, "It is not a folder")
        if self._descriptor is None:
            return Directory(self._path / name, None)
        flags = _FOLDER | getattr(os, "O_NOFOLLOW", 0)
        return Directory(self._path / name, os.open(name, flags, dir_fd=self._descriptor))

    def close(self) -> None:
        """Let go of it. Once only."""
        if self._descriptor is not None:
            os.close(self._descriptor)

    def _at(self, name: str) -> str:
        return name if self._descriptor is not None else os.fspath(self._path / name)


@contextmanager
def opened(root: Path, parts: Sequence[str] = (), make: int | None = None) -> Iterator[Directory]:
    """The folder `parts` below `root`, reached through real folders only, each from the one before; missing ones are
    made in the mode `make`, if one is given. `root` itself may be a link. Raises NotADirectoryError, or another
    OSError.
    """
    folder = Directory(root, os.open(root, _FOLDER) if _BY_DESCRIPTOR else None)
    try:
        for part in parts:
            if part in ("", ".", "..") or "\0" in part:
                raise NotADirectoryError(errno.ENOTDIR, "It is not a folder")
            inner = folder.inner(part, make)
            folder.close()
            folder = inner
        yield folder
    finally:
        folder.close()
