"""Opening an index file, or saying why it cannot be used; one that cannot is set aside and made again."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from struct import iter_unpack, pack

import apsw

from newsreader.store.files import set_aside, write_atomic
from newsreader.store.index.schema import APPLICATION_ID, NAMES, TABLES, VERSION

KEPT_ASIDE = 3
"""So many files that could not be used are kept beside the index (security.md G)."""
BUSY_MS = 10_000
_SIDES = ("-wal", "-shm", "-journal")
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "webdav", "davfs"})
_PAGE_BYTES = 8192
"""Rows of sketches take more than a kilobyte: twice SQLite's own page holds more than twice as many."""
_CHECKPOINT_PAGES = 4000
"""After so many pages what was written is put in its place: pages that change often are copied once. 32 MB."""
_CHECKSUM_BYTES = 8
_CHECKSUMS = "cksmvfs"
"""SQLite's own layer beneath a database that has so many bytes to spare in each page: it writes a checksum there, and a
page that was read and is not what was written is an error. It comes with apsw.
"""
_FORMAT, _WAL = slice(18, 20), b"\2\2"
"""The bytes of a file that say whether it keeps a log (SQLite's file format, 1.3.3)."""
_ENDLESS = 200_000
"""Steps of a thousand instructions after which a look at the schema is given up: a view that never ends."""


class BadIndexError(Exception):
    """The file is no index of this version, or is damaged; the text says which, in a few words."""


def index_path(data: Path, name: str) -> Path:
    """Where the index of the library called `name` lies below the data folder."""
    return data / "index" / f"{name}.db"


def open_index(path: Path, *, writing: bool) -> apsw.Connection:
    """A connection to an index that is there. Raises `BadIndexError` or FileNotFoundError; OSError where it cannot be
    looked at.

    What the schema holds is compared name by name: a check of SQLite's own accepts another program's file, a newer
    version's, and triggers that act at the first insert (security.md, 6.3).
    """
    about = path.lstat()
    if not stat.S_ISREG(about.st_mode):
        raise BadIndexError("it is not a file")
    if about.st_size == 0:
        raise BadIndexError("it is empty")
    if writing:
        _drop_journal(path)
    flags = apsw.SQLITE_OPEN_READWRITE if writing else apsw.SQLITE_OPEN_READONLY
    try:
        connection = apsw.Connection(os.fspath(path), flags=flags | apsw.SQLITE_OPEN_NOFOLLOW, vfs=_layer())
    except apsw.Error as error:
        raise _unusable(error) from error
    try:
        _set_up(connection, path, writing=writing)
        _verify(connection)
    except BadIndexError:
        connection.close()
        raise
    except apsw.Error as error:
        connection.close()
        raise _unusable(error) from error
    return connection


def make_index(path: Path) -> apsw.Connection:
    """A new, empty index, in the place of a file that is there. Raises OSError where it cannot be made (`apsw.Error` is
    told as such, too).

    It is made in memory and written at once: a process that is killed meanwhile leaves none, or a whole one.
    """
    try:
        made = apsw.Connection(":memory:")
        made.reserve_bytes("main", _CHECKSUM_BYTES)
        made.pragma("page_size", _PAGE_BYTES)
        for statement in TABLES.split(";\n"):
            made.execute(statement)
        made.pragma("application_id", APPLICATION_ID)
        made.pragma("user_version", VERSION)
        data = bytearray(made.serialize("main"))
        made.close()
        if not _is_on_network(path.parent):
            data[_FORMAT] = _WAL  # changed later, it would be changed by way of a journal that readers cannot take back
        _remove_sides(path)
        for start in range(0, len(data), _PAGE_BYTES):
            end = start + _PAGE_BYTES
            data[end - _CHECKSUM_BYTES : end] = _checksum(data[start : end - _CHECKSUM_BYTES])
        write_atomic(path, bytes(data))
        connection = apsw.Connection(os.fspath(path), vfs=_layer())
        _set_up(connection, path, writing=True)
    except apsw.Error as error:
        raise os_error(error) from error
    return connection


def open_or_make(path: Path, stamp: str) -> tuple[apsw.Connection, str]:
    """A connection for the writer, and why an older file was set aside ("" where it was not). Raises OSError."""
    reason = ""
    try:
        return open_index(path, writing=True), reason
    except FileNotFoundError:
        pass
    except BadIndexError as error:
        reason = str(error)
        discard(path, stamp)
    return make_index(path), reason


def discard(path: Path, stamp: str) -> None:
    """Set a file that cannot be used aside as `name.bad-<stamp>`, with the files SQLite keeps beside it. Raises
    OSError.

    One that an older version of this program made tells nobody anything, and may be gigabytes: it is removed.
    """
    _remove_sides(path)
    with suppress(FileNotFoundError):
        if _is_older(path):
            _remove(path)
        else:
            set_aside(path, stamp)
    aside = sorted(path.parent.glob(f"{path.name}.bad-*"), key=lambda old: old.lstat().st_mtime, reverse=True)
    for old in aside[KEPT_ASIDE:]:
        _remove(old)


def _layer() -> str | None:
    """What compares each page of an index that is read with its checksum. None where apsw brings no such layer: an
    index works as well then, but bits that flip on the disk are shown.
    """
    if _CHECKSUMS in apsw.vfs_names():
        return _CHECKSUMS
    connection = apsw.Connection(":memory:")
    with suppress(apsw.ExtensionLoadingError):
        connection.enable_load_extension(True)
        # The name without what it ends with, which SQLite knows for each system.
        connection.load_extension(os.fspath(Path(apsw.__file__).parent / "sqlite_extra_binaries" / "cksumvfs"))
    connection.close()
    return _CHECKSUMS if _CHECKSUMS in apsw.vfs_names() else None


def _checksum(page: bytearray) -> bytes:
    """What the layer would write behind a page; only where a database was made in memory, 0.2 ms each."""
    first = second = 0
    for one, other in iter_unpack("<2I", page):
        first = first + one + second & 0xFFFFFFFF
        second = second + other + first & 0xFFFFFFFF
    return pack("<2I", first, second)


def _remove_sides(path: Path) -> None:
    """What SQLite kept beside a file that is no more would be taken for the next one's."""
    for side in _SIDES:
        with suppress(FileNotFoundError):
            _remove(path.with_name(path.name + side))


def _drop_journal(path: Path) -> None:
    """Take away a journal beside an index that keeps a log: it is none of ours, and SQLite would wait for everybody who
    has the index open to play it back.
    """
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        with path.open("rb") as file:
            keeps_log = file.read(_FORMAT.stop)[_FORMAT] == _WAL
        if keeps_log:
            _remove(journal)


def _is_older(path: Path) -> bool:
    """Whether the head of a file says that an older version of this program made it (SQLite's file format, 1.3)."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return False
    with path.open("rb") as file:
        head = file.read(72)
    version, owner = int.from_bytes(head[60:64]), int.from_bytes(head[68:72])
    return len(head) == 72 and owner == APPLICATION_ID and 0 < version < VERSION


def is_damage(error: apsw.Error) -> bool:
    """Whether an error says that the file is damaged, not that the disk is full or the file busy."""
    if getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_DATA:
        return True  # a page that is not what was written
    damage = (apsw.CorruptError, apsw.NotADBError, apsw.SchemaChangeError, apsw.MismatchError)
    return isinstance(error, damage) or type(error) in (apsw.SQLError, apsw.Error)


def os_error(error: apsw.Error) -> OSError:
    """The error as the system's own, with a reason a reader understands."""
    reasons: list[tuple[type[apsw.Error], str]] = [
        (apsw.FullError, "No space left on device"),
        (apsw.ReadOnlyError, "Read-only file system"),
        (apsw.CantOpenError, "The file could not be opened"),
        (apsw.BusyError, "Another program is writing it"),
        (apsw.IOError, "Input/output error"),
    ]
    text = next((reason for kind, reason in reasons if isinstance(error, kind)), str(error))
    return OSError(0, text)


def _unusable(error: apsw.Error) -> Exception:
    return BadIndexError("it is damaged") if is_damage(error) else os_error(error)


def _set_up(connection: apsw.Connection, path: Path, *, writing: bool) -> None:
    connection.set_busy_timeout(BUSY_MS)
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0)
    if writing:
        # WAL needs memory shared by all who have the file open, which network file systems do not give.
        connection.pragma("journal_mode", "DELETE" if _is_on_network(path) else "WAL")
        connection.pragma("synchronous", "NORMAL")
        connection.pragma("wal_autocheckpoint", _CHECKPOINT_PAGES)
        connection.pragma("journal_size_limit", _PAGE_BYTES * _CHECKPOINT_PAGES // 4)


def _verify(connection: apsw.Connection) -> None:
    if connection.pragma("application_id") != APPLICATION_ID:
        raise BadIndexError("another program made it")
    version = connection.pragma("user_version")
    if version != VERSION:
        raise BadIndexError("a newer version made it" if version > VERSION else "an older version made it")
    try:
        _within(connection, lambda: _compare(connection))
    except UnicodeDecodeError as error:
        raise BadIndexError("it is damaged") from error


def _compare(connection: apsw.Connection) -> None:
    names = _names(connection)
    needed = NAMES - {"article_kin"}
    if not needed <= names <= NAMES:
        raise BadIndexError("it is damaged")
    for table in ("meta", "article", "words", "search_config", "label", "mark"):
        for _ in connection.execute(f"SELECT * FROM {table} LIMIT 1"):  # noqa: S608 - names of ours
            break
    for _ in connection.execute(
        "SELECT id, dated, length(ids) FROM listing LIMIT 1"
    ):  # 4 bytes an article are not read
        break
    meta = dict(connection.execute("SELECT name, value FROM meta"))
    if not all(isinstance(meta.get(name, 0), int) for name in ("next", "stamp", "round", "settled", "complete")):
        raise BadIndexError("it is damaged")


def _names(connection: apsw.Connection) -> set[str]:
    rows = connection.execute("SELECT type, name FROM sqlite_schema")
    return {str(name) if kind in ("table", "index") else f"{kind} {name}" for kind, name in rows} - {
        "sqlite_autoindex_folder_1",
        "sqlite_autoindex_label_1",
    }


def _within(connection: apsw.Connection, look: Callable[[], None]) -> None:
    steps = 0

    def step() -> bool:
        nonlocal steps
        steps += 1
        return steps > _ENDLESS

    connection.set_progress_handler(step, 1000)
    try:
        look()
    finally:
        connection.set_progress_handler(None)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()


def _is_on_network(path: Path) -> bool:
    """Whether a file lies on another machine, as far as Linux tells; elsewhere SQLite itself refuses WAL there."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
        real = os.path.realpath(path)
    except OSError:
        return False
    places = [row.split(" ")[1:3] for row in mounts]
    around = [(point, kind) for point, kind in places if real == point or real.startswith(point.rstrip("/") + "/")]
    return bool(around) and max(around, key=lambda mount: len(mount[0]))[1] in _NETWORK
