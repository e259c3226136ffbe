"""A folder for what need not last, where the program's own cannot be written."""

from __future__ import annotations

from pathlib import Path


def passing_folder() -> Path:
    """A new folder of this user's alone, among the system's temporary ones. Raises OSError."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix="newsreader-"))


def remove_passing(folder: Path) -> None:
    """Take such a folder away with all that is in it, as far as that can be done."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
