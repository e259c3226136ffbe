"""The floor of launch and memory, `python -m tests.bench.bare_window [stay]`: an empty painted window."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.loop import AfterPaint
from tests.bench.reports import leave, report


def main(*, stays: bool) -> None:
    """Show the window, say when it is painted, and end unless it `stays`."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1440, 900)

    def painted() -> None:
        report("painted")
        if not stays:
            leave()

    AfterPaint(window, painted)
    window.show()
    application.exec()


if __name__ == "__main__":
    main(stays="stay" in sys.argv)
