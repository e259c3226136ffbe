"""The settings in force, and who is told when one changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from newsreader.core.settings import Settings, Value


class Preferences(QObject):
    """Changes settings, has them kept, and tells what changed."""

    changed = Signal(str)
    """The id of a setting that has another value now."""

    def __init__(self, settings: Settings, keep: Callable[[Settings], None], parent: QObject | None = None) -> None:
        """`keep` writes the settings; it is called after each change."""
        super().__init__(parent)
        self.settings = settings
        self._keep = keep

    def change(self, id_: str, value: Value) -> None:
        """Set one value, keep it and tell everyone. Raises ValueError for a value the table does not accept."""
        self.settings.change(id_, value)
        self._keep(self.settings)
        self.changed.emit(id_)
