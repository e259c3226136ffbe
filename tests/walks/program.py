"""The program in a process of its own, as a shell starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

PATIENCE = 60


def newsreader(
    *words: str,
    project: Path,
    cwd: Path | None = None,
    stdout: int | IO[bytes] = subprocess.PIPE,
    stderr: int | IO[bytes] = subprocess.PIPE,
    **settings: str,
) -> subprocess.CompletedProcess[bytes]:
    """Run the program with these words after its name; an environment variable that is "" is not there."""
    command = [sys.executable, "-P", "-m", "newsreader", *words]
    environment = environment_of(project, **settings)
    return subprocess.run(
        command, env=environment, cwd=cwd, stdout=stdout, stderr=stderr, timeout=PATIENCE, check=False
    )


def environment_of(project: Path, **settings: str) -> dict[str, str]:
    """The environment of the tests, with the program on the path."""
    environment = {**os.environ, "PYTHONPATH": str(project), **settings}
    return {name: value for name, value in environment.items() if value}
