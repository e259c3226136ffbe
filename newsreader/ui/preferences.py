"""The settings in force, and who is told when one changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from newsreader.core.settings import Settings, Value


class Preferences(QObject):
    """Changes settings, has them kept, and tells what changed."""

    changed = Signal(str)
    """The id of a setting that has another value now."""
    not_kept = Signal(str)
    """A setting holds but could not be written: why."""

    def __init__(self, settings: Settings, keep: Callable[[Settings], None], parent: QObject | None = None) -> None:
        """`keep` writes the settings after each change; it may raise OSError."""
        super().__init__(parent)
        self.settings = settings
        self._keep = keep

    def change(self, id_: str, value: Value) -> None:
        """Set one value, keep it and tell everyone. Raises ValueError for a value the table does not accept."""
        self.settings.change(id_, value)
        self._tell(id_)

    def rebind(self, keys: Mapping[str, Sequence[str] | None]) -> None:
        """Give commands other keys (None: their own again), keep that and tell everyone."""
        self.settings.rebind(keys)
        self._tell("keys")

    def _tell(self, id_: str) -> None:
        self.changed.emit(id_)
        try:
            self._keep(self.settings)
        except OSError as error:
            self.not_kept.emit(error.strerror or str(error))
