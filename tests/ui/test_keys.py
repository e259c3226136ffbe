"""Key presses become commands where they should, and only there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.commands import COMMANDS
from newsreader.ui.keys import Focus, KeyFilter, Keymap, chords, focus_of

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Bench:
    """A window with a list, a field and a button, and the commands its keys became."""

    def __init__(self, qtbot: QtBot, *, letters: bool = True) -> None:
        self.window = QWidget()
        layout = QVBoxLayout(self.window)
        self.view, self.field, self.button = QListView(), QLineEdit(), QPushButton("Go")
        for widget in (self.view, self.field, self.button):
            layout.addWidget(widget)
        qtbot.addWidget(self.window)
        self.pressed: list[str] = []
        self.repeats: list[bool] = []
        self.pending: list[str] = []
        self.escapes = 0
        panes: dict[QWidget, str] = {self.view: "list"}
        self.filter = KeyFilter(
            Keymap(COMMANDS, letters=letters), lambda: focus_of(self.window.focusWidget(), panes), self.window
        )
        self.filter.command_pressed.connect(self._note)
        self.filter.pending_changed.connect(self.pending.append)
        self.filter.escape_pressed.connect(self._escape)
        self.window.show()
        self.window.windowHandle().installEventFilter(self.filter)
        self.view.setFocus()

    def _note(self, id_: str, repeating: bool) -> None:
        self.pressed.append(id_)
        self.repeats.append(repeating)

    def _escape(self) -> None:
        self.escapes += 1

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifiers)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


@pytest.mark.parametrize(
    ("key", "modifiers", "command"),
    [
        (Qt.Key.Key_J, NONE, "article.next"),
        (Qt.Key.Key_Down, NONE, "article.next"),
        (Qt.Key.Key_Space, NONE, "article.read_on"),
        (Qt.Key.Key_Space, SHIFT, "article.read_back"),
        (Qt.Key.Key_Plus, SHIFT, "article.next_unread"),
        (Qt.Key.Key_Plus, CTRL | SHIFT, "view.larger"),
        (Qt.Key.Key_Equal, CTRL, "view.larger"),
        (Qt.Key.Key_Question, SHIFT, "app.shortcuts"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "article.open"),
        (Qt.Key.Key_G, SHIFT, "list.last"),
        (Qt.Key.Key_PageDown, CTRL | SHIFT, "list.mark_older_read"),
        (Qt.Key.Key_Apostrophe, CTRL, "list.clear_read"),
    ],
)
def test_a_key_is_its_command(bench: Bench, key: Qt.Key, modifiers: Qt.KeyboardModifier, command: str) -> None:
    bench.press(key, modifiers)
    assert bench.pressed == [command]


def test_two_keys_make_one_command(bench: Bench) -> None:
    bench.press(Qt.Key.Key_G)
    assert bench.pending == ["G"]
    bench.press(Qt.Key.Key_U)
    assert bench.pressed == ["go.unread"]
    assert bench.pending == ["G", ""]


def test_a_wrong_second_key_ends_the_sequence(bench: Bench) -> None:
    bench.press(Qt.Key.Key_G)
    bench.press(Qt.Key.Key_X)
    bench.press(Qt.Key.Key_U)
    assert bench.pressed == ["article.toggle_read"]


def test_letters_belong_to_a_text_field(bench: Bench) -> None:
    bench.field.setFocus()
    for key in (Qt.Key.Key_J, Qt.Key.Key_Space, Qt.Key.Key_Slash):
        bench.press(key)
    assert bench.pressed == []
    assert bench.field.text() == "j /"


def test_commands_with_a_modifier_work_in_a_text_field_but_its_own_do_not(bench: Bench) -> None:
    bench.field.setFocus()
    bench.press(Qt.Key.Key_Z, CTRL)
    bench.press(Qt.Key.Key_1, CTRL)
    bench.press(Qt.Key.Key_F6)
    assert bench.pressed == ["view.navigation", "pane.next"]


def test_alt_opens_the_menu_only_where_nothing_was_pressed_with_it(bench: Bench) -> None:
    window = bench.window.windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    bench.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert bench.pressed == ["article.back"]
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.mouseClick(window, Qt.MouseButton.ForwardButton, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert bench.pressed == ["article.back", "article.forward"]
    QTest.keyClick(window, Qt.Key.Key_Alt)
    assert bench.pressed[2:] == ["app.menu"]


def test_buttons_of_the_mouse_are_commands_and_the_others_are_left_alone(bench: Bench) -> None:
    clicks: list[bool] = []
    bench.button.clicked.connect(lambda: clicks.append(True))
    window, place = bench.window.windowHandle(), bench.button.geometry().center()
    for button in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton, Qt.MouseButton.LeftButton):
        QTest.mouseClick(window, button, NONE, place)
    assert bench.pressed == ["article.back", "article.forward"]
    assert len(clicks) == 1


def test_space_presses_the_button_that_has_the_focus(bench: Bench) -> None:
    clicks: list[bool] = []
    bench.button.clicked.connect(lambda: clicks.append(True))
    bench.button.setFocus()
    bench.press(Qt.Key.Key_Space)
    bench.press(Qt.Key.Key_J)
    assert len(clicks) == 1
    assert bench.pressed == ["article.next"]


def test_a_pane_has_keys_of_its_own(bench: Bench) -> None:
    bench.button.setFocus()
    bench.press(Qt.Key.Key_Down)
    assert bench.pressed == []


def test_letters_can_be_turned_off(qtbot: QtBot) -> None:
    bench = Bench(qtbot, letters=False)
    for key in (Qt.Key.Key_J, Qt.Key.Key_Slash):
        bench.press(key)
    bench.press(Qt.Key.Key_A, SHIFT)
    bench.press(Qt.Key.Key_F5)
    assert bench.pressed == ["library.rescan"]


def test_escape_is_told_wherever_the_focus_is(bench: Bench) -> None:
    bench.field.setFocus()
    bench.press(Qt.Key.Key_Escape)
    assert bench.escapes == 1


def test_alt_alone_opens_the_menu(bench: Bench) -> None:
    QTest.keyPress(bench.window.windowHandle(), Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert bench.pressed == []
    QTest.keyRelease(bench.window.windowHandle(), Qt.Key.Key_Alt)
    assert bench.pressed == ["app.menu"]


def test_a_held_key_repeats_moving_and_nothing_else(bench: Bench) -> None:
    for key, text in ((Qt.Key.Key_J, "j"), (Qt.Key.Key_S, "s")):
        for repeating in (False, True, True):
            event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, text, repeating)
            bench.filter.eventFilter(bench.window.windowHandle(), event)
    assert bench.pressed == ["article.next"] * 3 + ["article.toggle_star"]
    assert bench.repeats == [False, True, True, False]


@pytest.mark.parametrize(
    ("key", "modifiers", "scan_code", "expected"),
    [
        (0x0419, NONE, 24, "Q"),  # й stands where Q is
        (0x041E, NONE, 44, "J"),  # о stands where J is
        (Qt.Key.Key_Exclam, CTRL | SHIFT, 10, "Ctrl+Shift+1"),
        (Qt.Key.Key_Period, NONE, 61, "/"),
        (Qt.Key.Key_Comma, SHIFT, 61, "?"),
    ],
)
def test_a_layout_without_latin_letters_matches_by_place(
    monkeypatch: pytest.MonkeyPatch, key: int, modifiers: Qt.KeyboardModifier, scan_code: int, expected: str
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0)
    assert chords(event, latin=False)[1] == expected


def test_a_sign_of_a_latin_layout_is_never_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    french_comma = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Comma, NONE, 58, 0, 0)
    assert chords(french_comma) == [","]


def test_a_sequence_works_without_latin_letters(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for key, scan_code, text in ((0x041F, 42, "п"), (0x0413, 30, "г")):  # where G and U are
        event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, scan_code, 0, 0, text)
        bench.filter.eventFilter(bench.window.windowHandle(), event)
    assert bench.pressed == ["go.unread"]


def test_the_key_for_context_menus_is_told(bench: Bench) -> None:
    asked: list[bool] = []
    bench.filter.context_pressed.connect(lambda: asked.append(True))
    bench.press(Qt.Key.Key_F10, SHIFT)
    bench.press(Qt.Key.Key_Menu)
    assert asked == [True, True]


def test_a_latin_letter_is_itself_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NONE, 24, 0, 0)
    assert chords(event) == ["A"]


def test_focus_is_known_by_pane_field_and_button(bench: Bench) -> None:
    panes: dict[QWidget, str] = {bench.window: "whole"}
    assert focus_of(bench.field, panes) == Focus("whole", in_field=True)
    assert focus_of(bench.button, panes) == Focus("whole", on_button=True)
    assert focus_of(None, panes) == Focus()
