"""Data classes without the standard library's `dataclasses`, which the window's start does not pay for.

`dataclass`, `field`, `replace` and `asdict` here are those of `dataclasses`, as far as the program needs them: classes
with `slots=True`, frozen or not, that inherit nothing. Importing `dataclasses` takes 40 million instructions, a
twentieth of an empty window's start, and it compiles six methods a class as a module is imported, 0.7 million each
(measured 2026-11-30, CPython 3.11). Here nothing is compiled but the `__init__` of a class that is made often.
`dataclasses.fields` and what else asks for `__dataclass_fields__` is answered by the standard library.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from operator import attrgetter

from newsreader.core.hints import TYPE_CHECKING, Any, NoReturn

__all__ = ["asdict", "dataclass", "field", "often", "replace"]

_MOST_BY_HAND = 1000
"""So many values of a class are made field by field, 0.1 to 0.9 µs slower each than by an `__init__` of its own, which
takes 200 µs to compile.
"""

_MANY = 150
"""From so many values on, a class whose values are made one after the other is compiled at once."""

if TYPE_CHECKING:
    from dataclasses import asdict, dataclass, field, replace

    def often(model: type, values: int) -> None:
        """So many values of a data class are about to be made."""

else:

    def dataclass(*, slots: bool = False, frozen: bool = False, eq: bool = True) -> Callable[[type], type]:
        """As `dataclasses.dataclass`. Raises TypeError for a class without `slots`, or that inherits anything."""

        def made(model: type) -> type:
            if model.__bases__ != (object,) or not slots:
                raise TypeError(f"{model.__name__} must have slots, and inherit nothing")
            return _Late(model, is_frozen=frozen, has_eq=eq).shell

        return made

    def often(model: type, values: int) -> None:
        """So many values of a data class are about to be made: give it an `__init__` of its own where that pays."""
        if values > _MANY:
            vars(model)["__dataclass_fields__"].compile_init()

    def field(*, default_factory: Callable[[], Any], compare: bool = True) -> Any:
        """A field whose default is made anew for each value; one that is not compared is left out of `==` and hash."""
        return _Field(default_factory, is_compared=compare)

    def replace(value: Any, /, **changes: Any) -> Any:
        """The same value with other fields. Raises TypeError for a name that is none of its fields."""
        return type(value)(**{name: getattr(value, name) for name in value.__match_args__} | changes)

    def asdict(value: Any) -> dict[str, Any]:
        """The fields by their names; values in them, and in their lists, tuples and dictionaries, likewise."""
        return {name: _plain(getattr(value, name)) for name in value.__match_args__}


class _Field:
    """What `field` says of a field."""

    def __init__(self, factory: Callable[[], Any], *, is_compared: bool) -> None:
        self.factory = factory
        self.is_compared = is_compared


class _Late:
    """One such class: its `shell`, and how the class was written down."""

    def __init__(self, model: type, *, is_frozen: bool, has_eq: bool) -> None:
        own = vars(model)
        self._model = model
        self._init: Callable[..., None] | None = None
        self._names = names = tuple(own.get("__annotations__", ()))
        self._given = {name: own[name] for name in names if name in own}
        methods: dict[str, Any] = {"__init__": self._first_init(), "__repr__": _text}
        if is_frozen:
            methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
        if has_eq:
            methods |= self._comparing(is_frozen=is_frozen)
        body = {name: value for name, value in own.items() if name not in (*names, "__dict__", "__weakref__")}
        slots = {"__slots__": names, "__match_args__": names, "__dataclass_fields__": self}
        self.shell = type(model.__name__, (), {**methods, **body, **slots})

    def __get__(self, instance: object, owner: type) -> Any:
        """What `dataclasses.fields` and its like ask a class for: who asks has the module."""
        standard = sys.modules.get("dataclasses")
        if standard is None:
            raise AttributeError("__dataclass_fields__")
        given = {
            name: standard.field(default_factory=value.factory, compare=value.is_compared)
            if isinstance(value, _Field)
            else value
            for name, value in self._given.items()
        }
        words = {"__annotations__": vars(self._model)["__annotations__"], "__module__": self._model.__module__, **given}
        return vars(standard.dataclass(type(self._model.__name__, (), words)))["__dataclass_fields__"]

    def _comparing(self, *, is_frozen: bool) -> dict[str, Any]:
        given = self._given
        names = [name for name in self._names if not isinstance(given.get(name), _Field) or given[name].is_compared]
        # One name more, of which all values of a class have the same, and the getter gives a tuple of any names.
        compared = attrgetter("__class__", *names)

        def equals(value: object, other: object) -> bool:
            return compared(value) == compared(other) if other.__class__ is value.__class__ else NotImplemented

        def hashed(value: object) -> int:
            return hash(compared(value))

        return {"__eq__": equals, "__hash__": hashed if is_frozen else None}

    def _first_init(self) -> Callable[..., None]:
        """An `__init__` that puts the fields one by one, and has one compiled where the class is made often or wrongly:
        that one raises what it raises.
        """
        names, count, checks = self._names, len(self._names), hasattr(self._model, "__post_init__")
        puts: tuple[Callable[[object, object], None], ...] = ()
        made = 0

        def first(instance: Any, *words: Any, **named: Any) -> None:
            nonlocal made, puts
            made += 1
            values = words if len(words) == count and not named else self._completed(words, named)
            if values is None or made > _MOST_BY_HAND:
                self.compile_init()(instance, *words, **named)
                return
            puts = puts or tuple([vars(self.shell)[name].__set__ for name in names])
            for put, value in zip(puts, values, strict=True):
                put(instance, value)
            if checks:
                instance.__post_init__()

        return first

    def _completed(self, words: tuple[Any, ...], named: dict[str, Any]) -> list[Any] | None:
        """The values of all fields in their order; None where one is missing, unknown or given twice."""
        given, left = self._given, self._names[len(words) :]
        if len(words) + len(left) > len(self._names) or not named.keys() <= {*left}:
            return None
        values = list(words)
        for name in left:
            if name in named:
                values.append(named[name])
            elif name in given:
                value = given[name]
                values.append(value.factory() if isinstance(value, _Field) else value)
            else:
                return None
        return values

    def compile_init(self) -> Callable[..., None]:
        """Give the class an `__init__` of its own, which is returned; once."""
        if self._init is not None:
            return self._init
        known: dict[str, Any] = {"put": object.__setattr__, "UNSET": object()}
        words, lines = ["self"], []
        for name in self._names:
            value, given = name, self._given.get(name)
            if isinstance(given, _Field):
                known[f"make_{name}"], value = given.factory, f"make_{name}() if {name} is UNSET else {name}"
                words.append(f"{name}=UNSET")
            elif name in self._given:
                known[f"default_{name}"] = given
                words.append(f"{name}=default_{name}")
            else:
                words.append(name)
            lines.append(f"put(self, {name!r}, {value})")
        if hasattr(self._model, "__post_init__"):
            lines.append("self.__post_init__()")
        exec(f"def __init__({', '.join(words)}): {'; '.join(lines) or 'pass'}", known)  # noqa: S102 - as `dataclasses`
        made: Callable[..., None] = known["__init__"]
        setattr(self.shell, "__init__", made)  # noqa: B010 - a plain assignment is no type
        self._init = made
        return made


def _text(value: Any) -> str:
    fields = ", ".join(f"{name}={getattr(value, name)!r}" for name in value.__match_args__)
    return f"{type(value).__qualname__}({fields})"


def _plain(value: Any) -> Any:
    if "__dataclass_fields__" in vars(type(value)):
        return asdict(value)
    if isinstance(value, list | tuple):
        return type(value)(map(_plain, value))
    if isinstance(value, dict):
        return {_plain(key): _plain(inner) for key, inner in value.items()}
    return value


def _refuse(_instance: object, name: str, *_value: object) -> NoReturn:
    """A frozen value is what it is. Raises AttributeError, of which the standard `FrozenInstanceError` is one."""
    raise AttributeError(f"cannot change field {name!r}")
