"""Writing our own files: the old one or the new one, never half (security.md promise P5, H01, H06, H07, H12)."""

from __future__ import annotations

import os
import random
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.store.files import set_aside, sweep, write_all, write_atomic
from newsreader.store.journal import own_device
from newsreader.store.session import Session, load_session, session_complaint
from tests.long.kills import run_saving


def test_what_was_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_atomic(tmp_path / "data" / "file", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "data" / "file").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@pytest.mark.parametrize("step", ["write", "fsync"])
def test_a_disk_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "file"
    write_atomic(path, b"old")

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, step, fail)
        with pytest.raises(OSError, match="No space left"):
            write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


def test_the_first_fault_is_the_one_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken disk does not let the temporary file be taken away either."""

    def fail(number: int, text: str) -> None:
        raise OSError(number, text)

    monkeypatch.setattr(os, "write", lambda *_: fail(28, "No space left on device"))
    monkeypatch.setattr(os, "unlink", lambda *_: fail(5, "Input/output error"))
    with pytest.raises(OSError, match="No space left"):
        write_atomic(tmp_path / "file", b"new")


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:3])))
    descriptor = os.open(tmp_path / "file", os.O_WRONLY | os.O_CREAT)
    write_all(descriptor, b"0123456789")
    os.close(descriptor)
    assert (tmp_path / "file").read_bytes() == b"0123456789"


def test_a_disk_that_takes_nothing_is_an_error_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda _descriptor, _data: 0)
    with pytest.raises(OSError, match=r"[Ii]nput/output"):
        write_atomic(tmp_path / "file", b"new")


def test_a_disk_that_says_more_than_it_took_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = tmp_path / "file", os.write
    write_atomic(path, b"old")
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:-1])) + 1)
    with pytest.raises(OSError, match=r"[Ii]nput/output"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(
    "make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to(path)], ids=["pipe", "folder", "loop"]
)
def test_whatever_stands_in_the_place_of_a_file_of_ours_is_not_waited_for(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "session.json")
    make(tmp_path / "device")
    assert load_session(tmp_path / "session.json") == Session()
    assert session_complaint(tmp_path / "session.json")
    with pytest.raises(OSError, match=r"\S"):
        own_device(tmp_path)


def test_what_killed_processes_left_is_swept_but_not_what_is_being_written(tmp_path: Path) -> None:
    old, new, other = tmp_path / ".a.1.newsreader-part", tmp_path / ".b.2.newsreader-part", tmp_path / ".c"
    for path in (old, new, other):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    assert sweep(tmp_path, time.time()) == 1
    assert sorted(tmp_path.iterdir()) == [new, other]
    assert sweep(tmp_path / "missing", time.time()) == 0


def test_bad_files_are_kept_under_other_names(tmp_path: Path) -> None:
    for text in (b"1", b"2"):
        (tmp_path / "f").write_bytes(text)
        set_aside(tmp_path / "f", "2026-08-22")
    assert (tmp_path / "f.bad-2026-08-22").read_bytes() == b"1"
    assert (tmp_path / "f.bad-2026-08-22-2").read_bytes() == b"2"


def test_an_article_is_the_old_one_or_the_new_one_when_its_writer_is_killed() -> None:
    saved, broken, left = run_saving(10, random.Random(5))  # noqa: S311 - the same moments, as far as that goes
    assert saved > 50
    assert (broken, left) == (0, 0)
