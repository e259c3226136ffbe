"""Damage that no look at an index tells (security.md G): the next scan ends, and what it cannot see is gone once the
index is made again.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import apsw
import pytest

from newsreader.store.index.opening import BadIndexError
from newsreader.store.index.reader import DamagedError
from tests.store.spoils import LOUD, SPOILS
from tests.store.test_index_failing_disk import scan
from tests.store.test_index_faults import contents, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a file that is open is not replaced there")


@pytest.mark.parametrize("name", sorted(set(SPOILS) - set(LOUD)))
def test_the_next_scan_ends_and_made_again_it_is_a_fresh_one(tmp_path: Path, name: str) -> None:
    root, index = tmp_path / "library", tmp_path / "data" / "index.db"
    for number in range(12):
        write(root, number)
    (tmp_path / "data").mkdir()
    assert scan(root, index) == ""
    wanted = contents(index)
    connection = apsw.Connection(str(index))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for seed in range(4 if name < "G06" else 1):
        SPOILS[name](index, random.Random(seed))  # noqa: S311 - the same damage on every run
        write(root, 13, f" {seed}")
        assert scan(root, index) == ""
        write(root, 13)
        try:
            says = contents(index)
        except (BadIndexError, DamagedError):
            says = None
        if says is None or len(says[0]) != 13:
            for path in index.parent.glob("index.db*"):
                path.unlink()
        assert scan(root, index) == ""
    for path in index.parent.glob("index.db*"):
        path.unlink()
    (root / "1" / "13.md").unlink()
    assert scan(root, index) == ""
    assert contents(index) == wanted
