"""What the window needs to hear of changes in a folder."""

from newsreader.store.watcher import Watcher

__all__ = ["Watcher"]
