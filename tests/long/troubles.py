"""What happens around a library that is open: its page maker is killed, its disk comes and goes, two programs write its
state at once (security.md H05, H09, H17).

python -m tests.long.troubles renderer [PAGES]             a kill at a random moment of each page (1,000)
python -m tests.long.troubles unmounts [TIMES]             the library's disk taken away and brought back (20), as root
python -m tests.long.troubles writers [TIMES [SECONDS]]    two processes, no lock between them (10, of 60 seconds)
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from newsreader.core.own import NOTE
from newsreader.core.page import Page
from newsreader.core.timeline import ListKey, Sort
from newsreader.reader.library import Library, Outcome
from newsreader.reader.marks import Field
from newsreader.render.client import Renderer
from tests.fakes import NOON
from tests.long.power import mounted, why_not
from tests.store.test_index_faults import write

_ARTICLES = 60
_LONGEST_S = 6.0
"""Twice the deadline of a page, on a machine with other work."""


def opened(root: Path, data: Path) -> Library:
    """A start of the program, which makes no pages."""
    return Library(root, data, Renderer(["false"]), lambda: NOON)


def renderer(times: int) -> list[str]:
    """Every page is there in the end, formatted or as plain text with the reason, and none is waited for too long."""
    chance = random.Random(23)  # noqa: S311 - the same moments each time, as far as that goes
    maker = Renderer()
    wrong: list[str] = []
    plain = kills = 0

    def kill() -> None:
        nonlocal kills
        worker = maker._worker
        if worker is not None and worker.is_alive():
            worker._process.kill()
            kills += 1

    for number in range(times):
        text = f"# Page {number}\n\n" + f"Text **{number}** of it.\n\n" * chance.choice((3, 30, 300))
        killer = threading.Timer(chance.expovariate(30), kill)
        killer.start()
        begun = time.monotonic()
        page = maker.page(text.encode(), f"{number}.md")
        took = time.monotonic() - begun
        killer.join()
        plain += page.plain
        if took > _LONGEST_S:
            wrong.append(f"{number}: {took:.1f} s")
        if not _holds(page, f"Text **{number}**" if page.plain else f"Text {number}"):
            wrong.append(f"{number}: {page.notices}")
    last = maker.page(b"# Last\n\nA *word*.\n", "last.md")
    if last.plain:
        wrong.append(f"afterwards: {last.notices}")
    maker.close()
    print(json.dumps({"kind": "renderer", "kills": kills, "pages": times, "plain": plain, "wrong": wrong}))
    return wrong


def _holds(page: Page, words: str) -> bool:
    return any(words in "".join(run.text for run in block.runs) for block in page.blocks)


def unmounts(times: int) -> list[str]:
    """What was there is there again, with its marks, and a folder without its disk is no empty library."""
    if why_not():
        print(f"Not tried: {why_not()}.")
        return []
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        image, root, data = Path(name) / "image", Path(name) / "library", Path(name) / "data"
        with image.open("wb") as file:
            file.truncate(32 << 20)
        subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
        library = opened(root, data)
        for number in range(times):
            options = "loop,ro" if number % 3 == 1 else "loop"
            with mounted(str(image), root, "-o", options):
                if options == "loop":
                    for file_number in range(_ARTICLES):
                        write(root, file_number, f" {number}" if file_number % 7 == number % 7 else "")
                if library.scan_now().outcome is not Outcome.DONE:
                    wrong.append(f"{number}: the scan did not end")
                library.marks.change(Field.STARRED, [f"u:x.example/{number}"], True)
            rows = _rows(library)
            outcome = library.scan_now().outcome
            if outcome is not Outcome.GONE or _rows(library) != rows or rows != _ARTICLES:
                wrong.append(f"{number}: {outcome}, {rows} rows")
            if number % 4 == 3:
                library.close()
                library = opened(root, data)
            if not all(library.marks.is_starred(f"u:x.example/{one}") for one in range(number + 1)):
                wrong.append(f"{number}: marks")
        library.close()
    print(json.dumps({"kind": "unmounts", "times": times, "wrong": wrong}))
    return wrong


def _rows(library: Library) -> int:
    return len(library.catalogue.ids(ListKey(), Sort.NEWEST, NOON.date()))


def writers(times: int, seconds: float) -> list[str]:
    """Both say what they have kept, and all of that is there in the end; nothing is told as another program's lock."""
    wrong: list[str] = []
    kept = 0
    for turn in range(times):
        with tempfile.TemporaryDirectory() as name:
            root, data = Path(name) / "library", Path(name) / "data"
            for number in range(_ARTICLES):
                write(root, number)
            opened(root, data).scan_now()
            command = [sys.executable, "-m", "tests.long.troubles", "write", str(root), str(data), str(seconds)]
            pair = [
                subprocess.Popen([*command, who], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                for who in "ab"
            ]
            answers = [process.communicate(timeout=seconds + 120) for process in pair]
            library = opened(root, data)
            library.scan_now()
            for process, who, (out, err) in zip(pair, "ab", answers, strict=True):
                said = [line for line in out.splitlines() if not line.isdigit()]
                if process.returncode or said or err.strip():
                    wrong.append(f"{turn}{who}: {process.returncode} {said[:3]} {err[-400:]}")
                last = max((int(line) for line in out.splitlines() if line.isdigit()), default=-1)
                kept += last + 1
                lost = [n for n in range(last + 1) if library.marks.own(f"u:{who}{n}").note != f"Note {n}"]
                if lost or last < 0:
                    wrong.append(f"{turn}{who}: lost {lost[:5]} of {last}")
            library.close()
    print(json.dumps({"kind": "writers", "times": times, "seconds": seconds, "kept": kept, "wrong": wrong}))
    return wrong


def write_for(root: Path, data: Path, seconds: float, who: str) -> None:
    """Note and scan, and say of each note when it is kept; anything else that is said is a fault."""
    library = opened(root, data)
    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        change = library.marks.write(NOTE, {f"u:{who}{number}": f"Note {number}"}, "Note kept")
        print(change.trouble or number, flush=True)
        library.hear_of_state()
        library.catalogue.restate((f"u:{who}{number}",))
        library.catalogue.mirrored(library.mirror()())
        if number % 10 == 0:
            write(root, number % _ARTICLES, f" {who}{number}")
            if library.scan_now().outcome is not Outcome.DONE:
                print("the scan did not end", flush=True)
        number += 1
    for complaint in library.complaints:
        print(complaint.text)
    library.close()


def main() -> int:
    """The exit code."""
    kind, *rest = sys.argv[1:]
    if kind == "write":
        write_for(Path(rest[0]), Path(rest[1]), float(rest[2]), rest[3])
        return 0
    if kind == "renderer":
        return bool(renderer(int(rest[0]) if rest else 1000))
    if kind == "unmounts":
        return bool(unmounts(int(rest[0]) if rest else 20))
    return bool(writers(int(rest[0]) if rest else 10, float(rest[1]) if len(rest) > 1 else 60))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
