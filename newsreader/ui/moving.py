"""Commands that move: from article to article, through one, and from source to source.

Moving the selection never moves the focus (keyboard.md). `repeating` tells that the key repeats by itself.
"""

from __future__ import annotations

from collections.abc import Callable

from newsreader.core.timeline import ListKey
from newsreader.ui.browsing import Browsing
from newsreader.ui.navigation import Navigation
from newsreader.ui.reading import Reading


class Moving:
    """J, K, N, P, Space and their like."""

    def __init__(
        self,
        browsing: Browsing,
        reading: Reading,
        navigation: Navigation,
        is_read: Callable[[int], bool],
        hint: Callable[[str], None],
        choose_list: Callable[[ListKey], None],
        bring_page: Callable[[], bool],
    ) -> None:
        """`hint` says in a quiet place why nothing moved.

        `bring_page` brings the page onto the screen of a one-pane window; whether it had to.
        """
        self._browsing = browsing
        self._reading = reading
        self._navigation = navigation
        self._is_read = is_read
        self._hint = hint
        self._choose_list = choose_list
        self._bring_page = bring_page

    def article_next(self, repeating: bool = False) -> None:
        """The next row."""
        self._go(lambda _: True, 1, "This is the last article", repeating)

    def article_previous(self, repeating: bool = False) -> None:
        """The row before."""
        self._go(lambda _: True, -1, "This is the first article", repeating)

    def article_next_unread(self, repeating: bool = False) -> None:
        """The next row that is unread."""
        self._go(self._is_unread, 1, "No more unread", repeating)

    def article_previous_unread(self, repeating: bool = False) -> None:
        """The row before that is unread."""
        self._go(self._is_unread, -1, "No unread article above", repeating)

    def article_read_on(self, repeating: bool = False) -> None:
        """A page down; at the end the next unread article, from its top; after the last of them a hint, no wrap."""
        if self._bring_page() or self._reading.read_on():
            return
        if not repeating:
            self._go(self._is_unread, 1, "No more unread", from_top=True)

    def article_read_back(self, repeating: bool = False) -> None:
        """A page up."""
        self._reading.read_back()

    def list_first(self) -> None:
        """The first row."""
        self._select(next(iter(self._browsing.ids), None), "The list is empty")

    def list_last(self) -> None:
        """The last row."""
        self._select(next(reversed(self._browsing.ids), None), "The list is empty")

    def source_next_unread(self, repeating: bool = False) -> None:
        """The next source that holds something unread."""
        self._go_to_source(1)

    def source_previous_unread(self, repeating: bool = False) -> None:
        """The source before that holds something unread."""
        self._go_to_source(-1)

    def _is_unread(self, id_: int) -> bool:
        return not self._is_read(id_)

    def _go(
        self,
        wanted: Callable[[int], bool],
        step: int,
        otherwise: str,
        repeating: bool = False,
        *,
        from_top: bool = False,
    ) -> None:
        id_ = self._browsing.next_where(self._reading.current_id, wanted, step)
        self._select(id_, otherwise, repeating, from_top=from_top)

    def _select(self, id_: int | None, otherwise: str, repeating: bool = False, *, from_top: bool = False) -> None:
        if id_ is not None:
            self._reading.select(id_, repeating=repeating, from_top=from_top)
        elif not repeating:
            self._hint(otherwise)

    def _go_to_source(self, step: int) -> None:
        key = self._navigation.next_unread_source(self._browsing.key, step)
        if key is None:
            self._hint("No other source has anything unread")
        else:
            self._choose_list(key)
