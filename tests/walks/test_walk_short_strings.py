"""A walk past everything that shows or says a title, author, tag, file name or error: plain text, and nothing that
steers, hides or reorders (security.md row 8, T25, T26, I16, E17).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from tests.walks.stories import ORBIT, write
from tests.walks.walker import Walker

MARKUP = "<b>bold</b><img src=x.png>"
STEERING = "\x1b[31m\u202egnp.\u2066\u200b\ue000\ufdd0\x00\x9b"
NASTY = f"{MARKUP}{STEERING}&lt;i&gt;"
UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2067\u206a-\u206f\ufdd0-\ufdef\ufeff\ufffc"
    "\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010ffff]"
)
"""What may be neither seen nor heard; U+2068 and U+2069 keep an author's direction to the author."""
OURS = re.compile(r'<p style="white-space:pre-wrap">[^<>]*</p>')
NAME = f"{MARKUP.replace('/', '')}\x1b[31m\u202egnp"
STATES = {
    "article": [],
    "list of a source": [],
    "search": ["/", "B", "O", "L", "D"],
    "find": ["Ctrl+F"],
    "starred": ["S"],
}
COMMANDS = (
    "library.problems",
    "library.switch",
    "library.trash",
    "article.edit_tags",
    "article.note",
    "state.history",
    "palette.open",
    "app.settings",
    "app.shortcuts",
    "article.links",
    "app.about",
)


@pytest.fixture
def nasty(room: Walker, tmp_path: Path) -> Walker:
    """A library whose newest article has a bad name everywhere, with another one below and a file that is none."""
    root = tmp_path / f"library {NAME}"
    title, author = (NASTY.replace("\x00", "").replace('"', "") for _ in range(2))
    head = f"---\ntitle: '{title}'\nauthor: '{author}'\nsource: '{title}'\ntags: ['{title}', other]\n"
    head += "date: 2026-08-22T11:59:00Z\nurl: 'https://x.example/<b>bold'\nlanguage: '<b>x'\n---\n\n"
    write(
        root,
        f"{NAME}/{NAME}.md",
        head + f"Body {NASTY} [a link](https://y.example/<b> '{MARKUP}').\n\n![x](gone.png)\n",
    )
    write(root, f"{NAME}/other {NAME}.md", f"# {NASTY}\n\nText.\n")
    write(root, ORBIT.path, ORBIT.text())
    write(root, f"bad {NAME}.md", b"\x00\x01\x02\x03" * 300)
    room.open(root)
    room.until(lambda: not room.shell.desk.is_scanning, "all is read")
    return room


def rows(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    parent = parent or QModelIndex()
    for number in range(min(model.rowCount(parent), 200)):
        index = model.index(number, 0, parent)
        yield index
        yield from rows(model, index)


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Everything short that a widget shows or says: where, and what."""
    kind = type(widget).__name__
    yield f"{kind} name", widget.accessibleName()
    yield f"{kind} description", widget.accessibleDescription()
    yield f"{kind} title", widget.windowTitle()
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield f"{kind} text", widget.text()
    if isinstance(widget, QLineEdit):
        yield f"{kind} asks", widget.placeholderText()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for index in rows(widget.model()):
            roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            yield from ((f"{kind} row", text) for role in roles if isinstance(text := index.data(role), str))
    for action in widget.actions():
        yield f"{kind} action", action.text()


def tooltips(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield from (action.toolTip() for action in widget.actions())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for index in rows(widget.model()):
            text = index.data(Qt.ItemDataRole.ToolTipRole)
            yield text if isinstance(text, str) else ""


def harm(walk: Walker) -> list[str]:
    """What guesses at markup, or shows or says what it must not."""
    found: list[str] = []
    widgets = [walk.window, *walk.window.findChildren(QWidget), *QApplication.topLevelWidgets()]
    assert len(widgets) > 60
    for widget in widgets:
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__} guesses")
        found += [f"{where}: {text!r}" for where, text in texts(widget) if UNWANTED.search(text)]
        for text in tooltips(widget):
            if UNWANTED.search(text) or ("<" in text and not OURS.fullmatch(text)):
                found.append(f"{type(widget).__name__} tooltip: {text!r}")
    return list(dict.fromkeys(found))


def is_said(walk: Walker, text: str) -> bool:
    """Whether a text stands anywhere: what must be plain is there to be plain."""
    widgets = [walk.window, *walk.window.findChildren(QWidget)]
    return any(text in unescape(said) for widget in widgets for _, said in texts(widget))


@pytest.mark.parametrize("state", STATES)
def test_every_short_string_is_plain_and_harmless(nasty: Walker, state: str) -> None:
    if state == "list of a source":
        nasty.press("G", "U")
    nasty.press(*STATES[state])
    nasty.rest(150)
    nasty.settle()
    assert harm(nasty) == []
    assert is_said(nasty, MARKUP.replace("/", ""))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_overlay_is_plain_and_harmless(nasty: Walker, command: str) -> None:
    nasty.press("S")
    nasty.shell.run(command)
    nasty.rest(50)
    nasty.settle()
    assert harm(nasty) == []
    assert is_said(nasty, MARKUP.replace("/", ""))


def test_what_is_said_of_a_deleted_file_is_plain(nasty: Walker) -> None:
    nasty.press("Del")
    nasty.settle()
    assert harm(nasty) == []
    nasty.shell.run("library.trash")
    nasty.settle()
    assert harm(nasty) == []
    nasty.press("Esc")
    nasty.shell.run("library.restore_deleted")
    nasty.settle()
    assert "Restored" in nasty.toast
    assert harm(nasty) == []
