"""What the window needs to hear of changes in a folder."""

from newsreader.store.searches_file import SEARCHES
from newsreader.store.watcher import Watcher

__all__ = ["SEARCHES", "Watcher"]
