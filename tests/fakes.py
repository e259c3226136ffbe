"""What stands in for the world outside the program: the desktop that opens addresses, and the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QUrl

NOON = datetime(2026, 8, 22, 12, 0, tzinfo=UTC)
"""The moment at which tests take place, so that "today" is always the same day."""


class Desk:
    """The desktop that takes addresses: it keeps them, and opens nothing."""

    def __init__(self) -> None:
        """Takes everything until `takes` is set to False."""
        self.opened: list[str] = []
        self.takes = True

    def __call__(self, url: QUrl) -> bool:
        """Note the address exactly as it would be handed over."""
        self.opened.append(bytes(url.toEncoded().data()).decode("ascii"))
        return self.takes


class FixedClock:
    """A clock that stands until it is moved."""

    def __init__(self, moment: datetime = NOON) -> None:
        """Starts at `moment`."""
        self.moment = moment

    def __call__(self) -> datetime:
        """The time, aware."""
        return self.moment

    def pass_by(self, span: timedelta) -> None:
        """Move on."""
        self.moment += span
