"""Widgets of a window that is read from the right: what stands where, and that no words change their order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.elided_label import ElidedLabel
from newsreader.ui.filter_field import FilterField
from newsreader.ui.find_bar import FindBar
from newsreader.ui.look import Look
from newsreader.ui.palette_overlay import Listed, PaletteOverlay
from newsreader.ui.paragraph import Paragraph
from newsreader.ui.search_field import SearchField
from tests.ui.list_bench import show
from tests.walks.pixels import inked


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    window = QWidget()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(qtbot, window, 1000, 700)
    return window


def words(widget: QWidget) -> list[int]:
    """How wide the words of a label are, from the left."""
    image = widget.grab().toImage()
    runs = inked(image, image.rect(), gap=2)
    return [last - first for first, last in runs]


def test_words_and_numbers_keep_their_order(qtbot: QtBot, window: QWidget, look: Look) -> None:
    for kind in (ElidedLabel, Paragraph):
        shapes = []
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            label = kind(parent=window)
            label.setLayoutDirection(direction)
            label.setFont(look.font(13))
            label.setText("2 days ago")
            label.resize(200, 20)
            label.show()
            shapes.append(words(label))
        assert len(shapes[0]) == len(shapes[1]) == 3
        assert all(abs(one - other) <= 1 for one, other in zip(*shapes, strict=True)), kind


def test_fields_leave_room_for_their_icon_at_the_right(window: QWidget, look: Look) -> None:
    bar = FindBar(look, window)
    palette = PaletteOverlay(look, window, lambda _id: True)
    fields: list[QLineEdit] = [bar.field, palette.field]
    for field in fields:
        field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if isinstance(field, FilterField):
            field.apply_look(look)
    bar.apply_look(look)
    assert all(field.textMargins().right() >= 28 > field.textMargins().left() for field in fields)


def test_fields_are_turned_while_they_are_shown(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    show(qtbot, window, 1000, 700)
    search, bar, palette = SearchField(look, "/", window), FindBar(look, window), PaletteOverlay(look, window, bool)
    search.resize(300, search.height())
    search.setText("boats")
    for widget in (search, bar, palette):
        widget.show()
    fields: list[QLineEdit] = [search, bar.field, palette.field]
    before = [field.textMargins() for field in fields]
    pictures = [field.grab().toImage() for field in fields]
    assert all(margins.left() > margins.right() for margins in before[1:])
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for field, margins in zip(fields, before, strict=True):
        turned = field.textMargins()
        assert (turned.left(), turned.right()) == (margins.right(), margins.left())
    cross = search.findChild(QToolButton)
    assert cross is not None
    assert cross.geometry().center().x() < search.width() / 2
    window.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert [field.grab().toImage() for field in fields] == pictures


def test_a_name_of_the_palette_stands_beside_its_icon(window: QWidget, look: Look) -> None:
    palette = PaletteOverlay(look, window, lambda _id: True)
    palette.show_choices((), 0, [Listed(ListKey(ListKind.SOURCE, "Harbour Post"), 3)])
    palette.open()
    palette.field.setText("harb")
    index = next(palette.rows.index(row, 0) for row in range(palette.rows.rowCount()) if row == 1)
    area = palette.list.visualRect(index)
    image = palette.list.viewport().grab(area).toImage()
    between = QRect(area.width() - 48, 4, 8, 24)
    ground = image.pixel(between.left(), 4)
    assert all(
        image.pixel(x, y) == ground
        for x in range(between.left(), between.right())
        for y in range(between.top(), between.bottom())
    ), "nothing stands between the icon and the name"
    name = QRect(area.width() - 130, 8, 80, 20)
    assert any(
        image.pixel(x, y) != ground for x in range(name.left(), name.right()) for y in range(name.top(), name.bottom())
    )
