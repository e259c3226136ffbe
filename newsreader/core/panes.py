"""Which panes a window of some width shows: the collapse rules of look.md section 4, as a pure function."""

from __future__ import annotations

from newsreader.core.enums import StrEnum
from newsreader.core.values import dataclass

NAVIGATION = (180, 208, 280)
"""Width of the navigation in design pixels: least, first, most."""
LIST = (300, 356, 480)
"""Width of the article list in design pixels: least, first, most."""
READING_LEAST = 420
"""Least width of the reading pane."""
DETAILS = 264
"""Width of the details, as a pane and as a drawer."""


class Band(StrEnum):
    """The widths of the window between which the arrangement changes; what the user toggles is remembered per band."""

    WIDE = "wide"
    MEDIUM = "medium"
    NARROW = "narrow"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is shown beside the reading pane, and what opens as a drawer over it instead of as a pane."""

    band: Band
    navigation: bool
    articles: bool
    reading: bool
    details: bool

    @property
    def navigation_is_drawer(self) -> bool:
        """Whether the navigation slides over the window instead of standing in it."""
        return self.band is not Band.WIDE

    @property
    def details_is_drawer(self) -> bool:
        """Whether the details slide over the window instead of standing in it."""
        return self.band in (Band.NARROW, Band.SINGLE)


def band_of(width: float) -> Band:
    """The band of a window `width` design pixels wide."""
    if width >= NAVIGATION[0] + LIST[0] + READING_LEAST + DETAILS:
        return Band.WIDE
    if width >= LIST[0] + READING_LEAST + DETAILS:
        return Band.MEDIUM
    return Band.NARROW if width >= 760 else Band.SINGLE


def arrange(width: float, *, navigation: bool, details: bool, reading_article: bool, focused: bool) -> Arrangement:
    """The arrangement of a window `width` design pixels wide.

    `navigation` and `details` are the user's wishes for its band (a pane, or an open drawer); `reading_article` tells
    the one-pane window to show the article instead of the list; `focused` is the focus mode, which shows nothing else.
    """
    band = band_of(width)
    if focused:
        return Arrangement(band, False, False, True, False)
    if band is Band.SINGLE:
        return Arrangement(band, navigation, not reading_article, reading_article, details)
    return Arrangement(band, navigation, True, True, details)


def first_widths(band: Band) -> tuple[int, int]:
    """Design widths of navigation and list before the reader moves a divider, measured on the mocks."""
    return NAVIGATION[1] - 1, {Band.WIDE: LIST[1], Band.MEDIUM: LIST[0], Band.NARROW: 312, Band.SINGLE: LIST[0]}[band]


def shown_at_first(band: Band) -> tuple[bool, bool]:
    """Whether navigation and details are shown in a band before the user says otherwise."""
    return band is Band.WIDE, band in (Band.WIDE, Band.MEDIUM)
