"""The links of a page, and the pictures it names on the network, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.core.page import Page, Run
from newsreader.core.text import one_line
from newsreader.core.values import dataclass

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and what it is called in the text."""

    text: str
    address: str


def links_of(page: Page) -> list[Link]:
    """Every link to the web or a mail address, each address once, under its first name."""
    found: dict[str, str] = {}
    for href, text in _linked(page):
        if href and not href.startswith("#") and not found.get(href):
            found[href] = one_line(text, _LONGEST)
    return [Link(text or address, address) for address, text in found.items()]


def remote_pictures(page: Page) -> tuple[str, ...]:
    """The addresses of the pictures that are on the network and not in the library, each once."""
    sources = (run.image for runs in _runs(page) for run in runs if is_remote(run.image))
    return tuple(dict.fromkeys(sources))


def is_remote(source: str) -> bool:
    """Whether a picture is on the network, and therefore not shown."""
    return source.startswith(("http://", "https://"))


def _linked(page: Page) -> Iterator[tuple[str, str]]:
    """Address and text of every stretch of runs with the same link."""
    for runs in _runs(page):
        href, text = "", ""
        for run in (*runs, Run("")):
            if run.href != href:
                yield href, text
                href, text = run.href, ""
            text += run.text


def _runs(page: Page) -> Iterator[tuple[Run, ...]]:
    for block in page.blocks:
        yield block.runs
        for row in block.rows:
            for cell in row:
                yield cell.runs
