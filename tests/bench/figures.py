"""Figures of a benchmark: p50, p99 and max of what was measured, ratios to a floor, and the processor time."""

from __future__ import annotations

import math
import os
import time
from pathlib import Path


class Figures:
    """Measured milliseconds, and the processor time that went with them."""

    def __init__(self) -> None:
        """Nothing measured yet."""
        self.values: list[float] = []
        self.own: list[float] = []
        self.early: list[float] = []
        self.children = 0.0

    def add(self, milliseconds: float, own: float = 0.0) -> None:
        """One more, with the milliseconds of processor time this process took for it."""
        self.values.append(milliseconds)
        self.own.append(own)

    def at(self, share: float) -> float:
        """The value that `share` of all do not exceed."""
        return _at(self.values, share)

    def line(self, name: str, floor: Figures | None = None, must: float | None = None) -> str:
        """One row of the printed table; `must` is the target for p99 in milliseconds."""
        row = f"{name:<44} {self.at(0.5):8.1f} {self.at(0.99):8.1f} {max(self.values):8.1f}"
        row += f"   {_at(self.own, 0.5):5.1f} {_at(self.own, 0.99):5.1f} {self.children / len(self.values):5.1f}"
        if floor is not None:
            row += f"   {self.at(0.5) / floor.at(0.5):5.2f} {self.at(0.99) / floor.at(0.99):5.2f}"
        if must is not None:
            row += f"   p99 must {must:g}: {'met' if self.at(0.99) <= must else 'MISSED'}"
        return row


HEADER = f"{'ms':<44} {'p50':>8} {'p99':>8} {'max':>8}   {'CPU p50':>5} {'p99':>3} {'child':>5}   ratio to the floor"


class Stopwatch:
    """Measures one thing at a time into `figures`; the children's processor time is that since it was made."""

    def __init__(self, figures: Figures) -> None:
        """`figures` gets what is measured."""
        self._figures = figures
        self._children = children_cpu()

    def start(self) -> None:
        """Now."""
        self._wall, self._own = time.perf_counter(), time.process_time()

    def stop(self) -> None:
        """Done: one more figure."""
        own = (time.process_time() - self._own) * 1000
        self._figures.add((time.perf_counter() - self._wall) * 1000, own)
        self._figures.children = children_cpu() - self._children

    def stop_again(self) -> None:
        """It was not done before, but now: the last figure is another one, and what it was is kept in `early`."""
        self._figures.early.append(self._figures.values.pop())
        self._figures.own.pop()
        self.stop()


def spin() -> Figures:
    """How evenly the machine works: the same sum, about 5 ms long, a hundred times."""
    figures = Figures()
    watch = Stopwatch(figures)
    for _ in range(100):
        watch.start()
        sum(range(250_000))
        watch.stop()
    return figures


def children_cpu() -> float:
    """Milliseconds of processor time of the children that are running; 0 where the system does not tell (not Linux)."""
    ticks = 0
    for known in Path("/proc/self/task").glob("*/children"):
        for child in known.read_text(encoding="ascii").split():
            fields = (
                Path(f"/proc/{child}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            )
            ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK") if ticks else 0.0


def _at(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]
