"""Commands on the list in view: which it is, what it hides, and marking many of its articles at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.core.timeline import ListKey, ListKind
from newsreader.reader.marks import Field
from newsreader.ui.browsing import Browsing
from newsreader.ui.marking import Marking
from newsreader.ui.reading import Reading


class ListCommands:
    """G A, L, Shift+A and their like."""

    def __init__(
        self,
        browsing: Browsing,
        reading: Reading,
        marking: Marking,
        choose_list: Callable[[ListKey], None],
        unread_of: Callable[[Sequence[int]], Sequence[str]],
        keep_setting: Callable[[str, bool], None],
        shows_duplicates: Callable[[], bool],
        open_sort_menu: Callable[[], None],
    ) -> None:
        """`unread_of` gives the identities of the unread ones of many rows; `keep_setting` keeps one setting;
        `open_sort_menu` lets the reader choose the order.
        """
        self._shows_duplicates = shows_duplicates
        self._browsing = browsing
        self._reading = reading
        self._marking = marking
        self._choose_list = choose_list
        self._unread_of = unread_of
        self._keep_setting = keep_setting
        self._open_sort_menu = open_sort_menu

    def go_all(self) -> None:
        """Every article."""
        self._choose_list(ListKey(ListKind.ALL))

    def go_unread(self) -> None:
        """What was not read yet."""
        self._choose_list(ListKey(ListKind.UNREAD))

    def go_today(self) -> None:
        """What was published or first seen today."""
        self._choose_list(ListKey(ListKind.TODAY))

    def go_starred(self) -> None:
        """What has a star."""
        self._choose_list(ListKey(ListKind.STARRED))

    def list_mark_all_read(self) -> None:
        """Mark every article of the list as read, at once; the message says how many and offers to take it back."""
        self._mark_read(self._browsing.ids)

    def list_mark_older_read(self) -> None:
        """Mark the articles below the selected one as read."""
        self._mark_read(self._part(below=True))

    def list_mark_newer_read(self) -> None:
        """Mark the articles above the selected one as read."""
        self._mark_read(self._part(below=False))

    def list_hide_read(self) -> None:
        """Leave read articles out of the lists, or take them in again."""
        hides = not self._browsing.hides_read
        self._keep_setting("list.hide_read", hides)
        self._browsing.hide_read(hides)

    def list_show_duplicates(self) -> None:
        """Show every file that holds the same article as a row of its own, or one for all of them."""
        self._keep_setting("list.show_duplicates", not self._shows_duplicates())

    def list_clear_read(self) -> None:
        """Drop the rows that stayed in the list although they were read meanwhile."""
        self._browsing.clear()

    def list_sort(self) -> None:
        """Choose the order of the list."""
        self._open_sort_menu()

    def _part(self, *, below: bool) -> Sequence[int]:
        ids = self._browsing.ids
        row = self._browsing.row_of(self._reading.current_id)
        if row is None:
            return ()
        return ids[row + 1 :] if below else ids[:row]

    def _mark_read(self, ids: Sequence[int]) -> None:
        self._marking.mark_many(Field.READ, self._unread_of(ids), True)
