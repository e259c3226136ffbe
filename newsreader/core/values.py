"""Data classes whose methods are written when they are first used.

`dataclass` here is `dataclasses.dataclass`, word for word, for classes with `slots=True` that inherit nothing. The
standard one compiles six methods a class as a module is imported: 60 ms for the hundred classes of the window's start
(measured 2026-11-27, CPython 3.11), which is half of what an empty window takes; most are not used before the first
page is on the screen. Making one needs `__init__` only, which is written here; at the first use of any other method the
standard library writes them all, and they are its own from then on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(**options: bool) -> Callable[[type], type]:
        """As `dataclasses.dataclass`, whose options these are; a mistake in a field is raised at the first use."""

        def made(model: type) -> type:
            if model.__bases__ != (object,) or not options.get("slots"):
                return dataclasses.dataclass(**options)(model)
            return _Late(model, options).shell

        return made


_FIELDS = "__dataclass_fields__"
_UNSET = object()


class _Late:
    """One such class: its `shell`, whose methods have the standard library write the real ones and then call them."""

    def __init__(self, model: type, options: dict[str, bool]) -> None:
        """`model` is the class as it was written down; it is read once more when the methods are made."""
        self._model = model
        self._options = {name: value for name, value in options.items() if name != "slots"}
        own = vars(model)
        fields = self._fields = tuple(own.get("__annotations__", ()))
        body = {name: value for name, value in own.items() if name not in (*fields, "__dict__", "__weakref__")}
        self._late = [name for name in self._generated() if name not in own]
        body |= {name: self._stub(name) for name in self._late}
        if options.get("frozen"):
            body |= {"__setattr__": _refuse, "__delattr__": _refuse}
        elif options.get("eq", True):
            body.setdefault("__hash__", None)
        self.shell = type(model.__name__, (), {**body, "__slots__": fields, "__match_args__": fields, _FIELDS: self})

    def __get__(self, instance: object, owner: type) -> Any:
        """What `dataclasses.fields`, `replace` and `asdict` ask a class for."""
        self._write()
        return getattr(owner, _FIELDS)

    def _generated(self) -> list[str]:
        names = ["__init__", "__repr__"]
        if self._options.get("eq", True):
            names += ["__eq__", "__hash__"] if self._options.get("frozen") else ["__eq__"]
        return names

    def _stub(self, name: str) -> Callable[..., Any]:
        write = self._write_init if name == "__init__" else self._write

        def first(instance: object, *words: Any, **named: Any) -> Any:
            write()
            return getattr(self.shell, name)(instance, *words, **named)

        return first

    def _write_init(self) -> None:
        """Put an `__init__` in place that does what the standard one does: one method compiled instead of six, 0.7
        million instructions each (measured 2026-11-30).
        """
        known: dict[str, Any] = {"put": object.__setattr__, "UNSET": _UNSET}
        words, lines = ["self"], []
        for name in self._fields:
            given: Any = vars(self._model).get(name, dataclasses.MISSING)
            factory: Any = dataclasses.MISSING
            if isinstance(given, dataclasses.Field):
                given, factory = given.default, given.default_factory
            value = name
            if factory is not dataclasses.MISSING:
                known[f"make_{name}"], value = factory, f"make_{name}() if {name} is UNSET else {name}"
                words.append(f"{name}=UNSET")
            elif given is not dataclasses.MISSING:
                known[f"default_{name}"] = given
                words.append(f"{name}=default_{name}")
            else:
                words.append(name)
            lines.append(f"put(self, {name!r}, {value})")
        if hasattr(self._model, "__post_init__"):
            lines.append("self.__post_init__()")
        exec(f"def __init__({', '.join(words)}): {'; '.join(lines) or 'pass'}", known)  # noqa: S102 - as `dataclasses`
        setattr(self.shell, "__init__", known["__init__"])  # noqa: B010 - a plain assignment is no type

    def _write(self) -> None:
        """Put the real methods in the place of the stubs; doing so twice does no harm."""
        written = vars(dataclasses.dataclass(**self._options)(self._model))
        for name in (*self._late, _FIELDS):
            setattr(self.shell, name, written[name])


def _refuse(_instance: object, name: str, *_value: object) -> NoReturn:
    """A frozen value is what it is. Raises FrozenInstanceError, as the standard one does."""
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")
