"""The child process that makes pages: its start, its answers, and its replacement."""

from __future__ import annotations

import time
from pathlib import Path

from newsreader.render.client import Renderer
from tests.bench.figures import Figures, Stopwatch


def start() -> float:
    """Milliseconds from nothing to the first page."""
    begun = time.perf_counter()
    renderer = Renderer()
    renderer.page(b"# A\n\nWords.\n", "a.md")
    elapsed = (time.perf_counter() - begun) * 1000
    renderer.close()
    return elapsed


def pages(files: list[Path]) -> Figures:
    """From file to page, in a child that is warm."""
    renderer = Renderer()
    renderer.page(b"# A\n\nWords.\n", "a.md")
    figures = Figures()
    watch = Stopwatch(figures)
    for file in files:
        data = file.read_bytes()
        time.sleep(0.02)
        watch.start()
        renderer.page(data, file.name)
        watch.stop()
    renderer.close()
    return figures
