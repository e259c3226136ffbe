"""When each article was first met: what "first seen today" means.

Kept as a journal of its own (`DATA/seen/<device>.jsonl`, the same lines as the state's), because nobody made it by hand
and it grows with the library. What is there when a library is scanned for the first time was there before: only what
comes later is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from newsreader.store.facts import Value
from newsreader.store.journal import Journal, NotKept

_SEEN = "seen"


class Sightings:
    """First meetings with articles, by identity. Every call blocks and belongs in the scans' lane."""

    def __init__(self, journal: Journal) -> None:
        """`journal` is read by `known`."""
        self._journal = journal
        self._is_loaded = False

    @property
    def read_to(self) -> dict[str, int]:
        """How much of each journal file is known, in bytes."""
        return self._journal.read_to

    def sizes(self) -> dict[str, int]:
        """How much there is of each journal file, in bytes. Raises OSError."""
        return self._journal.sizes()

    def known(self) -> Iterator[tuple[str, int]]:
        """Every identity that was met, and when in seconds since 1970; 0 where it was there from the beginning."""
        self._load()
        for identity, value in self._journal.facts.values(_SEEN):
            if not identity.startswith("library:"):
                yield identity, _seconds(value)

    def record(self, newcomers: Iterable[tuple[str, int]]) -> str:
        """Write down when these identities were met, if that is not known yet; "" or why it is not on disk."""
        self._load()
        values: dict[str, Value] = {
            identity: datetime.fromtimestamp(when, UTC).isoformat()
            for identity, when in newcomers
            if not self._journal.facts.knows(_SEEN, identity)
        }
        if not values:
            return ""
        try:
            self._journal.record(_SEEN, values)
        except NotKept as error:
            return str(error)
        return ""

    def _load(self) -> None:
        if not self._is_loaded:
            self._is_loaded = True
            self._journal.load()


def _seconds(value: Value) -> int:
    if not isinstance(value, str):
        return 0
    try:
        return int(datetime.fromisoformat(value).timestamp())
    except (ValueError, OverflowError):
        return 0
