"""A reader at the window: presses real keys, clicks real places, and looks at what list, page and details show."""

from __future__ import annotations

import builtins
import gc
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from newsreader.app.shell import Shell
from newsreader.core.timeline import ListKey
from newsreader.ui.chip import Chip
from newsreader.ui.link_button import LinkButton
from newsreader.ui.overlay import Overlay
from tests.walks.stories import Story

Overlay_ = TypeVar("Overlay_", bound=Overlay)
PATIENCE_MS = 15_000
LANES = ("pages", "queries", "pictures", "scans", "marks", "folders")


class Heart:
    """Beats every 10 ms while events are processed. In milliseconds, the longest gap is how long the window did not
    answer, and `busiest` how long its thread had the processor between two beats, whatever else the machine did.
    """

    def __init__(self, window: QWidget) -> None:
        self.longest = self.busiest = 0.0
        self._since = self._own = 0.0
        self._timer = QTimer(window)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def reset(self) -> None:
        """Count from now on."""
        self.longest = self.busiest = 0.0
        self.resume()

    def resume(self) -> None:
        """The test itself has worked meanwhile; that is no gap."""
        self._since, self._own = time.perf_counter(), time.thread_time()

    def note(self, milliseconds: float) -> None:
        """The window was busy for so long."""
        self.longest = max(self.longest, milliseconds)

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.note((now - self._since) * 1000)
        self.busiest = max(self.busiest, (own - self._own) * 1000)
        self._since, self._own = now, own


class Walker:
    """Holds a `Shell` whose window is on the (offscreen) screen."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.widgets = shell.widgets
        self.window = shell.widgets.window
        self.heart = Heart(self.window)

    def press(self, *keys: str) -> None:
        """Press keys as they are written in the table: "J", "Shift+A", "Ctrl+=", "PgDown"."""
        for key in keys:
            combination = QKeySequence(key)[0]  # type: ignore[index]
            start = time.perf_counter()
            QTest.keyClick(self.window.windowHandle(), combination.key(), combination.keyboardModifiers())
            self.heart.note((time.perf_counter() - start) * 1000)

    def type(self, text: str) -> None:
        """Type letters, one after the other."""
        for letter in text:
            self.press("Space" if letter == " " else letter.upper())

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click into a widget, through the window."""
        assert widget.isVisible(), widget
        where = widget.mapTo(self.window, place or widget.rect().center())
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def until(self, holds: Callable[[], bool], what: str = "") -> None:
        """Let the window live until something holds."""
        clock = QElapsedTimer()
        clock.start()
        self.heart.resume()
        while not holds():
            assert not clock.hasExpired(PATIENCE_MS), what or "waited in vain"
            flags = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            QCoreApplication.processEvents(flags)

    def settle(self) -> None:
        """Let the window live until every lane, timer of the page and event queue has come to rest."""
        for name in LANES:
            arrived = threading.Event()
            lane = self.shell.lanes[name]
            lane.submit(lambda: None, lambda _none, arrived=arrived: arrived.set())  # type: ignore[misc]
            self.until(arrived.is_set, name)
        self.until(lambda: not self.widgets.pane.is_writing, "the page is written")
        QCoreApplication.processEvents()

    def rest(self, milliseconds: int) -> None:
        """Let the window live for a while in which something must not happen."""
        over = threading.Event()
        QTimer.singleShot(milliseconds, over.set)
        self.until(over.is_set)

    def open(self, root: Path, key: ListKey | None = None, *, empty: bool = False) -> None:
        """Open a folder and wait for its rows and the first page."""
        scanned: list[object] = []
        self.shell.desk.scanned.connect(scanned.append)
        self.shell.open(root, key or ListKey(), "", "")
        self.until(lambda: bool(scanned), "the scan has ended")
        self.shell.desk.scanned.disconnect(scanned.append)
        if not empty:
            self.until(lambda: self.shell.reading.article is not None, "an article is selected")
        self.settle()

    def rescan(self, key: str = "R") -> None:
        """Look at the folder again, by key, and wait for the end of it."""
        scanned: list[object] = []
        self.shell.desk.scanned.connect(scanned.append)
        self.press(key)
        self.until(lambda: bool(scanned), "the scan has ended")
        self.shell.desk.scanned.disconnect(scanned.append)
        self.settle()

    @property
    def titles(self) -> list[str]:
        """What the rows of the list are called, from the top down."""
        model = self.widgets.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def spoken(self, story: Story) -> str:
        """What a screen reader says of a story's row."""
        model, row = self.widgets.model, self.titles.index(story.title)
        return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    def is_read(self, story: Story) -> bool:
        """Whether the row of a story says that it was read."""
        return not self.spoken(story).startswith("Unread")

    def is_starred(self, story: Story) -> bool:
        """Whether the row of a story says that it is starred."""
        return "starred" in self.spoken(story).lower().split(", ")[:2]

    @property
    def page_text(self) -> str:
        """The text on the page."""
        return self.widgets.pane.browser.toPlainText()

    @property
    def facts(self) -> dict[str, str]:
        """The details that are shown: name of each value to its text."""
        facts: dict[str, str] = {}
        for field in self.fields:
            name = field.accessibleName().partition(":")[0]
            if field.isVisibleTo(self.widgets.details):
                facts[name] = field.text()
        return facts

    @property
    def current(self) -> str:
        """The title of the row that is current and selected in the list; "" for none."""
        articles = self.widgets.articles
        index = articles.currentIndex()
        return str(index.data()) if index.isValid() and articles.selectionModel().isSelected(index) else ""

    def shows(self, story: Story) -> None:
        """List, page and details show this story, and nothing of another one."""
        browser = self.widgets.pane.browser
        reading = self.shell.reading
        self.until(
            lambda: story.mark in self.page_text and reading._on_screen is reading.article,
            f"the page of {story.title}",
        )
        assert self.current == story.title
        index = self.widgets.articles.currentIndex()
        assert self.widgets.articles.viewport().rect().intersects(self.widgets.articles.visualRect(index))
        assert browser.accessibleName() == story.title
        assert story.title in self.page_text
        shown = self.page_text.partition(story.title)
        assert story.source in shown[0]
        assert story.author in shown[2]
        self.details_show(story)

    def details_show(self, story: Story) -> None:
        """The details say of this story what its file says."""
        facts = self.facts
        assert facts.get("Source") == story.source
        assert facts.get("Author", "") == story.author
        assert facts.get("Published", "") == story.day
        address = story.url.partition("://")[2]
        assert facts.get("Original") == (address or "No link in this file")
        assert facts.get("File") == Path(story.path).name
        assert self.button("Open original").isHidden() is not bool(story.url)
        assert [chip.accessibleName() for chip in self.chips] == list(story.tags)

    @property
    def chips(self) -> list[Chip]:
        """The tags in the details."""
        return [chip for chip in self.widgets.details.findChildren(Chip) if not chip.isHidden()]

    def button(self, text: str) -> QPushButton:
        """The button of the details with this text."""
        return next(button for button in self.widgets.details.findChildren(QPushButton) if button.text() == text)

    @property
    def fields(self) -> list[QLineEdit]:
        """The values of the details."""
        return self.widgets.details.findChildren(QLineEdit)

    def link(self, text: str) -> LinkButton:
        """A link of the details."""
        return next(link for link in self.widgets.details.findChildren(LinkButton) if link.text() == text)

    def cover_button(self, text: str) -> QPushButton:
        """A button of what stands where there is nothing to read."""
        buttons = self.window.findChildren(QPushButton)
        return next(button for button in buttons if button.isVisible() and button.text() == text)

    @property
    def root(self) -> Path:
        """The folder that is open."""
        library = self.shell.desk.library
        assert library is not None
        return library.root

    @property
    def offset(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self.widgets.pane.browser.verticalScrollBar().value()

    @property
    def list_offset(self) -> int:
        """How far the list is scrolled, in pixels."""
        return self.widgets.articles.verticalScrollBar().value()

    def at_rest(self) -> int:
        """Where the page is once its glide has come to rest."""
        self.until(lambda: not self.widgets.pane.is_gliding, "the page rests")
        return self.offset

    def place_of(self, words: str) -> QRect:
        """Where words of the text stand, in coordinates of the page's view; the page is scrolled to them."""
        browser = self.widgets.pane.browser
        cursor = browser.document().find(words)
        assert not cursor.isNull(), words
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart() + 1)
        end = QTextCursor(cursor)
        end.setPosition(cursor.selectionEnd() - 1)
        return browser.cursorRect(start).united(browser.cursorRect(end))

    def click_words(self, words: str) -> None:
        """Click on words of the text."""
        self.click(self.widgets.pane.browser.viewport(), self.place_of(words).center())

    @property
    def pending_key(self) -> bool:
        """Whether the foot of the list shows that a second key is waited for."""
        return self.widgets.list_pane._pending is not None

    def head_button(self, head: QWidget, name: str) -> QToolButton:
        """The button of a header with this name."""
        buttons = head.findChildren(QToolButton)
        return next(button for button in buttons if button.isVisible() and button.text() == name)

    def menu(self, title: str) -> QMenu:
        """One menu of the menu bar."""
        menus = (action.menu() for action in self.widgets.menus.bar().actions())
        return next(menu for menu in menus if isinstance(menu, QMenu) and menu.title() == title)

    def choose(self, title: str, row: str) -> None:
        """Choose a row of a menu of the menu bar."""
        next(action for action in self.menu(title).actions() if action.text().startswith(row)).trigger()

    @property
    def navigation(self) -> dict[str, str]:
        """The rows of the navigation: name to what a screen reader says."""
        model = self.widgets.navigation._model
        tops = [model.item(row) for row in range(model.rowCount())]
        items = [*tops, *(top.child(row) for top in tops for row in range(top.rowCount()))]
        return {item.text(): item.accessibleText() for item in items if item.accessibleText()}

    def click_navigation(self, name: str) -> None:
        """Click on a row of the navigation."""
        tree = self.widgets.navigation.tree
        index = tree.indexAt(tree.viewport().rect().topLeft())
        while index.isValid() and index.data() != name:
            index = tree.indexBelow(index)
        assert index.isValid(), name
        self.click(tree.viewport(), tree.visualRect(index).center())

    @property
    def navigation_foot(self) -> str:
        """What the foot of the navigation says."""
        return self.widgets.navigation.foot._text.text()

    @property
    def marked_list(self) -> str:
        """The row of the navigation that is marked."""
        rows = self.widgets.navigation.tree.selectionModel().selectedIndexes()
        return str(rows[0].data()) if rows else ""

    @property
    def heading(self) -> tuple[str, str]:
        """The title of the list, and the count beside it."""
        header = self.widgets.header
        return header._title.text(), header._count.text()

    @property
    def toast(self) -> str:
        """What is said in passing, "" where nothing is."""
        toast = self.widgets.toast
        return toast._text.accessibleName() if toast.isVisible() else ""

    def overlay(self, kind: builtins.type[Overlay_]) -> Overlay_:
        """The overlay of a kind that is open."""
        found = next((child for child in self.window.findChildren(kind) if child.isVisible()), None)
        assert found is not None, f"no {kind.__name__} is open"
        return found

    def is_open(self, kind: builtins.type[Overlay_]) -> bool:
        """Whether an overlay of this kind is."""
        return any(child.isVisible() for child in self.window.findChildren(kind))

    @property
    def focus(self) -> QWidget:
        """The widget with the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    @property
    def pane(self) -> str:
        """The pane with the focus."""
        panes = {
            "navigation": self.widgets.navigation,
            "list": self.widgets.articles,
            "header": self.widgets.header,
            "reading": self.widgets.pane,
            "details": self.widgets.details,
        }
        return next((name for name, pane in panes.items() if pane is self.focus or pane.isAncestorOf(self.focus)), "")

    def area(self, widget: QWidget) -> QRect:
        """Where a widget is in the window."""
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())

    def painted(self) -> QImage:
        """The window as it is painted."""
        return self.window.grab().toImage()

    def close(self) -> None:
        """Take the window from the screen and leave nothing behind."""
        self.heart.stop()
        self.shell.close()
        self.window.hide()
        self.window.deleteLater()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
        QCoreApplication.processEvents()
        # What is left of the window is collected here, not by chance in a lane of the next one.
        gc.collect()
