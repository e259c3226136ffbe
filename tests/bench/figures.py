"""Figures of a benchmark: p50, p99 and max of what was measured, and ratios to a floor of the same run."""

from __future__ import annotations

import math


class Figures:
    """Measured milliseconds."""

    def __init__(self) -> None:
        """Nothing measured yet."""
        self.values: list[float] = []

    def add(self, milliseconds: float) -> None:
        """One more."""
        self.values.append(milliseconds)

    def at(self, share: float) -> float:
        """The value that `share` of all do not exceed."""
        ordered = sorted(self.values)
        return ordered[max(0, math.ceil(len(ordered) * share) - 1)]

    def line(self, name: str, floor: Figures | None = None, must: float | None = None) -> str:
        """One row of the printed table; `must` is the target for p99 in milliseconds."""
        row = f"{name:<44} {self.at(0.5):8.1f} {self.at(0.99):8.1f} {max(self.values):8.1f}"
        if floor is not None:
            row += f"   {self.at(0.5) / floor.at(0.5):5.2f} {self.at(0.99) / floor.at(0.99):5.2f}"
        if must is not None:
            row += f"   p99 must {must:g}: {'met' if self.at(0.99) <= must else 'MISSED'}"
        return row


HEADER = f"{'ms':<44} {'p50':>8} {'p99':>8} {'max':>8}   ratio to the floor, p50 p99"
