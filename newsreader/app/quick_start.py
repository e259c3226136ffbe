"""A quick start: modules from one file, Qt without what it brings for others, no OpenSSL, no looking for garbage."""

from __future__ import annotations

import gc
import importlib
import sys
from contextlib import suppress

from newsreader.app.kept_modules import KeptModules
from newsreader.app.late_signatures import import_qt
from newsreader.app.quick_enums import make_quickly

_MODULES = KeptModules("newsreader.app.desktop")


def prepare() -> None:
    """To be called before anything of Qt is imported, and before `hashlib` is."""
    keep_garbage()
    _MODULES.take()
    leave_openssl_out()
    take_datetime()
    make_quickly()
    import_qt(_MODULES.compiled)
    _MODULES.make()


def leave_openssl_out() -> None:
    """Have `hashlib` take Python's own SHA-2 and BLAKE2: the names of files and marks that are made of them need no
    OpenSSL, which is 4 MB of the window's memory (measured 2026-11-30). Nothing happens where it is loaded already.
    """
    sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]


def take_datetime() -> None:
    """Have `datetime` be what CPython has in C, as it is from Python 3.12 on: 3.11 first makes all classes in Python,
    1.2 ms, and then takes those. Nothing happens where it is there already, or where there is nothing in C.
    """
    if sys.version_info < (3, 12):
        with suppress(ImportError):
            sys.modules.setdefault("datetime", importlib.import_module("_datetime"))


def keep_garbage() -> None:
    """Look for no garbage until `look_for_garbage`: nothing a start makes is any.

    The collector goes over all that was imported and made 124 times otherwise: 59 ms of a start (measured 2026-11-27).
    """
    gc.disable()


def look_for_garbage() -> None:
    """The window stands: what is there now stays for good, and is not looked at again."""
    _MODULES.note()
    gc.freeze()
    gc.enable()


def keep_modules(now: float) -> None:
    """Keep what this start has imported for the next one, which takes 60 ms where it is not kept yet, else nothing;
    `now` is in seconds since 1970.
    """
    _MODULES.keep(now)
