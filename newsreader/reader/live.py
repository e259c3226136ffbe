"""What the window needs to hear of changes in a folder."""

from newsreader.store.searches_file import SEARCHES
from newsreader.store.watcher import Watcher, is_state

__all__ = ["SEARCHES", "Watcher", "is_state"]
