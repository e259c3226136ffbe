"""Which rows are of a kind: tables that turn a byte of flags into 1 or 0, for `bytes.translate`."""

from __future__ import annotations

from newsreader.store.index.packing import DRAFT, PRESENT, READ, SKETCH, STARRED, TROUBLED


def table(wanted: int, unwanted: int = 0) -> bytes:
    """1 for flags that hold all of `wanted` and nothing of `unwanted`."""
    return bytes(flags & (wanted | unwanted) == wanted for flags in range(256))


ALL_ROWS, UNREAD_ROWS, STARRED_ROWS = table(PRESENT), table(PRESENT, READ), table(PRESENT | STARRED)
TROUBLED_ROWS, DRAFT_ROWS = table(PRESENT | TROUBLED), table(PRESENT | DRAFT)
_NO_SKETCHES = bytes(flags for flags in range(256) if not (flags & PRESENT and flags & SKETCH))


def has_sketches(flags: bytearray) -> bool:
    """Whether any row is a sketch; nothing is written down for the others, unlike with a table."""
    return bool(flags.translate(None, _NO_SKETCHES))


class Census:
    """How many rows have which flags; 1 ms for a million that are mostly alike."""

    def __init__(self, flags: bytearray) -> None:
        """Count once: what many are is left out of the rest, as often as there are other flags."""
        self._numbers: dict[int, int] = {}
        rest = flags
        while rest:
            before = len(rest)
            sample = rest[:: before // 16 + 1]
            many = max(sample, key=sample.count)
            rest = rest.translate(None, bytes((many,)))
            self._numbers[many] = before - len(rest)

    def of(self, rows: bytes) -> int:
        """How many are of a table."""
        return sum(number for flags, number in self._numbers.items() if rows[flags])
