"""What the window is imported without: modules that cost each start milliseconds, and serve no first paint."""

from __future__ import annotations

import subprocess
import sys

import pytest

_IMPORTED = """
import sys
from newsreader import app
from newsreader.app.quick_start import prepare
prepare()
from newsreader.app import desktop
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The names of all modules that are there when the window is imported."""
    done = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("name", ["typing"])
def test_the_window_is_imported_without(imported: set[str], name: str) -> None:
    assert "newsreader.app.shell" in imported
    assert name not in imported
