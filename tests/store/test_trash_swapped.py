"""Folders of a library that are swapped for links while an article is deleted or brought back (security.md, row 18).

Before every single system call another program swaps one folder for a link out of the library; whatever comes of the
deletion, nothing outside is changed, and no article is lost.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from newsreader.store.folder import Unreadable
from newsreader.store.trash import Deleted, Trash
from tests.system_calls import SystemCalls
from tests.walks.stories import trace

NOW = 1_787_400_000
TEXT = "# The one and only\n"
NEWER = "# The same, edited\n"
OTHER = "# Not ours\n"
FARTHEST = 200

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no descriptors of folders")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> SystemCalls:
    return SystemCalls(monkeypatch)


def make_library(folder: Path) -> tuple[Path, Path]:
    """A library with one article two folders deep and a trash, and a folder outside with the same names in it."""
    root, outside = folder / "library", folder / "outside"
    for place, text in ((root, TEXT), (outside, OTHER)):
        (place / "a" / "b").mkdir(parents=True)
        (place / "a" / "b" / "one.md").write_text(text)
        (place / ".newsreader" / "trash").mkdir(parents=True)
        (place / ".newsreader" / "trash" / f"{NOW}-one.md").write_text(text)
    (root / ".newsreader" / "trash" / f"{NOW}-one.md").unlink()
    return root, outside


def swap(root: Path, outside: Path, part: str) -> Callable[[], None]:
    """What puts a link to the same place outside where `part` was; its folder stays beside it."""

    def act() -> None:
        place = root / part
        with suppress(FileNotFoundError):
            place.rename(place.with_name(f"{place.name} moved"))
            place.symlink_to(outside / part)

    return act


def copies_of_ours(root: Path) -> int:
    """How many names the article has, wherever in the library."""
    found = [Path(folder, name) for folder, _, names in os.walk(root) for name in names]
    return sum(not path.is_symlink() and path.read_text() == TEXT for path in found)


def carry_out(root: Path, deleted: Deleted | None, calls: SystemCalls, number: int, act: Callable[[], None]) -> int:
    """Delete the article, or bring `deleted` back, with `act` before one call of the system; how many calls it made."""
    calls.rest()
    calls.before = lambda count: act() if count == number else None
    with suppress(OSError, Unreadable):
        if deleted is None:
            Trash(root).put("a/b/one.md", NOW)
        else:
            Trash(root).restore(deleted)
    reached = calls.count
    calls.rest()
    return reached


@pytest.mark.parametrize("part", ["a", "a/b", "a/b/one.md", ".newsreader", ".newsreader/trash"])
@pytest.mark.parametrize("step", ["put", "restore"])
def test_a_link_put_there_before_any_call_is_not_followed(
    tmp_path: Path, calls: SystemCalls, step: str, part: str
) -> None:
    for number in range(1, FARTHEST):
        root, outside = make_library(tmp_path / f"{number}")
        deleted = None if step == "put" else Trash(root).put("a/b/one.md", NOW)
        before, act = trace(outside), swap(root, outside, part)
        reached = carry_out(root, deleted, calls, number, act)
        assert trace(outside) == before, f"before call {number}"
        assert copies_of_ours(root) >= 1, f"before call {number}"
        if reached < number:
            break
    assert 10 < number < FARTHEST - 1


def newest(place: Path) -> None:
    """Another program saves a newer version of a file, as editors do."""
    beside = place.with_name("saving")
    beside.write_text(NEWER)
    beside.replace(place)


@pytest.mark.parametrize("step", ["put", "restore"])
def test_what_another_program_writes_meanwhile_is_never_lost(tmp_path: Path, calls: SystemCalls, step: str) -> None:
    """An editor saves the article before any one call; where it is being brought back, another file of its name."""
    for number in range(1, FARTHEST):
        root, _ = make_library(tmp_path / f"{number}")
        place = root / "a" / "b" / "one.md"
        deleted = None if step == "put" else Trash(root).put("a/b/one.md", NOW)

        def act(place: Path = place) -> None:
            if step == "put" or not place.exists():
                newest(place)

        reached = carry_out(root, deleted, calls, number, act)
        if reached < number:
            break
        texts = [path.read_text() for path in root.rglob("*.md")]
        assert NEWER in texts or (step == "restore" and texts == [TEXT]), f"before call {number}"
        assert TEXT in texts or step == "put", f"before call {number}"
    assert 10 < number < FARTHEST - 1
