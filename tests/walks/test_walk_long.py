"""Long articles: the first screen comes before the rest, and nothing is lost between the two."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core.page import Place
from tests.walks.conftest import House
from tests.walks.walker import Walker

LINE = "The tide tables were read aloud in the harbour office, and everybody wrote down [what][w] concerned them. " * 4


@pytest.fixture
def long(house: House, tmp_path: Path) -> Walker:
    """A folder with a short article, which is shown first, and a long one."""
    root = tmp_path / "library"
    root.mkdir()
    parts = "\n\n".join(f"## Part {number}\n\n{LINE}" for number in range(1, 200))
    (root / "long.md").write_text(
        f"---\ntitle: Long\ndate: 2026-08-20\n---\n\n{parts}\n\nThe last word[^n].\n\n[^n]: Noted.\n\n"
        "[w]: https://harbour.example/w\n",
        encoding="utf-8",
    )
    (root / "short.md").write_text("---\ntitle: Short\ndate: 2026-08-21\n---\n\nFirst.\n", encoding="utf-8")
    house.data[0] = tmp_path / "data"
    walker = house.walker
    walker.open(root)
    article = walker.shell.rows.article(walker.shell.browsing.ids[1])
    # It is prepared once the first page rests: now, and not while a test goes to it.
    walker.until(lambda: walker.shell.supply.library().pages.prepared(article) is not None, "the page is prepared")
    walker.shell.supply.forget_pages()
    walker.widgets.articles.setFocus()
    return walker


def _parts(walk: Walker) -> int:
    return walk.page_text.count("The tide tables were read aloud") // 4


def _begun(walk: Walker) -> list[int]:
    """How many parts were on the page when its beginning was shown, and when all of it had come."""
    counts: list[int] = []
    reading = walk.shell.reading
    reading.begun.connect(lambda *_: counts.append(-1))
    reading.shown.connect(lambda *_: counts.append(_parts(walk)))
    return counts


def test_the_first_screen_is_there_before_the_rest_and_then_all_of_it(long: Walker) -> None:
    counts = _begun(long)
    long.press("J")
    long.until(lambda: counts == [-1] or len(counts) > 1, "the page begins")
    assert counts[0] == -1
    long.until(lambda: long.shell.reading._on_screen is not None and _parts(long) > 0, "the first screen")
    document = long.widgets.pane.browser.document()
    long.until(lambda: len(counts) > 1, "all of it has come")
    assert counts[1] < 199
    long.settle()
    assert _parts(long) == 199
    assert "The last word" in long.page_text
    assert "Noted." in long.page_text
    assert long.widgets.pane.browser.document() is document


def test_a_place_further_down_is_shown_at_once_when_all_is_there(long: Walker) -> None:
    library = long.shell.desk.library
    assert library is not None
    article = library.catalogue.article(long.shell.browsing.ids[1])
    long.shell.marking.note_place(article, Place(300, 0, 0.0))
    counts = _begun(long)
    long.press("J")
    long.until(lambda: bool(counts), "the page")
    assert counts[0] >= 0, "no beginning is shown to a reader who is far behind it"
    long.settle()
    assert long.widgets.pane.place().block == 300


def test_what_is_pressed_meanwhile_is_not_lost(long: Walker) -> None:
    counts = _begun(long)
    long.press("J")
    long.until(lambda: bool(counts), "the page begins")
    long.press("Space")
    offset = long.at_rest()
    long.settle()
    assert long.current == "Long", "Space at the end of the beginning does not go to the next article"
    assert long.at_rest() == offset > 0
    long.press("K")
    long.until(lambda: "First." in long.page_text, "the short one")


def test_a_link_given_at_the_end_is_one_in_the_beginning(long: Walker) -> None:
    counts = _begun(long)
    long.press("J")
    long.until(lambda: bool(counts) and _parts(long) > 0, "the page begins")
    assert "https://harbour.example/w" in long.widgets.pane.browser.addresses
    long.settle()


def test_a_link_to_what_has_not_come_yet_leads_there_when_it_has(long: Walker) -> None:
    counts = _begun(long)
    long.press("J")
    long.until(lambda: bool(counts), "the page begins")
    assert counts[0] == -1, "not the whole at first"
    long.widgets.pane.browser.link_activated.emit("#fn-1")
    long.settle()
    assert long.at_rest() > 0
    assert long.widgets.pane.at_end()
    long.press("K")
    long.settle()
    long.press("J")
    long.settle()
    assert long.widgets.pane.at_end(), "where the reader left it"
