"""When fonts and colours have to be put on again because Qt has taken them off, and margins where a turned window wants
them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent

_TOLD_BY = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)


def is_undressing(event: QEvent) -> bool:
    """Whether a widget that is told this by `changeEvent` has to set fonts, palettes and margins of its children anew:
    it inherits a style sheet anew (with a new parent, with a new theme), or is to be read from the other side from now
    on.

    With a style sheet Qt resets the font and the palette of every widget that was laid out before, to what they were
    before the sheet first touched them (seen with 6.11.3: a label set to 15 pixels falls back to the system's 12).
    Children have been reset by the time their parent is told.
    """
    return event.type() in _TOLD_BY
