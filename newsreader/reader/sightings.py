"""When each article was first met: what "first seen today" means, and how text without an address is known again after
an edit.

Kept as a journal of its own (`DATA/seen/<device>.jsonl`, the same lines as the state's), because nobody made it by hand
and it may grow with the library. What is there when a library is scanned for the first time was there before: it is
seen, but not today.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from newsreader.store.facts import Value
from newsreader.store.journal import Journal, NotKept

_SEEN = "seen"
_AT = "at"


class Sightings:
    """First meetings with articles, by identity. All calls but `settle` are instant.

    `settle` writes once a scan; `trouble` is "" when that is on disk, else why it is not.
    """

    def __init__(self, journal: Journal, library: str, now: Callable[[], datetime]) -> None:
        """`journal` is loaded already; `library` names this folder in it; `now` gives the time, aware."""
        self.trouble = ""
        self._journal = journal
        self._library = library
        self._now = now
        self._is_first_scan = not journal.facts.knows(_SEEN, self._mark)
        self._met: dict[str, str | None] = {}
        self._places: dict[str, str] = {}
        self._known_at = {
            value: identity
            for identity, value in journal.facts.values(_AT)
            if isinstance(value, str) and value.startswith(self._mark)
        }

    @property
    def _mark(self) -> str:
        return f"library:{self._library}"

    def meet(self, identity: str, path: str, *, is_text: bool) -> None:
        """Take note of an article; `is_text` where its identity is made of its text and has to be followed through
        edits.
        """
        if not self._journal.facts.knows(_SEEN, identity) and identity not in self._met:
            self._met[identity] = None if self._is_first_scan else self._now().isoformat(timespec="seconds")
        if is_text:
            self._places[path] = identity

    def first_seen(self, identity: str) -> date | None:
        """The local day an article was first met; None where it was there before the library was first opened."""
        value: Value = self._met.get(identity) or self._journal.value(_SEEN, identity)
        if not isinstance(value, str):
            return None
        try:
            return datetime.fromisoformat(value).astimezone(self._now().tzinfo).date()
        except (ValueError, OverflowError):
            return None

    def settle(self) -> list[tuple[str, str]]:
        """A scan is complete: keep what was met; pairs (old, new) of identities of texts that were edited meanwhile."""
        present = set(self._places.values())
        edited: list[tuple[str, str]] = []
        at: dict[str, Value] = {}
        for path, identity in self._places.items():
            place = f"{self._mark}/{path}"
            old = self._known_at.get(place)
            if old == identity:
                continue
            if old is not None and old not in present:
                edited.append((old, identity))
            if self._journal.value(_AT, identity) != place:
                at[identity] = place
            self._known_at[place] = identity
        seen: dict[str, Value] = {**self._met}
        for old, new in edited:
            if new in seen:
                seen[new] = self._journal.value(_SEEN, old)
        if self._is_first_scan:
            seen[self._mark] = self._now().isoformat(timespec="seconds")
        self._is_first_scan = False
        self._met.clear()
        self._record(seen, at)
        return edited

    def _record(self, seen: dict[str, Value], at: dict[str, Value]) -> None:
        """Write both; what the disk does not take now, the journal holds and writes the next time."""
        self.trouble = ""
        for field, values in ((_SEEN, seen), (_AT, at)):
            if values:
                try:
                    self._journal.record(field, values)
                except NotKept as error:
                    self.trouble = str(error)
