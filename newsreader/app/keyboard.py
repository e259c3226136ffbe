"""The keys of the window: the table's, by the pane that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from newsreader.app.widgets import Widgets
from newsreader.core.bindings import with_keys
from newsreader.core.commands import COMMANDS
from newsreader.core.settings import Settings
from newsreader.core.values import replace
from newsreader.ui.keys import Focus, KeyFilter, Keymap, focus_of
from newsreader.ui.overlay import front_overlay


def keymap_of(settings: Settings) -> Keymap:
    """The keys of the table, or the reader's own; single letters are among them where the settings say so."""
    return Keymap(with_keys(COMMANDS, settings.keys), letters=settings.flag("keyboard.letters"))


def make_keys(widgets: Widgets, settings: Settings, parent: QObject) -> KeyFilter:
    """The filter that turns key presses into commands; letters are commands where the settings say so."""
    panes: dict[QWidget, str] = {
        widgets.navigation: "navigation",
        widgets.articles: "list",
        widgets.pane: "reading",
        widgets.details: "details",
    }

    def focus() -> Focus:
        """Behind an overlay no letter is a command."""
        now = focus_of(QApplication.focusWidget(), panes)
        return replace(now, in_field=True) if front_overlay(widgets.window) is not None else now

    return KeyFilter(keymap_of(settings), focus, parent)
