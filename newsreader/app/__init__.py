"""The composition root: builds every object once, wires them, starts and ends them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from newsreader.app.late_urls import import_pathlib

import_pathlib()  # before the next two do

from newsreader.app.arguments import OpenWindow, parse_arguments  # noqa: E402
from newsreader.app.streams import guarded  # noqa: E402

__all__ = ["main"]


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with the words after its name (default: those it was started with); its exit code."""
    return guarded(lambda: _run(sys.argv[1:] if words is None else words))


def _run(words: Sequence[str]) -> int:
    """Qt is imported only where a window is asked for: the commands work on machines without it."""
    request = parse_arguments(words)
    if isinstance(request, OpenWindow):
        from newsreader.app.quick_start import prepare

        prepare()
        from newsreader.app.desktop import open_window

        return open_window(request)
    from newsreader.app.terminal import answer

    return answer(request)
