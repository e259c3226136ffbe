"""Processor time and memory of a process and all its children, from /proc: these benchmarks run on Linux."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def tree(pid: int) -> Iterator[int]:
    """A process and everything it started that still runs; parents first."""
    yield pid
    for known in (_PROC / str(pid) / "task").glob("*/children"):
        for child in known.read_text(encoding="ascii").split():
            yield from tree(int(child))


def processor_ms(pid: int) -> float:
    """Milliseconds that the running threads of one process have had."""
    threads = (_PROC / str(pid) / "task").glob("*/schedstat")
    return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e6


def memory_mb(pid: int) -> float:
    """Megabytes of one process, what it shares counted in parts (PSS)."""
    return _rolled_up(pid, "Pss:")


def own_memory_mb(pid: int) -> float:
    """Megabytes that one process has made, without pages of files such as fonts, which the system takes back."""
    return _rolled_up(pid, "Anonymous:")


def _rolled_up(pid: int, what: str) -> float:
    lines = (_PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


def name(pid: int) -> str:
    """What the process is, in a word: the last part of the module it runs."""
    words = (_PROC / str(pid) / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    module = words[words.index("-m") + 1] if "-m" in words else words[0]
    return module.rpartition(".")[2]
