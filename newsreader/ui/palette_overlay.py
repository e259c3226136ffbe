"""The command palette: commands, articles, sources and tags, by a few letters of their names (look.md section 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.commands import Command, key_caps, shown_key
from newsreader.core.fuzzy import Names, hits
from newsreader.core.timeline import ListKey, ListKind
from newsreader.core.values import dataclass
from newsreader.ui.announcer import announce
from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.palette_row_delegate import PaletteRowDelegate

_HINTS = ((("↑", "↓"), "Move"), (("Enter",), "Run"), (("Tab",), "Filter"), (("Esc",), "Close"))
_FIRST, _LISTS, _MOST = 5, 5, 60
"""So many commands, and lists of a kind, stand in an unfiltered palette, and rows in any."""
_SIGNS = {">": "Commands", "@": "Sources", "#": "Tags"}
_GROUPS = ("Commands", "Articles", "Sources", "Tags")
_ICONS = {ListKind.SOURCE: "rss", ListKind.TAG: "tag"}
_KINDS = {"Sources": ListKind.SOURCE, "Tags": ListKind.TAG}


@dataclass(frozen=True, slots=True)
class Found:
    """An article that fits: its row and its title and source."""

    id: int
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A source or a tag, and how many articles it has."""

    key: ListKey
    total: int


@dataclass(frozen=True, slots=True)
class _Label:
    text: str


Item = Command | Listed | Found | _Label


class PaletteOverlay(FieldOverlay):
    """A field, and under it what fits best, in groups; Tab keeps it to one of them, and so do `>`, `@` and `#`."""

    ABOVE = 3

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
        super().__init__(
            "Command palette", "Commands, articles, sources, tags", look, parent, _HINTS, PaletteRowDelegate
        )
        self._is_enabled = is_enabled
        self._recent = 0
        self._names: dict[str, Names[Item]] = {}
        self._fitting: tuple[str, dict[str, list[Item]]] = ("", {})
        self._articles: tuple[str, tuple[Found, ...]] = ("", ())
        self._only = ""
        self._chip = ElidedLabel()
        self._chip.hide()
        self.head.addWidget(self._chip)
        self.field.takes_tab = True
        self.field.tab_pressed.connect(self._filter)
        self.field.textChanged.connect(self._type)
        self.list.taken.connect(self._take)
        self.apply_look(look)

    def show_choices(self, commands: Sequence[Command], recent: int, lists: Sequence[Listed]) -> None:
        """Offer these; the first `recent` commands are those that were run lately."""
        enabled = [command for command in commands if self._is_enabled(command.id)]
        self._recent = sum(self._is_enabled(command.id) for command in commands[:recent])
        self._names = {"Commands": Names[Item](enabled, _name)}
        for group, kind in _KINDS.items():
            self._names[group] = Names[Item]([listed for listed in lists if listed.key.kind is kind], _name)
        self._fitting = ("", {})
        self._articles = ("", ())
        self._keep_to("")
        self.begin()

    def show_articles(self, typed: str, articles: Sequence[Found]) -> None:
        """These articles fit what was typed, if that is still what stands there."""
        if typed == self.field.text():
            self._articles = typed, tuple(articles)
            self.narrow()

    def row_count(self) -> int:
        """Room enough to keep its size while one types."""
        return 10

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        super().apply_look(look)
        if hasattr(self, "_chip"):
            self._chip.setFont(look.font(12, 600))
            colour_text(self._chip, look, "accent")

    def narrow(self) -> None:
        """Show the rows that fit what is typed, in their groups."""
        text = self.field.text()
        sign = _SIGNS.get(text[:1], "")
        only, typed = (sign, text[1:].strip()) if sign else (self._only, text.strip())
        items: list[Item] = []
        for group in (only,) if only else _GROUPS:
            members = self._members(group, typed, is_alone=bool(only))
            if members:
                items += [_Label("Recent" if group == "Commands" and self._recent and not typed else group), *members]
        if not typed and self._recent and (not only or only == "Commands"):
            items.insert(self._recent + 1, _Label("Commands"))
        # Qt looks at each row several times.
        self.rows.set_items(items[:_MOST], cache(lambda item: _described(item, typed)))
        self.list.select_row(0)

    def _members(self, group: str, typed: str, *, is_alone: bool) -> list[Item]:
        """The rows of a group; without a filter as many of them as leave room for the others."""
        if group == "Articles":
            return [*self._articles[1]] if typed and self._articles[0] == self.field.text() else []
        if group == "Commands":
            return self._best(group, typed)[: _FIRST if typed and not is_alone else None]
        return self._best(group, typed)[: None if is_alone else _LISTS] if typed or is_alone else []

    def _best(self, group: str, typed: str) -> list[Item]:
        """What fits of a group; asked again when the articles come, and not found out again."""
        if self._fitting[0] != typed:
            self._fitting = (typed, {})
        found = self._fitting[1]
        if group not in found:
            found[group] = self._names[group].best(typed) if group in self._names else []
        return found[group]

    def _type(self, text: str) -> None:
        if len(text.strip()) > 1 and text[0] not in _SIGNS:
            self.articles_wanted.emit(text)

    def _filter(self, step: int) -> None:
        """The next group alone, or all of them again."""
        choices = ("", *_GROUPS)
        self._keep_to(choices[(choices.index(self._only) + step) % len(choices)])
        self.narrow()
        announce(self.field, f"{self._only} only" if self._only else "Everything")

    def _keep_to(self, group: str) -> None:
        self._only = group
        self._chip.show_text(group)
        self._chip.setVisible(bool(group))

    def _take(self, item: Item) -> None:
        self.leave()
        if isinstance(item, Command):
            self.command_chosen.emit(item.id)
        elif isinstance(item, Found):
            self.article_chosen.emit(item.id)
        elif isinstance(item, Listed):
            self.list_chosen.emit(item.key)


def _name(item: Item) -> str:
    """What a command or a list is found by."""
    return item.text if isinstance(item, Command) else item.key.value if isinstance(item, Listed) else ""


def _described(item: Item, typed: str) -> OverlayRow:
    if isinstance(item, _Label):
        return OverlayRow(item.text, is_label=True)
    if isinstance(item, Command):
        caps = key_caps(shown_key(item))
        return OverlayRow(item.text, icon=item.icon or "command", caps=caps, bold=hits(typed, item.text))
    if isinstance(item, Found):
        return OverlayRow(item.title, item.source, "file-text", bold=hits(typed, item.title))
    name, many = item.key.value, f"{item.total:,} article{'' if item.total == 1 else 's'}"
    return OverlayRow(name, many, _ICONS[item.key.kind], bold=hits(typed, name))
