"""Start the program as from outside, again and again: many at once, after kills, stopped for a while, with little
memory (security.md H04, H18, H20, J14, J15).

python -m tests.long.starts [KIND]...      of at_once, after_kills, first_starts, stopped, little_memory; all by default
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsreader.store.claim import socket_path
from newsreader.store.messages import Message, send
from tests.walks.program import environment_of
from tests.walks.stories import trace, write_library

_NEVER = threading.Event()
"""Waited for where another program is given time."""

_PROJECT = Path(__file__).parent.parent.parent
_MB = 1024 * 1024
_PATIENCE = 60


class House:
    """A library, a data folder, and the starts of the program on them."""

    def __init__(self, folder: Path) -> None:
        """The library is made; there is no data yet."""
        self.root = write_library(folder / "library")
        self.data = folder / "data"
        self.before = trace(self.root)

    @contextlib.contextmanager
    def started(self, *words: str, memory: int = 0) -> Iterator[subprocess.Popen[bytes]]:
        """One start, ended at the end of it, whatever it does."""

        def limit() -> None:
            if memory:
                resource.setrlimit(resource.RLIMIT_AS, (memory * _MB, memory * _MB))

        command = [sys.executable, "-P", "-m", "newsreader", str(self.root), "--data-dir", str(self.data), *words]
        with subprocess.Popen(
            command,
            env=environment_of(_PROJECT, QT_QPA_PLATFORM="offscreen"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=limit,  # noqa: PLW1509 - there are no threads here
        ) as process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.send_signal(signal.SIGCONT)
                    process.kill()

    def answers(self, seconds: float = _PATIENCE) -> bool:
        """Whether a window has the library and answers."""
        path = socket_path(self.data, self.root)
        assert path is not None
        try:
            return send(path, Message("ping"), seconds) == ""
        except TimeoutError:
            return False

    def forget(self) -> None:
        """As before the first start."""
        shutil.rmtree(self.data, ignore_errors=True)


def at_once(house: House, times: int = 20, starts: int = 20) -> list[str]:
    """Starts at the same moment: exactly one lives."""
    wrong = []
    for number in range(times):
        with contextlib.ExitStack() as stack:
            processes = [stack.enter_context(house.started()) for _ in range(starts)]
            answered = house.answers()
            until = time.monotonic() + _PATIENCE
            while time.monotonic() < until and sum(process.poll() is None for process in processes) > 1:
                _NEVER.wait(0.05)
            codes = [process.poll() for process in processes]
        if not answered or sorted(codes, key=str) != [0] * (starts - 1) + [None]:
            wrong.append(f"{number}: {codes}")
    return wrong


def after_kills(house: House, times: int = 50) -> list[str]:
    """The next start after a kill has the library, and asks nothing."""
    wrong = []
    for number in range(times):
        begun = time.monotonic()
        with house.started() as process:
            if not house.answers():
                wrong.append(f"{number}: no answer")
            took = time.monotonic() - begun
            if took > 60:
                wrong.append(f"{number}: {took:.1f} s")
            process.kill()
            _, said = process.communicate()
            if said.strip() and b"This plugin does not support" not in said:
                wrong.append(f"{number}: {said[-300:]!r}")
    return wrong


def first_starts(house: House, times: int = 100) -> list[str]:
    """Killed at any moment of a first start; the next one opens, and lists what a fresh one does."""
    chance = random.Random(19)  # noqa: S311 - the same moments each time, as far as that goes
    wanted = _listed(house)
    wrong = []
    for number in range(times):
        house.forget()
        with house.started() as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.02, 2.0))
            process.kill()
            process.communicate()
        got = _listed(house)
        if got != wanted:
            wrong.append(f"{number}: {got[0]} {got[2][-300:]!r}")
    return wrong


def _listed(house: House) -> tuple[int, bytes, bytes]:
    words = ["list", "--library", str(house.root), "--data-dir", str(house.data)]
    command = [sys.executable, "-P", "-m", "newsreader", *words]
    done = subprocess.run(command, env=environment_of(_PROJECT), capture_output=True, timeout=_PATIENCE, check=False)
    return done.returncode, done.stdout, done.stderr


def stopped(house: House, times: int = 10, seconds: float = 10) -> list[str]:
    """All processes of it stopped while it scans, and let go on: it answers, and has nothing to make up for."""
    wrong = []
    for number in range(times):
        house.forget()
        with house.started() as process:
            _NEVER.wait(0.2 + 0.15 * number)
            family = [process.pid, *_children(process.pid)]
            for pid in family:
                _signal(pid, signal.SIGSTOP)
            _NEVER.wait(seconds)
            for pid in reversed(family):
                _signal(pid, signal.SIGCONT)
            if not house.answers(20):
                wrong.append(f"{number}: no answer afterwards")
            before = _cpu(process.pid)
            _NEVER.wait(3)
            busy = _cpu(process.pid) - before
            if number > 6 and busy > 1.5:
                wrong.append(f"{number}: {busy:.1f} s of work within 3")
            process.terminate()
            _, said = process.communicate(timeout=_PATIENCE)
            if process.returncode or (said.strip() and b"This plugin does not support" not in said):
                wrong.append(f"{number}: {process.returncode} {said[-300:]!r}")
    return wrong


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _children(pid: int) -> list[int]:
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(word) for word in words]


def _cpu(pid: int) -> float:
    """Seconds of processor time of a process."""
    try:
        row = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(row[11]) + int(row[12])) / os.sysconf("SC_CLK_TCK")


def little_memory(house: House, start: int = 200, step: int = 20, times: int = 20) -> list[str]:
    """The window with 200 MB of address space and more: it comes up, or says why not, and no file is harmed."""
    wrong = []
    outcomes = []
    for number in range(times):
        memory = start + step * number
        house.forget()
        with house.started(memory=memory) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(8)
            code = process.poll()
            if code is None:
                process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            _, said = process.communicate()
        outcomes.append(f"{memory}: {'up' if code is None else code}")
        if code is not None and not said.strip():
            wrong.append(f"{memory} MB: {code} without a word")
    if _listed(house)[0]:
        wrong.append("afterwards it does not start")
    print(json.dumps({"little memory": outcomes}))
    return wrong


KINDS: tuple[Callable[[House], list[str]], ...] = (at_once, after_kills, first_starts, stopped, little_memory)


def main() -> int:
    """The exit code."""
    failed = 0
    for kind in (kind for kind in KINDS if not sys.argv[1:] or kind.__name__ in sys.argv[1:]):
        with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory(dir="/tmp") as runtime:
            os.environ["XDG_RUNTIME_DIR"] = runtime
            house = House(Path(name))
            begun = time.monotonic()
            wrong = kind(house)
            if trace(house.root) != house.before:
                wrong.append("the library is not as it was")
        took = round(time.monotonic() - begun)
        print(json.dumps({"kind": kind.__name__, "seconds": took, "wrong": wrong}), flush=True)
        failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
