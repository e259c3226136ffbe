"""Benchmarks, run by hand; they print, and decide nothing.

python -m tests.bench [ARTICLES] [PRESSES]                          the window on a library made anew
python -m tests.bench library FOLDER [--sizes N,...] [--rows ...]   the targets of the engine, on libraries kept there
python -m tests.bench limits [NAME ...]                             pages at the limits of an article, and beyond
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    if sys.argv[1:2] == ["library"]:
        from tests.bench import rows

        rows.main(sys.argv[2:])
    elif sys.argv[1:2] == ["limits"]:
        from tests.bench import limits

        limits.main(sys.argv[2:])
    else:
        from tests.bench import window

        window.main(*(int(word) for word in (sys.argv[1:] + ["2000", "300"][len(sys.argv) - 1 :])))
