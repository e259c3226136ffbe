"""Saying something to a screen reader that nobody has to look for."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` when it has finished what it is saying; without one nothing happens."""
    # Asked for here: the names of all roles and events are made with the class, 6 ms of a start that announces nothing.
    if text and QtGui.QAccessible.isActive():
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, text))
