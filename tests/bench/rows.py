"""The targets of the engine as one table: `python -m tests.bench library FOLDER [--sizes ...] [--rows ...]`.

Every figure stands beside its floor, measured in the same run. This process loads no Qt: it would share Qt's memory
with what it measures.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import first_pass, search
from tests.bench.figures import Figures
from tests.bench.launch import BARE, Launch, index, launch, leave_off, median, memory, window
from tests.bench.library import Place, library
from tests.bench.table import HEADER, Row, spread

_LAUNCHES = 9
_PRESSES = 300
_PAGES_ON, _SMALL = 50_000, 1000
_MARKED, _TIMES = 100_000, 5


def launches(places: Sequence[Place]) -> Iterator[Row]:
    """Launches of every size and of the empty window, one after the other, so that all meet the same weather."""
    bare: list[Launch] = []
    ours: dict[int, list[Launch]] = {place.count: [] for place in places}
    for _ in range(_LAUNCHES):
        bare.append(launch(*BARE))
        for place in places:
            leave_off(place)
            ours[place.count].append(launch(*window(place)))
    floor = median(bare)
    for count, measured in ours.items():
        middle = median(measured)
        most = max(one.cpu for one in measured)
        yield Row(
            f"launch with {count:,} articles ÷ empty window (CPU)",
            f"{middle.cpu:.0f} ms, at most {most:.0f}: window {middle.own:.0f}, children {middle.children:.0f}; "
            f"{middle.wall:.0f} ms on the clock",
            f"{floor.cpu:.0f} ms; {floor.wall:.0f} on the clock",
            middle.cpu / floor.cpu,
            1.5,
            1.2,
        )
    small, large = places[0].count, places[-1].count
    if small < large:
        least, most_ = median(ours[small]), median(ours[large])
        yield Row(
            f"launch at {large:,} ÷ at {small:,} (CPU)",
            f"{most_.cpu:.0f} ms",
            f"{least.cpu:.0f} ms",
            most_.cpu / least.cpu,
            1.15,
            1.02,
        )


def rows(places: Sequence[Place]) -> Iterator[Row]:
    """J to the painted row, in the largest library."""
    floor, ours = presses("bare_rows", places[-1]), presses("rows", places[-1])
    what = f"J → row painted, p99, {places[-1].count:,} articles"
    yield Row(what, spread(ours), spread(floor), ours.at(0.99), 8, 4, " ms")


def palette(places: Sequence[Place]) -> Iterator[Row]:
    """A letter in the palette to its first results, in the largest library."""
    floor, ours = presses("bare_palette", places[-1]), presses("palette_letters", places[-1])
    what = (
        f"letter in the palette → rows with titles painted, worst of {len(ours.values)}, {places[-1].count:,} articles"
    )
    yield Row(what, spread(ours), spread(floor), max(ours.values), 50, 20, " ms")


def pages(places: Sequence[Place]) -> Iterator[Row]:
    """J to the painted page."""
    place = medium(places)
    floor = presses("bare_pages", place)
    for what, name in (("pages", "neighbours prepared"), ("pages_unprepared", "nothing prepared")):
        ours = presses(what, place)
        for share, must, aim in ((0.5, 20, 10), (0.99, 60, 35)):
            title = f"J → page painted, p{share * 100:.0f}, {name}, {place.count:,} articles"
            yield Row(title, spread(ours), spread(floor), ours.at(share), must, aim, " ms")


def first(places: Sequence[Place]) -> Iterator[Row]:
    """The first pass over all but the smallest library."""
    for place in places:
        if place.count > _SMALL or len(places) == 1:
            ours, floor = first_pass.compare(place.root, place.data)
            for kind, figures, base in (("clock", ours.values, floor.values), ("CPU", ours.own, floor.own)):
                one, other = sorted(figures)[len(figures) // 2], sorted(base)[len(base) // 2]
                title = f"first pass over {place.count:,} files ÷ bare scandir+stat+read 4 KB ({kind})"
                yield Row(title, f"{one:.0f} ms", f"{other:.0f} ms", one / other, 4, 2.5)


def marks(places: Sequence[Place]) -> Iterator[Row]:
    """Marking a whole library as read, and taking it back."""
    place = next((place for place in places if place.count == _MARKED), medium(places))
    for what, name in (("mark_all", "mark all read"), ("undo_all", "the same undone")):
        ours = presses(what, place, _TIMES)
        yield Row(f"{name}, {place.count:,} articles, worst", spread(ours), "", max(ours.values), 1000, 1000, " ms")


def idle(places: Sequence[Place]) -> Iterator[Row]:
    """Memory of everything that runs."""
    floor = sum(memory(*BARE).values())
    for place in places:
        ours = memory(*window(place))
        parts = ", ".join(f"{name} {size:.0f}" for name, size in ours.items())
        total = sum(ours.values())
        title = f"PSS of all processes, {place.count:,} articles, idle ÷ empty window"
        yield Row(title, f"{total:.0f} MB: {parts}", f"{floor:.0f} MB", total / floor, 2, 1.4)


def indexing(places: Sequence[Place]) -> Iterator[Row]:
    """J while the library is read for the first time."""
    place = medium(places)
    floor = presses("pages_unprepared", place)
    fresh = Place(place.folder, place.count, "data-new")
    shutil.rmtree(fresh.data, ignore_errors=True)
    ours = presses("pages_while_indexing", fresh)
    shutil.rmtree(fresh.data, ignore_errors=True)
    title = f"J → page, p99 while indexing ÷ idle, nothing prepared, {place.count:,} articles"
    measured = f"{spread(ours)}, {len(ours.values)} presses"
    yield Row(title, measured, spread(floor), ours.at(0.99) / floor.at(0.99), 2, 1.2)


def searches(places: Sequence[Place]) -> Iterator[Row]:
    """Queries in the largest library, agreement and the cost of indexing in that of 50,000."""
    place = places[-1]
    limits = {"words": (20, 5), "prefixes": (50, 5), "phrases": (300, 100)}
    names = {"words": "newest 100 for words", "prefixes": "as-you-type prefix", "phrases": "newest 100 for phrases"}
    for kind, figures in search.queries(place):
        title = f"{names[kind]}, worst of {len(figures.values)}, {place.count:,} articles"
        yield Row(title, spread(figures), "", max(figures.values), *limits[kind], " ms")
    yield from _agreement(medium(places))
    with TemporaryDirectory() as folder:
        ours, floor = search.indexing(medium(places), Path(folder))
    title = "full-text indexing ÷ bare FTS5 insert of ready tokens (CPU)"
    yield Row(title, f"{ours:.0f} ms", f"{floor:.0f} ms", ours / floor, 1.4, 1.2)


def _agreement(place: Place) -> Iterator[Row]:
    title = f"recall / precision of 500 random queries against reading every file, {place.count:,} articles"
    index = search.index_of(place)
    if index is None:
        yield Row(title)
        return
    chance = random.Random(9)  # noqa: S311 - the same each time
    both, found_only, there_only = search.agreement(place, index, search.Vocabulary(index), chance)
    recall, precision = both / max(1, both + there_only), both / max(1, both + found_only)
    yield Row(title, f"{recall:.3f} / {precision:.3f} over {both:,} hits")


def medium(places: Sequence[Place]) -> Place:
    """The library of 50,000, or the largest."""
    return next((place for place in places if place.count == _PAGES_ON), places[-1])


@cache
def presses(what: str, place: Place, times: int = _PRESSES) -> Figures:
    """One function of `tests.bench.presses`, in a process of its own; what was measured is not measured again."""
    words = (what, place.folder, str(place.count), place.data_name, str(min(times, place.count // 3)))
    command = (sys.executable, "-m", "tests.bench.presses", *words)
    answer = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    figures = Figures()
    figures.values, figures.own = answer["values"], answer["own"]
    return figures


GROUPS: dict[str, Callable[[Sequence[Place]], Iterator[Row]]] = {
    "launch": launches,
    "rows": rows,
    "palette": palette,
    "pages": pages,
    "first": first,
    "memory": idle,
    "marks": marks,
    "indexing": indexing,
    "search": searches,
}
_WITHOUT_WINDOW = ("first", "search")


def main(words: Sequence[str]) -> None:
    """Make what libraries are missing, and print the rows that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench library")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="1000,50000,1000000")
    parser.add_argument("--rows", default=",".join(GROUPS))
    options = parser.parse_args(words)
    folder = options.folder.absolute()
    _compile_into(folder / "bytecode")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    places = [library(folder, int(size)) for size in options.sizes.split(",")]
    names = options.rows.split(",")
    opened = [place for place in places if set(names).difference(_WITHOUT_WINDOW) and index(place)]
    print(HEADER)
    for name in names:
        usable = places if name in _WITHOUT_WINDOW else opened
        for row in GROUPS[name](usable) if usable else [Row(name)]:
            print(row, flush=True)


def _compile_into(folder: Path) -> None:
    """As it is where the program is installed: nothing is compiled at a launch, whatever this shell says."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
