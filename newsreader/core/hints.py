"""The names of `typing` that the program's modules use, without `typing`: importing it takes 3 ms of a start, and to a
running program they mean nothing. Type checkers see the real ones.
"""

from __future__ import annotations

import importlib

__all__ = [
    "IO",
    "TYPE_CHECKING",
    "Any",
    "BinaryIO",
    "Final",
    "Generic",
    "Literal",
    "NamedTuple",
    "NoReturn",
    "Protocol",
    "TextIO",
    "TypeVar",
    "cast",
    "overload",
]

TYPE_CHECKING = False
"""Type checkers take a name like this for true."""

if TYPE_CHECKING:
    from typing import (
        IO,
        Any,
        BinaryIO,
        Final,
        Generic,
        Literal,
        NamedTuple,
        NoReturn,
        Protocol,
        TextIO,
        TypeVar,
        cast,
        overload,
    )
else:
    IO = Any = BinaryIO = Final = Literal = NoReturn = Protocol = TextIO = object

    class Generic:
        """What holds values of any type."""

        def __class_getitem__(cls, _kind: object) -> type:
            """The class as it is."""
            return cls

    def TypeVar(name: str, **_bound: object) -> str:  # noqa: N802
        """A name for any type."""
        return name

    def cast(_kind: object, value: object) -> object:
        """The value as it is."""
        return value

    def overload(_declared: object) -> None:
        """One way to call the function that comes behind."""

    def __getattr__(name: str) -> object:
        """Python's hook for what is not above: `NamedTuple` makes a class."""
        if name != "NamedTuple":
            raise AttributeError(name)
        return importlib.import_module("typing").NamedTuple
