"""A painted page as a few lines of text: where its grounds, bars and lines are, and where each line of text begins and
ends. Two machines that draw letters differently agree on it within a pixel or two.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from PySide6.QtGui import QColor, QImage

from newsreader.core.theme import Theme

GROUNDS = ("code_bg", "code_line", "quote", "hair", "strong", "icode", "hit", "tint", "warn", "accent")
"""What is painted under and beside the text; letters have other colours, or are too small to be taken for one."""
_SMALLEST = 24
"""Pixels of one colour that hang together before they count as a shape."""
_GAP = 10
"""Columns without ink that part two pieces of a line: more than between words, less than between cells."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is painted: a token, or "text", and its numbers: left, top, width and height, or top and the pieces."""

    name: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.name} {' '.join(map(str, self.numbers))}"

    def agrees(self, other: Shape, by: int) -> bool:
        """The same thing at the same place, `by` pixels more or less."""
        numbers = zip(self.numbers, other.numbers, strict=False)
        return (
            self.name == other.name
            and len(self.numbers) == len(other.numbers)
            and all(abs(one - two) <= by for one, two in numbers)
        )


def read(text: str) -> list[Shape]:
    """What `str` made of shapes, a line each; what begins with "#" is for people."""
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return [Shape(name, tuple(map(int, numbers))) for name, *numbers in lines]


def describe(image: QImage, theme: Theme) -> list[Shape]:
    """The shapes from the top down, then the lines of text."""
    rows = _rows(image)
    names = {QColor(getattr(theme, name)).rgb(): name for name in reversed(GROUNDS)}
    shapes = _shapes(rows, names)
    code = [shape.numbers for shape in shapes if shape.name == "code_bg"]
    plain = {QColor(theme.read).rgb(), *(rgb for rgb, name in names.items() if name not in ("accent", "warn"))}
    return [*shapes, *_texts(rows, plain, code)]


_Run = tuple[int, int, int]
"""First column, the one behind the last, and the colour."""


def _rows(image: QImage) -> list[list[_Run]]:
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    width = picture.width()
    pixels = memoryview(picture.constBits()).cast("I")
    stride = picture.bytesPerLine() // 4
    rows = []
    for y in range(picture.height()):
        runs, at = [], 0
        for colour, group in groupby(pixels[y * stride : y * stride + width]):
            length = sum(1 for _ in group)
            runs.append((at, at + length, colour))
            at += length
        rows.append(runs)
    return rows


def _shapes(rows: list[list[_Run]], names: dict[int, str]) -> list[Shape]:
    """What hangs together in one colour, large enough, as the rectangle it fills."""
    found: list[tuple[str, list[int]]] = []
    before: list[tuple[int, int, list[int], str]] = []
    for y, runs in enumerate(rows):
        now: list[tuple[int, int, list[int], str]] = []
        for left, right, colour in runs:
            name = names.get(colour)
            if name is None:
                continue
            above = [box for first, last, box, other in before if other == name and first < right and left < last]
            box = above[0] if above else [left, y, right, y, 0]
            if not above:
                found.append((name, box))
            for joined in above[1:]:
                if joined is not box:
                    box[:] = [
                        min(box[0], joined[0]),
                        min(box[1], joined[1]),
                        max(box[2], joined[2]),
                        max(box[3], joined[3]),
                        box[4] + joined[4],
                    ]
                    joined[4] = -1_000_000
                    now = [(first, last, box if kept is joined else kept, other) for first, last, kept, other in now]
                    before = [
                        (first, last, box if kept is joined else kept, other) for first, last, kept, other in before
                    ]
            box[:] = [min(box[0], left), box[1], max(box[2], right), y, box[4] + right - left]
            now.append((left, right, box, name))
        before = now
    shapes = [
        Shape(name, (left, top, right - left, bottom - top + 1))
        for name, (left, top, right, bottom, size) in found
        if size >= _SMALLEST and max(right - left, bottom - top + 1) >= 8
    ]
    return sorted(shapes, key=lambda shape: (shape.numbers[1], shape.numbers[0]))


def _texts(rows: list[list[_Run]], plain: set[int], code: list[tuple[int, ...]]) -> list[Shape]:
    """Each line of text: its top, and the left and right edges of its pieces. Code is left out: its face is the
    machine's.
    """
    inked: list[list[tuple[int, int]]] = []
    for y, runs in enumerate(rows):
        inside = any(top <= y < top + height for _, top, _, height in code)
        inked.append([] if inside else [(left, right) for left, right, colour in runs if colour not in plain])
    texts = []
    for is_line, group in groupby(range(len(inked)), key=lambda y: bool(inked[y])):
        if not is_line:
            continue
        lines = list(group)
        spans = sorted(span for y in lines for span in inked[y])
        pieces = [list(spans[0])]
        for left, right in spans[1:]:
            if left - pieces[-1][1] > _GAP:
                pieces.append([left, right])
            pieces[-1][1] = max(pieces[-1][1], right)
        texts.append(Shape("text", (lines[0], *(edge for piece in pieces for edge in piece))))
    return texts


def differences(found: list[Shape], wanted: list[Shape], by: int) -> list[str]:
    """What is not as it should be, in words; nothing where both agree."""
    if [shape.name for shape in found] != [shape.name for shape in wanted]:
        return [f"found {shape}" for shape in found] + [f"wanted {shape}" for shape in wanted]
    pairs = zip(found, wanted, strict=True)
    return [f"{one} should be {two}" for one, two in pairs if not one.agrees(two, by)]
