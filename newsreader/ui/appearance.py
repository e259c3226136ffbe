"""From settings to what everything is painted with; one change reaches every widget at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from newsreader.core.settings import Settings
from newsreader.core.theme import PAPER
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look, chosen_theme
from newsreader.ui.page.faces import Faces
from newsreader.ui.page.sheet import Printing
from newsreader.ui.page.type_scale import CHARACTERS, TypeScale
from newsreader.ui.preferences import Preferences
from newsreader.ui.style import palette, style_sheet

_MEASURES = {"narrow": 58, "normal": CHARACTERS, "wide": 80}
"""Characters of a line."""
_LEADINGS = {"tight": 0.94, "normal": 1.0, "loose": 1.1}
"""What the height of the text's lines is multiplied with."""


_PAPER_RATIO = 2.0
"""Pixels of a picture on paper to one of the layout: about 240 an inch."""


class Painted(Protocol):
    """Anything that paints with a look."""

    def apply_look(self, look: Look) -> None:
        """Paint with `look` from now on."""


def look_of(settings: Settings, icons: Icons) -> Look:
    """The look the settings ask for; with "system" it depends on the desktop's colour scheme now."""
    theme = chosen_theme(settings.text("appearance.theme"), settings.text("appearance.day_theme"))
    return Look(theme, icons, compact=settings.text("appearance.density") == "compact")


def scale_of(settings: Settings) -> TypeScale:
    """The scale of the page the settings ask for."""
    return TypeScale(
        settings.number("reading.text_size"),
        characters=_MEASURES[settings.text("reading.measure")],
        leading=_LEADINGS[settings.text("reading.line_height")],
    )


def printing_of(settings: Settings, icons: Icons, faces: Faces) -> Printing:
    """What paper is set with: the reader's typeface and lines, in a size of its own, black on white."""
    typeface = faces.in_typeface(settings.text("reading.typeface"))
    return Printing(Look(PAPER, icons), typeface, replace(scale_of(settings), percent=100), _PAPER_RATIO)


def dress(application: QApplication, look: Look) -> None:
    """Give the application its palette, font and style rules."""
    application.setPalette(palette(look))
    application.setFont(look.font(13))
    application.setStyleSheet(style_sheet(look))


class Appearance(QObject):
    """Keeps the look in step with the settings and the desktop."""

    def __init__(
        self,
        application: QApplication,
        preferences: Preferences,
        icons: Icons,
        painted: Sequence[Painted],
        parent: QObject | None = None,
    ) -> None:
        """`painted` are told each new look, in their order."""
        super().__init__(parent)
        self._application = application
        self._preferences = preferences
        self._icons = icons
        self._painted = tuple(painted)
        self.look = look_of(preferences.settings, icons)
        preferences.changed.connect(self._follow_setting)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_desktop)

    def renew(self) -> None:
        """Make the look anew and dress everything in it."""
        self.look = look_of(self._preferences.settings, self._icons)
        dress(self._application, self.look)
        for widget in self._painted:
            widget.apply_look(self.look)

    def _follow_setting(self, id_: str) -> None:
        if id_.startswith("appearance."):
            self.renew()

    def _follow_desktop(self) -> None:
        if self._preferences.settings.text("appearance.theme") == "system":
            self.renew()
