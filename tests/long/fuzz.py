"""Try the laws of `tests/fuzz` on other inputs each time, and on many; a failure is printed shrunk.

python -m tests.long.fuzz [EXAMPLES] [F1 F3 …]      by default 2000 examples of each law of every target

One line of JSON a target: how many examples each of its laws was tried on, how many seconds all of them
took, and how many laws failed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

PROFILE = "long"
"""Of hypothesis; `tests.fuzz.strategies` knows it."""
FUZZ = Path(__file__).parents[1] / "fuzz"
TARGETS = {
    "F1": "test_header.py",
    "F2": "test_markdown.py",
    "F3": "test_allow_list.py",
    "F4": "test_limiter.py",
    "F5": "test_pane.py",
    "F6": "test_picture_gate.py",
    "F7": "test_file_names.py",
    "F8": "test_address_gate.py",
    "F9": "test_own_files.py",
    "F11": "test_dates.py",
    "F12": "test_queries.py",
    "F13": "test_library_machine.py",
    "F14": "test_messages.py",
}
"""The targets of security.md section 8 that exist; F10 and F15 are for what is not built."""
_STEPS = 50
"""Of each history of F13."""
_EXAMPLES = 2000


class Run:
    """What pytest calls: sets the number of examples before the laws are read, and tells what became of each target."""

    def __init__(self, examples: int) -> None:
        self.failures = 0
        self._examples = examples
        self._before = 0
        self._begin = time.monotonic()

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self) -> None:
        """Pytest's hook for the start."""
        # Pytest rewrites the assertions of hypothesis, so that it must not be imported before.
        from hypothesis import HealthCheck, settings

        settings.register_profile(
            PROFILE,
            max_examples=self._examples,
            stateful_step_count=_STEPS,
            deadline=None,
            database=None,
            derandomize=False,
            suppress_health_check=list(HealthCheck),
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Pytest's hook for each phase of each test."""
        if report.failed:
            self.failures += 1
            print(report.longreprtext, flush=True)

    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        """Pytest's hook for the end of each test, which may be the last of a target."""
        if nextitem is not None and nextitem.path == item.path:
            return
        name = next(name for name, file in TARGETS.items() if file == item.path.name)
        seconds, failures = round(time.monotonic() - self._begin, 1), self.failures - self._before
        row = {"name": name, "examples": self._examples, "seconds": seconds, "failures": failures}
        print(json.dumps(row), flush=True)
        self._before, self._begin = self.failures, time.monotonic()


def main(words: list[str]) -> int:
    """The exit code."""
    examples = int(words[0]) if words and words[0].isdigit() else _EXAMPLES
    names = words[1:] if words and words[0].isdigit() else words
    if unknown := set(names) - TARGETS.keys():
        sys.stderr.write(f"no such target: {', '.join(sorted(unknown))}\n")
        return 2
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    run = Run(examples)
    options = ["-qq", "--no-summary", "--no-cov", "--capture=no", f"--hypothesis-profile={PROFILE}"]
    files = [str(FUZZ / TARGETS[name]) for name in names or TARGETS]
    ended = pytest.main([*options, "-p", "no:cacheprovider", *files], plugins=[run])
    return int(ended != pytest.ExitCode.OK)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
