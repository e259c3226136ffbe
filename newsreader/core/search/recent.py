"""What was searched for lately, as a value: the last search first, each once."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.core.search.parsing import LENGTH_LIMIT
from newsreader.core.text import fold

MOST = 20
"""So many searches are remembered."""


def searched(recent: Sequence[str], text: str) -> tuple[str, ...]:
    """`recent` with `text` as what was searched for last; the same searches where it is blank or too long."""
    wanted = " ".join(text.split())
    if not wanted or len(wanted) > LENGTH_LIMIT:
        return tuple(recent)
    return (wanted, *without(recent, wanted))[:MOST]


def without(recent: Sequence[str], text: str) -> tuple[str, ...]:
    """`recent` as if `text`, in whatever case, had never been searched for."""
    return tuple(other for other in recent if fold(other) != fold(text))
