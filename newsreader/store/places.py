"""Where things are: the program's own files, in a checkout and installed alike, and the user's data."""

from __future__ import annotations

from pathlib import Path

import newsreader
from newsreader.core.values import dataclass

_PACKAGE = Path(newsreader.__file__).parent


class NoDataFolderError(Exception):
    """The system names no folder for the user's data (no home folder); the text says what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """The user's data: everything the program keeps lies below `data`, which need not exist yet."""

    data: Path

    @property
    def state(self) -> Path:
        """The folder of the journals, one file per device (product.md, "State")."""
        return self.data / "state"

    @property
    def settings(self) -> Path:
        """The settings file, in TOML."""
        return self.data / "settings.toml"

    @property
    def log(self) -> Path:
        """The log of the program's own errors."""
        return self.data / "newsreader.log"


def find_places(data_dir: Path | None) -> Places:
    """The places below `--data-dir`, made absolute, or below the system's usual folder for user data.

    Raises NoDataFolderError where neither `--data-dir` nor the system (a home folder, XDG_DATA_HOME) names one.
    """
    return Places(_usual_data_folder() if data_dir is None else data_dir.absolute())


def resource_folder() -> Path:
    """The folder of fonts, icons and the desktop files."""
    return _own_folder("resources")


def seed_folder() -> Path:
    """The folder of sample articles."""
    return _own_folder("seeds")


def _own_folder(name: str) -> Path:
    """A folder beside the package in a checkout, inside it when installed (the build file maps it there)."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def _usual_data_folder() -> Path:
    from platformdirs import user_data_path  # 20 ms of imports, saved with --data-dir

    try:
        return user_data_path("newsreader", appauthor=False)
    except RuntimeError as error:
        raise NoDataFolderError("There is no home folder to keep data in; name one with --data-dir DIR.") from error
