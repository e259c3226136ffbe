"""Commands on searches: keep the one that is typed, and forget one that was kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.save_overlay import SaveOverlay
from newsreader.ui.saved_searches import SavedSearches
from newsreader.ui.searching import Searching


class SearchCommands:
    """`search.save` and `search.remove`."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        saved: SavedSearches,
        searching: Searching,
        chosen: Callable[[], ListKey],
        say: Callable[[str], None],
        offer: Callable[[str, str, Callable[[], None]], None],
    ) -> None:
        """`chosen` is the list that is marked in the navigation; `offer` says a sentence with a way back."""
        self._window = window
        self._look = look
        self._saved = saved
        self._searching = searching
        self._chosen = chosen
        self._say = say
        self._offer = offer
        self._overlay = Opened(self._make)

    def search_save(self) -> None:
        """Ask for a name, and keep what is searched for."""
        if not self._searching.text.strip():
            self._say("Type a search first")
            return
        overlay = self._overlay.get()
        overlay.show_names(self._searching.text.strip(), self._saved.names)
        overlay.open()

    def search_remove(self) -> None:
        """Forget the saved search that is marked in the navigation."""
        key = self._chosen()
        search = self._saved.find(key.value) if key.kind is ListKind.SEARCH else None
        if search is None:
            self._say("Choose a saved search first")
            return
        self._saved.remove(search.name)
        self._offer(f"“{search.name}” is no longer saved", "Undo", lambda: self._saved.restore(search))

    def _make(self) -> SaveOverlay:
        overlay = SaveOverlay(self._look(), self._window)
        overlay.name_chosen.connect(self._saved.save)
        return overlay
