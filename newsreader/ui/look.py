"""The look in force: theme, scale, fonts and icons as one value that every widget paints with.

A change of theme, density or system font makes a new `Look`; each widget has `apply_look` and keeps nothing of the old.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QIcon,
    QPalette,
    QPen,
    QPixmap,
)

from newsreader.core.high_contrast import SystemColours, high_contrast
from newsreader.core.theme import DARK, LIGHT, SEPIA, Theme
from newsreader.ui.icons import Icons

_DESIGN_PIXELS = 13.0
"""The system size the figures of look.md are given for."""


class Look:
    """What is painted with; two looks of the same arguments paint the same.

    All sizes of look.md are given for a 13 px system font and multiplied by `scale`, which is never below 1: the
    smallest text of the window (11.5 px) would otherwise fall under the 11 px that look.md section 3 allows.
    """

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        *,
        compact: bool = False,
        system_font: QFont | None = None,
    ) -> None:
        """`system_font` is the desktop's own; by default it is asked for. Where it is named by what it is ("Sans
        Serif"), the family that stands for it is named from here on: Qt would look for that again with each font, and
        through twice as many families for each letter it lacks (10 and 6 ms for the first Chinese row, 2026-11-30).
        """
        self.theme = theme
        self.compact = compact
        self._icons = icons
        self._system = QFont(system_font or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        about = QFontInfo(self._system)
        self._system.setFamily(about.family())
        self.scale = max(1.0, about.pixelSize() / _DESIGN_PIXELS)
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[float, int, bool], QFont] = {}

    def px(self, length: float) -> int:
        """A length of the design in logical pixels at this scale."""
        return round(length * self.scale)

    def colour(self, token: str) -> QColor:
        """The colour of a token of `Theme`. Raises AttributeError for an unknown token."""
        if token not in self._colours:
            self._colours[token] = colour_of(str(getattr(self.theme, token)))
        return self._colours[token]

    def ink(self, token: str, ground: str) -> QColor:
        """The colour of what is painted as `token` on the ground `ground`."""
        return self.colour(self.theme.ink(token, ground))

    def edge(self, ground: str = "") -> QPen:
        """The rim of a painted ground: none but in high contrast, where no ground is told from another by its colour.
        Of a row that stays selected while the focus is elsewhere it has the colour of the selection.
        """
        if not self.theme.high:
            return QPen(Qt.PenStyle.NoPen)
        return QPen(self.colour("accent"), 2) if ground in ("sel_idle", "hit") else QPen(self.colour("fg"), 1)

    def font(self, pixels: float, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The window's face at a size of the design; `tabular` sets figures of one width, for columns."""
        key = (pixels, weight, tabular)
        if key not in self._fonts:
            font = QFont(self._system)
            font.setPixelSize(max(1, round(pixels * self.scale)))
            font.setWeight(QFont.Weight(weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if tabular:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def icon(self, name: str, token: str = "fg2", size: float = 18, *, filled: bool = False) -> QIcon:
        """An icon in a token's colour at a size of the design, with its disabled state."""
        colour = str(getattr(self.theme, token))
        return self._icons.icon(name, colour, self.theme.disabled, self.px(size), filled=filled)

    def pixmap(
        self,
        name: str,
        token: str,
        size: float,
        ratio: float,
        *,
        stroke: float = 1.75,
        filled: bool = False,
    ) -> QPixmap:
        """One rendering of an icon for painting at a device pixel ratio."""
        colour = str(getattr(self.theme, token))
        return self._icons.pixmap(name, colour, self.px(size), stroke=stroke, filled=filled, ratio=ratio)


def colour_of(text: str) -> QColor:
    """The QColor of "#RRGGBB" or of "#RRGGBBAA" (Qt itself would read the latter as "#AARRGGBB")."""
    colour = QColor(text[:7])
    if len(text) == 9:
        colour.setAlpha(int(text[7:], 16))
    return colour


def system_colours(palette: QPalette) -> SystemColours:
    """What a palette of the desktop says."""
    role = QPalette.ColorRole
    return SystemColours(
        window=palette.color(role.Window).name(),
        base=palette.color(role.Base).name(),
        text=palette.color(role.Text).name(),
        highlight=palette.color(role.Highlight).name(),
        highlighted_text=palette.color(role.HighlightedText).name(),
        link=palette.color(role.Link).name(),
        disabled=palette.color(QPalette.ColorGroup.Disabled, role.Text).name(),
    )


def chosen_theme(choice: str, day_theme: str, contrast: SystemColours | None = None) -> Theme:
    """The theme of the settings; "system" follows the desktop: the day theme, or dark. `contrast` are the colours of
    a desktop that asks for high contrast, which goes before any choice.
    """
    if contrast is not None:
        return high_contrast(contrast)
    if choice == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        choice = "dark" if dark else day_theme
    return {"light": LIGHT, "sepia": SEPIA, "dark": DARK}[choice]
