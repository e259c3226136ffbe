"""The command palette: commands, articles, sources and tags, by a few letters of their names (look.md section 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.commands import Command, key_caps, shown_key
from newsreader.core.fuzzy import fit
from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Run"), (("↑", "↓"), "Move"), ((">", "@", "#"), "Commands, sources, tags"), (("Esc",), "Close"))
_MOST = 60
_FIRST = 5
"""So many commands stand before what else fits; the others come last."""
_KINDS = {">": Command, "@": ListKind.SOURCE, "#": ListKind.TAG}


@dataclass(frozen=True, slots=True)
class Found:
    """An article that fits: its row and its title and source."""

    id: int
    title: str
    source: str


Item = Command | ListKey | Found
Named = TypeVar("Named")


class PaletteOverlay(FieldOverlay):
    """A field, and the rows that fit best; `>` keeps it to commands, `@` to sources, `#` to tags."""

    command_chosen = Signal(str)
    """The id of a command."""
    list_chosen = Signal(object)
    """A `ListKey`."""
    article_chosen = Signal(int)
    """The row of an article."""
    articles_wanted = Signal(str)
    """Something was typed that titles may hold."""

    def __init__(self, look: Look, parent: QWidget, is_enabled: Callable[[str], bool]) -> None:
        """`is_enabled` tells whether a command makes sense now."""
        super().__init__("Command palette", "Commands, articles, sources, tags", look, parent, _HINTS)
        self._is_enabled = is_enabled
        self._commands: tuple[Command, ...] = ()
        self._lists: tuple[ListKey, ...] = ()
        self._articles: tuple[str, tuple[Found, ...]] = ("", ())
        self.field.textChanged.connect(self._type)
        self.list.taken.connect(self._take)

    def show_choices(self, commands: Sequence[Command], lists: Sequence[ListKey]) -> None:
        """Offer these, the commands in the order in which they stand while nothing is typed."""
        self._commands = tuple(command for command in commands if self._is_enabled(command.id))
        self._lists = tuple(lists)
        self._articles = ("", ())
        self.begin()

    def show_articles(self, typed: str, articles: Sequence[Found]) -> None:
        """These articles fit what was typed, if that is still what stands there."""
        if typed == self.field.text():
            self._articles = typed, tuple(articles)
            self.narrow()

    def row_count(self) -> int:
        """Room enough to keep its size while one types."""
        return 10

    def _type(self, text: str) -> None:
        if len(text.strip()) > 1 and text[0] not in _KINDS:
            self.articles_wanted.emit(text)

    def narrow(self) -> None:
        """Show the rows that fit what is typed."""
        text = self.field.text()
        only = _KINDS.get(text[:1])
        typed = text[1:] if only is not None else text
        items: list[Item] = []
        commands: list[Command] = []
        if only in (None, Command):
            commands = _best(typed, self._commands, lambda command: command.text)
        first = _FIRST if typed.strip() and only is None else len(commands)
        items += commands[:first]
        items += self._articles[1] if self._articles[0] == text else ()
        if only is not Command and (typed.strip() or only is not None):
            lists = [key for key in self._lists if only is None or key.kind is only]
            keys: list[ListKey] = _best(typed, lists, lambda key: key.value)
            items += keys
        items += commands[first:]
        self.rows.set_items(items[:_MOST], _described)
        self.list.select_row(0)

    def _take(self, item: Item) -> None:
        self.leave()
        if isinstance(item, Command):
            self.command_chosen.emit(item.id)
        elif isinstance(item, Found):
            self.article_chosen.emit(item.id)
        else:
            self.list_chosen.emit(item)


def _best(typed: str, items: Sequence[Named], name: Callable[[Named], str]) -> list[Named]:
    """The items that fit, the best first; in their order where nothing is typed, or they fit alike."""
    scored = [(fit(typed, name(item)), item) for item in items]
    return [item for _, item in sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])]


def _described(item: Item) -> OverlayRow:
    if isinstance(item, Command):
        return OverlayRow(item.text, icon=item.icon or "command", note=" ".join(key_caps(shown_key(item))))
    if isinstance(item, Found):
        return OverlayRow(item.title, item.source, "file-text")
    return OverlayRow(item.value, icon="tag" if item.kind is ListKind.TAG else "rss", note=str(item.kind).capitalize())
