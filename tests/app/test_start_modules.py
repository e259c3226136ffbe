"""What the window is imported without: modules that cost each start milliseconds, and serve no first paint."""

from __future__ import annotations

import datetime
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


@pytest.mark.parametrize("name", ["string", "textwrap", "typing", "newsreader.app.painting"])
def test_the_window_is_imported_without(imported: set[str], name: str) -> None:
    assert "newsreader.app.shell" in imported
    assert name not in imported


def test_datetime_is_what_it_always_is(imported: set[str]) -> None:
    """As the whole module has it, to pickles and texts."""
    asked = (
        "import datetime, pickle, time\n"
        "now = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)\n"
        "print(now, repr(now), pickle.loads(pickle.dumps(now)) == now, datetime.datetime.strptime('12', '%H'))\n"
        "print(*(getattr(datetime, name) for name in _NAMES))\n"
    )
    names = f"_NAMES = {datetime.__all__!r}\n"
    said = [
        subprocess.run([sys.executable, "-c", begin + names + asked], capture_output=True, check=True).stdout
        for begin in ("", "from newsreader.app.quick_start import take_datetime\ntake_datetime()\n")
    ]
    assert said[0] == said[1] != b""
    assert "datetime" in imported
