"""The log: five files of a megabyte, no control characters (security.md section 5 and row 26)."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.app.log import start_log


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    logger = logging.getLogger("newsreader")
    before, level = logger.handlers[:], logger.level
    logger.handlers = []
    yield logger
    for handler in logger.handlers:
        handler.close()
    logger.handlers = before
    logger.setLevel(level)


def test_it_is_turned_over_and_never_more_than_five_files(tmp_path: Path, logger: logging.Logger) -> None:
    assert start_log(tmp_path / "data" / "newsreader.log", "info") == ""
    for number in range(700):
        logger.info("%d %s", number, "x" * 10_000)
    files = sorted((tmp_path / "data").iterdir())
    assert [file.name for file in files] == ["newsreader.log", *(f"newsreader.log.{number}" for number in range(1, 5))]
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert files[0].read_text(encoding="utf-8").rstrip("x\n").endswith("newsreader 699 ")


def test_control_characters_are_written_out(tmp_path: Path, logger: logging.Logger) -> None:
    start_log(tmp_path / "newsreader.log", "info")
    logger.info("a\x1b[31m\x00b")
    assert "a\\x1b[31m\\x00b" in (tmp_path / "newsreader.log").read_text(encoding="utf-8")


_LATE = """
import sys
from pathlib import Path
from newsreader.app.quick_start import prepare
prepare()
from newsreader.app import desktop
from newsreader.app.log import start_log
from newsreader.store.late_log import log
path = Path(sys.argv[1])
assert start_log(path, "info") == ""
assert path.read_text() == "" and not {"logging", "traceback"} & set(sys.modules), "a start"
log().info("something to say")
log().debug("nothing of that kind")
"""


def test_a_start_that_has_nothing_to_say_brings_no_module_for_it(tmp_path: Path) -> None:
    path = tmp_path / "newsreader.log"
    subprocess.run([sys.executable, "-c", _LATE, str(path)], check=True)
    assert path.read_text().endswith("INFO newsreader something to say\n")
    assert path.read_text().count("\n") == 1
