"""A table of figures as it can be pasted into ARCHITECTURE.md."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.figures import Figures

HEADER = "| what | measured (p50 / p99 / max) | floor | result | must | aim | |\n|---|---|---|--:|--:|--:|---|"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Only what is `compared` with must and aim: a ratio, or milliseconds."""

    what: str
    measured: str = "not yet"
    floor: str = ""
    compared: float | None = None
    must: float = 0
    aim: float = 0
    unit: str = ""

    def __str__(self) -> str:
        result, verdict = "", ""
        if self.compared is not None:
            result = f"{self.compared:.2f}{self.unit}"
            verdict = "aim" if self.compared <= self.aim else "met" if self.compared <= self.must else "**missed**"
        limits = (f"≤ {self.must:g}{self.unit}", f"≤ {self.aim:g}{self.unit}") if self.must else ("", "")
        return f"| {' | '.join((self.what, self.measured, self.floor, result, *limits, verdict))} |"


def spread(figures: Figures) -> str:
    """p50, p99 and the longest, and the window's own processor time."""
    wall = " / ".join(f"{value:.1f}" for value in (figures.at(0.5), figures.at(0.99), max(figures.values)))
    cpu = Figures()
    cpu.values = figures.own
    return f"{wall} ms, CPU {cpu.at(0.5):.1f} / {cpu.at(0.99):.1f}"
