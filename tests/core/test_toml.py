"""TOML within limits: what people write is read, what nobody writes is refused before it costs anything."""

from __future__ import annotations

import time

import pytest

from newsreader.core.toml import read_toml


def test_what_people_write_is_read() -> None:
    text = "# " + "." * 300 + '\na.b.c = [1, 2.5, "x.y"]\n[d]\ne = {f = 1979-05-27}\nlow = -9223372036854775808\n'
    found = read_toml(text)
    assert found["a"] == {"b": {"c": [1, 2.5, "x.y"]}}
    assert found["d"]["low"] == -(2**63)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("= 1", "Invalid"),
        ("a = 1\na = 2", "overwrite"),
        (".".join("a" * 125_000) + " = 1", "too many dots"),
        ("[" + " . ".join("a" * 125_000) + "]", "too many dots"),
        ("[" + ".".join("a" * 100) + "]", "too deeply"),
        ("a = " + "[" * 100 + "]" * 100, "too deeply"),
        ("a = " + "[" * 50_000, "too deeply"),
        ("a = " + "{b = " * 50_000, "too deeply"),
        (f"a = {2**63}", "too large"),
        ("a = [[0x" + "f" * 5_000 + "]]", "too large"),
        ("a = " + "9" * 5_000, "4300 digits"),
    ],
)
def test_what_nobody_writes_is_refused_at_once(text: str, why: str) -> None:
    begin = time.thread_time()
    with pytest.raises(ValueError, match=why):
        read_toml(text)
    assert time.thread_time() - begin < 0.5
