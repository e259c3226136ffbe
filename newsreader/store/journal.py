"""State as plain text: one append-only file of facts a device, read as a union (product.md, "Identity and state,
precisely").

`DATA/state/<device>.jsonl`, one JSON line a fact. Each device writes only its own file, under the system's lock,
because two libraries may be open at once; nothing is ever rewritten but by compaction of that own file.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsreader.core.late import late
from newsreader.store.clock import Clock
from newsreader.store.facts import BadLine, Fact, Facts, Value, fact_of, line_of
from newsreader.store.files import locked, make_private_folder, sync_folder, write_all, write_atomic

READ_ONLY = "This window is read-only"
COMPACTED_AT = 10 * 1024 * 1024
_DEVICE = late(r"[0-9a-z]{8,32}")
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


class NotKept(Exception):  # noqa: N818 - named for what it says
    """A change is in memory but not on disk (full, read-only, gone); it is written with the next one that succeeds."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What could not be used of a journal file: the file's name and one sentence."""

    file: str
    text: str


def own_device(data: Path) -> str:
    """The name of this device: random letters kept in `data`/device, so that each device writes its own journal. Raises
    OSError.
    """
    path = data / "device"
    try:
        name = path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        name = ""
    if _DEVICE.fullmatch(name):
        return name
    name = secrets.token_hex(6)
    write_atomic(path, name.encode() + b"\n")
    return name


class Journal:
    """The facts of all devices' files in one folder; the own one is written.

    Reading and writing block: `load` takes about half a second for 100,000 lines, `record` one write and one fsync. All
    calls come from one thread at a time; several processes may have the same file open.
    """

    def __init__(
        self,
        folder: Path,
        device: str,
        clock: Clock,
        sync: Callable[[int], None] = os.fsync,
        *,
        is_read_only: bool = False,
    ) -> None:
        """`sync` makes what is written to a descriptor survive a power cut; nothing is kept where it `is_read_only`."""
        self._is_read_only = is_read_only
        self.facts = Facts()
        self.unkept: list[Fact] = []
        self._folder = folder
        self._path = folder / f"{device}.jsonl"
        self._device = device
        self._clock = clock
        self._sync = sync
        self._read_to: dict[str, int] = {}

    def load(self) -> list[Complaint]:
        """Read every file of the folder, compacting the own one when it is over 10 MB; what could not be used is
        told.
        """
        complaints: list[Complaint] = []
        self._absorb_files(complaints)
        is_whole = all(complaint.file != self._path.name for complaint in complaints)
        if is_whole and not self._is_read_only and self._read_to.get(self._path.name, 0) > COMPACTED_AT:
            try:
                self._compact()
            except OSError as error:
                complaints.append(Complaint(self._path.name, f"The journal could not be compacted: {error.strerror}."))
        return complaints

    @property
    def read_to(self) -> dict[str, int]:
        """How many bytes of each file are known already, by its name."""
        return dict(self._read_to)

    def sizes(self) -> dict[str, int]:
        """How many bytes each file of the folder has, by its name; empty where there is no folder. Raises OSError."""
        if not self._folder.is_dir():
            return {}
        return {path.name: path.stat().st_size for path in sorted(self._folder.glob("*.jsonl"))}

    def refresh(self) -> set[str]:
        """Take in what other windows and devices have written since; the ids of the articles it concerns."""
        return self._absorb_files([])

    def value(self, field: str, id_: str) -> Value:
        """The newest value of a field of an article, or None."""
        return self.facts.value(field, id_)

    def record(self, field: str, values: Mapping[str, Value]) -> None:
        """Say that `field` of each of these articles has this value; on disk when it returns.

        Articles with the same value share one line; all lines are one write. Raises `NotKept`; the facts hold in memory
        even so.
        """
        lines: dict[str, tuple[Value, list[str]]] = {}
        for id_, value in values.items():
            lines.setdefault(repr(value), (value, []))[1].append(id_)
        for value, ids in lines.values():
            fact = Fact(tuple(ids), field, value, self._clock.read(), self._device)
            self.facts.absorb(fact)
            self.unkept.append(fact)
        self.keep()

    def keep(self) -> None:
        """Write what is not on disk yet, if anything. Raises `NotKept`."""
        if not self.unkept:
            return
        try:
            self._append(b"".join(line_of(fact) for fact in self.unkept))
        except OSError as error:
            raise NotKept(error.strerror or str(error)) from error
        self.unkept.clear()

    def _append(self, lines: bytes) -> None:
        if self._is_read_only:
            raise OSError(errno.EROFS, READ_ONLY)
        is_new = not self._path.exists()
        if is_new:
            make_private_folder(self._folder)
        with self._own_file() as descriptor:
            self._write_at_end(descriptor, lines)
            self._sync(descriptor)
        if is_new:
            sync_folder(self._folder)

    @contextmanager
    def _own_file(self) -> Iterator[int]:
        """The own file, open and locked; opened again where another window compacted it while this one waited."""
        while True:
            descriptor = os.open(self._path, _APPEND | _FLAGS, 0o600)
            try:
                about = os.fstat(descriptor)
                if not stat.S_ISREG(about.st_mode):
                    raise OSError(errno.EINVAL, "The journal is not a file")
                with locked(descriptor):
                    if self._path.stat().st_ino == about.st_ino:
                        yield descriptor
                        return
            finally:
                os.close(descriptor)

    def _write_at_end(self, descriptor: int, lines: bytes) -> None:
        """One write behind the last whole line; a write that fell short is taken back."""
        end = os.lseek(descriptor, 0, os.SEEK_END)
        if end:
            os.lseek(descriptor, end - 1, os.SEEK_SET)
            if os.read(descriptor, 1) != b"\n":
                lines = b"\n" + lines
        try:
            write_all(descriptor, lines)
        except OSError:
            os.ftruncate(descriptor, end)
            raise
        if self._read_to.get(self._path.name, 0) == end:
            self._read_to[self._path.name] = end + len(lines)

    def _absorb_files(self, complaints: list[Complaint]) -> set[str]:
        if not self._folder.is_dir():
            return set()
        news: set[str] = set()
        for path in sorted(self._folder.glob("*.jsonl")):
            try:
                news |= self._absorb_file(path, complaints)
            except OSError as error:
                complaints.append(Complaint(path.name, f"The journal could not be read: {error.strerror or error}."))
        return news

    def _absorb_file(self, path: Path, complaints: list[Complaint]) -> set[str]:
        data, start = self._unread_part(path)
        whole, newline, torn = data.rpartition(b"\n")
        self._read_to[path.name] = start + len(whole) + len(newline)
        if torn:
            complaints.append(Complaint(path.name, "The last line is incomplete and was left out."))
        news: set[str] = set()
        bad = 0
        for line in whole.split(b"\n"):
            if not line.strip():
                continue
            try:
                fact = fact_of(line)
            except BadLine:
                bad += 1
                continue
            self._clock.see(fact.clock)
            news.update(self.facts.absorb(fact))
        if bad:
            complaints.append(Complaint(path.name, f"Lines that could not be understood: {bad}. They were left out."))
        return news

    def _unread_part(self, path: Path) -> tuple[bytes, int]:
        """The bytes behind what was read before, and where they start; from the start where the file became shorter."""
        descriptor = os.open(path, os.O_RDONLY | _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise OSError(errno.EINVAL, "The journal is not a file")
            start = self._read_to.get(path.name, 0)
            if start > about.st_size:
                start = 0
            file.seek(start)
            return file.read(), start

    def _compact(self) -> None:
        """Write the own file anew with the facts of this device that still hold, unless another window added to it
        meanwhile.
        """
        with self._own_file() as descriptor:
            data = b"".join(line_of(fact) for fact in self.facts.facts(self._device))
            if os.fstat(descriptor).st_size == self._read_to[self._path.name]:
                write_atomic(self._path, data)
                self._read_to[self._path.name] = len(data)
