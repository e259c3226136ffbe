"""PySide's knowledge of its own signatures, loaded when somebody asks for one and not with Qt.

PySide6 carries a dozen Python modules in its shared library that tell what arguments its functions take: for `help`,
and for the text of a TypeError. Each start compiles them from their source: 285 of the 510 million instructions of
importing `PySide6.QtCore` (callgrind, 2026-11-30, PySide6 6.11.3). This program has no use for them until it is wrong.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from functools import partial
from io import BytesIO
from types import CodeType, ModuleType, SimpleNamespace

from newsreader.core.hints import Any, BinaryIO

_PACKAGE = "shibokensupport"
_PARENT = f"{_PACKAGE}.signature"
_LOADER = f"{_PARENT}.loader"
_BOOTSTRAP = "signature_bootstrap.py"
_MAPPING = f"{_PARENT}.mapping"
_IN_ADVANCE = ("zipfile", "tempfile", "keyword", "typing")
"""What `shiboken6` imports for these modules before it loads them, and nothing else uses: 19 million instructions."""
_LATER = ("traceback", "textwrap")
"""By the first PySide says what went wrong while it is imported, by the second that `+` of two keys is deprecated."""
_NAMESPACE = "Qt"
"""It imports `textwrap` when it is first used."""
_NOT_MISSED = ("finish_import", "post_init")
"""What PySide calls while it is imported. The first marks functions that are deprecated; the second puts a hook into
every later import that reads the source of the module in case it asks for a `__feature__` (36 ms and 6 MB for ours).
"""


class _Later:
    """Stands for a module whose functions are called when something went wrong, until one of them is."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return partial(self._call, name)

    def _call(self, name: str, *args: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(self._name), name)(*args, **named)


class _Unread:
    """Stands for the `zipfile.ZipFile` of the modules until they are loaded: so far nothing is known to be in it. It is
    still text: `base64` and its decoding are 0.7 ms of a start.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.filelist = ()


class _Loader(ModuleType):
    """Stands for the loader of the signature modules: whichever of its functions is called loads them."""

    def __init__(self) -> None:
        super().__init__(_LOADER)
        self._finder: Any = None
        self._real: ModuleType | None = None
        self._mapping = ModuleType(_MAPPING)
        self._update = self._update_mapping
        self._mapping.__dict__["update_mapping"] = self._update

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _nothing if name in _NOT_MISSED else partial(self._call, name)

    def stand_in(self) -> None:
        """PySide is about to load the modules: its finder for them is the first at this moment."""
        self._finder = sys.meta_path[0]
        sys.modules[_MAPPING] = self._mapping

    def _call(self, name: str, *args: Any) -> Any:
        return getattr(self._load(), name)(*args)

    def _update_mapping(self) -> None:
        """PySide takes this one from `sys.modules`, and evaluates names in what is then the namespace beside it."""
        self._load()
        self._mapping.__dict__["update_mapping"]()

    def _load(self) -> ModuleType:
        if self._real is None:
            packed = importlib.import_module("base64").b64decode(self._finder.zfile.file.read())
            finder = type(self._finder)(importlib.import_module("zipfile").ZipFile(BytesIO(packed)))
            sys.meta_path.insert(0, finder)
            try:
                importlib.import_module(_PARENT)
                importlib.reload(self._mapping)
                self._real = importlib.import_module(_LOADER)
            finally:
                sys.meta_path.remove(finder)
        return self._real


_STAND_IN = _Loader()
"""For as long as the program runs: PySide keeps no reference of its own to what it takes from these modules."""


def import_qt(compiled: dict[bytes, CodeType] | None = None) -> None:
    """Import `PySide6.QtCore` without its signature modules and its hook; nothing happens where that has been done.

    What loads those modules is compiled from its source each time, 1.5 ms: `compiled` has what was made of a source
    before, or gets it.
    """
    original, compiles = builtins.__import__, builtins.compile
    known = {} if compiled is None else compiled

    def imported(name: str, *args: Any, **named: Any) -> Any:
        if name.startswith(_PACKAGE) and hasattr(sys.meta_path[0], "zfile"):  # else they are unpacked files
            _STAND_IN.stand_in()
            return SimpleNamespace(loader=_STAND_IN)
        if name in _LATER:
            return _Later(name)
        if name == "base64":
            return SimpleNamespace(b64decode=str.encode)
        return SimpleNamespace(ZipFile=_Unread) if name in _IN_ADVANCE else original(name, *args, **named)

    def once(source: Any, file: Any, *args: Any, **named: Any) -> Any:
        if file != _BOOTSTRAP or type(source) is not bytes:
            return compiles(source, file, *args, **named)
        if source not in known:
            known[source] = compiles(source, file, *args, **named)
        return known[source]

    vars(builtins).update(__import__=imported, compile=once)
    try:
        getattr(importlib.import_module("PySide6.QtCore"), _NAMESPACE)
    finally:
        vars(builtins).update(__import__=original, compile=compiles)


def _nothing(*_: Any) -> None:
    """What is not missed."""
