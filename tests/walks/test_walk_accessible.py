"""Walks with the eyes shut: in every state, everything one can reach has a name, and says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.walks.stories import HAN, LINKS, STORIES, TIDES
from tests.walks.walker import Walker

NAMED = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.Dialog,
    QAccessible.Role.Link,
}
Parts = list[tuple[QAccessible.Role, str]]


def tree(node: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """A node of the accessible tree and everything below it that is to be seen."""
    if node is None or not node.isValid() or node.state().invisible:
        return
    yield node
    for number in range(min(node.childCount(), 300)):
        yield from tree(node.child(number))


def parts(walk: Walker) -> Parts:
    """Role and name of everything in the window."""
    root = QAccessible.queryAccessibleInterface(walk.window)
    return [(node.role(), node.text(QAccessible.Text.Name)) for node in tree(root)]


def nameless(walk: Walker) -> Parts:
    """What has a role that needs a name, and none."""
    return [(role, name) for role, name in parts(walk) if role in NAMED and not name.strip()]


@pytest.fixture(autouse=True, scope="module")
def screen_reader() -> Iterator[None]:
    """A screen reader is there: only then Qt tells it of rows that come and go."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


STATES = {
    "article": [],
    "search": ["/", "W"],
    "nothing found": ["/", "Q", "Q", "X"],
    "overlay": ["?"],
    "toast": ["Shift+A"],
    "nothing starred": ["G", "S"],
    "focus mode": ["F"],
    "without panes": ["Ctrl+1", "I"],
    "compact": ["Ctrl+Shift+D"],
}
OVERLAYS = ("library.problems", "library.switch")


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_nameless(walk: Walker, state: str) -> None:
    walk.press(*STATES[state])
    walk.rest(150)
    walk.settle()
    found = parts(walk)
    assert len([name for role, name in found if role in NAMED]) > 3
    assert nameless(walk) == []


@pytest.mark.parametrize("command", OVERLAYS)
def test_nothing_is_nameless_in_an_overlay(walk: Walker, command: str) -> None:
    walk.shell.run(command)
    walk.settle()
    assert nameless(walk) == []


@pytest.mark.parametrize(
    ("width", "keys"), [(1000, []), (900, ["I"]), (900, ["Ctrl+1"]), (600, []), (600, ["Return"]), (600, ["I"])]
)
def test_nothing_is_nameless_in_a_narrow_window(walk: Walker, width: int, keys: list[str]) -> None:
    walk.window.resize(width, 700)
    walk.settle()
    walk.press(*keys)
    walk.settle()
    assert nameless(walk) == []


def test_nothing_is_nameless_at_the_first_launch(room: Walker, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    room.open(folder, empty=True)
    assert nameless(room) == []
    buttons = [name for role, name in parts(room) if role == QAccessible.Role.Button]
    assert {"Add folder…", "Open file…"} <= set(buttons)


def test_the_list_is_a_table_whose_rows_say_unread_first(walk: Walker) -> None:
    table = QAccessible.queryAccessibleInterface(walk.widgets.articles)
    assert table is not None
    assert table.text(QAccessible.Text.Name) == "Articles"
    cells = [table.child(number) for number in range(table.childCount())]
    rows = [cell.text(QAccessible.Text.Name) for cell in cells if cell.role() == QAccessible.Role.Cell]
    assert len(rows) == len(STORIES)
    assert rows[0].startswith(f"Unread, {TIDES.title}, {TIDES.source}, {TIDES.author}, ")
    walk.press("S", "U")
    assert walk.spoken(TIDES).startswith(f"Starred, {TIDES.title}")


def test_the_page_is_called_like_its_article(walk: Walker) -> None:
    walk.press("J")
    walk.shows(LINKS)
    page = QAccessible.queryAccessibleInterface(walk.widgets.pane.browser)
    assert page is not None
    assert page.text(QAccessible.Text.Name) == LINKS.title
    assert LINKS.author in page.text(QAccessible.Text.Description)
    text = page.textInterface()
    assert text is not None
    assert LINKS.mark in text.text(0, text.characterCount())


def test_the_navigation_says_how_much_is_unread(walk: Walker) -> None:
    names = [name for _, name in parts(walk)]
    assert "Library" in names
    assert "Unread, 7" in names


def test_each_label_of_the_details_is_the_buddy_of_its_value(walk: Walker) -> None:
    walk.press("End", "K", "K")
    walk.shows(HAN)
    labels = {label.text(): label.buddy() for label in walk.widgets.details.findChildren(QLabel)}
    for name in ("Author", "Published", "Reading time", "Characters", "Original", "File"):
        buddy = labels[name]
        assert isinstance(buddy, QLineEdit)
        assert buddy.text() == walk.facts["Words" if name == "Characters" else name]


def test_a_value_that_is_cut_is_whole_in_name_and_tooltip(walk: Walker) -> None:
    field = next(field for field in walk.fields if field.accessibleName().startswith("Folder: "))
    assert field.accessibleName().endswith("harbour")
    assert "harbour" in field.toolTip()
