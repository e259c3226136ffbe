"""Tooltips that stay plain text, for the eye and for the ear."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from newsreader.ui.labels import plain_tooltip


def explain(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip; a screen reader gets the text itself, not the markup that keeps Qt from guessing."""
    widget.setToolTip(plain_tooltip(text))
    widget.setAccessibleDescription(text)


def hint(target: QWidget | QAction, text: str) -> None:
    """Give a button or an action the tooltip that names it; as it is, unless Qt could take it for markup."""
    target.setToolTip(plain_tooltip(text) if "<" in text or "&" in text else text)
