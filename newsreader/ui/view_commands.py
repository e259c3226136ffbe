"""Commands on how the window looks: panes, theme, density, text size, the overlay of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from newsreader.core.settings import TEXT_SIZES, Settings, Value
from newsreader.ui.window import MainWindow

THEMES = ("system", "light", "sepia", "dark")
DENSITIES = ("comfortable", "compact")


class ViewCommands:
    """Ctrl+1, F, F6, Ctrl+= and their like."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        keep_setting: Callable[[str, Value], None],
        panes: Callable[[], Sequence[QWidget]],
        say: Callable[[str], None],
        open_text_menu: Callable[[], None],
        tell: Callable[[str], None],
        is_high: Callable[[], bool],
    ) -> None:
        """`keep_setting` keeps and applies one setting; `panes` are the widgets F6 walks through, as they are shown;
        `tell` says what cannot be seen, and `is_high` whether the desktop asks for high contrast.
        """
        self._window = window
        self._settings = settings
        self._keep_setting = keep_setting
        self._panes = panes
        self._say = say
        self._open_text_menu = open_text_menu
        self._tell = tell
        self._is_high = is_high

    def view_navigation(self) -> None:
        """Show or hide the navigation."""
        self._window.toggle("navigation")

    def view_details(self) -> None:
        """Show or hide the details."""
        self._window.toggle("details")

    def view_focus_mode(self) -> None:
        """Only the article, or everything again."""
        self._window.set_focus_mode(not self._window.in_focus_mode)
        if self._window.in_focus_mode:
            self._panes()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def view_full_screen(self) -> None:
        """Fill the screen, or leave it again."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def view_text(self) -> None:
        """Choose size and theme from a menu."""
        self._open_text_menu()

    def view_theme(self) -> None:
        """The next theme; the colours of a desktop that asks for high contrast go before it, which is said."""
        self._cycle("appearance.theme", THEMES, "Theme")
        if self._is_high():
            theme = self._settings.text("appearance.theme")
            self._tell(f"Theme: {theme}. High contrast, which the desktop asks for, goes before it")

    def view_density(self) -> None:
        """The next density of the list."""
        self._cycle("appearance.density", DENSITIES, "Density")

    def view_larger(self) -> None:
        """The next larger text of articles."""
        self._step(1)

    def view_smaller(self) -> None:
        """The next smaller text of articles."""
        self._step(-1)

    def view_normal(self) -> None:
        """Text of articles at 100 %."""
        self._resize(100)

    def pane_next(self) -> None:
        """The focus to the next pane."""
        self._walk(1, wrap=True)

    def pane_previous(self) -> None:
        """The focus to the pane before."""
        self._walk(-1, wrap=True)

    def pane_right(self) -> None:
        """The focus to the pane on the right, if there is one."""
        self._walk(1, wrap=False)

    def pane_left(self) -> None:
        """The focus to the pane on the left, if there is one."""
        self._walk(-1, wrap=False)

    def _cycle(self, id_: str, choices: Sequence[str], name: str) -> None:
        value = choices[(choices.index(self._settings.text(id_)) + 1) % len(choices)]
        self._keep_setting(id_, value)
        self._say(f"{name}: {value}")

    def _step(self, step: int) -> None:
        row = TEXT_SIZES.index(self._settings.number("reading.text_size")) + step
        self._resize(TEXT_SIZES[min(max(row, 0), len(TEXT_SIZES) - 1)])

    def _resize(self, percent: int) -> None:
        self._keep_setting("reading.text_size", percent)
        self._say(f"Text size {percent} %")

    def _walk(self, step: int, *, wrap: bool) -> None:
        panes = self._panes()
        here = next((row for row, pane in enumerate(panes) if _has_focus(pane)), None)
        there = (0 if step > 0 else len(panes) - 1) if here is None else here + step
        if wrap:
            there %= len(panes)
        if 0 <= there < len(panes):
            panes[there].setFocus(Qt.FocusReason.TabFocusReason)


def _has_focus(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
