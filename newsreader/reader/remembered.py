"""What the program remembers between two starts: settings, session and libraries, for those who may not reach the disk
themselves.
"""

from __future__ import annotations

import os
from pathlib import Path

from newsreader.store.session import LibrarySession, Session, load_session, save_session
from newsreader.store.settings_file import Loaded, SettingsFile

__all__ = ["LibrarySession", "Loaded", "Session", "SettingsFile", "is_reachable", "load_session", "save_session"]


def is_reachable(root: Path) -> bool:
    """Whether the folder of a library is there and may be listed. Blocks for as long as a network takes to say no."""
    return os.path.isdir(root) and os.access(root, os.R_OK | os.X_OK)  # noqa: PTH112  never raises
