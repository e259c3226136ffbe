"""From a key press to a command: chords, sequences, panes, text fields and keyboards without Latin letters.

The filter sits on the window's native handle, before any widget sees the key: views with a type-ahead search, input
methods and buttons of a tool bar cannot swallow a command. It decides nothing about what a command does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

from PySide6 import QtWidgets  # of its classes two are made when a key is first pressed: 0.4 ms of a start
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget

from newsreader.core.commands import Command
from newsreader.core.values import dataclass

SEQUENCE_MS = 1000
"""How long the second key of "G, A" is waited for (look.md section 8.1)."""

_ACTIVATING = ("Space", "Return")
_BUTTONS = {Qt.MouseButton.BackButton: "Back", Qt.MouseButton.ForwardButton: "Forward"}
"""The buttons of a mouse that act as the keys of these names."""
_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'", 44: "ZXCVBNM,./"}
_SHIFTED = dict(zip("1234567890-=[];',./", '!@#$%^&*()_+{}:"<>?', strict=True))
_FIELD_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the focus is: the pane's name, and whether a text field, a button or an open menu has it."""

    pane: str = ""
    in_field: bool = False
    on_button: bool = False
    in_popup: bool = False


def focus_of(widget: QWidget | None, panes: Mapping[QWidget, str]) -> Focus:
    """What the focus widget is; `panes` names the containers that are panes."""
    fields = QLineEdit | QtWidgets.QAbstractSpinBox | QTextEdit | QtWidgets.QPlainTextEdit
    in_field = isinstance(widget, fields) and not widget.isReadOnly()
    walker = widget
    while walker is not None and walker not in panes:
        walker = walker.parentWidget()
    pane = panes[walker] if walker is not None else ""
    in_popup = QApplication.activePopupWidget() is not None
    return Focus(pane, in_field, isinstance(widget, QAbstractButton), in_popup)


def chords(event: QKeyEvent, *, latin: bool = True) -> list[str]:
    """The names a key press may be bound under, best first: by its sign, then by its place on the keyboard.

    The place (that of a US keyboard) counts where the sign is no Latin letter: for letters of other scripts, for signs
    of a layout that is not `latin`, and with Ctrl, so that Ctrl+Shift+1 is found where Shift makes a "!" of it.
    """
    named = _chord(event.key(), event.modifiers())
    is_sign = 0x21 <= event.key() <= 0x7E
    if 0x41 <= event.key() <= 0x5A or (
        is_sign and latin and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
    ):
        return [named]
    place = _place(event.nativeScanCode())
    if not place:
        return [named]
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not event.modifiers() & _FIELD_MODIFIERS:
        place = _SHIFTED.get(place, place)
    return [named, _chord(ord(place), event.modifiers())]


def _chord(key: int, modifiers: Qt.KeyboardModifier) -> str:
    kept = modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    if 0x21 <= key <= 0x7E and not chr(key).isalnum():
        kept &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(kept, Qt.Key(key))).toString(QKeySequence.SequenceFormat.PortableText)


def _is_modifier(key: int) -> bool:
    """Whether it only changes other keys. Qt's 470 keys are listed when the first one is pressed, 0.7 ms."""
    keys = Qt.Key
    return key in (keys.Key_Shift, keys.Key_Control, keys.Key_Alt, keys.Key_Meta, keys.Key_AltGr)


def _place(scan_code: int) -> str:
    """The sign a US keyboard has at a scan code; "" where the system's codes are not known."""
    if sys.platform.startswith("linux"):
        scan_code -= 8
    elif sys.platform != "win32":
        return ""
    return next((row[scan_code - first] for first, row in _ROWS.items() if 0 <= scan_code - first < len(row)), "")


class Keymap:
    """Which command a chord means, by pane; built from the table and read without a window."""

    def __init__(self, commands: Iterable[Command], *, letters: bool = True) -> None:
        """With `letters` False a single letter or sign is no command (WCAG 2.1.4)."""
        self._bound: dict[tuple[str, str], Command] = {}
        self._prefixes: set[str] = set()
        for command in commands:
            for key in command.keys:
                pane, _, sequence = key.rpartition(":")
                if letters or len(sequence.rpartition("+")[2]) > 1 or "Ctrl" in sequence:
                    self._bound[pane, sequence] = command
                    self._prefixes |= {sequence.rpartition(", ")[0]} - {""}

    def command(self, sequence: str, pane: str) -> Command | None:
        """The command of a whole sequence in a pane."""
        return self._bound.get((pane, sequence)) or self._bound.get(("", sequence))

    def begins(self, sequence: str) -> bool:
        """Whether more keys may follow."""
        return sequence in self._prefixes


class KeyFilter(QObject):
    """Turns the key presses of one window into commands."""

    command_pressed = Signal(str, bool)
    """A command's id, and whether the key repeats by itself."""
    pending_changed = Signal(str)
    """The first key of a sequence while the second is waited for, then ""."""
    escape_pressed = Signal()
    context_pressed = Signal()
    """The key for context menus, which Qt leaves to desktops that have one."""

    def __init__(self, keymap: Keymap, focus: Callable[[], Focus], parent: QObject | None = None) -> None:
        """`focus` says at each press where the focus is."""
        super().__init__(parent)
        self._keymap = keymap
        self._focus = focus
        self._capture: Callable[[str], None] | None = None
        self._pending = ""
        self._alone = False
        self._latin = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEQUENCE_MS)
        self._timer.timeout.connect(self._forget)

    def replace_keymap(self, keymap: Keymap) -> None:
        """Use other bindings from the next press on."""
        self._keymap = keymap

    def capture(self, take: Callable[[str], None] | None) -> None:
        """Give the next key press to `take` instead of carrying out a command: its name, "" for Esc. None: no more."""
        self._capture = take

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: True for the presses that were commands."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._release(event)
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._click(event)
        return super().eventFilter(watched, event)

    def _click(self, event: QMouseEvent) -> bool:
        self._alone = False
        button = _BUTTONS.get(event.button())
        if button is None:
            return False
        focus = self._focus()
        self._forget()
        return not focus.in_popup and self._take(button, focus.pane, repeating=False)

    def _press(self, event: QKeyEvent) -> bool:
        self._alone = event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat()
        if _is_modifier(event.key()):
            return False
        if self._capture is not None:
            take, self._capture = self._capture, None
            take("" if event.key() == Qt.Key.Key_Escape else chords(event, latin=self._latin)[0])
            return True
        focus = self._focus()
        if focus.in_popup:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._forget()
            self.escape_pressed.emit()
            return True
        if event.key() == Qt.Key.Key_Menu or _chord(event.key(), event.modifiers()) == "Shift+F10":
            self.context_pressed.emit()
            return True
        if 0x41 <= event.key() <= 0x5A or (event.text().isalpha() and not event.text().isascii()):
            self._latin = event.text().isascii()
        for chord in chords(event, latin=self._latin):
            if not self._inert(chord, event, focus) and self._take(chord, focus.pane, event.isAutoRepeat()):
                return True
        self._forget()
        return False

    def _release(self, event: QKeyEvent) -> bool:
        alone, self._alone = self._alone and not self._focus().in_popup, False
        command = self._keymap.command("Alt", "")
        if not alone or event.key() != Qt.Key.Key_Alt or event.isAutoRepeat() or command is None:
            return False
        self.command_pressed.emit(command.id, False)
        return True

    def _take(self, chord: str, pane: str, repeating: bool) -> bool:
        sequence = f"{self._pending}, {chord}" if self._pending else chord
        if self._keymap.begins(sequence):
            self._pending = sequence
            self._timer.start()
            self.pending_changed.emit(sequence)
            return True
        command = self._keymap.command(sequence, pane)
        if command is None:
            return False
        self._forget()
        if command.repeats or not repeating:
            self.command_pressed.emit(command.id, repeating)
        return True

    @staticmethod
    def _inert(chord: str, event: QKeyEvent, focus: Focus) -> bool:
        """Letters belong to a text field that has the focus, Space and Return to a button; F keys never do."""
        if focus.in_field:
            function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
            editing = chord in ("Ctrl+A", "Ctrl+C", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+E")
            return editing or not (function_key or event.modifiers() & _FIELD_MODIFIERS)
        return focus.on_button and chord in _ACTIVATING

    def _forget(self) -> None:
        self._timer.stop()
        if self._pending:
            self._pending = ""
            self.pending_changed.emit("")
