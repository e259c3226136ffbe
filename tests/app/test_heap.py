"""What is free is given back."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_GIVING = """
from newsreader.app.heap import give_back
def held():
    return int(open("/proc/self/statm").read().split()[1])
blocks = [bytes(300) * 3 for _ in range(100_000)]
last = bytes(900)
full = held()
del blocks
give_back()
print(full - held())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has another heap")
def test_free_memory_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", _GIVING], capture_output=True, text=True, timeout=60, check=True)
    assert int(done.stdout) > 10_000, "pages of the 22,000 that were taken"
