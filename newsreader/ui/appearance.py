"""From settings to what everything is painted with; one change reaches every widget at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from newsreader.core.high_contrast import SystemColours
from newsreader.core.hints import Protocol
from newsreader.core.settings import Settings
from newsreader.core.theme import PAPER
from newsreader.core.values import replace
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look, chosen_theme, system_colours
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


def contrast_asked(application: QApplication) -> SystemColours | None:
    """The desktop's colours where it asks for high contrast; None where it does not.

    The desktop's palette is what the application has when it has none of its own. PySide6 lets go of the hints for
    accessibility with the wrapper of the hints they belong to, which is therefore held.
    """
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() != Qt.ContrastPreference.HighContrast:
        return None
    application.setPalette(QPalette())
    return system_colours(application.palette())


def look_of(settings: Settings, icons: Icons, contrast: SystemColours | None = None) -> Look:
    """The look the settings ask for; with "system" it depends on the desktop's colour scheme now. `contrast` are the
    colours of a desktop that asks for high contrast.
    """
    theme = chosen_theme(settings.text("appearance.theme"), settings.text("appearance.day_theme"), contrast)
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
    """Give the application its palette and font."""
    application.setPalette(palette(look))
    application.setFont(look.font(13))


def rule(application: QApplication, look: Look) -> None:
    """Give the application its style rules.

    When the widgets are made: where rules are in force, Qt goes over all children at each new parent, which took 95 of
    2,230 million instructions of a start (measured 2026-11-30).
    """
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
        ask_contrast: Callable[[QApplication], SystemColours | None] = contrast_asked,
    ) -> None:
        """`painted` are told each new look, in their order."""
        super().__init__(parent)
        self._application = application
        self._preferences = preferences
        self._icons = icons
        self._painted = tuple(painted)
        self._ask_contrast = ask_contrast
        self.look = look_of(preferences.settings, icons, ask_contrast(application))
        preferences.changed.connect(self._follow_setting)
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow_desktop)
        self._hints.accessibility().contrastPreferenceChanged.connect(self.renew)

    def renew(self) -> None:
        """Make the look anew and dress everything in it."""
        contrast = self._ask_contrast(self._application)
        self.look = look_of(self._preferences.settings, self._icons, contrast)
        dress(self._application, self.look)
        rule(self._application, self.look)
        for widget in self._painted:
            widget.apply_look(self.look)

    def _follow_setting(self, id_: str) -> None:
        if id_.startswith("appearance."):
            self.renew()

    def _follow_desktop(self) -> None:
        if self.look.theme.high or self._preferences.settings.text("appearance.theme") == "system":
            self.renew()
