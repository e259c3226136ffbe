"""Completions for the search field, from the first letter that is typed into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QLineEdit, QWidget

from newsreader.reader.tally import Counts
from newsreader.ui.completion_popup import CompletionPopup
from newsreader.ui.look import Look


class Completing:
    """Makes the popup when it is first needed."""

    def __init__(self, field: QLineEdit, over: QWidget, look: Callable[[], Look], counts: Callable[[], Counts]) -> None:
        """The popup floats over `over`; `counts` are those of the open library, whose names are offered."""
        self._field = field
        self._over = over
        self._look = look
        self._counts = counts
        self._popup: CompletionPopup | None = None
        field.textEdited.connect(self._begin)

    def leave(self) -> bool:
        """Offer nothing more; whether something was offered."""
        return self._popup is not None and self._popup.leave()

    def _begin(self, _text: str) -> None:
        if self._popup is None:
            self._popup = CompletionPopup(self._field, self._look, self._names, self._over)
            self._popup.consider()

    def _names(self, field: str) -> Iterable[str]:
        counts = self._counts()
        rows = {"tag": counts.tags, "folder": counts.folders}.get(field, counts.sources)
        return (row.name for row in rows)
