"""THE table of settings: a setting is spelled here once, with its default and what it may be.

The file that keeps them, the window that applies them and, later, the page that edits them all read this table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsreader.core.values import dataclass

TEXT_SIZES = (83, 89, 94, 100, 111, 122, 133, 150, 175, 200)
"""Steps of the reading size in per cent of 18 px (look.md section 3, and beyond it)."""

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `choices` lists what it may be; empty: anything of the default's type.

    An open one may also be any other value of that type that is not empty: the name of a typeface.
    """

    id: str
    default: Value
    text: str
    choices: tuple[Value, ...] = ()
    is_open: bool = False

    def accepts(self, value: object) -> bool:
        """Whether `value` has the default's type and is one of the choices, where these are all."""
        if type(value) is not type(self.default):
            return False
        return not self.choices or value in self.choices or (self.is_open and bool(value))


SETTINGS: tuple[Setting, ...] = (
    Setting("appearance.theme", "system", "Theme", ("system", "light", "sepia", "dark")),
    Setting("appearance.day_theme", "light", "Theme by day, where the system chooses", ("light", "sepia")),
    Setting("appearance.density", "comfortable", "Density of the list", ("comfortable", "compact")),
    Setting("list.sort", "newest", "Order of the list", ("newest", "oldest", "added", "title", "source")),
    Setting("list.hide_read", False, "Hide read articles"),
    Setting("list.show_duplicates", False, "Show every copy of an article"),
    Setting("library.state_inside", False, "Keep marks, tags and notes inside the library"),
    Setting("reading.text_size", 100, "Text size in per cent", TEXT_SIZES),
    Setting("reading.typeface", "serif", "Typeface", ("serif", "sans"), is_open=True),
    Setting("reading.measure", "normal", "Length of lines", ("narrow", "normal", "wide")),
    Setting("reading.line_height", "normal", "Height of lines", ("tight", "normal", "loose")),
    Setting("reading.reduce_motion", False, "Reduce motion"),
    Setting("search.remember", True, "Remember recent searches"),
    Setting("keyboard.letters", True, "Single letters are commands"),
)


class Settings:
    """The values in force: those that were set, over the defaults of the table."""

    def __init__(
        self, values: Mapping[str, Value] | None = None, keys: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Start from `values`; those that the table does not accept are left at their defaults. `keys` are the reader's
        own keys of commands, by id.
        """
        self.keys = {id_: tuple(own) for id_, own in (keys or {}).items()}
        self._table = {setting.id: setting for setting in SETTINGS}
        given = values or {}
        self._values = {id_: given[id_] for id_, setting in self._table.items() if setting.accepts(given.get(id_))}

    def text(self, id_: str) -> str:
        """The value of a setting that is a string. Raises KeyError for an unknown id."""
        return str(self._value(id_))

    def number(self, id_: str) -> int:
        """The value of a setting that is a whole number. Raises KeyError for an unknown id."""
        return int(self._value(id_))

    def flag(self, id_: str) -> bool:
        """The value of a setting that is on or off. Raises KeyError for an unknown id."""
        return bool(self._value(id_))

    def value(self, id_: str) -> Value:
        """The value of any setting. Raises KeyError for an unknown id."""
        return self._value(id_)

    def change(self, id_: str, value: Value) -> None:
        """Set one value. Raises KeyError for an unknown id, ValueError for a value the table does not accept."""
        if not self._table[id_].accepts(value):
            raise ValueError(f"{id_} cannot be {value!r}")
        self._values[id_] = value

    def rebind(self, keys: Mapping[str, Sequence[str] | None]) -> None:
        """Give commands other keys; None gives a command its own again."""
        for id_, own in keys.items():
            if own is None:
                self.keys.pop(id_, None)
            else:
                self.keys[id_] = tuple(own)

    def changed(self) -> dict[str, Value]:
        """What differs from the defaults, to be kept; ids in the table's order."""
        table = self._table.items()
        return {id_: self._values[id_] for id_, s in table if self._values.get(id_, s.default) != s.default}

    def _value(self, id_: str) -> Value:
        setting = self._table[id_]
        return self._values.get(id_, setting.default)
