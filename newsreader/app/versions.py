"""The program and what it runs on, by their versions."""

from __future__ import annotations

from importlib.machinery import PathFinder
from pathlib import Path

import apsw
import PySide6
from PySide6.QtCore import qVersion

from newsreader import __version__


def versions() -> str:
    """The program's version and those of what it runs on, one line each; no path and no name of the machine."""
    import platform

    lines = [f"Newsreader {__version__}", f"Python {platform.python_version()}, {platform.system()}"]
    lines.append(f"Qt {qVersion()}, PySide6 {PySide6.__version__}")
    lines.append(f"SQLite by apsw {apsw.apsw_version()}, Markdown {_version_of('markdown')}")
    return "\n".join(lines)


def _version_of(module: str) -> str:
    """The version in the name of the folder an installer leaves beside a module, which is not imported for it, nor is
    `importlib.metadata`: 3.6 MB, most of it what parses mail (2026-11-30).
    """
    found = PathFinder.find_spec(module)
    if found is None or found.origin is None:
        return "unknown"
    beside = Path(found.origin).parent.parent.glob("*.dist-info")
    names = (folder.name.removesuffix(".dist-info").partition("-") for folder in beside)
    return next((version for name, _, version in names if name.lower() == module), "unknown")
