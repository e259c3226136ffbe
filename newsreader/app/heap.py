"""The heap of the GNU C library: what is free in it is given back to the system."""

from __future__ import annotations

import sys


def give_back() -> bool:
    """Give free memory back, 0.3 ms; whether there was any, and a C library that can. After a start it is 1.8 MB
    (2026-11-30).
    """
    import ctypes  # 9 million instructions that no start pays for

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform.startswith("linux") else None
    return trim is not None and bool(trim(0))
