"""Reading a painted window: where a colour or any ink stands, in logical pixels of a picture at ratio 1."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

Run = tuple[int, int]
"""First and last pixel."""


def colour_at(image: QImage, x: int, y: int) -> str:
    """The colour of a pixel as the tokens are written."""
    return image.pixelColor(x, y).name().upper()


def near(value: int | None, wanted: float, by: int = 1) -> bool:
    """Within a pixel of what the design says."""
    return value is not None and abs(value - wanted) <= by


def nearly(run: Run | None, wanted: Run, by: int = 1) -> bool:
    """A run whose both ends are within a pixel of what the design says."""
    return run is not None and near(run[0], wanted[0], by) and near(run[1], wanted[1], by)


def across(image: QImage, colour: str, y: int, left: int = 0, right: int | None = None) -> Run | None:
    """First and last pixel of a colour in one line."""
    end = image.width() if right is None else right
    found = [x for x in range(left, end) if colour_at(image, x, y) == colour]
    return (found[0], found[-1]) if found else None


def down(image: QImage, colour: str, x: int, top: int = 0, bottom: int | None = None) -> list[Run]:
    """The runs of a colour in one column."""
    end = image.height() if bottom is None else bottom
    return _runs([y for y in range(top, end) if colour_at(image, x, y) == colour])


def longest(runs: list[Run]) -> Run:
    """The longest of some runs."""
    assert runs, "the colour is nowhere"
    return max(runs, key=lambda run: run[1] - run[0])


def inked(image: QImage, area: QRect, *, gap: int = 0) -> list[Run]:
    """The columns of an area that hold anything but the colour of its first pixel; runs closer than `gap` are one."""
    rows = _rows(image, area)
    ground = rows[0][0]
    columns = {x for row in rows for x, pixel in enumerate(row) if pixel != ground}
    return _runs(sorted(area.left() + x for x in columns), gap)


def inked_lines(image: QImage, area: QRect, *, gap: int = 0) -> list[Run]:
    """The same for the lines of an area."""
    rows = _rows(image, area)
    ground = rows[0][0]
    lines = [y for y, row in enumerate(rows) if any(pixel != ground for pixel in row)]
    return _runs([area.top() + y for y in lines], gap)


def colours_in(image: QImage, area: QRect) -> set[str]:
    """All colours of an area."""
    pixels = {pixel for row in _rows(image, area) for pixel in set(row)}
    return {QColor.fromRgb(pixel).name().upper() for pixel in pixels}


def _rows(image: QImage, area: QRect) -> list[list[int]]:
    part = image.copy(area).convertToFormat(QImage.Format.Format_RGB32)
    pixels, stride = memoryview(part.constBits()).cast("I"), part.bytesPerLine() // 4
    return [list(pixels[y * stride : y * stride + part.width()]) for y in range(part.height())]


def over(ground: str, veil: str) -> str:
    """What a token of "#RRGGBBAA" makes of the ground it lies on."""
    strength = int(veil[7:], 16) / 255
    mixed = (round(low + (high - low) * strength) for low, high in zip(_parts(ground), _parts(veil[:7]), strict=True))
    return QColor(*mixed).name().upper()


def alike(one: str, other: str, by: int = 2) -> bool:
    """Two colours that differ by rounding alone."""
    return all(abs(left - right) <= by for left, right in zip(_parts(one), _parts(other), strict=True))


def _parts(colour: str) -> tuple[int, int, int]:
    made = QColor(colour)
    return made.red(), made.green(), made.blue()


def _runs(places: list[int], gap: int = 0) -> list[Run]:
    runs: list[Run] = []
    for place in places:
        if runs and place - runs[-1][1] <= gap + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
