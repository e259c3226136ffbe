"""Newsreader: the desktop reader for news you keep."""

__version__ = "0.1.0"
