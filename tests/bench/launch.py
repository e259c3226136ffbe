"""Launch and memory, each in fresh processes: the window with an index of a library, and an empty window."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsreader.app import kept_modules
from newsreader.store.session import LibrarySession, Session, save_session
from tests.bench.library import Place
from tests.bench.processes import memory_mb, name, tree

_IDLE_SECONDS = 10
_SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}


@dataclass(frozen=True, slots=True)
class Launch:
    """Milliseconds to the first painted rows and page: on the clock, and of processor time."""

    wall: float
    own: float
    children: float

    @property
    def cpu(self) -> float:
        """Of the process and of what it started."""
        return self.own + self.children


def median(launches: Sequence[Launch]) -> Launch:
    """Each figure's own median."""
    wall, own, children = ([getattr(launch, key) for launch in launches] for key in ("wall", "own", "children"))
    return Launch(statistics.median(wall), statistics.median(own), statistics.median(children))


def index(place: Place) -> bool:
    """Bring the index of a library up to date, and read its last article once, as a reader does before a second launch,
    until its page and the program's modules are kept; whether there is an index now.
    """
    place.data.mkdir(exist_ok=True)
    command = (sys.executable, "-m", "newsreader", "index", "--library", place.root, "--data-dir", place.data)
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        return False
    leave_off(place)
    with _started(*window(place), "stay") as process:
        _until(process, "scanned")
        end = time.monotonic() + _IDLE_SECONDS
        while not _is_all_kept(place) and time.monotonic() < end:
            time.sleep(0.1)
    return True


def _is_all_kept(place: Place) -> bool:
    modules = kept_modules._place()
    has_modules = sys.dont_write_bytecode or modules is None or modules.exists()
    return has_modules and any((place.data / "index").glob("*.page"))


def leave_off(place: Place) -> None:
    """The reader left this library at its last article."""
    left = LibrarySession(article_path=place.last_article)
    save_session(place.data / "session.json", Session({}, {os.fspath(place.root): left}))


def launch(*words: str) -> Launch:
    """One launch."""
    begun = time.monotonic()
    with _started(*words) as process:
        painted = _until(process, "painted")
    return Launch((painted["at"] - begun) * 1000, painted["own"], painted["children"])


def memory(*words: str) -> dict[str, float]:
    """Megabytes of every process after ten idle seconds, by name."""
    with _started(*words, "stay") as process:
        _until(process, "scanned" if len(words) > 1 else "painted")
        time.sleep(_IDLE_SECONDS)
        return {name(pid): memory_mb(pid) for pid in tree(process.pid)}


def window(place: Place) -> tuple[str, ...]:
    """The words that launch the window on a library."""
    return "tests.bench.launch_worker", os.fspath(place.root), os.fspath(place.data)


BARE = ("tests.bench.bare_window",)
"""The words that launch the empty window."""


@contextmanager
def _started(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process on a screen of 1920 x 1080; at the end of it nothing of it runs."""
    with tempfile.TemporaryDirectory() as folder:
        screen = Path(folder) / "screen.json"
        screen.write_text(json.dumps({"screens": [_SCREEN]}), encoding="ascii")
        environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
        with subprocess.Popen((sys.executable, "-m", *words), stdout=subprocess.PIPE, env=environment) as process:
            try:
                yield process
            finally:
                process.kill()


def _until(process: subprocess.Popen[bytes], what: str) -> Any:
    """The report of this."""
    assert process.stdout is not None
    for line in process.stdout:
        report = json.loads(line)
        if report["what"] == what:
            return report
    raise ValueError(f"the process ended before it was {what}")
