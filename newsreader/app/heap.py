"""Memory that is not needed goes back to the system: what is free in the heap of the GNU C library, and pages of
typefaces whose letters are drawn.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from newsreader.core.hints import Any

_LARGE = 128 * 1024
"""Blocks from this size on are taken from the system one by one, and given back as they are freed: mallopt(3)'s own
default. Left alone it rises with each that is freed, up to 32 MB; what is large and short-lived then breaks the heap
into pieces: after 8,000 keys at random the window had 100 MB so, and 90 where the limit stays (2026-11-30).
"""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_DO_NOT_NEED = 4
_MAPPINGS = Path("/proc/self/maps")
_TYPEFACES = (".otf", ".ttc", ".ttf")


def let_go() -> None:
    """Something large has gone: what was left of it in circles of objects goes, too. In the window's thread, 20 ms.

    What was there when the window stood is not looked at by the collector, ever: a library that was opened then stayed
    for as long as the program ran, 3 MB of 50,000 articles (2026-12-01).
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def give_back() -> bool:
    """Give free memory back; whether the heap had any, and a C library that can. In the window's thread, 1 to 2 ms.

    After a start it is 1.8 MB of the heap and, where rows are in Chinese, 12 of typefaces (2026-11-30).
    """
    import ctypes  # 9 million instructions that no start pays for

    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    if not (hasattr(library, "malloc_trim") and hasattr(library, "mallopt")):
        return False
    library.mallopt(_TRIM_THRESHOLD, _LARGE)
    library.mallopt(_MMAP_THRESHOLD, _LARGE)
    _let_go_of_typefaces(library)
    return bool(library.malloc_trim(0))


def _let_go_of_typefaces(library: Any) -> None:
    """Have the files of typefaces leave this process. For each letter that is drawn first the system maps 64 KB around
    it; they stay in its cache, and 0.5 µs bring a page back.

    They are mapped to be read, so that nothing is lost; and unmapped by the window's thread, or where another ends.
    """
    import ctypes

    for mapping in _MAPPINGS.read_text("utf-8", "surrogateescape").splitlines():
        place, rights, *about = mapping.split(maxsplit=5)
        if rights == "r--p" and about[-1].lower().endswith(_TYPEFACES):
            first, end = (int(address, 16) for address in place.split("-"))
            library.madvise(ctypes.c_void_p(first), ctypes.c_size_t(end - first), _DO_NOT_NEED)
