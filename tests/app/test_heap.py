"""One heap for all threads, and what is free in it given back."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_THREADS = """
import ctypes, threading
from newsreader.app.heap import keep_one_heap
assert {kept} or keep_one_heap()
barrier = threading.Barrier(9)
def work():
    blocks = [bytearray(4000) for _ in range(200)]
    barrier.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
barrier.wait()
"""


def heaps(*, kept: bool) -> int:
    """How many heaps eight threads make, as the C library tells."""
    done = subprocess.run(
        [sys.executable, "-c", _THREADS.format(kept=kept)], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.count("<heap nr=")


_GIVING = """
from newsreader.app.heap import give_back, keep_one_heap
def held():
    return int(open("/proc/self/statm").read().split()[1])
keep_one_heap()
blocks = [bytes(300) * 3 for _ in range(100_000)]
last = bytes(900)
full = held()
del blocks
give_back()
print(full - held())
"""

glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has heaps of its own")


@glibc
def test_threads_share_one_heap() -> None:
    assert heaps(kept=True) > 1
    assert heaps(kept=False) == 1


@glibc
def test_free_memory_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", _GIVING], capture_output=True, text=True, timeout=60, check=True)
    assert int(done.stdout) > 10_000, "pages of the 22,000 that were taken"
