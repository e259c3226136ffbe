"""Kill a process at random moments while it marks articles, and see that everything it acknowledged is there; and while
it saves an article, that this is the one before or the one after, whole.

python -m tests.long.kills [TIMES]      each of starring, tagging, noting, highlighting, undoing, compacting and saving
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from newsreader.core.highlights import HIGHLIGHT, Highlight
from newsreader.core.own import NOTE, tag_field
from newsreader.reader.history import History
from newsreader.reader.marks import Field, Marks
from newsreader.store import journal as journal_module
from newsreader.store.clock import Clock
from newsreader.store.files import sweep, write_atomic
from newsreader.store.journal import Journal
from newsreader.store.steps_file import StepsFile
from tests.fakes import NOON

KINDS = ("starring", "tagging", "noting", "highlighting", "undoing", "compacting")
_MOST = 40
"""Up to so many acknowledgements are waited for before a kill."""


def opened(folder: Path) -> Marks:
    """The marks kept in a folder, as a start of the program opens them."""
    history = History(StepsFile(folder / "steps.jsonl"))
    return Marks(Journal(folder / "state", "aaaaaaaa", Clock(lambda: NOON)), history)


def article(number: int) -> bytes:
    """An article as it is saved: 190 KB, another one for each number."""
    return f"# Article {number}\n\n{f'Line {number} of 港口. ' * 8000}".encode()


def save(path: Path, start: int) -> None:
    """Save article after article in the same place, and say of each when it is there; never ends by itself."""
    for number in count(start):
        write_atomic(path, article(number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def work(kind: str, folder: Path, start: int) -> None:
    """Mark article after article, and say of each when it is kept; never ends by itself."""
    if kind == "saving":
        save(folder / "article.md", start)
    if kind == "compacting":
        journal_module.COMPACTED_AT = 2000
    marks = opened(folder)
    number = start
    while True:
        if kind == "compacting" and number % 5 == 0:
            marks = opened(folder)
            marks.load()
        do(kind, marks, number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


def do(kind: str, marks: Marks, number: int) -> None:
    """One step of a kind."""
    id_ = f"u:{number}"
    if kind == "tagging":
        marks.write(tag_field("Slow"), {id_: "Slow"}, "Tagged")
    elif kind == "noting":
        marks.write(NOTE, {id_: f"Note {number} on 港口"}, "Note kept")
    elif kind == "highlighting":
        highlight = Highlight(f"Words {number}", "before", "after", number)
        marks.write(highlight.field, {id_: [*highlight.value]}, "Highlighted")
    elif kind == "undoing":
        marks.change(Field.STARRED, [id_], True)
        marks.change(Field.READ, [id_], True)
        marks.undo()
    else:
        marks.change(Field.STARRED, [id_], True)


def holds(kind: str, marks: Marks, number: int) -> bool:
    """Whether what `do` did is there."""
    id_ = f"u:{number}"
    own = marks.own(id_)
    if kind == "tagging":
        return own.tags == ("Slow",)
    if kind == "noting":
        return own.note == f"Note {number} on 港口"
    if kind == "highlighting":
        return [one.quote for one in own.highlights] == [f"Words {number}"] and HIGHLIGHT in own.highlights[0].field
    return marks.is_starred(id_) and (kind != "undoing" or not marks.is_read(id_))


def killed(kind: str, folder: Path, start: int, chance: random.Random) -> list[int]:
    """Have a process work in `folder`, and kill it; the numbers it acknowledged."""
    command = [sys.executable, "-m", "tests.long.kills", "work", kind, str(folder), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(chance.randrange(1, _MOST))]
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0, 0.01))  # not only between two of them
        child.send_signal(signal.SIGKILL)
        told += child.stdout.readlines()
    return [int(line) for line in told if line.endswith("\n")]


def run_saving(times: int, chance: random.Random) -> tuple[int, int, int]:
    """Kill so many processes that save articles in the same place: how many articles were saved, how many times the one
    that is there is neither the last acknowledged nor the one after, whole; and the files left after they were swept.
    """
    broken = last = 0
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "article.md"
        for _ in range(times):
            last = max(killed("saving", path.parent, last, chance), default=last)
            broken += path.read_bytes() not in (article(last), article(last + 1))
        sweep(path.parent, time.time() + 7200)
        left = len(list(path.parent.iterdir())) - 1
    return last, broken, left


def run(kind: str, times: int, chance: random.Random) -> int:
    """Kill so many processes one after the other on the same folder; how many acknowledged steps were lost, and
    complaints made.
    """
    known: list[int] = []
    lost: set[object] = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for times_before in range(times):
            # The one behind the last may be done in part; to do and take back the rest of it is another thing.
            known += killed(kind, folder, max(known, default=-2) + 2, chance)
            marks = opened(folder)
            lost.update(number for number in known if not holds(kind, marks, number))
            broken = [one.text for one in marks.complaints if "incomplete" not in one.text]
            lost.update((times_before, text) for text in broken)
        left = [path.name for path in folder.rglob("*") if path.name.startswith(".")]
    print(json.dumps({"kind": kind, "kills": times, "steps": len(known), "lost": len(lost), "left over": len(left)}))
    return len(lost)


def main() -> int:
    """The exit code."""
    if sys.argv[1:2] == ["work"]:
        work(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chance = random.Random(11)  # noqa: S311 - the same moments each time, as far as that goes
    lost = sum(run(kind, times, chance) for kind in KINDS)
    saved, broken, left = run_saving(times, chance)
    print(json.dumps({"kind": "saving", "kills": times, "steps": saved, "lost": broken, "left over": left}))
    return 1 if lost or broken or left else 0


if __name__ == "__main__":
    sys.exit(main())
