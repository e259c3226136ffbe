"""The two digests the program makes, without `hashlib`, which loads the modules of all it knows: 1 ms of a start.

Names and identities are short; what Python has in C of its own takes less time for them than OpenSSL.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress

from newsreader.core.hints import TYPE_CHECKING, Any

__all__ = ["blake2b", "sha256"]

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:

    def _digest(name: str, module: str) -> Any:
        """What `hashlib` has under this name, from the module that it takes it from, where there is such a one."""
        with suppress(ImportError, AttributeError):
            return getattr(importlib.import_module(module), name)
        return getattr(importlib.import_module("hashlib"), name)

    sha256 = _digest("sha256", "_sha2" if sys.version_info >= (3, 12) else "_sha256")
    blake2b = _digest("blake2b", "_blake2")
