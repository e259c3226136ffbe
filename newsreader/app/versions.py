"""The program and what it runs on, by their versions."""

from __future__ import annotations

from PySide6.QtCore import qVersion

from newsreader import __version__


def versions() -> str:
    """The program's version and those of what it runs on, one line each; no path and no name of the machine."""
    import platform

    lines = [f"Newsreader {__version__}", f"Python {platform.python_version()}, {platform.system()}"]
    lines.append(f"Qt {qVersion()}, PySide6 {_installed('PySide6-Essentials')}")
    lines.append(f"SQLite by apsw {_installed('apsw')}, Markdown {_installed('Markdown')}")
    return "\n".join(lines)


def _installed(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
