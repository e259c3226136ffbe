"""The searches that were made lately: noted when one is left or its results are gone to, and offered again.

What passes by while one types is no search: only the longest text of a series counts, unless the reader goes to the
results of a shorter one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from newsreader.core.query import Query
from newsreader.core.search.recent import searched, without
from newsreader.reader.search import Found
from newsreader.ui.preferences import Preferences
from newsreader.ui.search_field import SearchField
from newsreader.ui.searching import Searching

_REMEMBER = "search.remember"


class Recalling(QObject):
    """Keeps the recent searches of the open library."""

    def __init__(
        self,
        field: SearchField,
        searching: Searching,
        is_kept: Callable[[str], bool],
        preferences: Preferences,
        say: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """`is_kept` tells whether a text is that of a saved search, which need not be recalled; `preferences` whether
        searches may be remembered at all.
        """
        super().__init__(parent)
        self._searching = searching
        self._is_kept = is_kept
        self._preferences = preferences
        self._say = say
        self._passing = ""
        self._searches: tuple[str, ...] = ()
        preferences.changed.connect(self._obey)
        searching.found.connect(self._see)
        searching.left.connect(self._leave)
        field.results_wanted.connect(self._use)
        field.editingFinished.connect(self._use)

    @property
    def searches(self) -> tuple[str, ...]:
        """The last search first, without those that were saved; none where they are not to be remembered."""
        if not self._preferences.settings.flag(_REMEMBER):
            return ()
        return tuple(search for search in self._searches if not self._is_kept(search))

    def begin(self, searches: Sequence[str]) -> None:
        """Another library is about to be opened, with these searches made in it."""
        self._passing = ""
        self._searches = tuple(searches)

    def forget(self, search: str) -> None:
        """Do not offer one search again."""
        self._searches = without(self._searches, search)

    def search_forget(self) -> None:
        """Forget every recent search."""
        self._searches = ()
        self._passing = ""
        self._say("Recent searches are forgotten")

    def _obey(self, id_: str) -> None:
        if id_ == _REMEMBER and not self._preferences.settings.flag(_REMEMBER):
            self._searches = ()

    def _see(self, _query: Query, found: Found) -> None:
        text = self._searching.text.strip()
        if found.ids and not self._passing.startswith(text):
            self._passing = text

    def _use(self) -> None:
        text = self._searching.text.strip()
        if text:
            self._passing = text
            self._note()

    def _leave(self) -> None:
        self._note()
        self._passing = ""

    def _note(self) -> None:
        if self._passing and self._preferences.settings.flag(_REMEMBER):
            self._searches = searched(self._searches, self._passing)
