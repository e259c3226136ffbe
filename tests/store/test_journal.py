"""The journal keeps what the reader made (security.md H06 to H17; product.md, "Identity and state")."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.store import journal
from newsreader.store.clock import Clock
from newsreader.store.facts import Fact, line_of
from newsreader.store.journal import Journal, NotKept, own_device

NOON = datetime(2026, 8, 22, 12, tzinfo=UTC)
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and signals are POSIX")


def opened(folder: Path, device: str = "aaaaaaaa") -> Journal:
    book = Journal(folder, device, Clock(lambda: NOON))
    assert book.load() == []
    return book


def lines(folder: Path, device: str = "aaaaaaaa") -> list[bytes]:
    return (folder / f"{device}.jsonl").read_bytes().splitlines()


def test_a_bulk_is_one_line_of_the_form_the_product_names(tmp_path: Path) -> None:
    opened(tmp_path).record("read", {"u:a": True, "u:b": True})
    (line,) = lines(tmp_path)
    assert json.loads(line) == {
        "ids": ["u:a", "u:b"],
        "field": "read",
        "value": True,
        "clock": "2026-08-22T12:00:00.000Z-0000",
        "device": "aaaaaaaa",
    }
    again = opened(tmp_path)
    assert again.value("read", "u:b") is True


def test_several_devices_are_read_as_one_and_each_writes_its_own_file(tmp_path: Path) -> None:
    opened(tmp_path, "aaaaaaaa").record("read", {"u:a": True})
    second = opened(tmp_path, "bbbbbbbb")
    second.record("read", {"u:a": False})
    assert opened(tmp_path, "aaaaaaaa").value("read", "u:a") is False
    assert len(lines(tmp_path, "aaaaaaaa")) == len(lines(tmp_path, "bbbbbbbb")) == 1


def test_two_windows_of_one_device_see_each_other(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    one.record("starred", {"u:a": True})
    two.record("read", {"u:b": True})
    assert two.refresh() == {"u:a"}
    assert one.refresh() == {"u:b"}
    assert one.facts == two.facts
    assert one.refresh() == set()


def test_a_torn_last_line_is_left_out_told_and_never_continued(tmp_path: Path) -> None:
    opened(tmp_path).record("read", {"u:a": True})
    path = tmp_path / "aaaaaaaa.jsonl"
    path.write_bytes(path.read_bytes() + b'{"ids":["u:b"],"fie')
    book = Journal(tmp_path, "aaaaaaaa", Clock(lambda: NOON))
    (complaint,) = book.load()
    assert complaint.file == path.name
    assert "incomplete" in complaint.text
    book.record("read", {"u:c": True})
    again = Journal(tmp_path, "aaaaaaaa", Clock(lambda: NOON))
    (complaint,) = again.load()
    assert "could not be understood: 1" in complaint.text
    assert [again.value("read", id_) for id_ in ("u:a", "u:b", "u:c")] == [True, None, True]


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = opened(tmp_path)
    book.record("read", {"u:a": True})
    before = lines(tmp_path)
    real = os.write

    def cut(descriptor: int, data: bytes) -> int:
        if len(data) <= 20:
            raise OSError(28, "No space left on device")
        return real(descriptor, bytes(data[:-20]))

    with monkeypatch.context() as full:
        full.setattr(os, "write", cut)
        with pytest.raises(NotKept, match="No space"):
            book.record("read", {"u:b": True})
    assert lines(tmp_path) == before
    assert book.value("read", "u:b") is True
    book.record("starred", {"u:c": True})
    assert book.unkept == []
    again = opened(tmp_path)
    assert again.facts == book.facts


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file where the folder should be")
    book = Journal(tmp_path / "state", "aaaaaaaa", Clock(lambda: NOON))
    assert book.load() == []
    with pytest.raises(NotKept):
        book.record("read", {"u:a": True})
    assert book.value("read", "u:a") is True


@posix
def test_a_pipe_in_the_folder_is_told_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    (complaint,) = Journal(tmp_path, "aaaaaaaa", Clock(lambda: NOON)).load()
    assert complaint.file == "pipe.jsonl"


@posix
def test_files_are_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        opened(tmp_path / "data" / "state").record("read", {"u:a": True})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "data" / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "state" / "aaaaaaaa.jsonl").stat().st_mode) == 0o600


def test_a_grown_journal_is_compacted_without_a_change_of_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "COMPACTED_AT", 5_000)
    opened(tmp_path, "bbbbbbbb").record("read", {"u:other": True})
    book = opened(tmp_path)
    for round_ in range(100):
        book.record("read", {f"u:{round_ % 3}": round_ % 2 == 0})
    assert len(lines(tmp_path)) == 100
    compacted = opened(tmp_path)
    assert len(lines(tmp_path)) == 3
    assert compacted.facts == book.facts == opened(tmp_path).facts
    compacted.record("read", {"u:9": True})
    book.record("read", {"u:10": True})
    assert opened(tmp_path).value("read", "u:9") is True
    assert opened(tmp_path).value("read", "u:10") is True


def test_a_journal_with_strange_lines_is_not_compacted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "COMPACTED_AT", 10)
    opened(tmp_path, "bbbbbbbb").record("read", {"u:a": True})
    path = tmp_path / "aaaaaaaa.jsonl"
    path.write_bytes(b'{"made by":"a newer version"}\n')
    Journal(tmp_path, "aaaaaaaa", Clock(lambda: NOON)).load()
    assert path.read_bytes() == b'{"made by":"a newer version"}\n'


def test_a_clock_of_the_future_elsewhere_does_not_win_for_ever(tmp_path: Path) -> None:
    future = Fact(("u:a",), "read", True, "2046-01-01T00:00:00.000Z-0000", "bbbbbbbb")
    (tmp_path / "bbbbbbbb.jsonl").write_bytes(line_of(future))
    book = opened(tmp_path)
    book.record("read", {"u:a": False})
    assert opened(tmp_path).value("read", "u:a") is False


def test_the_device_keeps_its_name(tmp_path: Path) -> None:
    name = own_device(tmp_path)
    assert own_device(tmp_path) == name
    (tmp_path / "device").write_bytes(b"../../etc\n")
    assert own_device(tmp_path) not in (name, "../../etc")


def test_a_hundred_thousand_lines_are_read_in_about_a_second(tmp_path: Path) -> None:
    clock = "2026-08-22T09:38:00.000Z-0000"
    said = (Fact((f"u:example.org/{number}",), "read", True, clock, "bbbbbbbb") for number in range(100_000))
    (tmp_path / "bbbbbbbb.jsonl").write_bytes(b"".join(map(line_of, said)))
    book = opened(tmp_path)
    assert sum(1 for _ in book.facts.values("read")) == 100_000


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from newsreader.store.clock import Clock
from newsreader.store.journal import Journal
book = Journal(Path(sys.argv[1]), "aaaaaaaa", Clock(lambda: datetime.now(UTC)))
book.load()
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**9):
    book.record("read", {f"u:{number}": True})
    print(f"{number}.", flush=True)
"""


@posix
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path, project: Path) -> None:
    choose = random.Random(1)  # noqa: S311 - the same kills in every run
    acknowledged: list[int] = []
    for round_ in range(20):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(round_ * 10**6)],
            stdout=subprocess.PIPE,
            cwd=project,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        told = [child.stdout.readline() for _ in range(choose.randrange(1, 30))]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read().splitlines(keepends=True)
        acknowledged += [int(line.rstrip(b".\n")) for line in told if line.endswith(b".\n")]
        child.stdout.close()
        child.wait()
    book = Journal(tmp_path, "aaaaaaaa", Clock(lambda: NOON))
    book.load()
    assert all(book.value("read", f"u:{number}") is True for number in acknowledged)


def test_two_processes_write_at_once_and_both_are_kept(tmp_path: Path, project: Path) -> None:
    children = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER.replace("10**9", "int(sys.argv[2]) + 60"), str(tmp_path), str(start)],
            stdout=subprocess.DEVNULL,
            cwd=project,
        )
        for start in (0, 1000)
    ]
    assert [child.wait(60) for child in children] == [0, 0]
    book = opened(tmp_path)
    wanted = [*range(60), *range(1000, 1060)]
    assert all(book.value("read", f"u:{number}") is True for number in wanted)


LIMITED = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from newsreader.store.clock import Clock
from newsreader.store.journal import Journal, NotKept
book = Journal(Path(sys.argv[1]), "aaaaaaaa", Clock(lambda: datetime.now(UTC)))
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
for number in range(10**6):
    try:
        book.record("read", {f"u:{number}": True})
    except NotKept:
        break
whole = (Path(sys.argv[1]) / "aaaaaaaa.jsonl").read_bytes()
assert whole.endswith(b"}\\n"), whole
assert book.value("read", f"u:{number}") is True
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
book.keep()
print(number + 1)
"""


@posix
def test_a_file_that_may_not_grow_stays_whole_and_goes_on_afterwards(tmp_path: Path, project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, cwd=project, check=True
    )
    book = opened(tmp_path)
    assert 5 < int(done.stdout) < 20
    assert all(book.value("read", f"u:{number}") is True for number in range(int(done.stdout)))


@posix
def test_a_link_in_the_place_of_a_journal_is_neither_read_nor_written(tmp_path: Path) -> None:
    """A library that came from elsewhere may hold any link in the place where marks are kept inside it."""
    state = tmp_path / "library" / ".newsreader" / "state"
    state.mkdir(parents=True)
    outside = tmp_path / "profile"
    fact = Fact(("u:a",), "starred", True, "2026-08-22T10:00:00.000Z-0000", "bbbbbbbb")
    outside.write_bytes(line_of(fact))
    for name in ("aaaaaaaa", "bbbbbbbb"):
        (state / f"{name}.jsonl").symlink_to(outside)
    before = outside.read_bytes()
    book = Journal(state, "aaaaaaaa", Clock(lambda: NOON))
    assert {complaint.file for complaint in book.load()} == {"aaaaaaaa.jsonl", "bbbbbbbb.jsonl"}
    assert book.value("starred", "u:a") is None
    with pytest.raises(NotKept):
        book.record("read", {"u:b": True})
    with pytest.raises(OSError, match="symbolic links"):
        book.adopt(lambda _id: True)
    assert outside.read_bytes() == before


@posix
def test_a_link_that_leads_nowhere_costs_itself_only(tmp_path: Path) -> None:
    """Sizes tell a start whether the index knows the journals, and an open window whether there is news."""
    opened(tmp_path).record("read", {"u:a": True})
    book = opened(tmp_path)
    (tmp_path / "cccccccc.jsonl").symlink_to(tmp_path / "gone")
    assert list(book.sizes()) == ["aaaaaaaa.jsonl"]
    assert [book.is_behind] == [False]
    opened(tmp_path / "elsewhere", "bbbbbbbb").record("read", {"u:b": True})
    (tmp_path / "elsewhere" / "bbbbbbbb.jsonl").rename(tmp_path / "bbbbbbbb.jsonl")
    assert book.is_behind
    assert book.refresh() == {"u:b"}
    assert [book.is_behind] == [False]
