"""Completions for the search field: the last searches while it is empty, then what it may become."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from newsreader.reader.search import Searcher
from newsreader.reader.tally import Counts
from newsreader.ui.completion_popup import CompletionPopup
from newsreader.ui.look import Look
from newsreader.ui.offered_names import OfferedNames
from newsreader.ui.recalling import Recalling
from newsreader.ui.search_field import SearchField
from newsreader.ui.tasks import Lane


class Completing:
    """Makes the popup when it is first needed."""

    def __init__(
        self,
        field: SearchField,
        over: QWidget,
        look: Callable[[], Look],
        counts: Callable[[], Counts],
        searcher: Callable[[], Searcher],
        lane: Lane,
        recalling: Recalling,
    ) -> None:
        """The popup floats over `over`; `counts`, and `searcher` in its `lane`, are those of the open library."""
        self._field = field
        self._over = over
        self._look = look
        self._names = OfferedNames(counts, searcher, lane, self._consider_again)
        self._recalling = recalling
        self._popup: CompletionPopup | None = None
        field.textEdited.connect(self._begin)
        field.entered.connect(self._enter)

    def leave(self) -> bool:
        """Offer nothing more; whether something was offered."""
        return self._popup is not None and self._popup.leave()

    def _enter(self) -> None:
        self._names.forget()
        if self._recalling.searches and not self._field.text():
            self._begin()

    def _begin(self) -> None:
        if self._popup is None:
            self._popup = CompletionPopup(
                self._field, self._look, self._names.near, lambda: self._recalling.searches, self._over
            )
            self._popup.forgotten.connect(self._recalling.forget)
        self._popup.consider()

    def _consider_again(self) -> None:
        if self._popup is not None and self._field.hasFocus():
            self._popup.consider()
