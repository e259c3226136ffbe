"""The log: five files of a megabyte, no control characters (security.md section 5 and row 26)."""

from __future__ import annotations

import logging
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
