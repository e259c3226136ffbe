"""Libraries of a thousand to a million articles, made once into a folder and found there by the next run.

An article is a header and some ready paragraphs, so that a million files take minutes; the same number makes the same
library everywhere. Below `folder`: `library` with at most 1,000 files a folder, `data` for the program, and `count`,
which is written last.
"""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.vocabulary import Language, Words, chinese, english

_START = datetime(2016, 1, 1, 8, tzinfo=UTC)
_SPAN = timedelta(days=3650)
_FOLDER = 1000
_BLOCKS = 60_000
"""English blocks: in a million articles each is met some sixty times."""
_SMALL_FROM = 200_000
"""Libraries from this size on have small articles: 1 to 2 KB, two gigabytes in all."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one library is, and where the program keeps what it knows of it."""

    folder: Path
    count: int
    data_name: str = "data"

    @property
    def root(self) -> Path:
        """The folder of articles."""
        return self.folder / "library"

    @property
    def data(self) -> Path:
        """The program's own folder."""
        return self.folder / self.data_name

    @property
    def last_article(self) -> str:
        """The path of the article the reader left off at: one in a hundred are newer."""
        return self.path(self.count - 1 - self.count // 100)

    @staticmethod
    def path(number: int) -> str:
        """The path of an article below the root; the newest has the greatest number."""
        return f"{number // _FOLDER:04}/{number:07}.md"


def library(parent: Path, count: int) -> Place:
    """The library of `count` articles below `parent`, made if it is not there."""
    place = Place(parent / str(count), count)
    marker = place.folder / "count"
    if not (marker.is_file() and marker.read_text(encoding="ascii") == str(count)):
        if place.folder.exists():
            shutil.rmtree(place.folder)
        place.root.mkdir(parents=True)
        _write(place.root, count)
        marker.write_text(str(count), encoding="ascii")
    return place


def _write(root: Path, count: int) -> None:
    chance = random.Random(count)  # noqa: S311  the same library on every run
    languages = english(chance, _BLOCKS), chinese(chance, _BLOCKS // 6)
    author = _Author(chance, languages, count)
    for number in range(count):
        if number % _FOLDER == 0:
            (root / Place.path(number)).parent.mkdir()
        with open(os.path.join(root, Place.path(number)), "wb") as file:  # noqa: PTH118, PTH123  a million times
            file.write(author.article(number).encode())


class _Author:
    """Writes the articles one after the other, older ones first, as they would have come in."""

    def __init__(self, chance: random.Random, languages: tuple[Language, Language], count: int) -> None:
        self._chance = chance
        self._languages = languages
        self._count = count
        self._size, self._spread = (7.25, 0.3) if count >= _SMALL_FROM else (8.2, 0.75)
        self._sources = [self._names(language, 150, 2) for language in languages]
        self._tags = [self._names(language, 200, 1) for language in languages]

    def article(self, number: int) -> str:
        """One article, one in six in Chinese."""
        chance, which = self._chance, number % 6 == 0
        language, moment = self._languages[which], self._moment(number)
        tags = dict.fromkeys(self._tags[which].draw(chance.randrange(1, 4)))
        parts = [
            "---\n"
            f"title: {language.phrase(chance.randrange(5, 12)).capitalize()}\n"
            f"author: {self._languages[0].phrase(2).title()}\n"
            f"published: {moment.isoformat()}\n"
            f"source: {self._sources[which].draw(1)[0]}\n"
            f"url: https://example.org/{moment:%Y/%m/%d}/{number}\n"
            f"tags: [{', '.join(tags)}]\n"
            "---"
        ]
        length, size = 0, min(44_000, chance.lognormvariate(self._size, self._spread))
        if which:
            size /= 3
        while length < size:
            parts.append(chance.choice(language.blocks))
            length += len(parts[-1])
        return "\n\n".join(parts) + "\n"

    def _moment(self, number: int) -> datetime:
        """Evenly over the years; some come in days late, as with any feed."""
        late = timedelta(minutes=self._chance.randrange(3 * 24 * 60))
        seconds = int(_SPAN.total_seconds() * number / self._count)
        return _START + timedelta(seconds=seconds) - late

    def _names(self, language: Language, count: int, length: int) -> Words:
        """Names of sources or tags: some are met often, some hardly ever."""
        made = (language.phrase(length).title() for _ in range(20 * count))
        return Words(list(dict.fromkeys(made))[:count], self._chance)
