"""Play with a whole library at random for long, and see that it says what a plain model says.

python -m tests.long.fuzz [EXAMPLES]      runs of fifty steps each; a failure is printed shrunk, as calls to repeat
"""

from __future__ import annotations

import json
import sys
import traceback

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fuzz.test_library_machine import LibraryMachine

_STEPS = 50


def main() -> int:
    """The exit code."""
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    law = settings(
        max_examples=examples,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )
    failures = 0
    try:
        run_state_machine_as_test(LibraryMachine, settings=law)
    except Exception:  # noqa: BLE001 - whatever went wrong is what is looked for
        traceback.print_exc()
        failures = 1
    print(json.dumps({"name": "F13 library machine", "examples": examples, "steps": _STEPS, "failures": failures}))
    return failures


if __name__ == "__main__":
    sys.exit(main())
