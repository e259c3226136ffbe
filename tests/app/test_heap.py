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

_FREEING = """
from newsreader.app.heap import give_back
def held():
    return int(open("/proc/self/statm").read().split()[1])
give_back()
large = bytearray(b"x") * 20_000_000
del large  # a heap left alone keeps what is smaller than that from now on
blocks = []
for _ in range(100):
    blocks += [bytearray(b"x") * 200_000, bytearray(b"x") * 600]
full = held()
del blocks[::2]
print(full - held())
"""
_DRAWING = """
import os
from pathlib import Path
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QApplication
from newsreader.app.heap import give_back
from newsreader.store.places import resource_folder
def held():
    pages, is_typeface = 0, False
    for line in open("/proc/self/smaps"):
        words = line.split()
        if "-" in words[0]:
            is_typeface = words[-1].endswith(".ttf")
        elif words[0] == "Rss:" and is_typeface:
            pages += int(words[1]) // 4
    return pages
def drawn(text):
    image = QImage(900, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(QFont(family, 20))
    painter.drawText(0, 40, text)
    painter.end()
    return image
application = QApplication([])
file = next((resource_folder() / "fonts").rglob("*-Regular.ttf"))
family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]
first = drawn("The quick brown fox")
full = held()
give_back()
print(full - held(), flush=True)
assert drawn("The quick brown fox") == first
assert drawn("jumps over it") != drawn("jumps after it")
os._exit(0)
"""
_GLIBC = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has another heap")


def given_back(script: str) -> int:
    """Pages of 4 KB that a process says it gave back."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    return int(done.stdout)


@_GLIBC
def test_free_memory_is_given_back() -> None:
    assert given_back(_GIVING) > 10_000, "pages of the 22,000 that were taken"


@_GLIBC
def test_large_blocks_are_given_back_as_they_are_freed() -> None:
    assert given_back(_FREEING) > 4500, "pages of the 4,880 that were taken"


@_GLIBC
def test_typefaces_whose_letters_are_drawn_leave_and_come_again() -> None:
    assert given_back(_DRAWING) > 10
