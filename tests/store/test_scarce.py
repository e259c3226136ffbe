"""Bytes of a file, open files, or names on the disk run out while the reader works (security.md H08): each act says so,
nothing that was kept is lost, and everything works again as soon as there is enough, without a restart.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store.scarce import ARTICLES

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and mounts of Linux")
EVERYTHING = {"settings", "mark", "note", "search", "session", "export", "scan"}


def told(project: Path, folder: Path, kind: str, *lefts: int) -> list[set[str]]:
    """Of which acts the reader was told something, for each time there was no more than so much left.

    Nothing may be a fault of ours, and everything must work afterwards, and be there in the end.
    """
    command = [sys.executable, "-m", "tests.store.scarce", str(folder), kind, *map(str, lefts)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    row: dict[str, Any] = json.loads(done.stdout)
    assert row["after"] == [dict.fromkeys(EVERYTHING, "")] * (len(lefts) + 1)
    assert not [words for acts in row["told"] for words in acts.values() if words.startswith("FAULT")], row["told"]
    assert row["found"] == {
        "theme": "sepia",
        "starred": [True, True],
        "note": f"Note {row['turn']}",
        "searches": [f"q{row['turn']}"],
        "articles": [f"{number}.md" for number in range(ARTICLES + len(lefts))],
        "complaints": [],
    }
    return [{name for name, words in acts.items() if words} for acts in row["told"]]


def test_files_may_have_no_more_bytes(project: Path, tmp_path: Path) -> None:
    assert told(project, tmp_path, "bytes", 0, 100, 20_000, 1_000_000) == [
        EVERYTHING,
        EVERYTHING - {"settings", "search", "export"},
        {"scan"},
        set(),
    ]


def test_no_more_files_may_be_open(project: Path, tmp_path: Path) -> None:
    """With 64 of them in all, of which some are open already, everything works."""
    none, one, some, many = told(project, tmp_path, "files", 0, 1, 4, 50)
    assert (none, one, many) == (EVERYTHING, {"scan"}, set())
    assert some <= {"scan"}, "a newer Python starts its child with fewer"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for 100 names."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "nr_inodes=100,size=8m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a disk, where the system lets it")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_the_disk_has_no_room_for_more_names(project: Path, small_disk: Path) -> None:
    """What stands in a file already, the journal and the index, can still be written to."""
    assert told(project, small_disk, "names", 0, 1) == [{"settings", "search", "session", "export"}, set()]


def test_the_disk_is_full(project: Path, small_disk: Path) -> None:
    """Of each file of the program there is the old or the new one; a few blocks more are enough for most of them."""
    nothing, some, enough = told(project, small_disk, "room", 0, 9_000, 2_000_000)
    assert nothing >= {"settings", "search", "session", "export"}
    assert some < nothing
    assert enough == set()
