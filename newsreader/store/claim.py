"""Whose library it is: the window that holds the system's lock on a file below the data folder, and nobody else.

The lock comes first and decides; the socket only carries messages to whoever holds it (security.md section 7, J). A
lock dies with its process, so nothing is ever locked for good. On Windows there are no sockets of this kind, and the
second window is told only that the library is open.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from newsreader.core.digests import sha256
from newsreader.store.files import make_private_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LONGEST_PATH = 107
"""Bytes the path of a socket may have."""
_FOLDER = "newsreader"
_TRIES = 10
_TEMPORARY = ("/tmp", "/var/tmp", "/usr/tmp")  # noqa: S108 - only a folder in them that is ours alone is used


class Claim:
    """A library that is ours until `release`, or until this process ends."""

    def __init__(self, root: Path, descriptor: int, socket: Path | None) -> None:
        """`socket` is where messages may be listened for; None where the system has no place for that."""
        self.root = root
        self.socket = socket
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others have the library. Once only."""
        if self.socket is not None:
            self.socket.unlink(missing_ok=True)
        self.leave()

    def clear(self) -> None:
        """Take away the socket that a killed window has left."""
        if self.socket is not None:
            with suppress(OSError):
                self.socket.unlink(missing_ok=True)

    def leave(self) -> None:
        """Have it no more, and leave the socket to whom it belongs. Instead of `release`."""
        os.close(self._descriptor)


def claim(data: Path, root: Path) -> Claim | None:
    """The library in `root` for this process; None where another one has it. Raises OSError where that cannot be told.

    Two data folders are two owners: each has state of its own.
    """
    folder = data / "instance"
    make_private_folder(folder)
    path = folder / f"{_name(root)}.lock"
    for _ in range(_TRIES):
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(path, flags, 0o600)
        if not _lock(descriptor):
            os.close(descriptor)
            return None
        try:
            is_same = path.stat().st_ino == os.fstat(descriptor).st_ino
        except FileNotFoundError:
            is_same = False
        if is_same:
            return Claim(root, descriptor, socket_path(data, root))
        os.close(descriptor)  # deleted, and perhaps made again, since it was opened
    raise OSError(0, "The lock keeps disappearing")


def socket_path(data: Path, root: Path) -> Path | None:
    """Where the owner of a library listens; None where there is no private folder, or no path short enough."""
    if sys.platform == "win32":
        return None
    name = f"{_name(root, os.fsencode(os.path.realpath(data)))}.sock"
    for folder in _private_folders():
        path = folder / name
        if len(os.fsencode(path)) <= LONGEST_PATH and _is_private(folder):
            return path
    return None


def _private_folders() -> Iterator[Path]:
    """Where sockets may be, if the folder is ours alone; the best first."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime:
        yield Path(runtime, _FOLDER)
    if sys.platform != "win32":
        # As `tempfile.gettempdir` goes through them; that is 3 ms of a start, and writes a file.
        for folder in (*(os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP")), *_TEMPORARY):
            if folder and Path(folder).is_dir():
                yield Path(folder).absolute() / f"{_FOLDER}-{os.getuid()}"


def _is_private(folder: Path) -> bool:
    """Whether a folder is ours alone; it is made where it is missing."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.lstat()
        if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.getuid():
            return False
        if stat.S_IMODE(about.st_mode) & 0o077:
            folder.chmod(0o700)
    except OSError:
        return False
    return True


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _name(root: Path, more: bytes = b"") -> str:
    """A short name for a folder: the same for the same real path."""
    return sha256(os.fsencode(os.path.realpath(root)) + b"\0" + more).hexdigest()[:16]
