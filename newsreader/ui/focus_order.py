"""The order in which Tab goes through the window: the order in which it is read (look.md section 11)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_focus(widgets: Sequence[QWidget]) -> None:
    """Have Tab go through these widgets one after the other; what comes behind the last of them stays behind it."""
    for earlier, later in pairwise(widgets):
        QWidget.setTabOrder(earlier, later)


def join_focus(widgets: Sequence[QWidget], later: QWidget) -> None:
    """Have Tab come to widgets that were made late before it comes to `later`, or to where that stands if it takes no
    focus: Qt orders only widgets that do.
    """
    earlier = later.previousInFocusChain()
    while earlier is not None and earlier is not later and earlier.focusPolicy() == Qt.FocusPolicy.NoFocus:
        earlier = earlier.previousInFocusChain()
    if earlier is not None:
        order_focus([earlier, *widgets])
