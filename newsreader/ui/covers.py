"""What stands where there is nothing to read, and why: the empty and error states of look.md section 7, as values."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.core.text import one_line
from newsreader.core.timeline import ListKey, ListKind
from newsreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """One thing to do about it."""

    text: str
    run: Callable[[], None]
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """An icon, a title, a sentence, what can be done, and a hint below."""

    icon: str
    title: str
    text: str
    buttons: tuple[Button, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Remedies:
    """What the buttons of all states do."""

    open_folder: Callable[[], None]
    open_file: Callable[[], None]
    retry: Callable[[], None]
    clear_search: Callable[[], None]
    search_for: Callable[[str], None]
    go_all: Callable[[], None]
    show_in_folder: Callable[[], None]
    open_as_text: Callable[[], None]
    locate: Callable[[], None]
    remove: Callable[[], None]


def list_name(key: ListKey) -> str:
    """The name of a list as its header shows it."""
    names = {
        ListKind.ALL: "All Articles",
        ListKind.UNREAD: "Unread",
        ListKind.TODAY: "Today",
        ListKind.STARRED: "Starred",
    }
    return names.get(key.kind, one_line(key.value, 300))


class Covers:
    """The messages, each for its state."""

    def __init__(self, remedies: Remedies) -> None:
        """`remedies` are what the buttons do."""
        self._do = remedies

    def no_library(self) -> Message:
        """There is no library, or nothing in it."""
        return Message(
            "library",
            "Your library is empty",
            "Add a folder of Markdown articles. They stay where they are; nothing is uploaded, moved or changed.",
            (Button("Add folder…", self._do.open_folder, primary=True), Button("Open file…", self._do.open_file)),
            "or drop files and folders anywhere in this window",
        )

    def unreachable(self, path: str) -> Message:
        """The library's folder is not there."""
        return Message(
            "folder",
            "Folder not reachable",
            f"{path} cannot be read now. Nothing you marked is lost.",
            (Button("Retry", self._do.retry, primary=True), Button("Add folder…", self._do.open_folder)),
        )

    def nothing_selected(self) -> Message:
        """There are articles, and none is selected."""
        return Message(
            "newspaper", "No article selected", "Choose one with J and K, or press Space for the next unread."
        )

    def nothing_found(self, text: str, total: int, meant: str = "") -> Message:
        """A search found nothing among `total` articles; `meant` is what may have been meant."""
        buttons = [Button("Clear search", self._do.clear_search)]
        if meant:
            buttons.insert(0, Button(f"Search for {meant}", lambda: self._do.search_for(meant)))
        return Message(
            "search",
            f"No article matches “{text.strip()}”",
            f"Searched titles, authors, sources, tags and full text of {total:,} articles.",
            tuple(buttons),
        )

    def empty_list(self, key: ListKey, *, hides_read: bool) -> Message:
        """A list holds nothing."""
        to_all = (Button("Go to All", self._do.go_all),)
        if key.kind is ListKind.TODAY and not hides_read:
            return Message("sun", "Nothing today", "No article was published or first seen today.", to_all, "G then A")
        if key.kind is ListKind.STARRED and not hides_read:
            return Message(
                "star", "Nothing starred", "Press S to star the article you are reading.", to_all, "G then A"
            )
        where = "your library" if key.kind in (ListKind.ALL, ListKind.UNREAD) else list_name(key)
        return Message("check-check", "All read", f"Nothing unread in {where}.", to_all, "G then A")

    def unreadable(self, path: str, reason: str) -> Message:
        """A file cannot be shown as an article."""
        return Message(
            "triangle-alert",
            "This file could not be read",
            f"{path}\n{reason}",
            (Button("Show in folder", self._do.show_in_folder), Button("Open as text", self._do.open_as_text)),
        )

    def gone(self, path: str) -> Message:
        """A file is no longer where it was."""
        return Message(
            "file-search",
            "This file is no longer there",
            f"It was last seen as {path}",
            (Button("Locate…", self._do.locate), Button("Remove from library", self._do.remove)),
        )
