"""The theme of a desktop that asks for high contrast, made of the desktop's own colours (look.md section 2)."""

from __future__ import annotations

from newsreader.core.theme import Theme, contrast, luminance
from newsreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class SystemColours:
    """What the desktop paints with, each "#RRGGBB"; named like the roles of its palette."""

    window: str
    base: str
    text: str
    highlight: str
    highlighted_text: str
    link: str
    disabled: str


def high_contrast(system: SystemColours) -> Theme:
    """The theme of a desktop that asks for high contrast (look.md section 2): its colours and no tints.

    Text that does not reach 7 to 1 on the desktop's own grounds becomes black or white; a highlight that is not told
    from them, or not legible itself, becomes text and ground exchanged.
    """
    text = _legible(system.text, (system.window, system.base), 7.0, _extreme(system.base))
    accent, on_accent = system.highlight, system.highlighted_text
    if contrast(accent, on_accent) < 4.5 or min(contrast(accent, system.base), contrast(accent, system.window)) < 4.5:
        accent, on_accent = text, system.base
    link = _legible(system.link, (system.window, system.base), 4.5, text)
    colours = {name: text for name in Theme.__match_args__ if name not in ("name", "dark", "high")}
    colours |= dict.fromkeys(("nav", "list", "side", "sel_idle", "hover", "press"), system.window)
    colours |= dict.fromkeys(("read", "raised", "field", "hit", "icode", "code_bg"), system.base)
    colours |= dict.fromkeys(("accent", "tint", "tint_raised", "text_sel", "hit_cur"), accent)
    colours |= {"on_accent": on_accent, "on_hit": on_accent, "link": link, "disabled": system.disabled}
    colours |= dict.fromkeys(("scrim", "shadow"), "#00000000")
    return Theme(name="high contrast", dark=luminance(system.base) < _DARK, high=True, **colours)


_DARK = 0.18
"""Grounds of less luminance are dark: white is told from them better than black."""


def _extreme(ground: str) -> str:
    return "#FFFFFF" if luminance(ground) < _DARK else "#000000"


def _legible(colour: str, grounds: tuple[str, ...], least: float, otherwise: str) -> str:
    return colour if all(contrast(colour, ground) >= least for ground in grounds) else otherwise
