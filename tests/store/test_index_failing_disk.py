"""The index on a disk that fails at any one call SQLite makes (security.md H06, H07): a reason, never another error,
and once the disk works the next scan ends as if nothing had been.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from newsreader.store import scan as module
from newsreader.store.index import opening
from tests.store.test_index_faults import contents, write

ARTICLES = 8
FARTHEST = 400

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SQLite's layer over the system is called otherwise")


class Disk(apsw.VFS):
    """SQLite's way to the disk, which fails at the n-th call that changes something, alone or with all after it."""

    def __init__(self) -> None:
        self.count = 0
        self.at = 0
        self.error: type[apsw.Error] = apsw.IOError
        self.is_lasting = False
        super().__init__("failing", "unix")

    def fail_at(self, at: int, error: type[apsw.Error], *, lasting: bool) -> None:
        """0: at none; what looks at the disk only has it as it is. There are no checksums of pages here: their layer
        lies on the one that was there when it was loaded.
        """
        opening._CHECKSUMS = "failing" if at else "unix"
        self.count, self.at, self.error, self.is_lasting = 0, at, error, lasting

    def meet(self) -> None:
        self.count += 1
        if self.at and (self.count == self.at or (self.is_lasting and self.count > self.at)):
            raise self.error("as the test wants it")

    def xOpen(self, name: Any, flags: Any) -> Any:
        self.meet()
        return File(self, name, flags)

    def xDelete(self, name: Any, syncdir: Any) -> Any:
        self.meet()
        return super().xDelete(name, syncdir)


class File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: Any) -> None:
        self._disk = disk
        super().__init__("unix", name, flags)

    def xWrite(self, data: Any, offset: Any) -> Any:
        self._disk.meet()
        return super().xWrite(data, offset)

    def xSync(self, flags: Any) -> Any:
        self._disk.meet()
        return super().xSync(flags)

    def xTruncate(self, newsize: Any) -> Any:
        self._disk.meet()
        return super().xTruncate(newsize)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk = Disk()
    monkeypatch.setattr(opening, "_CHECKSUMS", "unix")
    yield disk
    disk.unregister()


def scan(root: Path, index: Path) -> str:
    """Scan in this process; "" or the reason it gives."""
    about = root.stat()
    place = [about.st_dev, about.st_ino]
    request = {"root": str(root), "now": 1_787_400_000, "first": "", "place": place, "hurried": True}
    going = threading.Event()
    going.set()
    try:
        return "" if module._scan(request, index, lambda _report: None, going)["outcome"] == "done" else "unfinished"
    except module._StoreError as error:
        return str(error)


@pytest.mark.parametrize(
    ("error", "lasting"), [(apsw.FullError, True), (apsw.IOError, False)], ids=["full for good", "failing once"]
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_nth_call_fails(tmp_path: Path, disk: Disk, error: type[apsw.Error], lasting: bool) -> None:
    root = tmp_path / "library"
    for number in range(ARTICLES):
        write(root, number)
    assert scan(root, tmp_path / "fresh.db") == ""
    wanted = contents(tmp_path / "fresh.db")
    reasons = set()
    for number in range(1, FARTHEST):
        index = tmp_path / f"{number}" / "index.db"
        disk.fail_at(number, error, lasting=lasting)
        reason = scan(root, index)
        reached = disk.count
        disk.fail_at(0, error, lasting=False)
        assert scan(root, index) == "", f"call {number}: it does not work again"
        assert contents(index) == wanted, f"call {number}: something is lost"
        if reached < number:
            break
        reasons.add(reason)
        for path in index.parent.iterdir():
            path.unlink()
    assert 50 < number < FARTHEST - 1
    assert reasons - {""} <= {"No space left on device", "Input/output error", "The file could not be opened"}
    assert reasons - {""}
