"""Kill scans at random moments, and see that the index opens, the next scan goes on, and the end equals a fresh index.

python -m tests.long.scan_kills [TIMES] [new_indexes] [changes]      so many kills on new indexes, and as many on one
                                                                     whose library changes
"""

from __future__ import annotations

import json
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsreader.core.search.tree import Text
from newsreader.store.index.finding import Finder
from newsreader.store.index.reader import check_index
from newsreader.store.scanner import Outcome, Report, Request, Scanner, Summary
from tests.store.test_index_faults import contents

_NOW = 1_787_400_000
_FILES = 300
_WORDS = ("body", "edited", "t7", "港口", "s3")
_KILLS_A_NEW_INDEX = 4
_KILLS_A_COMPARISON = 10


class Library:
    """Files that change, and the index of them."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """A library of some hundred files in `folder`."""
        self.root = folder / "library"
        self.index = folder / "data" / "index.db"
        self._fresh = folder / "fresh" / "index.db"
        self._chance = chance
        self._made = 0
        self._wanted: tuple[Any, ...] = ()
        for _ in range(_FILES):
            self.add()

    def add(self) -> None:
        """One more article; some are in deep folders, without a header, copies, Chinese, or longer than a glance."""
        number = self._made
        self._made += 1
        path = self.root / ("a/b c" if number % 9 == 0 else str(number % 5)) / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"---\ntitle: T{number}\nurl: https://x.example/{number - number % 7 // 6}\n"
        head += (
            f"date: 2020-01-{number % 28 + 1:02}\nsource: S{number % 7}\ntags: [a{number % 5}, b]\n---\n\n"
            if number % 8
            else "---\n\n"
        )
        body = f"Body {number} 在港口。\n" * (200 if number % 20 == 0 else 3)
        path.write_text((head if number % 11 else f"# T{number}\n\n") + body, encoding="utf-8")

    def change(self) -> None:
        """Edit, add, delete, rename and move some."""
        self._wanted = ()
        files = sorted(self.root.rglob("*.md"))
        self._chance.shuffle(files)
        for path in files[:20]:
            path.write_text(path.read_text(encoding="utf-8") + f"Edited {self._chance.random()}\n", encoding="utf-8")
        for path in files[20:30]:
            path.unlink()
        for path in files[30:40]:
            path.rename(path.with_name(f"moved {self._chance.random()}.md"))
        for _ in range(self._chance.choice((5, 10, 90))):
            self.add()
        if self._chance.random() < 0.2:
            folder = files[50].parent
            folder.rename(folder.with_name(f"moved {self._chance.random()}"))

    def forget(self) -> None:
        """There is no index any more."""
        for path in self.index.parent.glob("*"):
            path.unlink()

    def scan(self, index: Path | None = None) -> Summary:
        """A scan to its end."""
        return Scanner().scan(Request(self.root, index or self.index, _NOW, hurried=True), lambda _report: None)

    def kill(self, seconds: float) -> None:
        """A scan that is killed after so long."""
        scanner = Scanner()
        reports: list[Report] = []
        request = Request(self.root, self.index, _NOW, hurried=True)
        lane = threading.Thread(target=lambda: scanner.scan(request, reports.append))
        lane.start()
        lane.join(seconds)
        child = scanner._child
        if child is not None:
            child.send_signal(signal.SIGKILL)
        lane.join(60)

    def opens(self) -> bool:
        """Whether what the kill left can be read, if there is anything yet."""
        if not self.index.exists() or self.index.stat().st_size == 0:
            return True
        return not check_index(self.index)

    def ends_well(self) -> bool:
        """Whether another scan ends with what a fresh one says."""
        if self.scan().outcome is not Outcome.DONE or not self.opens():
            return False
        if not self._wanted:
            for path in self._fresh.parent.glob("*"):
                path.unlink()
            self.scan(self._fresh)
            self._wanted = _said(self._fresh)
        return _said(self.index) == self._wanted


def _said(index: Path) -> tuple[Any, ...]:
    """Everything an index says, and what is found in it."""
    finder = Finder(index)
    hits = [finder.articles(finder.every(Text(word))) for word in _WORDS]
    found = [sorted(article.path for article in articles) for articles in hits]
    finder.close()
    return (*contents(index), found)


def new_indexes(library: Library, times: int, chance: random.Random, longest: float) -> dict[str, int]:
    """Kills of scans of a library that has no index, or what a kill has left of it."""
    result = {"kills": 0, "not opened": 0, "not equal": 0}
    while result["kills"] < times:
        library.forget()
        for _ in range(_KILLS_A_NEW_INDEX):
            library.kill(chance.random() * longest)
            result["kills"] += 1
            result["not opened"] += not library.opens()
        result["not equal"] += not library.ends_well()
    return result


def changes(library: Library, times: int, chance: random.Random, longest: float) -> dict[str, int]:
    """Kills of scans of a library that changed since its index was made."""
    result = {"kills": 0, "not opened": 0, "not equal": 0}
    library.scan()
    while result["kills"] < times:
        library.change()
        library.kill(chance.random() * longest)
        result["kills"] += 1
        result["not opened"] += not library.opens()
        if result["kills"] % _KILLS_A_COMPARISON == 0:
            result["not equal"] += not library.ends_well()
    return result


_KINDS: tuple[Callable[[Library, int, random.Random, float], dict[str, int]], ...] = (new_indexes, changes)


def main() -> int:
    """The exit code."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    wanted = sys.argv[2:] or [kind.__name__ for kind in _KINDS]
    failed = 0
    for kind in (kind for kind in _KINDS if kind.__name__ in wanted):
        chance = random.Random(7)  # noqa: S311 - the same moments each time, as far as that goes
        with tempfile.TemporaryDirectory() as name:
            library = Library(Path(name), chance)
            begun = time.monotonic()
            library.scan()
            result = kind(library, times, chance, time.monotonic() - begun)
        print(json.dumps({"kind": kind.__name__, **result}), flush=True)
        failed += result["not opened"] + result["not equal"]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
