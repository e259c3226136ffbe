"""The details: source, author and date of the article beside it, its original, its tags and its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSpacerItem, QVBoxLayout, QWidget

from newsreader.core.article import Article
from newsreader.core.text import visible
from newsreader.core.values import dataclass
from newsreader.ui.chip import Chip
from newsreader.ui.details_block import Block
from newsreader.ui.flow_layout import FlowLayout
from newsreader.ui.ground import own_viewport
from newsreader.ui.labels import clock_line, full_date, local_time
from newsreader.ui.link_button import LinkButton, paint_focus
from newsreader.ui.look import Look
from newsreader.ui.monogram import Monogram
from newsreader.ui.own_text import OwnText
from newsreader.ui.redress import is_undressing
from newsreader.ui.value_field import ValueField

WIDTH = 264
"""The width of the details, in logical pixels at scale 1."""

_OWN = ("Note", "Highlights", "Other copies")
"""What the reader wrote or marked, and the other files that hold the article, in the order they are shown."""

_MIDDLE = Qt.TextElideMode.ElideMiddle


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the details say of an article's place: where it was published, and where its file is."""

    host: str
    shown_address: str
    tooltip_address: str
    folder: str
    note: str = ""
    highlights: str = ""
    copies: str = ""


class Details(QWidget):
    """The content of the sidebar, top to bottom as look.md section 6 lists it."""

    def __init__(self, look: Look, tag_chosen: Callable[[str], None], parent: QWidget) -> None:
        """`tag_chosen` is called with the tag of a chip. It is to be dressed by `apply_look`."""
        super().__init__(parent)
        self._look = look
        self._tag_chosen = tag_chosen
        self._is_dressed = False
        self._monogram = Monogram(look)
        self._source = ValueField("Source", pixels=14, weight=600)
        self._host = ValueField("Site", pixels=12, weight=400, token="fg3", line=17, mode=_MIDDLE)
        self._author = Block("Author", [ValueField("Author")])
        when = ValueField("Time", pixels=12, weight=400, token="fg3", line=17)
        self._published = Block("Published", [ValueField("Published"), when])
        self._time = Block("Reading time", [ValueField("Reading time")])
        self._words = Block("Words", [ValueField("Words")])
        self._original = Block("Original", [ValueField("Original", mode=_MIDDLE)])
        self.open_original = QPushButton("Open original")
        self.open_original.setAccessibleName("Open original")
        self.open_original.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._rule_gap = QSpacerItem(0, 0)
        self._button_gap = QSpacerItem(0, 0)
        self._tags = Block("Tags", [ValueField("Tags", weight=400, token="fg2")])
        self._own: dict[str, OwnText] = {}
        self._chips = QWidget()
        self._tag_chips: list[Chip] = []
        folder = ValueField("Folder", pixels=12, weight=400, token="fg3", line=17, mode=_MIDDLE)
        self._file = Block("File", [ValueField("File", mode=_MIDDLE), folder])
        self.show_in_folder = LinkButton("Show in folder", look)
        self.copy_path = LinkButton("Copy path", look)
        self._compose()

    def _compose(self) -> None:
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        for field in (self._source, self._host):
            self._names.addWidget(field)
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.addWidget(self._monogram, 0, Qt.AlignmentFlag.AlignTop)
        self._head_row.addLayout(self._names, 1)
        self._pair = QHBoxLayout()
        self._pair.setSpacing(0)
        for block in (self._time, self._words):
            self._pair.addWidget(block, 1)
        self._chip_row = FlowLayout(6)
        self._chip_column = QVBoxLayout(self._chips)
        self._chip_column.addLayout(self._chip_row)
        self._tags.column.insertWidget(1, self._chips)
        self._original.column.addSpacerItem(self._button_gap)
        self._original.column.addWidget(self.open_original)
        self._links = QHBoxLayout()
        self._links.setSpacing(0)
        self._links.addWidget(self.show_in_folder)
        self._links.addWidget(self.copy_path)
        self._links.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._author)
        self._column.addWidget(self._published)
        self._column.addLayout(self._pair)
        self._column.addWidget(self._original)
        self._column.addSpacerItem(self._rule_gap)
        self._column.addWidget(self._tags)
        self._column.addWidget(self._file)
        self._column.addLayout(self._links)
        self._column.addStretch(1)

    def show_article(self, article: Article, place: Whereabouts, now: datetime, locale: QLocale) -> None:
        """Fill every line; a fact the file does not state has no line."""
        name = article.source or place.host
        self._monogram.show_source(name)
        self._source.show_text(name)
        self._host.show_text(place.host)
        self._host.setVisible(bool(article.source and place.host))
        self._head.setVisible(bool(name))
        self._author.values[0].show_text(article.author)
        self._author.setVisible(bool(article.author))
        self.show_date(article, now, locale)
        self._show_length(article, locale)
        self._original.values[0].show_text(place.shown_address or "No link in this file", place.tooltip_address)
        self.open_original.setVisible(bool(article.url))
        self._button_gap.changeSize(0, self._look.px(7) if article.url else 0)
        self._original.column.invalidate()
        self._show_tags(article.tags)
        for label, text in zip(_OWN, (place.note, place.highlights, place.copies), strict=True):
            self._show_own(label, text)
        self._file.values[0].show_text(visible(PurePosixPath(article.path).name))
        self._file.values[1].show_text(visible(place.folder))

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Move the focus to the first value that is shown."""
        fields = (field for field in self.findChildren(ValueField) if field.isVisible())
        first = min(fields, key=lambda field: field.mapTo(self, field.rect().topLeft()).y(), default=None)
        if first is not None:
            first.setFocus(reason)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and distances of `look`."""
        self._look = look
        self._is_dressed = True
        px = look.px
        self._monogram.apply_look(look)
        for field in (self._source, self._host):
            field.apply_look(look)
        for block in (
            self._author,
            self._published,
            self._time,
            self._words,
            self._original,
            self._tags,
            self._file,
            *self._own.values(),
        ):
            block.apply_look(look)
        self._column.setContentsMargins(px(20), px(14), px(20), px(20))
        self._head_row.setContentsMargins(0, 0, 0, px(22))
        self._head_row.setSpacing(px(12))
        self._original.column.setContentsMargins(0, 0, 0, px(20))
        self.open_original.setFixedHeight(px(32))
        self.open_original.setFont(look.font(13, 500))
        self.open_original.setIconSize(QSize(px(22), px(16)))
        self.open_original.setIcon(self._spaced_icon("external-link"))
        self._rule_gap.changeSize(0, 1 + px(17))
        self._file.column.setContentsMargins(0, 0, 0, px(6))
        self._links.setSpacing(px(16))
        for link in (self.show_in_folder, self.copy_path):
            link.apply_look(look)
        self._chip_row.setSpacing(px(6))
        self._chip_column.setContentsMargins(0, px(3), 0, 0)
        for chip in self._tag_chips:
            chip.apply_look(look)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the ground, the hairline, and the focus around the value that has it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("side"))
        hair = self._rule_gap.geometry()
        painter.fillRect(hair.left(), hair.top(), hair.width(), 1, self._look.colour("hair"))
        if isinstance(self.focusWidget(), ValueField | LinkButton):
            paint_focus(painter, self, self._look)

    def show_date(self, article: Article, now: datetime, locale: QLocale) -> None:
        """The date block alone: time has passed."""
        published = article.published
        self._published.setVisible(published is not None)
        if published is None:
            return
        day, when = self._published.values
        tooltip = "\n".join(part for part in (local_time(published, now, locale), published.raw) if part)
        day.show_text(full_date(published, locale), tooltip)
        line = clock_line(published, now)
        when.show_text(line, tooltip)
        when.setVisible(bool(line))

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if self._is_dressed and is_undressing(event):
            self.apply_look(self._look)

    def _spaced_icon(self, name: str) -> QIcon:
        """An icon with 6 pixels of air on the side of the text; a button has 4 of its own."""
        px, ratio = self._look.px, self.devicePixelRatioF()
        spaced = QPixmap(QSize(round(px(22) * ratio), round(px(16) * ratio)))
        spaced.setDevicePixelRatio(ratio)
        spaced.fill(Qt.GlobalColor.transparent)
        painter = QPainter(spaced)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.drawPixmap(px(6) if rtl else 0, 0, self._look.pixmap(name, "fg2", 16, ratio))
        painter.end()
        return QIcon(spaced)

    def _show_length(self, article: Article, locale: QLocale) -> None:
        known = bool(article.words or article.characters)
        self._time.setVisible(known)
        self._words.setVisible(known)
        self._time.values[0].show_text(f"{locale.toString(article.minutes)} min")
        in_characters = article.characters / 400 > article.words / 230
        self._words.set_label("Characters" if in_characters else "Words")
        self._words.values[0].show_text(locale.toString(article.characters if in_characters else article.words))

    def _show_own(self, label: str, text: str) -> None:
        """What the reader wrote or marked, above the file, in the order of `_OWN`; made when there is some."""
        block = self._own.get(label)
        if block is None and text:
            below = next((self._own[name] for name in _OWN[_OWN.index(label) :] if name in self._own), self._file)
            block = self._own[label] = OwnText(label, self._look)
            block.apply_look(self._look)
            self._column.insertWidget(self._column.indexOf(below), block)
            block.stackUnder(below)
        if block is not None:
            block.show_text(text)

    def _show_tags(self, tags: Sequence[str]) -> None:
        chips = self._tag_chips
        while len(chips) > len(tags):
            chip = chips.pop()
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        while len(chips) < len(tags):
            chip = Chip(self._look, self._chips)
            QWidget.setTabOrder(chips[-1] if chips else self.open_original, chip)
            chip.clicked.connect(lambda _checked=False, chip=chip: self._tag_chosen(chip.name))
            self._chip_row.addWidget(chip)
            chips.append(chip)
        for chip, tag in zip(chips, tags, strict=True):
            chip.show_name(tag)
            chip.show()
        self._chips.setVisible(bool(tags))
        self._tags.values[0].setVisible(not tags)
        self._tags.values[0].show_text("None")


class MetadataSidebar(QScrollArea):
    """The right pane, 264 pixels wide; scrolls where the window is too low."""

    open_original_requested = Signal()
    show_in_folder_requested = Signal()
    copy_path_requested = Signal()
    tag_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Empty until `show_article`."""
        super().__init__(parent)
        own_viewport(self)
        self.setAccessibleName("Details")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._shown: tuple[Article, Whereabouts, datetime] | None = None
        self._look = look
        self._details = Details(look, self.tag_chosen.emit, self.viewport())
        self._details.hide()
        self._details.open_original.clicked.connect(self.open_original_requested)
        self._details.show_in_folder.clicked.connect(self.show_in_folder_requested)
        self._details.copy_path.clicked.connect(self.copy_path_requested)
        self.apply_look(look)

    def show_article(
        self,
        article: Article,
        *,
        host: str,
        shown_address: str,
        tooltip_address: str,
        folder: str,
        now: datetime,
        note: str = "",
        highlights: str = "",
        copies: str = "",
    ) -> None:
        """The facts of an article. `shown_address` is its address without scheme, "" for none; `tooltip_address` the
        whole of it, decoded and in punycode where they differ; `folder` the folder of its file, as the user knows it;
        `note` what the reader wrote, `highlights` what they highlighted, `copies` the other
        files that hold the article.
        """
        place = Whereabouts(host, shown_address, tooltip_address, folder, note, highlights, copies)
        self._shown = (article, place, now)
        self._details.show_article(article, place, now, self.locale())
        if self.widget() is None:
            # Dressed and laid out here for the first time: rules are in force, whose first look at a widget takes off
            # what was put on before.
            self._details.ensurePolished()
            self._details.apply_look(self._look)
            self.setWidget(self._details)
        self._details.show()
        self.verticalScrollBar().setValue(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: who comes by key comes to the first value."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._details.focus_first(event.reason())

    def clear(self) -> None:
        """Show nothing: no article is selected."""
        self._shown = None
        self._details.hide()

    def refresh_dates(self, now: datetime) -> None:
        """Tell the time."""
        if self._shown is not None:
            article, place, _ = self._shown
            self._shown = (article, place, now)
            self._details.show_date(article, now, self.locale())

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and the width of `look`."""
        self.setFixedWidth(look.px(WIDTH))
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, look.colour("side"))
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(True)
        self._look = look
        if self.widget() is not None:
            self._details.apply_look(look)
        if self._shown is not None:
            self.refresh_dates(self._shown[2])
