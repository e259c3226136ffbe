"""Patterns that are compiled late are patterns."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import newsreader.core
from newsreader.core.late import late


def test_a_late_pattern_does_what_a_pattern_does() -> None:
    pattern = late(r"(\w)(\d)", re.IGNORECASE)
    match = pattern.fullmatch("a1")
    assert match is not None
    assert match.groups() == ("a", "1")
    assert pattern.sub("x", "a1 b2") == "x x"
    assert pattern.pattern == r"(\w)(\d)"
    assert late(b"x").findall(b"xx") == [b"x", b"x"]


def test_a_mistake_is_told_at_the_first_use() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("x")


def test_every_late_pattern_of_the_rules_can_be_compiled() -> None:
    names = [module.name for module in pkgutil.walk_packages(newsreader.core.__path__, "newsreader.core.")]
    kind = type(late("x"))
    found = [
        value for name in names for value in vars(importlib.import_module(name)).values() if isinstance(value, kind)
    ]
    assert len(found) > 80
    assert all(value.groups >= 0 for value in found)
