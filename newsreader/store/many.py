"""Thousands of texts in little room: bytes, where each as an object of its own takes three times as much and leaves
memory in pieces when it goes.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, islice, repeat
from itertools import compress as select
from zlib import compress, decompress

from newsreader.core.hints import Generic, TypeVar

Value = TypeVar("Value")

MANY = 1000
"""From so many on it is worth it."""
_PIECE = 2500
"""Texts that are at hand at once: a quarter of a megabyte. 50,000 objects that live while others come and go leave
Python's memory in pieces: 9 MB after three marks of so many (2026-11-30).
"""
_QUICKLY = 1
_NOWHERE = -1
_PARTS, _BITS = 4096, 52
"""A table is looked up in one of so many parts by the highest of the 64 bits of a number: 5 steps instead of 17."""


class Texts(Sequence[str]):
    """Texts in their order, as JSON, compressed: 50,000 identities take 0.2 to 0.7 MB, 15 ms to write and 8 to read.
    Two halves of a surrogate pair side by side become the character they make, as in the journal.
    """

    __slots__ = ("_count", "_packed")

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` is gone through once, some thousand at a time."""
        self._count = 0
        self._packed: list[bytes] = []
        source = iter(texts)
        while some := list(islice(source, _PIECE)):
            self._packed.append(compress(_dumped(some)[1:-1], _QUICKLY))
            self._count += len(some)

    def pieces(self) -> Iterator[list[str]]:
        """All of them, made anew, some thousand at a time."""
        return map(self._piece, range(len(self._packed)))

    def json(self) -> Iterator[bytes]:
        """All of them as JSON between commas, some thousand at a time."""
        return map(decompress, self._packed)

    def __iter__(self) -> Iterator[str]:
        """All of them, made anew."""
        return chain.from_iterable(self.pieces())

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def __contains__(self, text: object) -> bool:
        """Whether a text is among them; all are gone through, 0.1 µs each."""
        searched = _dumped(text)
        return any(
            searched in decompress(packed) and text in self._piece(number) for number, packed in enumerate(self._packed)
        )

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        """One of them; some thousand are made for it. Raises IndexError."""
        number, place = divmod(range(self._count)[index], _PIECE)
        return self._piece(number)[place]

    def _piece(self, number: int) -> list[str]:
        return list(json.loads(b"[%b]" % decompress(self._packed[number])))


class Laid(Sequence[str]):
    """Texts in one block of memory, each of which is made as it is asked for: 0.3 µs."""

    __slots__ = ("_block", "_ends")

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` is gone through once."""
        self._block = bytearray()
        self._ends = array("Q", (0,))
        for text in texts:
            self._block += text.encode("utf-8", "surrogatepass")
            self._ends.append(len(self._block))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ends) - 1

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        """One of them. Raises IndexError."""
        at = range(len(self))[index]
        return self._block[self._ends[at] : self._ends[at + 1]].decode("utf-8", "surrogatepass")


class Alike(Mapping[str, Value]):
    """The same value for many texts, each there once, in their order: a dictionary takes forty bytes for each."""

    __slots__ = ("names", "value")

    def __init__(self, names: Sequence[str], value: Value) -> None:
        """`names` may be shared with others."""
        self.names = names
        self.value = value

    def __getitem__(self, name: str) -> Value:
        """Raises KeyError for a text that is not among them; all are gone through."""
        if name in self.names:
            return self.value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        """The texts."""
        return iter(self.names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.names)

    def items(self) -> ItemsView[str, Value]:
        """All of them with the value, without a look-up for each."""
        return _Items(self)

    def is_of(self, other: Alike[Value]) -> bool:
        """Whether both are of the same texts, at a glance."""
        return self.names is other.names


class _Items(ItemsView[str, Value]):
    __slots__ = ("_alike",)

    def __init__(self, alike: Alike[Value]) -> None:
        super().__init__(alike)
        self._alike = alike

    def __iter__(self) -> Iterator[tuple[str, Value]]:
        return zip(self._alike.names, repeat(self._alike.value))


def _always(_value: object) -> bool:
    return True


class Table(Generic[Value]):
    """Values by text: 16 bytes and the text, compressed, for each of many texts that share a few values.

    A text is told by Python's own 64 bits of it, which differ from process to process: that one of 100,000 others is
    taken for one of 100,000 has odds of one to two billion.
    """

    __slots__ = ("_ends", "_hashes", "_places", "_starts", "_texts", "_values", "_which")

    def __init__(self, rows: Mapping[str, Value] | None = None) -> None:
        """Raises ValueError where two texts are told by the same number."""
        self._texts: tuple[Sequence[str], ...] = ()
        self._hashes, self._places, self._which = array("q"), array("I"), array("I")
        self._starts = self._ends = array("I", bytes(4 * _PARTS))
        self._values: list[Value] = []
        if rows:
            self.put_all(tuple(rows), rows.values())

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

    def get_all(self, texts: Iterable[str]) -> list[Value | None]:
        """The same for many texts, in their order; 0.5 µs each."""
        which, values = self._which, self._values
        return [None if place < 0 else values[which[place]] for place in self._find(texts)]

    def _find(self, texts: Iterable[str]) -> list[int]:
        """The places of these texts, `_NOWHERE` for one that is not there."""
        hashes, places, last = self._hashes, self._places, len(self._hashes)
        numbers = list(map(hash, texts))
        if not last:
            return [_NOWHERE] * len(numbers)
        parts = [(number >> _BITS) + _PARTS // 2 for number in numbers]
        starts, ends = map(self._starts.__getitem__, parts), map(self._ends.__getitem__, parts)
        return [
            places[at] if at < last and hashes[at] == number else _NOWHERE
            for number, at in zip(numbers, map(bisect_left, repeat(hashes), numbers, starts, ends), strict=True)
        ]

    def items(self) -> Iterator[tuple[str, Value]]:
        """All texts, made anew, with their values, in the order they were given in."""
        return zip(chain.from_iterable(self._texts), map(self._values.__getitem__, self._which), strict=True)

    def copy(self) -> Table[Value]:
        """Another one that says the same; what it is given does not change this one."""
        other: Table[Value] = Table()
        other._texts = self._texts
        other._hashes, other._places, other._which = self._hashes, self._places, array("I", self._which)
        other._starts, other._ends = self._starts, self._ends
        other._values = list(self._values)
        return other

    def put_all(
        self, texts: Sequence[str], values: Iterable[Value], beats: Callable[[Value], bool] = _always
    ) -> bytearray:
        """Give these texts these values, but those that have one already that is not to be beaten; for each whether it
        has it now. 1 µs each; nobody may look things up meanwhile. Raises ValueError where two texts are told by the
        same number, or a new one is there twice, and is of no use any more.
        """
        beaten = [beats(value) for value in self._values]
        has_it, is_new, more = bytearray(b"\1" * len(texts)), bytearray(len(texts)), array("q")
        numbers: dict[int, int] = {}  # by object: what is written at once shares it
        given, start, which = iter(values), 0, self._which
        for some in pieces(texts):
            places = self._find(some)
            for nth, (place, value) in enumerate(zip(places, given, strict=False), start):
                new = numbers.get(id(value))
                if new is None:
                    new = numbers[id(value)] = len(self._values)
                    self._values.append(value)
                    beaten.append(True)
                if place < 0:
                    is_new[nth] = 1
                    which.append(new)
                elif beaten[which[place]]:
                    which[place] = new
                else:
                    has_it[nth] = 0
            if _NOWHERE in places:
                more.extend(number for number, place in zip(map(hash, some), places, strict=True) if place < 0)
            start += len(some)
        if more:
            self._texts += (packed(texts if len(more) == len(texts) else select(texts, is_new)),)
            self._sort(more)
        self._forget_values()
        return has_it

    def _sort(self, more: array[int]) -> None:
        """Have these numbers behind those that are there."""
        in_place = array("q", bytes(8 * len(self._hashes)))
        for number, place in zip(self._hashes, self._places, strict=True):
            in_place[place] = number
        in_place += more
        self._places = array("I", in_order(in_place))
        self._hashes = array("q", map(in_place.__getitem__, self._places))
        firsts = ((part - _PARTS // 2) << _BITS for part in range(_PARTS))
        self._starts = array("I", map(bisect_left, repeat(self._hashes), firsts))
        self._ends = array("I", (*self._starts[1:], len(self._hashes)))
        if any(map(int.__eq__, self._hashes, self._hashes[1:])):
            raise ValueError("two texts have the same number")

    def _forget_values(self) -> None:
        """Let go of the values that no text has any more."""
        used = sorted(set(self._which))
        if len(used) < len(self._values):
            numbers = {old: new for new, old in enumerate(used)}
            self._which = array("I", map(numbers.__getitem__, self._which))
            self._values = [self._values[old] for old in used]


def packed(texts: Iterable[str]) -> Sequence[str]:
    """These texts, in little room where they are many."""
    if isinstance(texts, Texts):
        return texts
    few = tuple(texts)
    return few if len(few) < MANY else Texts(few)


def pieces(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """These texts, some thousand at a time."""
    if isinstance(texts, Texts):
        return texts.pieces()
    return (texts[start : start + _PIECE] for start in range(0, len(texts), _PIECE))


def in_order(numbers: array[int]) -> Iterator[int]:
    """Where the numbers (of 64 bits, any sign) stand, the smallest first; some hundred objects at a time."""
    by_first_byte = [array("I") for _ in range(256)]
    for at, number in enumerate(numbers):
        by_first_byte[(number >> 56) + 128].append(at)
    for some in by_first_byte:
        yield from sorted(some, key=numbers.__getitem__)


def ids_in_order(ids: Sequence[int]) -> array[int]:
    """Ids of rows, the smallest first, each once; many by a byte for each there may be, since sorting makes objects of
    all.
    """
    if len(ids) < MANY:
        return array("q", sorted(set(ids)))
    mask = bytearray(1 + max(ids))
    for id_ in ids:
        mask[id_] = 1
    return array("q", select(count(), mask))


def json_of(value: object) -> bytes:
    """A value as JSON in UTF-8, what is not text as `backslashreplace` has it: byte for byte as `json` writes it, but
    many texts some thousand at a time. Raises TypeError and RecursionError as `json` does.
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
    elif isinstance(value, Texts) or (isinstance(value, (list, tuple)) and len(value) > MANY):
        yield b"["
        many = value.json() if isinstance(value, Texts) else (_dumped(some)[1:-1] for some in pieces(value))
        for number, some in enumerate(many):
            yield b"," * bool(number) + some
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
