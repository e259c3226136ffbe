"""Walks with several starts of the program on one library: one window lives, and the others lead to it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.store.claim import socket_path
from newsreader.store.messages import Message, send
from tests.walks.program import PATIENCE, environment_of
from tests.walks.stories import ORBIT, write_library

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sockets and signals of Unix")
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@pytest.fixture
def start(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts the program; whatever still runs is ended."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", tempfile.mkdtemp(dir="/tmp"))
    started: list[subprocess.Popen[bytes]] = []

    def begin(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "newsreader", *words, "--data-dir", str(tmp_path / "data")]
        environment = environment_of(project, QT_QPA_PLATFORM="offscreen")
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.terminate()
        process.communicate(timeout=PATIENCE)


def is_up(tmp_path: Path, library: Path) -> None:
    """Wait until a window has the library and answers."""
    path = socket_path(tmp_path / "data", library)
    assert path is not None
    assert send(path, Message("ping"), PATIENCE) == ""


def test_a_second_start_leads_to_the_first_and_hands_over_its_file(start: Start, library: Path, tmp_path: Path) -> None:
    first = start(str(library))
    is_up(tmp_path, library)
    second = start(str(library))
    assert second.communicate(timeout=PATIENCE) == (b"", b"")
    assert second.returncode == 0
    (library / "beside.md").write_text("# Beside\n\nText.\n")
    third = start(str(library / "beside.md"))
    assert third.communicate(timeout=PATIENCE) == (b"", b"")
    assert third.returncode == 0
    assert first.poll() is None


def test_an_article_that_is_handed_over_is_shown(start: Start, library: Path, tmp_path: Path) -> None:
    start("index", "--library", str(library)).communicate(timeout=PATIENCE)
    first = start(str(library))
    is_up(tmp_path, library)
    path = socket_path(tmp_path / "data", library)
    assert path is not None
    assert send(path, Message("open", ORBIT.path), PATIENCE) == ""
    assert send(path, Message("open", "../outside.md"), PATIENCE) == ""
    first.terminate()
    first.communicate(timeout=PATIENCE)
    session = json.loads((tmp_path / "data" / "session.json").read_text())
    assert ORBIT.path in json.dumps(session)


def test_of_many_starts_at_once_exactly_one_lives(start: Start, library: Path, tmp_path: Path) -> None:
    processes = [start(str(library)) for _ in range(6)]
    is_up(tmp_path, library)
    ended = [process for process in processes if _ended(process)]
    assert len(ended) == 5
    assert [process.returncode for process in ended] == [0] * 5


def test_after_a_kill_the_next_start_asks_nothing(start: Start, library: Path, tmp_path: Path) -> None:
    for _ in range(3):
        process = start(str(library))
        is_up(tmp_path, library)
        process.kill()
        process.communicate(timeout=PATIENCE)


def test_two_libraries_are_two_windows(start: Start, library: Path, tmp_path: Path) -> None:
    other = write_library(tmp_path / "other")
    first, second = start(str(library)), start(str(other))
    is_up(tmp_path, library)
    is_up(tmp_path, other)
    assert first.poll() is None
    assert second.poll() is None


def test_a_window_that_hangs_is_named_and_read_only_is_the_way_on(start: Start, library: Path, tmp_path: Path) -> None:
    first = start(str(library))
    is_up(tmp_path, library)
    first.send_signal(signal.SIGSTOP)
    second = start(str(library))
    _, said = second.communicate(timeout=PATIENCE)
    assert second.returncode == 1
    assert b"does not answer" in said
    assert b"--read-only" in said
    before = _kept(tmp_path / "data")
    third = start(str(library), "--read-only")
    with pytest.raises(subprocess.TimeoutExpired):
        third.communicate(timeout=4)  # it stays open
    third.terminate()
    third.communicate(timeout=PATIENCE)
    assert _kept(tmp_path / "data") == before


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether a start ends by itself; the one that lives answers, and is not waited for."""
    try:
        process.communicate(timeout=8)
    except subprocess.TimeoutExpired:
        return False
    return True


def _kept(data: Path) -> dict[str, bytes]:
    """What the reader made, byte for byte."""
    files = [*data.glob("*.json"), *data.glob("*.toml"), *(data / "state").glob("*")]
    return {str(path): path.read_bytes() for path in files}
