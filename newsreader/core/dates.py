"""Publication dates: as precise as the file is, never more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as its file says it.

    `hour`, `minute` and `second` are None together where the file gives only a day; `offset` is the distance from UTC in minutes,
    None where the file names no zone (the clock time is then shown as it stands and sorted as UTC). `raw` is the file's own text.
    """

    year: int
    month: int
    day: int
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None
    raw: str = ""
