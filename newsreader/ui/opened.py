"""An overlay for as long as it is open."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.core.hints import Generic, TypeVar
from newsreader.ui.overlay import Overlay

Made = TypeVar("Made", bound=Overlay)


class Opened(Generic[Made]):
    """Makes an overlay as it is asked for, and lets go of it after it has closed.

    Under style rules a widget is 13 KB: with all that were opened once, 3.9 MB stayed after 14,000 keys at random
    (2026-12-01). Each is made again within some milliseconds.
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        """`make` gives the overlay in the look that is in force, connected."""
        self._make = make
        self.current: Made | None = None
        """The overlay from when it is made until it closes."""

    def get(self) -> Made:
        """The overlay, to be filled and opened."""
        if self.current is None:
            self.current = self._make()
            self.current.closed.connect(self._let_go)
        return self.current

    def _let_go(self) -> None:
        overlay, self.current = self.current, None
        if overlay is not None:
            overlay.deleteLater()
