"""A scanner that scans in the process of the test: the same code, without starting a child for each look."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace

from newsreader.store import scan
from newsreader.store.scanner import Outcome, Report, Request, Scanner, Summary, _report


class InsideScanner(Scanner):
    """Answers as the child would, its frames through JSON and back."""

    def scan(self, request: Request, deliver: Callable[[Report], None]) -> Summary:
        """Bring an index up to date, giving every report to `deliver`."""
        going = threading.Event()
        going.set()
        # Hurried, or the scan would lower the priority of the test's own process.
        row = replace(request, hurried=True).frame(None)
        answer = scan._answer(row, lambda frame: deliver(_report(json.loads(json.dumps(frame)))), going)
        return Summary(Outcome(answer["outcome"]), answer.get("reason", ""), answer.get("read", 0))
