"""The order by date while a first scan goes on, from what was read last: SQLite would read every row again for it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from newsreader.core.hints import Any

_UNDATED = 1 << 62
"""Behind every date."""


class Arrivals:
    """Sketches as they came, with their dates."""

    def __init__(self, latest: int) -> None:
        """Dates after `latest` sort as that."""
        self._latest = latest
        self._ids = array("I")
        self._keys = array("q")
        self._parts: list[tuple[bytes, bytes, int, int]] = []

    def __len__(self) -> int:
        return len(self._ids)

    def take(self, folder: bytes, rows: Sequence[Sequence[Any]]) -> bool:
        """Rows of `draft.sketch` came; whether they were in the order of their names, without which this is no use."""
        start, latest = len(self._ids), self._latest
        names = [row[2] for row in rows]
        self._ids.extend([row[0] for row in rows])
        self._keys.extend([_UNDATED if row[7] is None else -min(row[7], latest) for row in rows])
        self._parts.append((folder, names[0], start, len(self._ids)))
        return names == sorted(names)

    def newest(self) -> array[int]:
        """The ids, the newest first, then by folder and name: as `listings.SORTED` has it."""
        places = [place for _, _, start, end in sorted(self._parts) for place in range(start, end)]
        places.sort(key=self._keys.__getitem__)
        ids = self._ids
        return array("I", [ids[place] for place in places])
