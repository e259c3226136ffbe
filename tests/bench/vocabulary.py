"""Words with the frequencies of a language, and paragraphs made of them once, to be put together into articles.

The English words are pronounceable, not English: only their number (30,000), lengths and frequencies matter to an
index. The Chinese ones are one to three of the 3,755 characters that GB 2312 calls common.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from tests.bench.corpus import LATIN

_WORDS = 30_000
_ONSETS = [
    *"bcdfghjklmnprstvwy",
    *(sound + "r" for sound in "bcdfgpt"),
    *(sound + "l" for sound in "bcfgps"),
    *(sound + "h" for sound in "cstw"),
]
_NUCLEI = [*"aeiouaeiou", "ai", "ea", "ee", "io", "ou"]
_CODAS: list[str] = [*"nrstlmd", "nd", "st", "rt", *[""] * 8]
_LENGTHS = (1, 2, 2, 2, 3, 3, 4)
"""Syllables of a word; rare words are not longer than frequent ones, which makes the index a little smaller."""
_HAN_LENGTHS = (1, 2, 2, 2, 2, 3)


class Words:
    """A vocabulary that is drawn from as a language does: the frequency of a word falls with its rank
    (Zipf-Mandelbrot).
    """

    def __init__(self, words: list[str], chance: random.Random) -> None:
        """`words` by falling frequency, each once."""
        self.words = words
        self._chance = chance
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def draw(self, count: int) -> list[str]:
        """So many words."""
        return self._chance.choices(self.words, cum_weights=self._weights, k=count)


@dataclass(frozen=True, slots=True)
class Language:
    """What articles of one language are made of: words, what joins them, and ready blocks of Markdown."""

    words: Words
    joint: str
    blocks: list[str]

    def phrase(self, count: int) -> str:
        """So many words in a row."""
        return self.joint.join(self.words.draw(count))


_Sentence = Callable[[random.Random, Language], str]


def english(chance: random.Random, blocks: int) -> Language:
    """The frequent words are real ones."""
    made = (_latin(chance) for _ in range(10 * _WORDS))
    words = Words(list(dict.fromkeys([*LATIN, *made]))[:_WORDS], chance)
    language = Language(words, " ", [])
    language.blocks.extend(_block(chance, language, _english_sentence) for _ in range(blocks))
    return language


def chinese(chance: random.Random, blocks: int) -> Language:
    """Without spaces between the words."""
    common = [
        bytes((row, place)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for place in range(0xA1, 0xFF)
    ]
    signs = [sign for sign in common if sign]
    chance.shuffle(signs)
    characters = Words(signs, chance)
    made = ("".join(characters.draw(chance.choice(_HAN_LENGTHS))) for _ in range(10 * _WORDS))
    language = Language(Words(list(dict.fromkeys(made))[:_WORDS], chance), "", [])
    language.blocks.extend(_block(chance, language, _chinese_sentence) for _ in range(blocks))
    return language


def _latin(chance: random.Random) -> str:
    syllables = chance.choice(_LENGTHS)
    return "".join(chance.choice(_ONSETS) + chance.choice(_NUCLEI) for _ in range(syllables)) + chance.choice(_CODAS)


def _english_sentence(chance: random.Random, language: Language) -> str:
    return language.phrase(chance.randrange(8, 22)).capitalize() + ". "


def _chinese_sentence(chance: random.Random, language: Language) -> str:
    halves = (language.phrase(chance.randrange(4, 10)) for _ in range(2))
    return "，".join(halves) + "。"


def _block(chance: random.Random, language: Language, sentence: _Sentence) -> str:
    """Seven paragraphs in ten blocks; else a heading, a list, a quotation, code or a table."""
    kind = chance.random()
    if kind < 0.08:
        return f"## {language.phrase(4)}"
    if kind < 0.14:
        return "\n".join(f"- {language.phrase(8)}" for _ in range(chance.randrange(3, 7)))
    text = "".join(sentence(chance, language) for _ in range(chance.randrange(2, 7))).rstrip()
    if kind < 0.19:
        return f"> {text}"
    if kind < 0.21:
        return (
            "```python\n" + "\n".join(f"value_{n} = compute({n}, '{language.phrase(2)}')" for n in range(6)) + "\n```"
        )
    if kind < 0.23:
        rows = "\n".join(f"| {language.phrase(1)} | {n} | {chance.random():.2f} |" for n in range(5))
        return f"| name | count | share |\n|---|--:|--:|\n{rows}"
    if kind < 0.35:
        return f"{text} [{language.phrase(3)}](https://example.org/{chance.randrange(9999)})"
    return text
