"""What the program remembers between two starts: settings and session, for those who may not reach the disk
themselves.
"""

from __future__ import annotations

from newsreader.store.session import LibrarySession, Session, load_session, save_session
from newsreader.store.settings_file import Loaded, SettingsFile

__all__ = ["LibrarySession", "Loaded", "Session", "SettingsFile", "load_session", "save_session"]
