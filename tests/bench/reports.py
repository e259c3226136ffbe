"""What a measured process tells the one that started it: a line of JSON each time it has come to something."""

from __future__ import annotations

import json
import os
import signal
import sys
import time

from tests.bench.processes import processor_ms, tree


def report(what: str, **more: object) -> None:
    """Say that `what` is reached: when, and the processor time of this process and of its children until now."""
    own, *others = tree(os.getpid())
    cpu = {"own": processor_ms(own), "children": sum(map(processor_ms, others))}
    sys.stdout.write(json.dumps({"what": what, "at": time.monotonic(), **cpu, **more}) + "\n")
    sys.stdout.flush()


def leave() -> None:
    """End now, with everything that was started: nothing of it runs into the next measurement."""
    for child in list(tree(os.getpid()))[1:]:
        os.kill(child, signal.SIGKILL)
    os._exit(0)
