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
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import CodeType, ModuleType

import newsreader
from newsreader.core.hints import Any
from newsreader.store.files import sweep, write_atomic

_PREFIX = f"{newsreader.__name__}."
_SUM_BYTES = 4
_FORM = 4
"""Another one for each change of what is in the file."""
Kept = tuple[str, int, float, str | None, CodeType]
"""A module's file, its size, when it was changed (seconds since 1970), where its bytecode is, and what was made
of it.
"""


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

    def __init__(self, at_once: dict[str, Kept], when_asked: dict[str, Kept]) -> None:
        self._at_once = list(at_once)
        self._kept = at_once | when_asked

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Python's hook; None for all that was not kept, or has changed."""
        kept = self._kept.pop(name, None)
        if kept is None:
            return None
        file, size, changed, cached, code = kept
        with suppress(OSError):
            about = os.stat(file)  # noqa: PTH116 - a path of its own takes as long as the look
            if (about.st_size, about.st_mtime) == (size, changed):
                is_package = file.endswith("__init__.py")
                spec = ModuleSpec(name, _Loader(name, file, code), origin=file, is_package=is_package)
                spec.has_location, spec.cached = True, cached
                if is_package:
                    spec.submodule_search_locations = [os.path.dirname(file)]  # noqa: PTH120 - the same
                return spec
        return None

    def make(self) -> None:
        """Make the modules that are to be made at once, as import statements would. One that cannot be made is left to
        those, which say why.
        """
        for name in self._at_once:
            spec = None if name in sys.modules else self.find_spec(name)
            if spec is not None:
                with suppress(Exception):
                    _make(spec)


class KeptModules:
    """What one start takes from the file, and puts into it."""

    def __init__(self, first: str) -> None:
        """Nothing is taken yet. Modules that are there already are none of the file's business; `first` is the one that
        is imported then.
        """
        self._first = first
        self._before = frozenset(sys.modules)
        self._needed: list[str] = []
        self._finder: _Finder | None = None
        self.compiled: dict[bytes, CodeType] = {}
        """What others have compiled at each start, by its source; whoever compiles another one puts it in."""
        self._known = set(self.compiled)

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
                at_once, when_asked, compiled = marshal.loads(body)  # noqa: S302 - as Python loads bytecode
                self._finder = _Finder(at_once, when_asked)
                self.compiled.update(compiled)
                self._known = set(self.compiled)
                sys.meta_path.insert(0, self._finder)

    def make(self) -> None:
        """Make all that the first module imports, at once: an import statement then only looks it up. Python's way to a
        module, with its locks and its questions to every finder, takes 30 µs, of which 25 are saved. What is imported
        by functions is made when they do.
        """
        if self._finder is not None:
            self._finder.make()

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
        is_kept = all(isinstance(one, _Loader) for one in loaders.values()) and self.compiled.keys() == self._known
        if place is None or sys.dont_write_bytecode or is_kept or not needed:
            return
        kept: dict[str, Kept] = {}
        for name, loader in loaders.items():
            if isinstance(loader, SourceFileLoader):
                with suppress(OSError, SyntaxError, ValueError):
                    about = loader.path_stats(loader.path)
                    code = loader.get_code(name)
                    if code is not None:
                        cached = getattr(sys.modules[name], "__cached__", None)
                        kept[name] = (loader.path, int(about["size"]), float(about["mtime"]), cached, code)
        at_once = _in_order(kept, self._first)
        when_asked = {name: module for name, module in kept.items() if name not in at_once}
        body = marshal.dumps((at_once, when_asked, self.compiled))
        with suppress(OSError):
            sweep(place.parent, now)
            write_atomic(place, _head() + _sum(body) + body, 0o644)


def _place() -> Path | None:
    """Where the file is, beside the bytecode of the package itself; None where Python has no place for bytecode."""
    cached: str | None = getattr(newsreader.__spec__, "cached", None)
    return Path(cached).with_suffix(".start") if cached else None


def _head() -> bytes:
    """What the file of this Python, for this place of the program, begins with."""
    return f"{sys.version}\n{newsreader.__file__}\n{_FORM}\n".encode()


def _sum(body: Any) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM_BYTES, "little")


def _in_order(kept: dict[str, Kept], first: str) -> dict[str, Kept]:
    """The first module and all that import statements at top level bring with it, each after its package and what it
    imports itself.
    """
    ordered: dict[str, Kept] = {}
    waiting = dict(kept)

    def add(name: str) -> None:
        module = waiting.pop(name, None)
        if module is not None:
            add(name.rpartition(".")[0])
            for named in module[-1].co_names:  # modules among them: nothing else has a name with dots
                add(named)
            ordered[name] = module

    add(first)
    return ordered


def _make(spec: ModuleSpec) -> None:
    """What `importlib.util.module_from_spec` and the import system make of a module."""
    module = ModuleType(spec.name)
    module.__dict__.update(
        __spec__=spec, __loader__=spec.loader, __package__=spec.parent, __file__=spec.origin, __cached__=spec.cached
    )
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    sys.modules[spec.name] = module
    try:
        assert spec.loader is not None
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[spec.name]
        raise
    package, _, name = spec.name.rpartition(".")
    setattr(sys.modules[package], name, module)


def _loader(name: str) -> object:
    return getattr(getattr(sys.modules.get(name), "__spec__", None), "loader", None)
