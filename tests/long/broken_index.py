"""Break the index in every way of the table, while nobody and while a library has it open: no crash, no wait over the
limit, and what the reader marked is what it was (security.md G01 to G24, H15).

python -m tests.long.broken_index [SEEDS]      150 seeds for a bit, SEEDS (60) for 100 bits and a page, 3 for the others

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
from pathlib import Path
from typing import Any

from newsreader.core.own import NOTE
from newsreader.reader.forms import By
from newsreader.reader.headless import list_articles
from newsreader.reader.library import Library, Outcome
from newsreader.reader.marks import Field
from newsreader.render.client import Renderer
from newsreader.store.index.reader import DamagedError
from tests.fakes import NOON
from tests.store.spoils import SPOILS, Spoil
from tests.store.test_index_faults import contents, write

_ARTICLES = 80
_LONGEST_S = 5.0
_PATIENCE_S = 60
_WORDS = ("", "body", "T7", "tag:b", "is:starred")


def opened(folder: Path) -> Library:
    """A start of the program."""
    return Library(folder / "library", folder / "data", Renderer(["false"]), lambda: NOON)


def prepare(folder: Path) -> None:
    """A library with marks, a good index of it, and yesterday's copy of that."""
    for number in range(_ARTICLES):
        write(folder / "library", number)
    library = opened(folder)
    library.scan_now()
    mark(library, 0, 30)
    library.close()
    library = opened(folder)
    library.scan_now()
    library.close()
    shutil.copytree(library.index.parent, folder / "yesterday")
    for number in range(0, _ARTICLES, 9):
        write(folder / "library", number, " edited")
    (folder / "library" / "1" / "1.md").unlink()
    library = opened(folder)
    mark(library, 20, 50)
    library.scan_now()
    library.close()


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
WHEN = ("stopped", "running", "written to")


def case(folder: Path, spoil: Spoil, when: str, seed: int) -> dict[str, Any]:
    """What became of it; "fault" is "" where all is well."""
    wanted_state, wanted = _wanted(folder)
    library = opened(folder) if when != "stopped" else None
    if library is not None:
        listed(library)
        if when == "written to":  # what is kept for it stands in its log
            library.scan_now()
            mark(library, 50, 52)
            library.mirror(("u:x.example/50",))()
            wanted_state |= {f"u:x.example/{n}": (n % 2 == 0, n % 2 == 1, f"Note {n}") for n in (50, 51)}
    index = next(path for path in (folder / "data" / "index").iterdir() if path.suffix == ".db")
    spoil(index, random.Random(seed))  # noqa: S311 - the same damage again
    begun = time.monotonic()
    if library is not None:
        mark(library, 60, 62)
        wanted_state |= {f"u:x.example/{n}": (n % 2 == 0, n % 2 == 1, f"Note {n}") for n in (60, 61)}
        library.mirror(("u:x.example/60",))()
        try:
            listed(library)
        except DamagedError:
            pass  # is told, and the next scan makes it anew
        if library.scan_now().outcome is not Outcome.DONE:
            return {"fault": "the scan while it was open did not end"}
        if state(library) != wanted_state:
            return {"fault": "state while it was open"}
        library.close()
    library = opened(folder)
    if state(library) != wanted_state:
        return {"fault": "state at the next start"}
    summary = library.scan_now()
    took = time.monotonic() - begun
    if summary.outcome is not Outcome.DONE:
        return {"fault": f"the next scan: {summary.reason}"}
    if state(library) != wanted_state:
        return {"fault": "state after the next scan"}
    says = listed(library)
    is_silent = when == "stopped" and says != wanted
    if is_silent or when != "stopped":
        library.scan_now(rebuild=is_silent)
        says = listed(library)
    fresh = folder / "fresh"
    shutil.copytree(folder / "data" / "state", fresh / "state")
    shutil.copy(folder / "data" / "device", fresh / "device")
    other = Library(folder / "library", fresh, Renderer(["false"]), lambda: NOON)
    other.scan_now()
    if says != listed(other):
        if when == "stopped":
            return {"fault": "another index than a fresh one, even made again"}
        is_silent = True
        library.scan_now(rebuild=True)
        if listed(library) != listed(other):
            return {"fault": "another index than a fresh one, even made again"}
    aside = [path.name for path in index.parent.iterdir() if ".bad-" in path.name]
    if len(aside) > 3:
        return {"fault": f"{len(aside)} kept aside"}
    fault = f"{took:.1f} s" if took > _LONGEST_S * (1 if when == "stopped" else 2) else ""
    return {"fault": fault, "silent": is_silent, "aside": bool(aside)}


def _wanted(folder: Path) -> tuple[dict[str, tuple[bool, bool, str]], list[Any]]:
    row = json.loads((folder / "wanted").read_text())
    return {name: tuple(value) for name, value in row[0].items()}, row[1]


def _alone(act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do something in a process of its own; how it died is a fault, too."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(_PATIENCE_S)
        try:
            said = act()
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
        good = Path(name) / "good"
        prepare(good)
        library = opened(good)
        library.scan_now()
        (good / "wanted").write_text(json.dumps([state(library), listed(library)]))
        library.close()
        for kind, spoil in KINDS.items():
            most = {"G01": 150 * seeds // 60, "G02": seeds, "G05": seeds}.get(kind[:3], max(1, seeds // 20))
            for when in WHEN:
                count: collections.Counter[str] = collections.Counter()
                for seed in range(most if when == "stopped" else max(1, most // 3)):
                    folder = Path(name) / "case"
                    # Its own path, so that its index has the same name.
                    (Path(name) / "good").rename(folder)
                    shutil.copytree(folder, Path(name) / "good", symlinks=True)
                    said = _alone(lambda spoil=spoil, when=when, seed=seed: case(folder, spoil, when, seed))  # type: ignore[misc]
                    shutil.rmtree(folder)
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
