"""The icon button of headers: 32 pixels square, reached by Tab, named by its action."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QToolButton, QWidget

from newsreader.ui.look import Look


class ToolButton(QToolButton):
    """Shows an action's icon; its tooltip has the key, its accessible name has not."""

    def __init__(
        self, look: Look, parent: QWidget | None = None, action: QAction | None = None, *, shows_state: bool = True
    ) -> None:
        """Without an action the button waits for `show_action`. One that stands in the pane which it hides shows no
        state (`shows_state`): there it could only ever be on.
        """
        super().__init__(parent)
        self._shows_state = shows_state
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        if action is not None:
            self.show_action(action)
        self.apply_look(look)

    def show_action(self, action: QAction) -> None:
        """Be the button of `action` from now on."""
        self.setDefaultAction(action)
        action.changed.connect(self._take_name)
        self._take_name()

    def apply_look(self, look: Look) -> None:
        """Take the size of `look`; the icon is the action's."""
        self.setFixedSize(look.px(32), look.px(32))
        self.setIconSize(QSize(look.px(18), look.px(18)))

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        """Qt's hook."""
        super().initStyleOption(option)
        if not self._shows_state:
            option.state &= ~QStyle.StateFlag.State_On

    def _take_name(self) -> None:
        action = self.defaultAction()
        if action is not None:
            self.setAccessibleName(action.iconText())
