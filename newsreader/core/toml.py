"""TOML that others may have written: read within limits, so that what is read can also be shown and written again."""

from __future__ import annotations

import tomllib

from newsreader.core.hints import Any

_LONGEST_KEY = 200
"""Parts of a key, counted as dots of a line: `tomllib` keeps each beginning of a key, and of one with 125,000 parts all
of them are 60 GB."""
_DEEPEST = 20
"""Values within each other: what shows or writes a value that is 300 deep ends in RecursionError."""
_LARGEST = 2**63


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a text. Raises ValueError for what is no TOML, or is beyond what anybody writes by hand."""
    if any(line.count(".") > _LONGEST_KEY and not line.lstrip().startswith("#") for line in text.split("\n")):
        raise ValueError("A line holds too many dots")
    try:
        tables = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("It is nested too deeply") from error
    level: list[Any] = [tables]
    for _ in range(_DEEPEST):
        if any(isinstance(value, int) and not -_LARGEST <= value < _LARGEST for value in level):
            raise ValueError("A number is too large")
        level = [inner for value in level if isinstance(value, dict | list) for inner in _within(value)]
    if level:
        raise ValueError("It is nested too deeply")
    return tables


def _within(value: dict[str, Any] | list[Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value
