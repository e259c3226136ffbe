"""Which rows are of a kind: tables that turn a byte of flags into 1 or 0, for `bytes.translate`."""

from __future__ import annotations

from newsreader.store.index.packing import DRAFT, PRESENT, READ, SKETCH, STARRED, TROUBLED


def table(wanted: int, unwanted: int = 0) -> bytes:
    """1 for flags that hold all of `wanted` and nothing of `unwanted`."""
    return bytes(flags & (wanted | unwanted) == wanted for flags in range(256))


ALL_ROWS, UNREAD_ROWS, STARRED_ROWS = table(PRESENT), table(PRESENT, READ), table(PRESENT | STARRED)
TROUBLED_ROWS, DRAFT_ROWS = table(PRESENT | TROUBLED), table(PRESENT | DRAFT)
SKETCH_ROWS = table(PRESENT | SKETCH)
