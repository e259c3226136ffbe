"""The settings, made from their table: a row each, changed in place and applied at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.settings import SETTINGS, Setting, Settings, Value
from newsreader.core.text import fold
from newsreader.ui.announcer import announce
from newsreader.ui.field_overlay import FieldOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow

_HINTS = ((("Enter",), "Next value"), (("Delete",), "Default"), (("↑", "↓"), "Move"), (("Esc",), "Close"))


class SettingsOverlay(FieldOverlay):
    """A field to narrow them, and a row a setting: what it is, what it may be, what it is now."""

    value_chosen = Signal(str, object)
    """The id of a setting, and its new value."""
    choice_wanted = Signal()
    """The typeface is to be chosen from a list of its own."""

    def __init__(self, look: Look, parent: QWidget, settings: Settings, has_typeface: Callable[[str], bool]) -> None:
        """`settings` are those in force; `has_typeface` tells whether a typeface can be used here."""
        super().__init__("Settings", "Settings", look, parent, _HINTS)
        self._settings = settings
        self._has_typeface = has_typeface
        self.field.delete_requested.connect(self._reset)
        self.list.taken.connect(self._next)

    def show_settings(self) -> None:
        """Show them as they are now."""
        self.begin()

    def row_count(self) -> int:
        """Room for all, so that the panel keeps its size while one types."""
        return len(SETTINGS)

    def narrow(self) -> None:
        """Show the rows that fit what is typed."""
        words = fold(self.field.text()).split()
        found = [setting for setting in SETTINGS if all(word in fold(f"{setting.text} {setting.id}") for word in words)]
        self.rows.set_items(found, self._described)
        self.list.select_row(0)

    def _described(self, setting: Setting) -> OverlayRow:
        value = self._settings.value(setting.id)
        others = [named(choice) for choice in _choices(setting) if choice != value]
        if setting.is_open:
            others.append("any installed family")
        detail = f"Or {', '.join(others)}" if value == setting.default else f"Default: {named(setting.default)}"
        if setting.is_open and not self._has_typeface(str(value)):
            detail = f"{value} is not installed; {named(setting.default)} stands in"
        return OverlayRow(setting.text, detail, "settings", _value_text(setting, value))

    def _next(self, setting: Setting) -> None:
        if setting.is_open:
            self.choice_wanted.emit()
            return
        choices = _choices(setting)
        value = self._settings.value(setting.id)
        self._change(setting, choices[(choices.index(value) + 1) % len(choices)])

    def _reset(self) -> None:
        setting = self.list.current_item()
        if isinstance(setting, Setting):
            self._change(setting, setting.default)

    def _change(self, setting: Setting, value: Value) -> None:
        self.value_chosen.emit(setting.id, value)
        self.rows.refresh()
        announce(self.field, f"{setting.text}: {_value_text(setting, self._settings.value(setting.id))}")


def named(value: object) -> str:
    """A value as it is read: "On", "Comfortable", "100"."""
    if isinstance(value, bool):
        return "On" if value else "Off"
    return value.capitalize() if isinstance(value, str) else str(value)


def _value_text(setting: Setting, value: Value) -> str:
    """A value of a setting as it is read; a name stands as it is."""
    return named(value) if value in _choices(setting) else str(value)


def _choices(setting: Setting) -> tuple[Value, ...]:
    return setting.choices or (False, True)
