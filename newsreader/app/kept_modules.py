"""The program's modules as one file of bytecode, from which a window starts.

A start imports 220 modules of ours. Python looks for each, opens and reads its file of bytecode, and looks up each name
in it; in one file a name that many modules have stands once. What a start needed is kept beside Python's own bytecode:
who may write there may give the program other bytecode as well. It is used as Python uses that: by the same Python, for
sources at the same place that have not changed since. Where the file is missing, old, damaged or cannot be written,
modules are imported as ever.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import newsreader
from newsreader.store.files import sweep, write_atomic

_PREFIX = f"{newsreader.__name__}."
_SUM_BYTES = 4
Kept = tuple[str, int, float, CodeType]
"""A module's file, its size, when it was changed (seconds since 1970), and what was made of it."""


class _Loader(SourceFileLoader):
    """As for any source, but what is made of it is at hand."""

    def __init__(self, name: str, file: str, code: CodeType) -> None:
        super().__init__(name, file)
        self._code: CodeType | None = code

    def get_code(self, fullname: str) -> CodeType | None:
        """Python's hook: once; whoever asks again gets it from its file."""
        code, self._code = self._code, None
        return code if code is not None else super().get_code(fullname)


class _Finder:
    """Finds the modules that were kept, as long as their sources are the same."""

    def __init__(self, kept: dict[str, Kept]) -> None:
        self._kept = kept

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Python's hook; None for all that was not kept, or has changed."""
        kept = self._kept.pop(name, None)
        if kept is None:
            return None
        file, *known, code = kept
        folder, last = os.path.split(file)
        loader = _Loader(name, file, code)
        with suppress(OSError):
            if _state(loader) == tuple(known):
                below = [folder] if last == "__init__.py" else None
                return spec_from_file_location(name, file, loader=loader, submodule_search_locations=below)
        return None


class KeptModules:
    """What one start takes from the file, and puts into it."""

    def __init__(self) -> None:
        """Nothing is taken yet. Modules that are there already are none of the file's business."""
        self._before = frozenset(sys.modules)
        self._needed: list[str] = []

    def take(self) -> None:
        """Import from the file from now on what is in it; once."""
        place = _place()
        if place is None or any(isinstance(finder, _Finder) for finder in sys.meta_path):
            return
        head = _head()
        # Mapped, not read: 900 fewer pages of memory are touched for the first time, 4 ms.
        with (
            suppress(OSError, ValueError),
            place.open("rb") as file,
            mmap(file.fileno(), 0, access=ACCESS_READ) as whole,
            memoryview(whole) as data,
            data[len(head) + _SUM_BYTES :] as body,
        ):
            if data[: -len(body)] == head + _sum(body):
                sys.meta_path.insert(0, _Finder(marshal.loads(body)))  # noqa: S302 - as Python loads bytecode

    def note(self) -> None:
        """What has been imported until now is what a start needs."""
        self._needed = [name for name in sys.modules if name.startswith(_PREFIX) and name not in self._before]

    def keep(self, now: float) -> None:
        """Write the file if a module that a start needs did not come from it; `now` is in seconds since 1970. Nothing
        happens where no bytecode is written, or none can be.
        """
        needed, self._needed = self._needed, []
        loaders = {name: _loader(name) for name in needed}
        place = _place()
        if place is None or sys.dont_write_bytecode or all(isinstance(one, _Loader) for one in loaders.values()):
            return
        kept: dict[str, Kept] = {}
        for name, loader in loaders.items():
            if isinstance(loader, SourceFileLoader):
                with suppress(OSError, SyntaxError, ValueError):
                    size, changed = _state(loader)
                    code = loader.get_code(name)
                    if code is not None:
                        kept[name] = (loader.path, size, changed, code)
        body = marshal.dumps(kept)
        with suppress(OSError):
            sweep(place.parent, now)
            write_atomic(place, _head() + _sum(body) + body, 0o644)


def _place() -> Path | None:
    """Where the file is, beside the bytecode of the package itself; None where Python has no place for bytecode."""
    cached: str | None = getattr(newsreader.__spec__, "cached", None)
    return Path(cached).with_suffix(".start") if cached else None


def _head() -> bytes:
    """What the file of this Python, for this place of the program, begins with."""
    return f"{sys.version}\n{newsreader.__file__}\n".encode()


def _sum(body: Any) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM_BYTES, "little")


def _state(loader: SourceFileLoader) -> tuple[int, float]:
    about = loader.path_stats(loader.path)
    return int(about["size"]), float(about["mtime"])


def _loader(name: str) -> object:
    return getattr(getattr(sys.modules.get(name), "__spec__", None), "loader", None)
