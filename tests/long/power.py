"""Cut the power at random moments while the program writes: what was acknowledged is there, each file is the old or the
new one, and the index is used or made again (security.md H02, H14).

python -m tests.long.power [CUTS]      so many for each way ext4 is mounted; as root, on Linux, with loop devices

A file system lies in a file of a disk in memory. For a cut the writer is stopped, that file is copied as it stands,
with nothing of what the system still holds back, and the copy is mounted.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.core.saved import SavedSearch
from newsreader.core.settings import Settings
from newsreader.reader.marks import Field
from newsreader.store.files import write_atomic
from newsreader.store.scanner import Outcome, Request, Scanner
from newsreader.store.searches_file import SearchesFile
from newsreader.store.session import Session, load_session, save_session
from newsreader.store.settings_file import SettingsFile
from newsreader.store.trash import Trash
from tests.long.kills import opened
from tests.store.test_index_faults import contents, write

MODES = ("defaults", "noauto_da_alloc")
"""As ext4 is mounted mostly, and as file systems are that bring nothing on the disk before a rename."""
_THEMES = ("light", "sepia", "dark")
_ARTICLES = 40
_NOW = 1_787_400_000
_LONGEST = 1.5


def work(folder: Path) -> None:
    """Write one file of each kind after the other, and say of each when it is kept; never ends by itself."""
    marks = opened(folder)
    settings, file = Settings(), SettingsFile(folder / "settings.toml")
    file.load("now")
    number = 0
    while True:
        marks.change(Field.STARRED, [f"u:{number}"], True)
        _say("mark", number)
        settings.change("appearance.theme", _THEMES[number % len(_THEMES)])
        file.save(settings)
        _say("settings", number)
        save_session(folder / "session.json", Session({"number": str(number)}))
        _say("session", number)
        SearchesFile(folder / "library").save(SavedSearch("Mine", f"q{number}"))
        _say("search", number)
        write(folder / "library", number % _ARTICLES, f" {number}")
        if number % 7 == 0:
            _scan(folder, folder / "index.db")
            _say("scan", number)
        if number % 5 == 0:
            write_atomic(folder / "library" / "gone.md", f"Gone {number}".encode())  # it was on the disk for long
            Trash(folder / "library").put("gone.md", number)
            _say("trash", number)
        number += 1


def _say(kind: str, number: int) -> None:
    sys.stdout.write(f"{kind} {number}\n")
    sys.stdout.flush()


def _scan(folder: Path, index: Path) -> None:
    summary = Scanner().scan(Request(folder / "library", index, _NOW, hurried=True), lambda _report: None)
    assert summary.outcome is Outcome.DONE, summary.complaints


def lost(folder: Path, kept: dict[str, int], elsewhere: Path) -> Iterator[str]:
    """What is wrong after a cut, where these are the last numbers that were acknowledged of each kind."""
    marks = opened(folder)
    gone = [number for number in range(kept.get("mark", -1) + 1) if not marks.is_starred(f"u:{number}")]
    if gone:
        yield f"marks from {gone[0]} of {kept['mark']}"
    yield from (one.text for one in marks.complaints if "incomplete" not in one.text)
    loaded = SettingsFile(folder / "settings.toml").load("now")
    last = kept.get("settings", -1)
    themes = {_THEMES[number % len(_THEMES)] for number in (last, last + 1)} if last >= 0 else set(_THEMES)
    if loaded.complaints or (last >= 0 and loaded.settings.text("appearance.theme") not in themes):
        yield f"settings {last}: {loaded.complaints}"
    session = load_session(folder / "session.json").window.get("number", "-1")
    if int(session) < kept.get("session", -1):
        yield f"session {session} of {kept['session']}"
    searches, complaint = SearchesFile(folder / "library").load()
    if "search" in kept and int(searches[0].query[1:]) < kept["search"]:
        yield f"search {searches} of {kept['search']}: {complaint}"
    texts = {path.read_text() for path in (folder / "library").rglob("*gone*.md")}
    missing = [number for number in range(0, kept.get("trash", -1) + 1, 5) if f"Gone {number}" not in texts]
    if missing:
        yield f"trash {missing} of {kept['trash']}"
    try:
        _scan(folder, folder / "index.db")
        _scan(folder, elsewhere / "fresh.db")
        if contents(folder / "index.db") != contents(elsewhere / "fresh.db"):
            yield "the index is another than a fresh one"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        yield f"index: {type(error).__name__} {error}"


@contextmanager
def mounted(what: str, place: Path, *options: str) -> Iterator[Path]:
    """Something mounted at a place."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", *options, what, str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def cut(disk: Path, mode: str, seconds: float) -> list[str]:
    """One cut after so long; what is lost."""
    image, copy = disk / "image", disk / "copy"
    image.unlink(missing_ok=True)
    with image.open("wb") as file:
        file.truncate(64 << 20)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    with mounted(str(image), disk / "before", "-o", f"loop,{mode}") as before:
        folder = before / "data"
        folder.mkdir()
        for number in range(_ARTICLES):
            write(folder / "library", number)
        os.sync()
        command = [sys.executable, "-m", "tests.long.power", "work", str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
            assert child.stdout is not None
            told = [child.stdout.readline()]
            try:
                child.wait(seconds)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGSTOP)
            shutil.copyfile(image, copy)
            os.killpg(child.pid, signal.SIGKILL)
            told += child.stdout.readlines()
    kept = {kind: int(number) for kind, number in (line.split() for line in told if line.endswith("\n"))}
    with mounted(str(copy), disk / "after", "-o", f"loop,{mode}") as after:
        fresh = disk / "fresh"
        fresh.mkdir()
        try:
            return [f"{mode}: {one} ({kept})" for one in lost(after / "data", kept, fresh)]
        finally:
            shutil.rmtree(fresh)


def why_not() -> str:
    """Why power cannot be cut here; "" where it can."""
    if not sys.platform.startswith("linux") or os.geteuid():
        return "only root may mount a file system, on Linux"
    if shutil.which("mkfs.ext4") is None or not Path("/dev/loop-control").exists():
        return "there is no ext4, or no loop device"
    return ""


def main() -> int:
    """The exit code."""
    if sys.argv[1:2] == ["work"]:
        work(Path(sys.argv[2]))
    if why_not():
        print(f"Not tried: {why_not()}.")
        return 0
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    chance = random.Random(13)  # noqa: S311 - the same moments each time, as far as that goes
    failed = 0
    with tempfile.TemporaryDirectory() as name, mounted("tmpfs", Path(name) / "disk", "-t", "tmpfs") as disk:
        for mode in MODES:
            wrong = [one for _ in range(times) for one in cut(disk, mode, chance.random() * _LONGEST + 0.1)]
            print(json.dumps({"mode": mode, "cuts": times, "wrong": wrong}), flush=True)
            failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
