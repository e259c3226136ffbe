"""State as plain text: one append-only file of facts a device, read as a union (product.md, "Identity and state,
precisely").

`DATA/state/<device>.jsonl`, or `.newsreader/state/<device>.jsonl` in the library, one JSON line a fact. Each device
writes only its own file, under the system's lock, because two libraries may be open at once; nothing is ever rewritten
but by compaction of that own file. The files of both places are read, whichever is written.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from newsreader.core.values import dataclass
from newsreader.store.clock import Clock
from newsreader.store.facts import BadLine, Fact, Facts, Value, fact_of, line_of
from newsreader.store.files import bytes_of, locked, make_private_folder, sync_folder, write_all, write_atomic
from newsreader.store.many import Alike

READ_ONLY = "This window is read-only"
COMPACTED_AT = 10 * 1024 * 1024
_TAIL = 64
"""So many bytes before the place a file was read to tell whether it is still the same file."""
MOST_FILES = 200
"""Files of one folder that are read: a folder that came from elsewhere may hold any number."""
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_FLAGS |= getattr(os, "O_NOFOLLOW", 0)  # one of the folders may lie in a library that came from elsewhere


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
        name = bytes_of(path, COMPACTED_AT).decode("ascii", "replace").strip()
    except FileNotFoundError:
        name = ""
    if name.isascii() and name.isalnum() and name == name.lower() and 8 <= len(name) <= 32:
        return name
    name = os.urandom(6).hex()
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
        beside: Sequence[Path] = (),
    ) -> None:
        """`sync` makes what is written to a descriptor survive a power cut; nothing is kept where it `is_read_only`.

        The files of the folders `beside` are read as well, and never written.
        """
        self._beside = tuple(beside)
        self._is_read_only = is_read_only
        self.facts = Facts()
        self.unkept: list[Fact] = []
        self._folder = folder
        self._path = folder / f"{device}.jsonl"
        self._device = device
        self._clock = clock
        self._sync = sync
        self._read_to: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._tails: dict[str, bytes] = {}

    def load(self) -> list[Complaint]:
        """Read every file of the folder, compacting the own one when it is over 10 MB; what could not be used is
        told.
        """
        complaints: list[Complaint] = []
        self._absorb_files(complaints, lambda _news: None)
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
        sizes: dict[str, int] = {}
        for name, path in self._files():
            with suppress(FileNotFoundError):  # whatever carries the folder may be at work
                about = path.lstat()
                if stat.S_ISREG(about.st_mode):
                    sizes[name] = about.st_size
        return sizes

    def refresh(self, most: int | None = None) -> set[str]:
        """Take in what other windows and devices have written since, of each file about `most` bytes at a time; the
        ids of the articles it concerns. `is_behind` tells whether there is more.
        """
        news: set[str] = set()
        self._absorb_files([], news.update, most)
        return news

    @property
    def is_behind(self) -> bool:
        """Whether a file is another than when it was read; a file that cannot be looked at is not."""
        try:
            return any(size != self._seen.get(name, 0) for name, size in self.sizes().items())
        except OSError:
            return False

    def adopt(self, identities: Callable[[str], bool]) -> int:
        """Write into the own file what other files say of these articles: how many facts that were. Raises OSError.

        As the other devices said it, so that every reading of the union stays what it is.
        """
        said = Facts()
        path = dict(self._files()).get(self._path.name)
        if path is not None:
            for fact in _facts_in(path):
                said.absorb(fact)
        missing = [
            Fact(ids, fact.field, fact.value, fact.clock, fact.device)
            for fact in self.facts.facts()
            if (ids := tuple(id_ for id_ in fact.ids if identities(id_) and not said.says(fact, id_)))
        ]
        if missing:
            self._append(b"".join(map(line_of, missing)))
        return len(missing)

    def value(self, field: str, id_: str) -> Value:
        """The newest value of a field of an article, or None."""
        return self.facts.value(field, id_)

    def record(self, field: str, values: Mapping[str, Value]) -> None:
        """Say that `field` of each of these articles has this value; on disk when it returns.

        Articles with the same value share one line; all lines are one write. Raises `NotKept`; the facts hold in memory
        even so.
        """
        for value, ids in _alike(values):
            fact = Fact(ids, field, value, self._clock.read(), self._device)
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
        name = self._path.name
        if self._read_to.get(name, 0) == end:
            self._read_to[name] = self._seen[name] = end + len(lines)
            self._tails[name] = (self._tails.get(name, b"") + lines)[-_TAIL:]

    def _files(self) -> list[tuple[str, Path]]:
        """Every file there is, in order, under the name it is known by: its own, with a number for another folder."""
        found: list[tuple[str, Path]] = []
        for number, folder in enumerate((self._folder, *self._beside)):
            prefix = f"{number}/" if number else ""
            if folder.is_dir():
                found += [(prefix + path.name, path) for path in sorted(folder.glob("*.jsonl"))[:MOST_FILES]]
        return found

    def _absorb_files(
        self, complaints: list[Complaint], tell: Callable[[Sequence[str]], None], most: int | None = None
    ) -> None:
        """`tell` is told the articles of each fact that is news."""
        for name, path in self._files():
            try:
                self._absorb_file(name, path, complaints, tell, most)
            except OSError as error:
                complaints.append(Complaint(path.name, f"The journal could not be read: {error.strerror or error}."))
                with suppress(OSError):
                    self._seen[name] = path.stat().st_size

    def _absorb_file(
        self,
        name: str,
        path: Path,
        complaints: list[Complaint],
        tell: Callable[[Sequence[str]], None],
        most: int | None,
    ) -> None:
        data, start, is_end = self._unread_part(name, path, most)
        whole, newline, torn = data.rpartition(b"\n")
        self._read_to[name] = start + len(whole) + len(newline)
        self._tails[name] = (self._tails.get(name, b"") * bool(start) + whole + newline)[-_TAIL:]
        self._seen[name] = start + len(data) if is_end else self._read_to[name]
        if torn and is_end:
            complaints.append(Complaint(path.name, "The last line is incomplete and was left out."))
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
            tell(self.facts.absorb(fact))
        if bad:
            complaints.append(Complaint(path.name, f"Lines that could not be understood: {bad}. They were left out."))

    def _unread_part(self, name: str, path: Path, most: int | None) -> tuple[bytes, int, bool]:
        """The bytes behind what was read before, where they start, and whether they go to the end of the file; from
        its start where it was written anew meanwhile. At least one whole line, if there is one, and about `most` bytes.
        """
        descriptor = os.open(path, os.O_RDONLY | _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise OSError(errno.EINVAL, "The journal is not a file")
            start, tail = self._read_to.get(name, 0), self._tails.get(name, b"")
            file.seek(max(0, start - len(tail)))
            if start > about.st_size or file.read(len(tail)) != tail:
                start = 0
            file.seek(start)
            if most is None:
                return file.read(), start, True
            data = file.read(most) + file.readline()
            return data, start, start + len(data) >= about.st_size

    def _compact(self) -> None:
        """Write the own file anew with its facts that still hold, unless another window added to it meanwhile."""
        with self._own_file() as descriptor:
            kept = Facts(_facts_in(self._path))
            data = b"".join(line_of(fact) for fact in kept.facts())
            if os.fstat(descriptor).st_size == self._read_to[self._path.name]:
                write_atomic(self._path, data)
                name = self._path.name
                self._read_to[name] = self._seen[name] = len(data)
                self._tails[name] = data[-_TAIL:]


def _alike(values: Mapping[str, Value]) -> list[tuple[Value, Sequence[str]]]:
    """Each value with the articles that have it."""
    if isinstance(values, Alike):
        return [(values.value, values.names)]
    groups: dict[object, tuple[Value, list[str]]] = {}
    alike: list[str] = []
    last: object = groups  # nobody's value
    for id_, value in values.items():
        if value is not last:
            last, key = value, value if type(value) is bool else repr(value)
            alike = groups.setdefault(key, (value, []))[1]
        alike.append(id_)
    return [(value, tuple(ids)) for value, ids in groups.values()]


def _facts_in(path: Path) -> Iterator[Fact]:
    """The facts of one file that can be understood. Raises OSError."""
    for line in path.read_bytes().split(b"\n"):
        with suppress(BadLine):
            yield fact_of(line)
