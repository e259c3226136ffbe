"""Thousands of texts in little room: bytes, where each as an object of its own takes three times as much and leaves
memory in pieces when it goes.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from zlib import compress, decompress

from newsreader.core.hints import Generic, TypeVar

Value = TypeVar("Value")

MANY = 1000
"""From so many on it is worth it."""
_PIECE = 2500
"""Texts written at once: from 128 KB on the result is taken from the system by itself, and given back as it goes."""
_BETWEEN = "\n"
_QUICKLY = 1


class Texts(Sequence[str]):
    """Texts in their order, compressed: 50,000 identities take 0.7 MB and 20 ms to write, 10 to read."""

    __slots__ = ("_count", "_packed")

    def __init__(self, texts: Sequence[str]) -> None:
        """Raises ValueError where one of them holds a line end, or there are none."""
        self._packed = compress(_joined(texts), _QUICKLY)
        self._count = len(texts)

    def __iter__(self) -> Iterator[str]:
        """All of them, made anew."""
        return iter(_parted(decompress(self._packed)))

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def __contains__(self, text: object) -> bool:
        """Whether a text is among them; all are gone through."""
        return isinstance(text, str) and text in _parted(decompress(self._packed))

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        """One of them; all are made for it. Raises IndexError."""
        return _parted(decompress(self._packed))[index]


class Table(Generic[Value]):
    """Values by text, never changed: some 40 bytes for each of many texts that share a few values.

    A text is told by Python's own 64 bits of it, which differ from process to process: that one of 100,000 others is
    taken for one of 100,000 has odds of one to two billion.
    """

    __slots__ = ("_hashes", "_places", "_texts", "_values", "_which")

    def __init__(self, rows: Mapping[str, Value]) -> None:
        """Raises ValueError where one of the texts holds a line end, two are told by the same number, or there are
        none.
        """
        self._texts = _joined(tuple(rows))
        hashes = array("q", map(hash, rows))
        self._places = array("I", in_order(hashes))
        self._hashes = array("q", map(hashes.__getitem__, self._places))
        if any(map(int.__eq__, self._hashes, self._hashes[1:])):
            raise ValueError("two texts have the same number")
        numbers: dict[int, int] = {}
        self._which = array("I", (numbers.setdefault(id(value), len(numbers)) for value in rows.values()))
        self._values = list({id(value): value for value in rows.values()}.values())

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._hashes)

    def get(self, text: str) -> Value | None:
        """The value of a text; None where it has none. 1 µs."""
        number = hash(text)
        at = bisect_left(self._hashes, number)
        if at == len(self._hashes) or self._hashes[at] != number:
            return None
        return self._values[self._which[self._places[at]]]

    def get_all(self, texts: Sequence[str]) -> list[Value | None]:
        """The same for many texts, in their order; 0.2 µs each."""
        if len(texts) * 10 < len(self):
            return list(map(self.get, texts))
        values = map(self._values.__getitem__, map(self._which.__getitem__, self._places))
        known = dict(zip(self._hashes, values, strict=True))
        return list(map(known.get, map(hash, texts)))

    def rows(self) -> dict[str, Value]:
        """All texts, made anew, with their values, in the order they were given in."""
        return dict(zip(_parted(self._texts), map(self._values.__getitem__, self._which), strict=True))


def in_order(numbers: array[int]) -> Iterator[int]:
    """Where the numbers (of 64 bits, any sign) stand, the smallest first: in the order they are kept in, 100,000 rows
    take half as long. Some hundred at a time, since 50,000 objects at once leave memory in pieces.
    """
    by_first_byte = [array("I") for _ in range(256)]
    for at, number in enumerate(numbers):
        by_first_byte[(number >> 56) + 128].append(at)
    for some in by_first_byte:
        yield from sorted(some, key=numbers.__getitem__)


def json_of(value: object) -> bytes:
    """A value as JSON in UTF-8, what is not text as `backslashreplace` has it: byte for byte as `json` writes it, but
    many texts some thousand at a time. As one, 50,000 identities are 50,000 more objects until the last is written.
    Raises TypeError and RecursionError as `json` does.
    """
    return b"".join(_pieces(value))


def _pieces(value: object) -> Iterator[bytes]:
    if isinstance(value, dict) and value and all(type(key) is str for key in value):
        before = b"{"
        for key, one in value.items():
            yield before + _dumped(key) + b":"
            yield from _pieces(one)
            before = b","
        yield b"}"
    elif isinstance(value, (list, tuple)) and len(value) > MANY:
        before = b"["
        for start in range(0, len(value), _PIECE):
            yield before + _dumped(value[start : start + _PIECE])[1:-1]
            before = b","
        yield b"]"
    elif isinstance(value, (list, tuple)) and value and not isinstance(value[-1], str):
        before = b"["
        for one in value:
            yield before
            yield from _pieces(one)
            before = b","
        yield b"]"
    else:
        yield _dumped(value)


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _joined(texts: Sequence[str]) -> bytes:
    joined = _BETWEEN.join(texts)
    if not texts or joined.count(_BETWEEN) != len(texts) - 1:
        raise ValueError("texts of one line each are needed")
    return joined.encode("utf-8", "surrogatepass")


def _parted(joined: bytes) -> list[str]:
    return joined.decode("utf-8", "surrogatepass").split(_BETWEEN)
