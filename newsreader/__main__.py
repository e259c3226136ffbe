"""`python -m newsreader` is the program `newsreader`."""

from __future__ import annotations

import sys

from newsreader.app import main

if __name__ == "__main__":
    sys.exit(main())
