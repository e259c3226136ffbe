"""Start the headless program with little memory: a message or the result, and every file as it was (security.md H20).

python -m tests.long.memory [STEP]      from 20 to 300 MB in steps of 20, or STEP, megabytes
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.walks.stories import trace, write_library

_MB = 1024 * 1024
_SECONDS = 60


def start(root: Path, data: Path, megabytes: int) -> subprocess.CompletedProcess[str]:
    """List a library with so much memory and no more."""
    command = [sys.executable, "-m", "newsreader", "list", "--library", str(root), "--data-dir", str(data)]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MB, megabytes * _MB))

    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS, preexec_fn=limit)


def main() -> int:
    """The exit code."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    harmed = silent = whole = tried = 0
    with tempfile.TemporaryDirectory() as name:
        root = write_library(Path(name) / "library")
        data = Path(name) / "data"
        before = trace(root)
        wanted = start(root, data, 16_000).stdout
        for megabytes in range(20, 301, step):
            done = start(root, data, megabytes)
            tried += 1
            harmed += trace(root) != before
            whole += done.stdout == wanted
            if done.stdout != wanted and not done.stderr.strip():
                silent += 1
            if done.stdout != wanted:
                last = done.stderr.strip().splitlines()
                print(f"{megabytes} MB: exit {done.returncode}, {last[-1][:100] if last else 'nothing'}")
        harmed += start(root, data, 16_000).stdout != wanted
    print(f"{tried} starts, {whole} with the result, {silent} without a word, {harmed} harmed")
    return 1 if harmed or silent else 0


if __name__ == "__main__":
    sys.exit(main())
