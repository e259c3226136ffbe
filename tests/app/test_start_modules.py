"""What the window is imported without: modules that cost each start milliseconds, and serve no first paint."""

from __future__ import annotations

import datetime
import hashlib
import subprocess
import sys

import pytest

from newsreader.core import digests

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


@pytest.mark.parametrize(
    "name",
    [
        "base64",
        "hashlib",
        "importlib.util",
        "ipaddress",
        "string",
        "textwrap",
        "typing",
        "urllib.parse",
        "newsreader.app.painting",
    ],
)
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


@pytest.mark.parametrize("before", ["", "import urllib.parse\n", "import pathlib\n"])
def test_paths_are_quoted_as_ever(before: str) -> None:
    late = f"{before}from newsreader.app.late_urls import import_pathlib\nimport_pathlib()\n"
    asked = "from pathlib import Path\nprint(Path('/a b/é\\udcff%.md').as_uri())\n"
    done = subprocess.run([sys.executable, "-c", late + asked], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "file:///a%20b/%C3%A9%FF%25.md\n"


@pytest.mark.parametrize("length", [0, 1, 63, 64, 1000])
def test_digests_are_those_of_hashlib(length: int) -> None:
    data = bytes(n % 251 for n in range(length))
    assert digests.sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()
    assert digests.blake2b(data, digest_size=8).digest() == hashlib.blake2b(data, digest_size=8).digest()
