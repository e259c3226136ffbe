"""Our enumerations are those the standard library would have made."""

from __future__ import annotations

import enum
import importlib
import pkgutil
import subprocess
import sys
from enum import EnumType
from pathlib import Path
from typing import Any

import pytest

import newsreader
from newsreader.app.quick_enums import _shape
from newsreader.core import enums

LAYERS = ("core", "reader", "store", "ui")


def ours() -> list[Any]:
    """Every enumeration of the program."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(newsreader.__path__, "newsreader.")
        if found.name.split(".")[1] in LAYERS
    ]
    every = {id(one): one for module in modules for one in vars(module).values() if isinstance(one, EnumType)}
    return [one for one in every.values() if one.__module__.startswith("newsreader.")]


def test_all_of_the_program_are_as_the_standard_library_makes_them() -> None:
    """In a process of its own: what flags were joined to, by other tests too, an enumeration remembers."""
    compare = "from tests.core.test_enums import compare\ncompare()\n"
    subprocess.run([sys.executable, "-c", compare], cwd=Path(__file__).parents[2], timeout=60, check=True)


def compare() -> None:
    """Raises AssertionError for an enumeration that is made otherwise."""
    found = ours()
    assert len(found) > 15
    for made in found:
        (base,) = made.__bases__
        assert base in (enum.StrEnum, enum.IntEnum, enum.IntFlag)
        noted = EnumType.__prepare__(made.__name__, (base,))
        for key in ("__module__", "__qualname__", "__doc__", "__firstlineno__", "__static_attributes__"):
            if key in vars(made):
                noted[key] = vars(made)[key]
        for name, member in made.__members__.items():
            noted[name] = member.value
        usual = EnumType(made.__name__, (base,), noted)
        assert _shape(made) == _shape(usual), made
        assert type(made) is EnumType
        members: list[Any] = list(made)
        assert members == list(usual)
        assert [*map(repr, members)] == [*map(repr, usual)]
        assert all(made(one.value) is one is made[one.name] for one in members)
        with pytest.raises(ValueError, match="is not a valid"):
            made("nothing of the kind")


def test_what_is_more_than_names_and_values_is_left_to_the_standard_library() -> None:
    class Word(enums.StrEnum):
        """Words, and what they are in capitals."""

        ONE = "one"
        TWO = enum.auto()

        def loud(self) -> str:
            """In capitals."""
            return self.upper()

    assert type(Word) is EnumType
    assert issubclass(Word, enum.StrEnum)
    assert [*Word] == ["one", "two"]
    assert Word.TWO.loud() == "TWO"


def test_two_names_of_one_value_are_one() -> None:
    class Side(enums.IntFlag):
        """Sides of a thing."""

        NONE = 0
        LEFT = 1
        RIGHT = 2
        BOTH = 3
        FIRST = 1

    assert [*Side] == [Side.LEFT, Side.RIGHT]
    assert Side["FIRST"] is Side.LEFT
    assert Side.LEFT | Side.RIGHT is Side.BOTH
    assert Side.BOTH & ~Side.LEFT is Side.RIGHT
    assert repr(Side.BOTH) == "<Side.BOTH: 3>"
