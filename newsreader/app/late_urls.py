"""`pathlib` without `urllib.parse`, which it imports for `Path.as_uri` alone until Python 3.12. That brings `ipaddress`
along: 2 ms of a start.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_URLS = "urllib.parse"


def import_pathlib() -> None:
    """To be called before anything else imports it; nothing happens where one of the two is there already."""
    if sys.version_info >= (3, 13) or "pathlib" in sys.modules or _URLS in sys.modules:
        return
    stand_in = ModuleType(_URLS)
    stand_in.__dict__["quote_from_bytes"] = _quote
    sys.modules[_URLS] = stand_in
    try:
        importlib.import_module("pathlib")
    finally:
        del sys.modules[_URLS]


def _quote(name: bytes) -> str:
    quoted: str = importlib.import_module(_URLS).quote_from_bytes(name)
    return quoted
