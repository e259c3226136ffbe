"""The order in which Tab goes through the window: the order in which it is read (look.md section 11)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def order_focus(widgets: Sequence[QWidget]) -> None:
    """Have Tab go through these widgets one after the other; what comes behind the last of them stays behind it."""
    for earlier, later in pairwise(widgets):
        QWidget.setTabOrder(earlier, later)
