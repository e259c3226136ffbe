"""What the reading pane's view has on it: a sheet, what is found and marked on it, and the announcement under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from newsreader.ui.look import Look
from newsreader.ui.page.decorations import Hits
from newsreader.ui.page.foot import Foot
from newsreader.ui.page.sheet import Sheet


class Screen:
    """Shared by those who write the page, scroll it, find words on it and paint it; knows no widget."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.sheet: Sheet | None = None
        self.hits = Hits()
        self.marked = Hits()
        self.foot = Foot(look)

    def apply_look(self, look: Look) -> None:
        """Paint what is not on a sheet with `look`; a sheet has the look it was made with."""
        self.look = look
        self.foot = Foot(look, self.foot.title)

    def foot_area(self) -> QRectF:
        """Where the next article is announced, in document coordinates; empty while there is nothing to announce."""
        if self.sheet is None or not self.sheet.done or not self.sheet.page.blocks:
            return QRectF()
        return self.foot.area(self.sheet.text_area())

    def paint(self, painter: QPainter, view: QRectF) -> None:
        """Paint what stands under the text in `view`, in document coordinates."""
        if self.sheet is not None:
            self.sheet.paint(painter, view, self.hits, self.marked)
            if self.sheet.ends_above(view.bottom()):
                self.foot.paint(painter, self.foot_area())

    def image_of(self, name: str) -> QImage:
        """What Qt's text engine is given for the name of a picture."""
        return self.sheet.image_of(name) if self.sheet is not None else QImage()

    def source_of(self, name: str) -> str:
        """The source of a picture that is shown under `name`; "" for any other name."""
        pictures = self.sheet.placed.pictures if self.sheet is not None else ()
        return next((picture.source for picture in pictures if picture.name == name and picture.shown), "")
