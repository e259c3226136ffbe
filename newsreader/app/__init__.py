"""The composition root: builds every object once, wires them, starts and ends them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from newsreader.app.arguments import OpenWindow, parse_arguments

__all__ = ["main"]


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with the words after its name (default: those it was started with); its exit code.

    Qt is imported only where a window is asked for: `list` and `show` work on machines without it.
    """
    request = parse_arguments(sys.argv[1:] if words is None else words)
    if isinstance(request, OpenWindow):
        from newsreader.app.desktop import open_window

        return open_window(request)
    from newsreader.app.terminal import answer

    return answer(request)
