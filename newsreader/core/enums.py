"""Enumerations as the standard library makes them, in a fifth of the time.

`StrEnum`, `IntEnum` and `IntFlag` are those of `enum` to who writes a class: a class of nothing but plain names and
values is put together here, from what the standard library makes of a class without members; any other is its own
business. The nineteen of a start took it 2.6 ms (measured 2026-11-30, CPython 3.11).
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable, Iterable
from enum import EnumType, Flag

from newsreader.core.hints import TYPE_CHECKING, Any

__all__ = ["IntEnum", "IntFlag", "StrEnum", "fill", "parts_of"]

_IS_KNOWN = sys.version_info < (3, 14)
"""Versions whose enumerations consist of what is put together here: a test compares them."""
_standard = EnumType._create_  # type: ignore[attr-defined]
_EMPTY: dict[tuple[Any, Any], tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]]]] = {}
"""What the standard library makes of no members, and the lists and tables in it, by what it is made from and its
boundary.
"""


def parts_of(kind: Any, boundary: Any = None) -> dict[str, Any]:
    """What an enumeration without members consists of, with lists and tables of its own."""
    known = _EMPTY.get((kind, boundary))
    if known is None:
        whole = dict(vars(_standard(kind, "Empty", (), module="", boundary=boundary)))
        own: list[tuple[str, Callable[[], Any]]] = [
            (key, type(part)) for key, part in whole.items() if type(part) in (dict, list)
        ]
        known = (whole, own)
        _EMPTY[kind, boundary] = known
    parts = known[0].copy()
    for key, make in known[1]:
        parts[key] = make()
    return parts


def fill(made: Any, names: Iterable[tuple[str, Any]], new: Callable[..., Any]) -> None:
    """Give an enumeration without members those of `names`, by `new` of it and a value; two of one value are one."""
    parts = vars(made)  # its own, not those of what it is made from
    by_value, by_name, listed = parts["_value2member_map_"], parts["_member_map_"], parts["_member_names_"]
    is_flag = issubclass(made, Flag)
    mask = singles = 0
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value)
            own = member.__dict__
            own["_value_"], own["_name_"], own["__objclass__"], own["_sort_order_"] = value, name, made, len(listed)
            if not is_flag:
                listed.append(name)
            elif value > 0 and not value & (value - 1):
                listed.append(name)
                singles |= value
        by_name[name] = member
        if is_flag:
            mask |= value
        type.__setattr__(made, name, member)
    if "_hashable_values_" in parts:
        parts["_hashable_values_"].extend(by_value)
    if is_flag:
        made._flag_mask_, made._singles_mask_, made._all_bits_ = mask, singles, 2 ** mask.bit_length() - 1
        values = [by_name[name]._value_ for name in listed]
        if values != sorted(values):
            made._iter_member_ = made._iter_member_by_def_


if TYPE_CHECKING:
    from enum import IntEnum, IntFlag, StrEnum
else:

    class _Maker(type):
        """The kind of what stands for the three of `enum`: makes what is derived from them."""

        def __new__(kind, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            """Python's hook for a class statement."""
            if not bases:
                return type.__new__(kind, name, bases, body)
            standard = getattr(enum, bases[0].__name__)
            members = {key: value for key, value in body.items() if key[:1] != "_"}
            values = str if standard is enum.StrEnum else int
            if not (_IS_KNOWN and all(type(value) is values for value in members.values())):
                return _made_as_ever(name, standard, body)
            parts = parts_of(standard) | {key: value for key, value in body.items() if key not in members}
            by_value = parts.pop("__new__")
            made = type.__new__(EnumType, name, (standard,), parts)
            type.__setattr__(made, "__new__", by_value)  # not as a static method
            fill(made, members.items(), values.__new__)
            return made

    def _made_as_ever(name: str, standard: type, body: dict[str, Any]) -> type:
        noted = EnumType.__prepare__(name, (standard,))
        for key, value in body.items():
            noted[key] = value
        return EnumType(name, (standard,), noted)

    class StrEnum(metaclass=_Maker):
        """As `enum.StrEnum`."""

    class IntEnum(metaclass=_Maker):
        """As `enum.IntEnum`."""

    class IntFlag(metaclass=_Maker):
        """As `enum.IntFlag`."""
