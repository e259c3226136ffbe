"""The heap of the GNU C library: what is free in it is given back to the system."""

from __future__ import annotations

import sys

_LARGE = 128 * 1024
"""Blocks from this size on are taken from the system one by one, and given back as they are freed: mallopt(3)'s own
default. Left alone it rises with each that is freed, up to 32 MB; what is large and short-lived then breaks the heap
into pieces: after 8,000 keys at random the window had 100 MB so, and 90 where the limit stays (2026-11-30).
"""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3


def give_back() -> bool:
    """Give free memory back, 0.3 ms; whether there was any, and a C library that can. After a start it is 1.8 MB
    (2026-11-30).
    """
    import ctypes  # 9 million instructions that no start pays for

    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    if not (hasattr(library, "malloc_trim") and hasattr(library, "mallopt")):
        return False
    library.mallopt(_TRIM_THRESHOLD, _LARGE)
    library.mallopt(_MMAP_THRESHOLD, _LARGE)
    return bool(library.malloc_trim(0))
