"""Break the index in every way of the table, while nobody and while a library has it open: no crash, no wait over the
limit, and what the reader marked is what it was (security.md G01 to G24, H15).

python -m tests.long.broken_index [SEEDS [G01]...]      150 seeds for a bit, SEEDS (60) for 100 bits and a page, 3 for
                                                        the others; only those whose number is given

Each is tried in a process of its own. "silent" counts broken files that no look at them tells from good ones: their
index differs from a fresh one until it is made again.
"""

from __future__ import annotations

import collections
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import apsw

from newsreader.core.own import NOTE
from newsreader.reader.forms import By
from newsreader.reader.headless import list_articles
from newsreader.reader.library import Library, Outcome
from newsreader.reader.marks import Field
from newsreader.render.client import Renderer
from newsreader.store.index.reader import DamagedError
from tests.fakes import NOON
from tests.store.spoils import SPOILS, Spoil
from tests.store.test_index_faults import write

_ARTICLES = 80
_LONGEST_S = 10.0
"""Twice what the table allows: the machine has other work."""
_PATIENCE_S = 60
_WORDS = ("", "body", "T7", "tag:b", "is:starred")


def opened(folder: Path) -> Library:
    """A start of the program."""
    return Library(folder / "library", folder / "data", Renderer(["false"]), lambda: NOON)


def shut(library: Library) -> None:
    """The end of the program, its log put in its place: what is broken afterwards is nowhere else."""
    library.close()
    library.searcher.close()
    connection = apsw.Connection(os.fspath(library.index))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def prepare(folder: Path) -> None:
    """A library with marks, a good index of it, and yesterday's copy of that."""
    for number in range(_ARTICLES):
        write(folder / "library", number)
    library = opened(folder)
    library.scan_now()
    mark(library, 0, 30)
    library.scan_now()
    shut(library)
    shutil.copytree(library.index.parent, folder / "yesterday")
    for number in range(0, _ARTICLES, 9):
        write(folder / "library", number, " edited")
    (folder / "library" / "1" / "1.md").unlink()
    library = opened(folder)
    mark(library, 20, 50)
    library.scan_now()
    shut(library)


def mark(library: Library, start: int, stop: int) -> None:
    """Star, read and note articles, by their address."""
    for number in range(start, stop):
        identity = f"u:x.example/{number}"
        change = library.marks.change(Field.STARRED if number % 2 else Field.READ, [identity], True)
        library.restate(change)
        library.marks.write(NOTE, {identity: f"Note {number}"}, "Note kept")


def state(library: Library) -> dict[str, tuple[bool, bool, str]]:
    """What the reader made, as marks say it."""
    identities = [f"u:x.example/{number}" for number in range(_ARTICLES)]
    marks = library.marks
    return {one: (marks.is_read(one), marks.is_starred(one), marks.own(one).note) for one in identities}


def listed(library: Library) -> list[Any]:
    """What lists, counts and searches say."""
    found = [
        sorted(str(row) for row in list_articles(library, word, None, By.PUBLISHED, NOON.date())) for word in _WORDS
    ]
    return [*found, str(library.catalogue.counts(NOON.date()))]


def delete(path: Path, _chance: random.Random) -> None:
    """The index is gone."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def roll_back(path: Path, _chance: random.Random) -> None:
    """Yesterday's copy stands in its place."""
    delete(path, _chance)
    for old in (path.parent.parent.parent / "yesterday").iterdir():
        shutil.copy2(old, path.parent / old.name)


KINDS: dict[str, Spoil] = {**SPOILS, "H15 deleted": delete, "H15 rolled back": roll_back}
_MANY = ("G05 a page", "G02 a hundred bits", "G01 a bit")
"""Tried last, as they are tried often."""
WHEN = ("stopped", "running", "written to")


class Wrong(Exception):  # noqa: N818 - what is looked for, in a sentence
    """Something is not as it was."""


class Case:
    """One way of breaking it, tried on the library in `folder`."""

    def __init__(self, folder: Path, spoil: Spoil, when: str, seed: int) -> None:
        self._folder, self._spoil, self._when = folder, spoil, when
        self._chance = random.Random(seed)  # noqa: S311 - the same damage again
        row = json.loads((folder / "wanted").read_text())
        self._state = {name: tuple(value) for name, value in row[0].items()}
        self._listed = row[1]

    def run(self) -> dict[str, Any]:
        """What became of it; "fault" is "" where all is well."""
        library = None if self._when == "stopped" else self._open()
        index = next(path for path in (self._folder / "data" / "index").iterdir() if path.suffix == ".db")
        self._spoil(index, self._chance)
        begun = time.monotonic()
        if library is not None:
            self._go_on(library)
        library = opened(self._folder)
        self._look_at(library, "at the next start")
        if library.scan_now().outcome is not Outcome.DONE:
            raise Wrong("the next scan did not end")
        took = time.monotonic() - begun
        self._look_at(library, "after the next scan")
        wanted = self._listed if self._when == "stopped" else self._fresh()
        is_silent = listed(library) != wanted
        if is_silent:
            library.scan_now(rebuild=True)
            self._look_at(library, "after it was made again")
            if listed(library) != wanted:
                raise Wrong("another index than a fresh one, even made again")
        if took > _LONGEST_S * (1 if self._when == "stopped" else 2):
            raise Wrong(f"{took:.1f} s")
        return {"fault": "", "silent": is_silent, "aside": _aside(index)}

    def _open(self) -> Library:
        """A library that is looked at, and perhaps written to: that is in its log still."""
        library = opened(self._folder)
        listed(library)
        if self._when == "written to":
            library.scan_now()
            self._mark(library, 50)
        return library

    def _mark(self, library: Library, number: int) -> None:
        mark(library, number, number + 2)
        library.catalogue.restate((f"u:x.example/{number}",))
        library.mirror()()
        self._state |= {f"u:x.example/{n}": (n % 2 == 0, n % 2 == 1, f"Note {n}") for n in (number, number + 1)}

    def _go_on(self, library: Library) -> None:
        """The reader goes on after it broke."""
        self._mark(library, 60)
        with suppress(DamagedError):  # is told, and the next scan makes it anew
            listed(library)
        if library.scan_now().outcome is not Outcome.DONE:
            raise Wrong("the scan while it was open did not end")
        self._look_at(library, "while it was open")
        library.close()

    def _look_at(self, library: Library, when: str) -> None:
        now = state(library)
        if now != self._state:
            wrong = {name: (self._state[name], now[name]) for name in now if now[name] != self._state[name]}
            raise Wrong(f"state {when}: {wrong}")

    def _fresh(self) -> list[Any]:
        """What an index made of the same files and journals says."""
        fresh = self._folder / "fresh"
        shutil.copytree(self._folder / "data" / "state", fresh / "state")
        shutil.copy(self._folder / "data" / "device", fresh / "device")
        other = Library(self._folder / "library", fresh, Renderer(["false"]), lambda: NOON)
        other.scan_now()
        return listed(other)


def _aside(index: Path) -> int:
    """How many were set aside; three at most are kept."""
    aside = sum(".bad-" in path.name for path in index.parent.iterdir())
    assert aside <= 3
    return aside


def _alone(act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do something in a process of its own; how it died is a fault, too."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(_PATIENCE_S)
        try:
            said = act()
        except Wrong as wrong:
            said = {"fault": str(wrong)}
        except BaseException:  # noqa: BLE001 - that is what is looked for
            said = {"fault": traceback.format_exc()}
        os.write(writing, json.dumps(said).encode()[-60_000:])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        data = answers.read()
    _, status = os.waitpid(child, 0)
    said = json.loads(data) if data else {"fault": f"died: {status}"}
    assert isinstance(said, dict)
    return said


def main() -> int:
    """The exit code."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        library = opened(folder)
        library.scan_now()
        (folder / "wanted").write_text(json.dumps([state(library), listed(library)]))
        shut(library)
        shutil.copytree(folder / "data", folder / "good")
        wanted = sys.argv[2:]
        chosen = {kind: spoil for kind, spoil in KINDS.items() if not wanted or kind[:3] in wanted}
        for kind, spoil in sorted(chosen.items(), key=lambda item: item[0] in _MANY):
            most = {"G01": 150 * seeds // 60, "G02": seeds, "G05": seeds}.get(kind[:3], max(1, seeds // 20))
            for when in WHEN:
                count: collections.Counter[str] = collections.Counter()
                for seed in range(most if when == "stopped" else max(1, most // 3)):
                    said = _alone(lambda spoil=spoil, when=when, seed=seed: Case(folder, spoil, when, seed).run())  # type: ignore[misc]
                    shutil.rmtree(folder / "data")
                    shutil.rmtree(folder / "fresh", ignore_errors=True)
                    shutil.copytree(folder / "good", folder / "data")
                    count["tried"] += 1
                    count["silent"] += bool(said.get("silent"))
                    count["aside"] += bool(said.get("aside"))
                    if said["fault"]:
                        failed += 1
                        count["failed"] += 1
                        print(f"{kind}, {when}, seed {seed}: {said['fault']}", flush=True)
                print(json.dumps({"kind": kind, "when": when, **count}), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
