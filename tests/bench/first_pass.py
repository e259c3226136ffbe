"""The first pass over a library, and its floor: the same files found, opened, read to 4 KB and closed by nobody else.

`python -m tests.bench.first_pass LIBRARY` is the floor, in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from newsreader.store.scanner import Progress, Report, Request, Scanner
from tests.bench.figures import Figures
from tests.bench.processes import processor_ms, tree

_HEAD = 4096
_RUNS = 3


def compare(root: Path, data: Path) -> tuple[Figures, Figures]:
    """The first pass and its floor, in turn, with all files in the page cache."""
    _bare(root, size=-1)
    ours, floor = Figures(), Figures()
    for _ in range(_RUNS):
        for figures, measured in ((floor, bare(root)), (ours, first_pass(root, data))):
            figures.add(measured.values[0], measured.own[0])
    return ours, floor


def first_pass(root: Path, data: Path) -> Figures:
    """From starting the scan to the moment when every file has a row, and the processor time of both sides.

    The index, made anew in `data`, is looked at by nobody meanwhile.
    """
    figures = Figures()
    scanner = Scanner()
    begun, own = time.perf_counter(), time.process_time()

    def take(report: Report) -> None:
        if isinstance(report, Progress) and report.first_pass_over and not figures.values:
            children = sum(processor_ms(pid) for pid in tree(os.getpid())) - processor_ms(os.getpid())
            cpu = (time.process_time() - own) * 1000 + children
            figures.add((time.perf_counter() - begun) * 1000, cpu)
            scanner.cancel()

    index = data / "first-pass.db"
    for file in data.glob("first-pass.db*"):
        file.unlink()
    scanner.scan(Request(root, index, int(time.time())), take)
    return figures


def bare(root: Path) -> Figures:
    """The floor, in a Python of its own."""
    command = (sys.executable, "-m", "tests.bench.first_pass", root)
    answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    figures = Figures()
    figures.add(answer["wall"], answer["cpu"])
    return figures


def _bare(root: Path, size: int) -> int:
    """Find, open and read every file: `size` bytes, or all."""
    count, folders = 0, [os.fspath(root)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                entry.stat(follow_symlinks=False)
                descriptor = os.open(entry.path, os.O_RDONLY)
                os.read(descriptor, size if size >= 0 else entry.stat().st_size)
                os.close(descriptor)
                count += 1
    return count


if __name__ == "__main__":
    started, cpu_before = time.perf_counter(), time.process_time()
    _bare(Path(sys.argv[1]), _HEAD)
    figures_ = {"wall": (time.perf_counter() - started) * 1000, "cpu": (time.process_time() - cpu_before) * 1000}
    sys.stdout.write(json.dumps(figures_))
