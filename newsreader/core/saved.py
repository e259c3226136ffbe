"""Searches the reader keeps, each under a name."""

from __future__ import annotations

from newsreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name; names are told apart by every letter."""

    name: str
    query: str
