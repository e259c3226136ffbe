"""A quick start: importing without PySide's ear on it and without OpenSSL, and without looking for garbage."""

from __future__ import annotations

import builtins
import gc
import sys

import PySide6.QtCore  # noqa: F401 - it puts its hook in place


def take_hook_off() -> None:
    """Have modules imported by Python alone from now on.

    PySide6 reads the source of every module that is imported after it, in case it asks for a `__feature__`: 36 ms and
    6 MB for the hundred and sixty of this program, none of which does (measured 2026-11-26, PySide6 6.11.3).
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


def leave_openssl_out() -> None:
    """Have `hashlib` take Python's own SHA-2 and BLAKE2: the names of files and marks that are made of them need no
    OpenSSL, which is 4 MB of the window's memory (measured 2026-11-30). Nothing happens where it is loaded already.
    """
    sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]


def keep_garbage() -> None:
    """Look for no garbage until `look_for_garbage`: nothing a start makes is any.

    The collector goes over all that was imported and made 124 times otherwise: 59 ms of a start (measured 2026-11-27).
    """
    gc.disable()


def look_for_garbage() -> None:
    """The window stands: what is there now stays for good, and is not looked at again."""
    gc.freeze()
    gc.enable()
