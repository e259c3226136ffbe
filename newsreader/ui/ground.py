"""The ground of a view whose rows paint their own selection."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView

from newsreader.ui.look import Look


def colour_ground(view: QAbstractItemView, look: Look, token: str) -> None:
    """Paint the view in a token's colour, and nothing under its selected rows.

    The viewport is told as well: once a style sheet has touched it, it no longer follows its view. A view calls this
    again when its style changes, because Qt then takes the colours back.
    """
    for widget in (view, view.viewport()):
        palette = widget.palette()
        for role in (palette.ColorRole.Base, palette.ColorRole.Highlight):
            palette.setColor(role, look.colour(token))
        if palette != widget.palette():
            widget.setPalette(palette)
