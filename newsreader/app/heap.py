"""The heap of the GNU C library: one for all threads, and what is free in it given back to the system."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_M_ARENA_MAX = -8
"""Of the library's malloc.h."""


def keep_one_heap() -> bool:
    """Have every thread that starts from now on take memory where the first one does; whether the C library can.

    It makes a heap for each thread otherwise, of which little is ever given back: a window grew by 35 MB while 5,000
    articles were read one after the other, and by at most 14 MB in 2,000 with one heap (2026-11-30). All but one of
    the threads wait for Python's lock, so that none waits for the heap.
    """
    mallopt = _function("mallopt")
    return mallopt is not None and bool(mallopt(_M_ARENA_MAX, 1))


def give_back() -> bool:
    """Give free memory back to the system, 0.3 ms; whether there was any. After a start it is 1.8 MB (2026-11-30)."""
    trim = _function("malloc_trim")
    return trim is not None and bool(trim(0))


def _function(name: str) -> Any:
    """A function of the C library this program runs with; None where there is none of that name."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform.startswith("linux") else None
