"""The log: the program's own errors, in the data folder; never the text, title or address of an article."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from newsreader.core.hints import TYPE_CHECKING
from newsreader.store.files import make_private_folder
from newsreader.store.late_log import make_ready

if TYPE_CHECKING:
    import logging


def start_log(path: Path, level: str) -> str:
    """Send the program's log to `path`; "" or why there will be none."""
    try:
        make_private_folder(path.parent)
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))
    except OSError as error:
        make_ready(partial(_send, None, level))
        return f"No log can be kept: {error.strerror}."
    make_ready(partial(_send, path, level))
    return ""


def _send(path: Path | None, level: str, logger: logging.Logger) -> None:
    from newsreader.app.log_files import log_handler

    logger.setLevel(level.upper())
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(log_handler(path))
