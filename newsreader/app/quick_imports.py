"""Importing without PySide's ear on it."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - it puts its hook in place


def take_hook_off() -> None:
    """Have modules imported by Python alone from now on.

    PySide6 reads the source of every module that is imported after it, in case it asks for a `__feature__`: 36 ms and
    6 MB for the hundred and sixty of this program, none of which does (measured 2026-11-26, PySide6 6.11.3).
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
