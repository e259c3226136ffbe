"""Libraries of invented articles with the shape of real ones: length, structure, languages, front matter."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

_COMMON = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an "
    "they which one you were her all she there would their we him been has when who will no more if out so "
    "said what up its about into than them can only other new some could time these two may then do first any "
    "my now such like our over man me even most made after also did many before must through years where much "
    "your way well down should because each just those people how too little state good very make world still "
    "own see men work long get here between both life being under never day same another know while last might "
    "us great old year off come since against go came right used take three "
)
LATIN = _COMMON.split()
_HAN = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比"
)
_SOURCES = (
    "Harbour Post",
    "Field Notes",
    "The Ledger",
    "Orbit Weekly",
    "海港報",
    "Kernel Diary",
    "Civic Wire",
    "North Desk",
)


def write_library(root: Path, count: int, seed: int = 7) -> None:
    """`count` articles below `root`: 2 to 44 KB, one in six Chinese; headings, lists, quotations, code and tables."""
    chance = random.Random(seed)  # noqa: S311  the same library on every run
    start = datetime(2016, 1, 1, 8, tzinfo=UTC)
    for number in range(count):
        moment = start + timedelta(minutes=chance.randrange(10 * 365 * 24 * 60))
        folder = root / f"{moment:%Y}"
        folder.mkdir(parents=True, exist_ok=True)
        text = article(chance, number, moment)
        (folder / f"{moment:%m-%d}-{number:06}.md").write_text(text, encoding="utf-8")


def write_long(file: Path, size: int, seed: int = 7, *, prose: bool = False) -> None:
    """One ordinary article of `size` bytes: the elements of `write_library`, in Latin letters, or paragraphs only."""
    chance = random.Random(seed)  # noqa: S311  the same article on every run
    blocks = [f"# A long one of {size} bytes"]
    length = 0
    while length < size:
        blocks.append(_paragraph(chance) if prose else _block(chance, chinese=False))
        length += len(blocks[-1])
    file.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def article(chance: random.Random, number: int, moment: datetime) -> str:
    """One article, header and body."""
    chinese = number % 6 == 0
    source = "海港報" if chinese else chance.choice(_SOURCES)
    title = _han(chance, 14) if chinese else _words(chance, 9).capitalize()
    head = [
        "---",
        f"title: {title}",
        f"author: {_words(chance, 2).title()}",
        f"published: {moment.isoformat()}",
        f"source: {source}",
        f"url: https://example.org/{moment:%Y/%m/%d}/{number}",
        f"tags: [{chance.choice(LATIN)}, {chance.choice(LATIN)}]",
        "---",
        "",
    ]
    size = min(44_000, int(chance.lognormvariate(8.6, 0.75)))
    body: list[str] = []
    while sum(map(len, body)) < (size // 3 if chinese else size):
        body.append(_block(chance, chinese=chinese))
    return "\n".join(head) + "\n\n".join(body) + "\n"


def _block(chance: random.Random, *, chinese: bool) -> str:
    kind = chance.random()
    text = _han(chance, chance.randrange(60, 240)) + "。" if chinese else _paragraph(chance)
    if kind < 0.70:
        return text
    if kind < 0.78:
        return f"## {_han(chance, 8) if chinese else _words(chance, 4).capitalize()}"
    if kind < 0.86:
        return "\n".join(f"- {text[:60]}" for _ in range(chance.randrange(3, 8)))
    if kind < 0.91:
        return f"> {text}"
    if kind < 0.96:
        return "```python\n" + "\n".join(f"value_{n} = compute({n}, '{text[:20]}')" for n in range(8)) + "\n```"
    rows = "\n".join(f"| {chance.choice(LATIN)} | {n} | {chance.random():.2f} |" for n in range(6))
    return f"| name | count | share |\n|---|--:|--:|\n{rows}"


def _paragraph(chance: random.Random) -> str:
    sentences = [_words(chance, chance.randrange(8, 22)).capitalize() + "." for _ in range(chance.randrange(2, 7))]
    text = " ".join(sentences)
    if chance.random() < 0.3:
        text += (
            f" See [{_words(chance, 3)}](https://example.org/{chance.randrange(9999)}) and `{chance.choice(LATIN)}()`."
        )
    return text.replace(" the ", " **the** ", 1) if chance.random() < 0.2 else text


def _words(chance: random.Random, count: int) -> str:
    """Words with the frequencies of a language (Zipf)."""
    weights = [1 / (rank + 1) for rank in range(len(LATIN))]
    return " ".join(chance.choices(LATIN, weights, k=count))


def _han(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(_HAN, k=count))
