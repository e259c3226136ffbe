"""What the program runs on is said as installers have it, at little cost."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

from newsreader import __version__
from newsreader.app.versions import versions


def test_versions_are_those_that_are_installed() -> None:
    said = versions()
    assert said.startswith(f"Newsreader {__version__}\nPython {sys.version_info.major}.{sys.version_info.minor}.")
    for package in ("PySide6-Essentials", "apsw", "Markdown"):
        assert f" {version(package)}" in said


def test_versions_are_said_without_what_reads_the_metadata_of_packages() -> None:
    program = "import sys; from newsreader.app.versions import versions; versions(); print('email' in sys.modules)"
    answer = subprocess.run((sys.executable, "-c", program), stdout=subprocess.PIPE, check=True, timeout=60)
    assert answer.stdout.strip() == b"False"
