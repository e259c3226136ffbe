"""The settings on disk: one readable TOML file, written whole; what it holds beyond our table is kept as it is."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from newsreader.core.bindings import is_keys
from newsreader.core.hints import Any
from newsreader.core.settings import SETTINGS, Settings, Value
from newsreader.core.text import one_line
from newsreader.core.values import dataclass, field
from newsreader.store.files import bytes_of, set_aside, write_atomic

_KEYS = "keys"
"""The table of the reader's own keys: a command's id, and a list of keys."""
_LARGEST = 1024 * 1024
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file of settings gave: the settings, and sentences about what could not be used."""

    settings: Settings
    complaints: tuple[str, ...] = ()


@dataclass(slots=True)
class SettingsFile:
    """One file of settings; `load` before `save`, so that unknown keys survive. Both block."""

    path: Path
    _rest: dict[str, Any] = field(default_factory=dict)
    _is_unread: bool = False
    """The disk failed when they were read: what the file holds is not known, and not written over."""

    def load(self, stamp: str) -> Loaded:
        """Read the settings; none where there is no file. A broken file is renamed to `….bad-<stamp>`, never
        deleted.
        """
        try:
            self._read()
        except ValueError:
            return self._set_aside(stamp)
        except OSError as error:
            return Loaded(Settings(), (f"The settings could not be read: {error.strerror or error}.",))
        return self._understood()

    def complaints(self) -> tuple[str, ...]:
        """What `load` would complain of; the file stays as it is."""
        try:
            self._read()
        except ValueError:
            return ("The settings could not be understood.",)
        except OSError as error:
            return (f"The settings could not be read: {error.strerror or error}.",)
        return self._understood().complaints

    def save(self, settings: Settings) -> None:
        """Write what differs from the defaults, and what the file held besides. Raises OSError."""
        if self._is_unread and self.path.exists():
            raise OSError(errno.EIO, "The settings were not read at the start, and are not written over")
        tables = _without(self._rest)
        for id_, value in settings.changed().items():
            _put(tables, id_, value)
        if settings.keys:
            tables[_KEYS] = {id_: list(keys) for id_, keys in settings.keys.items()}
        import tomli_w

        write_atomic(self.path, tomli_w.dumps(tables).encode("utf-8"))

    def _read(self) -> None:
        """Take in the file; an absent one holds nothing. Raises OSError, or ValueError."""
        try:
            data = bytes_of(self.path, _LARGEST)
        except FileNotFoundError:
            data = b""
        except OSError:
            self._is_unread = True
            raise
        self._is_unread = False
        if not data:
            self._rest = {}
            return
        from newsreader.core.toml import read_toml

        self._rest = read_toml(data.decode("utf-8"))

    def _understood(self) -> Loaded:
        values: dict[str, Value] = {}
        complaints: list[str] = []
        for setting in SETTINGS:
            value = _pick(self._rest, setting.id)
            if value is None:
                continue
            if setting.accepts(value):
                values[setting.id] = value
            else:
                complaints.append(f"The setting {setting.id} cannot be {_shown(value)}; its default is used.")
        keys: dict[str, list[str]] = {}
        found = self._rest.get(_KEYS, {})
        for id_, own in found.items() if isinstance(found, dict) else ():
            if is_keys(own):
                keys[id_] = own
            else:
                complaints.append(f"The keys of {one_line(id_, _SHOWN)} cannot be {_shown(own)}; its own are used.")
        return Loaded(Settings(values, keys), tuple(complaints))

    def _set_aside(self, stamp: str) -> Loaded:
        try:
            kept = set_aside(self.path, stamp)
        except OSError as error:
            return Loaded(Settings(), (f"The settings could not be understood: {error.strerror or error}.",))
        return Loaded(Settings(), (f"The settings could not be understood; the file was kept as {kept.name}.",))


def _shown(value: object) -> str:
    """A value in a sentence."""
    return one_line(repr(value), _SHOWN)


def _pick(tables: Mapping[str, Any], id_: str) -> Any:
    place: Any = tables
    for part in id_.split("."):
        if not isinstance(place, Mapping) or part not in place:
            return None
        place = place[part]
    return place


def _put(tables: dict[str, Any], id_: str, value: Value) -> None:
    *folders, name = id_.split(".")
    for folder in folders:
        inner = tables.get(folder)
        if not isinstance(inner, dict):
            inner = tables[folder] = {}
        tables = inner
    tables[name] = value


def _without(tables: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of `tables` without the settings of our table that it could hold."""
    known = {setting.id for setting in SETTINGS}

    def copied(part: Mapping[str, Any], prefix: str) -> dict[str, Any]:
        rest: dict[str, Any] = {}
        for name, value in part.items():
            if isinstance(value, Mapping):
                inner = copied(value, f"{prefix}{name}.")
                if inner or not value:
                    rest[name] = inner
            elif f"{prefix}{name}" not in known:
                rest[name] = value
        return rest

    return copied({name: part for name, part in tables.items() if name != _KEYS}, "")
