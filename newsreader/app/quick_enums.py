"""PySide's enumerations, made in a third of the time, and filled when they are first asked for anything.

A start makes 330 of them with 4,500 members, as whole classes of Qt are made ready when the first of their names is
used. The standard library makes each member by a dozen calls in Python: 340 of 1,820 million instructions of a start
(callgrind, 2026-11-30). Enumerations of nothing but plain names and numbers are filled here, and come out the same;
until then they are of another kind, by which Python asks for all that it wants to know of them. Most are never asked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import Enum, EnumType, Flag, IntEnum, IntFlag
from threading import RLock

from newsreader.core.enums import fill, parts_of
from newsreader.core.hints import Any

_CREATE = "_create_"
_NEW: dict[Any, Callable[..., Any]] = {
    Enum: lambda made, _value: object.__new__(made),
    Flag: lambda made, _value: object.__new__(made),
    IntEnum: int.__new__,
    IntFlag: int.__new__,
}
_TAKEN = {kind: {"mro", *(name for base in kind.__mro__ for name in vars(base))} for kind in _NEW}
"""Names that mean something already."""
_SAMPLE = [("ONE", 1), ("FOUR", 4), ("TWO", 2), ("AGAIN", 2), ("THREE", 3), ("NONE", 0), ("LESS", -8)]
_TRIED: tuple[Any, ...] = (Enum, IntFlag)
"""One without and one with numbers for members, one without and one with bits."""
_standard = getattr(EnumType, _CREATE)
_NAMING = frozenset({"__class__", "__name__", "__qualname__", "__module__", "__mro__"})
"""What PySide asks and says while it makes an enumeration; none of it concerns members."""
_WAITING: dict[Any, tuple[Callable[..., Any], Sequence[tuple[str, int]]]] = {}
"""What an enumeration is to be filled with: how a member is made, and their names and values."""
_FILLING = RLock()
"""Lanes use Qt's enumerations too."""


class _Waiting(EnumType):
    """The kind of an enumeration that has no members yet."""

    def __getattribute__(cls, name: str) -> Any:
        """Python's hook for whatever is asked of it, by others or by the methods of `EnumType`."""
        if name not in _NAMING:
            _have_members(cls)
        return type.__getattribute__(cls, name)

    def __setattr__(cls, name: str, value: Any) -> None:
        """Python's hook: PySide says where it is at home, gives most a `_missing_`; no member is called so."""
        if name[:1] == "_":
            type.__setattr__(cls, name, value)
        else:
            _have_members(cls)
            setattr(cls, name, value)


def make_quickly() -> None:
    """Make enumerations quickly from now on, where this Python makes them as 3.11 to 3.13 do."""
    as_ever = _samples()
    setattr(EnumType, _CREATE, _create)
    try:
        is_same = _samples() == as_ever
    except (AttributeError, LookupError, TypeError, ValueError):  # made of other parts, or called in another way
        is_same = False
    if not is_same:
        setattr(EnumType, _CREATE, _standard)


def _samples() -> list[object]:
    return [_shape(kind("Sample", list(_SAMPLE))) for kind in _TRIED]


def _create(kind: Any, class_name: str, names: Any, **options: Any) -> Any:
    """As `EnumType._create_`, which is what a call like `Flag("Name", [("MEMBER", 1)])` comes to."""
    new = _NEW.get(kind)
    if new is None or options.get("type") is not None or not _is_plain(kind, names):
        return _standard(kind, class_name, names, **options)
    parts = parts_of(kind, options.get("boundary"))
    # whoever called the enumeration, as the standard library has it
    parts["__module__"] = options.get("module") or sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001
    if options.get("qualname") is not None:
        parts["__qualname__"] = options["qualname"]
    by_value = parts.pop("__new__")
    made = type.__new__(_Waiting, class_name, (kind,), parts)
    type.__setattr__(made, "__new__", by_value)  # not as a static method
    _WAITING[made] = new, names
    return made


def _have_members(made: Any) -> None:
    with _FILLING:
        waiting = _WAITING.pop(made, None)
        if waiting is not None:
            fill(made, waiting[1], waiting[0])
            type.__setattr__(made, "__class__", EnumType)  # from now on no thread waits here any more


def _is_plain(kind: Any, names: Any) -> bool:
    """Whether there are pairs of a free name and a number, in a list, as PySide gives them."""
    taken = _TAKEN[kind]
    return type(names) is list and all(
        type(pair) is tuple and type(pair[1]) is int and pair[0][:1] != "_" and pair[0] not in taken for pair in names
    )


def _shape(made: Any) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What tells two enumerations apart that were made of the same: attributes of the class, and of each member."""
    members = [{key: repr(value) for key, value in vars(member).items()} for member in made.__members__.values()]
    return {key: repr(value) for key, value in vars(made).items()}, members
