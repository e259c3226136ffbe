"""Regular expressions that are compiled when they are first used.

The rules of reading files hold a hundred of them; compiling all takes 100 ms, which the window's start should not pay
for files it does not read.
"""

from __future__ import annotations

import re

from newsreader.core.hints import Any, cast, overload


class _Late:
    """Stands in for a `re.Pattern`: what is asked of it once is at hand from then on."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._pattern, self._flags), name)
        self.__dict__[name] = found
        return found


@overload
def late(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def late(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def late(pattern: str | bytes, flags: int = 0) -> re.Pattern[str] | re.Pattern[bytes]:
    """As `re.compile`, but a mistake in the pattern raises `re.error` only at the first use."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
