"""The colours: one token a use, three themes, and the contrast every pair of them must keep.

Everything that paints reads a token; no colour is written anywhere else. The figures are look.md section 2; a theme
that breaks a pair of `PAIRS` fails the tests (WCAG 2.x relative luminance).
"""

from __future__ import annotations

from newsreader.core.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme; every colour is "#RRGGBB", or "#RRGGBBAA" where the docstring of the token says so.

    `nav`: navigation background.
    `list`: article list background.
    `read`: reading pane background.
    `side`: details sidebar background.
    `raised`: palette, menus, overlays, toast.
    `field`: text fields, secondary buttons.
    `tint_raised`: selected row on `raised`.
    `line_raised`: hairlines on `raised`.
    `fg`: titles, primary text of the window.
    `body`: article text.
    `fg2`: secondary text, read titles, icons.
    `fg3`: dates, excerpts, labels, placeholder.
    `disabled`: disabled text (exempt from contrast).
    `hair`: separators (decorative).
    `strong`: field borders, table head rule, key caps.
    `control`: hovered borders, checkbox outline.
    `accent`: unread dot, focus, primary button.
    `on_accent`: text on `accent`.
    `tint`: selected row, its view has focus.
    `sel_idle`: selected row, focus elsewhere; chips.
    `hover`: hovered row or button.
    `press`: pressed; selected navigation row without focus.
    `link`: links.
    `star`: star, filled.
    `hit`: search match.
    `hit_cur`: current match.
    `on_hit`: text on `hit_cur`.
    `text_sel`: text selection (its text is `fg`).
    `icode`: inline code pill.
    `code_bg`: code block.
    `code_line`: code block border.
    `quote`: quotation bar.
    `error`: error text and icon.
    `warn`: warning text and icon.
    `ok`: success text and icon.
    `scrim`: under overlays (#RRGGBBAA).
    `shadow`: overlay shadow (#RRGGBBAA).
    `syn_kw`: syntax: keyword.
    `syn_str`: syntax: string.
    `syn_com`: syntax: comment.
    `syn_fn`: syntax: function, type.
    `syn_num`: syntax: number.
    `high`: high contrast: grounds need a rim to be told apart, and selections are solid.
    """

    name: str
    dark: bool
    nav: str
    list: str
    read: str
    side: str
    raised: str
    field: str
    tint_raised: str
    line_raised: str
    fg: str
    body: str
    fg2: str
    fg3: str
    disabled: str
    hair: str
    strong: str
    control: str
    accent: str
    on_accent: str
    tint: str
    sel_idle: str
    hover: str
    press: str
    link: str
    star: str
    hit: str
    hit_cur: str
    on_hit: str
    text_sel: str
    icode: str
    code_bg: str
    code_line: str
    quote: str
    error: str
    warn: str
    ok: str
    scrim: str
    shadow: str
    syn_kw: str
    syn_str: str
    syn_com: str
    syn_fn: str
    syn_num: str
    high: bool = False

    def ink(self, token: str, ground: str) -> str:
        """The token of what is painted as `token` on the ground `ground`: in high contrast selections are solid, and
        everything on them has the one colour that goes with them.
        """
        return "on_accent" if self.high and ground in _SOLID else token


_SOLID = ("tint", "tint_raised", "text_sel", "hit_cur", "accent")


LIGHT = Theme(
    name="light",
    dark=False,
    nav="#F2F1EE",
    list="#F8F7F5",
    read="#FFFEFC",
    side="#F8F7F5",
    raised="#FFFFFF",
    field="#FFFFFF",
    tint_raised="#DCE6F1",
    line_raised="#E5E2DC",
    fg="#1E1D1B",
    body="#262421",
    fg2="#55514B",
    fg3="#69645D",
    disabled="#A8A39B",
    hair="#E5E2DC",
    strong="#CFCAC2",
    control="#8B857C",
    accent="#2B5C93",
    on_accent="#FFFFFF",
    tint="#DCE6F1",
    sel_idle="#E7E5E0",
    hover="#F0EEEA",
    press="#E3E0DA",
    link="#2B5C93",
    star="#B06A00",
    hit="#FBE9AE",
    hit_cur="#F5C242",
    on_hit="#1E1D1B",
    text_sel="#CFE0F3",
    icode="#F1EEE8",
    code_bg="#F5F3EF",
    code_line="#E9E6E0",
    quote="#CFCAC2",
    error="#B3261E",
    warn="#8A5200",
    ok="#2C6B3F",
    scrim="#1E1D1B40",
    shadow="#00000026",
    syn_kw="#8A2F6B",
    syn_str="#2C6B3F",
    syn_com="#6E6960",
    syn_fn="#2B5C93",
    syn_num="#9A4A00",
)

SEPIA = Theme(
    name="sepia",
    dark=False,
    nav="#EBE1CC",
    list="#F2E9D7",
    read="#F9F2E3",
    side="#F2E9D7",
    raised="#FCF7EC",
    field="#FBF6EA",
    tint_raised="#EBD7B8",
    line_raised="#E0D4BC",
    fg="#33281C",
    body="#3A2F23",
    fg2="#604E39",
    fg3="#6A573F",
    disabled="#A8967A",
    hair="#E0D4BC",
    strong="#CAB998",
    control="#87734F",
    accent="#8A4515",
    on_accent="#FFFFFF",
    tint="#EBD7B8",
    sel_idle="#E4D8C0",
    hover="#ECE1CB",
    press="#DED0B4",
    link="#8A4515",
    star="#A35A00",
    hit="#F2D887",
    hit_cur="#E3AE3A",
    on_hit="#33281C",
    text_sel="#E5CFA6",
    icode="#EFE4CE",
    code_bg="#F2E8D4",
    code_line="#E4D8BF",
    quote="#CAB998",
    error="#A12619",
    warn="#7D4A00",
    ok="#35602F",
    scrim="#33281C40",
    shadow="#33281C33",
    syn_kw="#7E2E5B",
    syn_str="#35602F",
    syn_com="#6F5D45",
    syn_fn="#2A5578",
    syn_num="#8F4400",
)

DARK = Theme(
    name="dark",
    dark=True,
    nav="#161719",
    list="#1A1B1E",
    read="#1E1F23",
    side="#1A1B1E",
    raised="#2A2B30",
    field="#232428",
    tint_raised="#32405A",
    line_raised="#3D3E44",
    fg="#E8E5E0",
    body="#D6D2CC",
    fg2="#B0ACA5",
    fg3="#9C9891",
    disabled="#65635F",
    hair="#2B2C31",
    strong="#3D3E44",
    control="#7B7D84",
    accent="#8FB6E8",
    on_accent="#0F1620",
    tint="#222F46",
    sel_idle="#2B2C32",
    hover="#222328",
    press="#303138",
    link="#9CBFEC",
    star="#E3B341",
    hit="#574810",
    hit_cur="#E3B341",
    on_hit="#1A1B1E",
    text_sel="#34507A",
    icode="#2C2D33",
    code_bg="#26272C",
    code_line="#313238",
    quote="#4A4B52",
    error="#F2938C",
    warn="#E0B25A",
    ok="#86C695",
    scrim="#00000080",
    shadow="#00000080",
    syn_kw="#D9A3C9",
    syn_str="#A3CDA0",
    syn_com="#98948D",
    syn_fn="#9CBFEC",
    syn_num="#E3B98A",
)

PAPER = replace(LIGHT, name="paper", read="#FFFFFF", fg="#000000", body="#000000", link="#000000")
"""What is printed with: black on white, links by their underline alone. No theme of the window."""

THEMES = (LIGHT, SEPIA, DARK)

MONOGRAMS = (
    "#5B6E8C",
    "#7A6A4F",
    "#4F7A6A",
    "#7A4F6A",
    "#6A5B8C",
    "#8C5B5B",
    "#4F6F7A",
    "#66733F",
)
"""Grounds of the source monograms, under a white letter (4.86 to 6.66 to 1)."""

PAIRS: tuple[tuple[str, str, float], ...] = (
    ("body", "read", 7.0),
    ("fg", "list", 7.0),
    ("fg", "nav", 7.0),
    ("fg", "side", 7.0),
    ("fg", "raised", 7.0),
    ("fg2", "list", 4.5),
    ("fg2", "nav", 4.5),
    ("fg2", "read", 4.5),
    ("fg2", "raised", 4.5),
    ("fg3", "nav", 4.5),
    ("fg3", "list", 4.5),
    ("fg3", "read", 4.5),
    ("fg3", "side", 4.5),
    ("fg3", "raised", 4.5),
    ("fg3", "field", 4.5),
    ("fg", "tint", 7.0),
    ("fg2", "tint", 4.5),
    ("fg3", "tint", 4.5),
    ("fg", "sel_idle", 7.0),
    ("fg2", "sel_idle", 4.5),
    ("fg3", "sel_idle", 4.5),
    ("fg3", "hover", 4.5),
    ("link", "read", 4.5),
    ("link", "code_bg", 4.5),
    ("accent", "list", 3.0),
    ("accent", "tint", 3.0),
    ("accent", "nav", 3.0),
    ("accent", "field", 3.0),
    ("accent", "read", 3.0),
    ("accent", "raised", 3.0),
    ("on_accent", "accent", 4.5),
    ("fg", "tint_raised", 7.0),
    ("fg2", "tint_raised", 4.5),
    ("accent", "tint_raised", 3.0),
    ("star", "list", 3.0),
    ("star", "tint", 3.0),
    ("star", "sel_idle", 3.0),
    ("control", "field", 3.0),
    ("control", "list", 3.0),
    ("control", "read", 3.0),
    ("error", "list", 4.5),
    ("error", "read", 4.5),
    ("warn", "list", 4.5),
    ("ok", "list", 4.5),
    ("on_hit", "hit_cur", 4.5),
    ("fg", "hit", 4.5),
    ("fg2", "press", 4.5),
    ("fg", "press", 7.0),
    ("link", "side", 4.5),
    ("link", "raised", 4.5),
    ("body", "text_sel", 4.5),
    ("body", "code_bg", 7.0),
    ("body", "icode", 4.5),
    ("link", "icode", 4.5),
    ("syn_kw", "code_bg", 4.5),
    ("syn_str", "code_bg", 4.5),
    ("syn_com", "code_bg", 4.5),
    ("syn_fn", "code_bg", 4.5),
    ("syn_num", "code_bg", 4.5),
)
"""(text, ground, least contrast): the pairs that occur. Text on `hit` is always `fg`; counts on `press` are `fg2`."""


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 for black to 1 for white (WCAG 2.x)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21, in either order."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def monogram_ground(source: str) -> str:
    """The ground of a source's monogram: the same for the same name, on every machine and in every run."""
    value = 0
    for byte in source.encode("utf-8", "surrogatepass"):
        value = (value * 31 + byte) % 1_000_003
    return MONOGRAMS[value % len(MONOGRAMS)]
