"""The program with a window: from the command line to the last thread that ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from newsreader.app.arguments import OpenWindow, Picture
from newsreader.app.log import start_log
from newsreader.app.owner import Owner
from newsreader.app.quick_start import keep_modules, look_for_garbage
from newsreader.app.services import Services
from newsreader.app.shell import Shell
from newsreader.app.signals import EndSignals
from newsreader.app.streams import refuse
from newsreader.core.settings import Settings
from newsreader.reader.library import Library
from newsreader.render.client import Renderer
from newsreader.store.drawings import load_drawings, save_drawings
from newsreader.store.journal import READ_ONLY
from newsreader.store.late_log import log
from newsreader.store.places import NoDataFolderError, Places, find_places, resource_folder, seed_folder
from newsreader.store.session import LibrarySession, Session, load_session, save_session
from newsreader.store.settings_file import SettingsFile
from newsreader.ui.icons import MAKER, Icons
from newsreader.ui.opener import Opener
from newsreader.ui.page.faces import register_faces

_RECENT = "recent_commands"
_KEEP_MS = 1000
"""The session is kept when the reader has rested this long: a killed program opens where it was, too."""
_LISTEN_MS = 1000
_PAINTED_MS = 100
"""Other starts are listened to when the first page has been painted, or where none comes after a second; until then
they wait (`messages.send`). The window's icon comes then as well: to find its files takes 1.3 ms (2026-11-30)."""
_NO_ANSWER = (
    "Another Newsreader has this library open and does not answer. "
    "Close it, or open a window that keeps nothing: newsreader --read-only [LIBRARY]"
)
_NO_DISPLAY = (
    "There is no display to open a window on. Set DISPLAY or WAYLAND_DISPLAY, "
    "or paint the window into a file: newsreader --screenshot FILE [LIBRARY]"
)


def open_window(request: OpenWindow) -> int:
    """Open the window, or paint it; the exit code."""
    picture = request.picture
    if picture is None and not _has_display():
        return refuse(_NO_DISPLAY)
    if request.library is not None and not request.library.exists():
        return refuse(f"There is no folder or file {request.library}.")
    try:
        places = find_places(request.common.data_dir)
    except NoDataFolderError as error:
        return refuse(str(error))
    if picture is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_SCALE_FACTOR"] = f"{picture.scale:g}"
    trouble = start_log(places.log, request.common.log_level)
    desktop = Desktop(
        places, trouble, Opener(), _now, Owner(places.data, is_free=bool(picture) or request.is_read_only)
    )
    answered = desktop.ask_owner(request)
    return desktop.run(_application(), request) if answered is None else answered


class Desktop:
    """One run of the program: what it remembers is read before and written after."""

    def __init__(
        self, places: Places, trouble: str, opener: Opener, now: Callable[[], datetime], owner: Owner | None = None
    ) -> None:
        """`trouble` says why no log is kept, "" where one is; `now` gives the local time, aware. `owner` has the
        library for this window (default: asks nobody).
        """
        self._owner = owner or Owner(places.data, is_free=True)
        self._is_read_only = False
        self._places = places
        self._opener = opener
        self._now = now
        self._session_file = places.data / "session.json"
        self._drawings_file = places.data / "icons.drawn"
        self._settings_file = SettingsFile(places.settings)
        self._session = load_session(self._session_file)
        self._troubles = [trouble] if trouble else []
        self._renderer = Renderer()
        self._settings = Settings()

    def ask_owner(self, request: OpenWindow) -> int | None:
        """Have the library for this window; where another window has it, raise that one: the exit code then."""
        asked = self._wanted(request.library)
        root = asked.parent if asked.is_file() else asked
        answer = self._owner.take(root, asked.name if asked.is_file() else "")
        if answer is Owner.Answer.OURS:
            return None
        if answer is Owner.Answer.UNKEPT:
            self._is_read_only = True
            self._owner.let_all()
            self._troubles.append(self._owner.trouble)
            return None
        if answer is Owner.Answer.RAISED:
            return 0
        return refuse(_NO_ANSWER if answer is Owner.Answer.SILENT else self._owner.trouble, code=1)

    def run(self, application: QApplication, request: OpenWindow) -> int:
        """Show the window until it is closed, or paint it; the exit code."""
        self._is_read_only = self._is_read_only or request.is_read_only
        shell = self.put_together(application, request.picture)
        try:
            if request.picture is not None:
                return self._paint(shell, request.picture, request.library)
            self.show(shell, request.library)
            look_for_garbage()
            shell.faults.watch()
            self._complete_later(application, shell)
            signals = EndSignals(lambda: shell.run("app.quit"), application)
            code = application.exec()
            signals.close()
            return code
        finally:
            self.close(shell)

    def put_together(self, application: QApplication, picture: Picture | None = None) -> Shell:
        """The window with the settings that are kept, not shown yet; a `picture` of it changes none of them."""
        loaded = self._settings_file.load(f"{self._now():%Y%m%d-%H%M%S}")
        self._troubles += loaded.complaints
        settings = self._settings = _for_picture(loaded.settings, picture)
        keep = self._keep_settings if picture is None and not self._is_read_only else _keep_nothing
        services = Services(
            self._open_library,
            keep,
            self._opener,
            self._now,
            known_libraries=self._known_libraries,
            forget_library=self._forget_library,
            claim=self._owner.move_to,
            left_at=self._left_at,
        )
        resources = resource_folder()
        icons = Icons(resources / "icons", load_drawings(self._drawings_file, MAKER))
        return Shell(application, settings, icons, register_faces(resources / "fonts"), services)

    def show(self, shell: Shell, asked: Path | None) -> None:
        """Show the window as it was left, on the library that was `asked` for, else the one that was open last."""
        window = shell.widgets.window
        window.restore(self._session.window)
        shell.recent += self._session.window.get(_RECENT, "").split()
        window.closing.connect(lambda: self._keep_session(shell))
        shell.leaving.connect(lambda: self._keep_session(shell))
        keeping = QTimer(shell)
        keeping.setSingleShot(True)
        keeping.setInterval(_KEEP_MS)
        keeping.timeout.connect(lambda: self._keep_session(shell))
        for moved in (
            window.arranged,
            window.reshaped,
            shell.browsing.list_chosen,
            shell.reading.selected,
            shell.retracing.changed,
        ):
            moved.connect(lambda *_: keeping.start())
        window.show()
        self._open(shell, asked)
        shell.widgets.articles.setFocus()
        for trouble in (*self._troubles, *([READ_ONLY] if self._is_read_only else ())):
            shell.controller.say(trouble)

    def close(self, shell: Shell) -> None:
        """End everything that was started."""
        shell.faults.end()
        self._owner.close()
        shell.close()
        self._renderer.close()

    def _complete_later(self, application: QApplication, shell: Shell) -> None:
        """What nobody sees or asks for before the first page."""
        listening = QTimer(shell)
        listening.setSingleShot(True)
        listening.setInterval(_LISTEN_MS)
        listening.timeout.connect(lambda: self._owner.listen(shell))
        listening.timeout.connect(lambda: application.setWindowIcon(_app_icon()))
        shell.reading.shown.connect(lambda *_: listening.setInterval(_PAINTED_MS) if listening.isActive() else None)
        listening.start()

    def _open(self, shell: Shell, asked: Path | None) -> None:
        """Open what was asked for, else the library that was open last, else the samples."""
        path = self._wanted(asked)
        if path.is_file():
            shell.open_path(path)
            return
        shell.open_left(path)

    def _wanted(self, asked: Path | None) -> Path:
        return asked.absolute() if asked is not None else self._session.last_library or seed_folder()

    def _paint(self, shell: Shell, picture: Picture, asked: Path | None) -> int:
        from newsreader.app.painting import Painting

        painting = Painting(shell, picture)
        self._open(shell, asked)
        return painting.run()

    def _open_library(self, root: Path) -> Library:
        """A library at whose last page nobody has to wait needs no renderer yet."""
        library = Library(
            root,
            self._places.data,
            self._renderer,
            self._now,
            is_read_only=self._is_read_only,
            keeps_state_inside=self._settings.flag("library.state_inside"),
        )
        if not library.pages.has_kept():
            self._renderer.warm()
        return library

    def _keep_settings(self, settings: Settings) -> None:
        self._settings_file.save(settings)

    def _keep_session(self, shell: Shell) -> None:
        library = shell.desk.library
        window = shell.widgets.window.shape() | {_RECENT: " ".join(shell.recent)}
        session = Session(window, self._session.libraries)
        if library is not None:
            article, key = shell.reading.article, shell.browsing.key
            path, identity = (article.path, article.identity) if article is not None else ("", "")
            left = LibrarySession(key.kind, key.value, path, identity, shell.retracing.trail, shell.recalling.searches)
            session = session.with_library(library.root, left)
        self._save(session)
        keep_modules(self._now().timestamp())
        self._keep_drawings(shell.icons)
        shell.keep_page()

    def _known_libraries(self) -> list[Path]:
        return self._session.known_libraries

    def _left_at(self, root: Path) -> LibrarySession:
        return self._session.library(root)

    def _forget_library(self, root: Path) -> None:
        self._save(self._session.without_library(root))

    def _keep_drawings(self, icons: Icons) -> None:
        drawings = icons.worth_keeping()
        if not drawings or self._is_read_only:
            return
        try:
            save_drawings(self._drawings_file, MAKER, drawings)
        except OSError as error:
            log().warning("the icons were not kept: %s", error.strerror)

    def _save(self, session: Session) -> None:
        self._session = session
        if self._is_read_only:
            return
        try:
            save_session(self._session_file, session)
        except OSError as error:
            log().warning("the session was not kept: %s", error.strerror)


def _application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("newsreader")
    application.setApplicationDisplayName("Newsreader")
    application.setDesktopFileName("newsreader")
    application.setStyle("Fusion")
    if QLocale.system().name() == "C":  # asked for its language, it lists all 369
        # "No language" has neither names of months nor marks between thousands.
        QLocale.setDefault(QLocale("en_GB"))
    return application


def _app_icon() -> QIcon:
    icon = QIcon()
    for file in sorted((resource_folder() / "app-icon").glob("*.png")):
        icon.addFile(str(file))
    return icon


def _for_picture(settings: Settings, picture: Picture | None) -> Settings:
    if picture is not None and picture.theme:
        settings.change("appearance.theme", picture.theme)
    return settings


def _keep_nothing(_settings: Settings) -> None:
    """A picture changes no settings on disk."""


def _has_display() -> bool:
    """Whether there is something to open a window on; Qt would abort without."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _now() -> datetime:
    return datetime.now().astimezone()
