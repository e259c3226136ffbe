"""`app.keys`: giving commands other keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from newsreader.core.bindings import bound, owner_of, refusal
from newsreader.core.commands import Command, key_caps
from newsreader.ui.keys import KeyFilter
from newsreader.ui.keys_overlay import KeysOverlay
from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.preferences import Preferences


class KeysCommands:
    """A key that belongs to another command is taken from it when it is pressed a second time."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        preferences: Preferences,
        keys: Callable[[], KeyFilter],
        commands: Callable[[], Sequence[Command]],
    ) -> None:
        """`commands` are those in force, with the keys they have now."""
        self._window = window
        self._look = look
        self._preferences = preferences
        self._keys = keys
        self._commands = commands
        self._overlay = Opened(self._make)
        self._asked = ""

    def app_keys(self) -> None:
        """Every command with its key, in an overlay."""
        overlay = self._overlay.get()
        overlay.ask("")
        overlay.begin()
        self._show()
        overlay.open()

    def _make(self) -> KeysOverlay:
        overlay = KeysOverlay(self._look(), self._window)
        overlay.key_wanted.connect(self._want)
        overlay.reset_wanted.connect(self._reset)
        overlay.closed.connect(lambda: self._keys().capture(None))
        return overlay

    def _show(self) -> None:
        if self._overlay.current is not None:
            shown = [command for command in self._commands() if command.menu or command.group]
            self._overlay.current.show_commands(shown, self._preferences.settings.keys)

    def _want(self, id_: str) -> None:
        self._asked = ""
        self._ask(id_, f"Press the new key of “{self._named(id_)}”, or Esc")

    def _ask(self, id_: str, text: str) -> None:
        if self._overlay.current is not None:
            self._overlay.current.ask(text)
            self._keys().capture(lambda chord: self._take(id_, chord))

    def _take(self, id_: str, chord: str) -> None:
        commands = self._commands()
        if not chord:
            self._end()
            return
        caps = " ".join(key_caps(chord))
        reason, owner = refusal(commands, chord), owner_of(commands, chord)
        if reason:
            self._ask(id_, f"{reason} Press another key, or Esc")
        elif owner is not None and owner.id != id_ and self._asked != chord:
            self._asked = chord
            self._ask(id_, f"{caps} is “{owner.text}”. Press it again to move it, or Esc")
        else:
            self._preferences.rebind(bound(commands, id_, chord))
            self._end()

    def _reset(self, id_: str) -> None:
        self._preferences.rebind({id_: None})
        self._show()

    def _end(self) -> None:
        if self._overlay.current is not None:
            self._overlay.current.ask("")
        self._show()

    def _named(self, id_: str) -> str:
        return next(command.text for command in self._commands() if command.id == id_)
