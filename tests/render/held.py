"""What a page holds, and whether it keeps the limits of an article (security.md section 5)."""

from __future__ import annotations

from newsreader.core.page import Cell, Page, Run
from newsreader.render import limits


def cells_of(page: Page) -> list[Cell]:
    """Every cell of every table."""
    return [cell for block in page.blocks for row in block.rows for cell in row]


def runs_of(page: Page) -> list[Run]:
    """Every run of a page, those of its tables too."""
    return [run for block in page.blocks for run in block.runs] + [run for cell in cells_of(page) for run in cell.runs]


def text_of(page: Page) -> str:
    """All that can be read on a page."""
    return " ".join(run.text for run in runs_of(page))


def is_within_limits(page: Page) -> bool:
    """Whether every limit of a page holds."""
    runs = runs_of(page)
    longest = limits.PLAIN_LINE if page.plain else limits.WORD
    return (
        len(page.blocks) <= limits.BLOCKS
        and sum(cell.columns * cell.rows for cell in cells_of(page)) <= limits.TABLE_CELLS
        and sum(bool(run.image) for run in runs) <= limits.IMAGES
        and sum(bool(block.marker) for block in page.blocks) <= limits.LIST_ITEMS
        and all(len(block.nest) <= limits.ELEMENT_DEPTH for block in page.blocks)
        and all(len(word) <= longest for run in runs for word in run.text.replace("\u200b", " ").split())
        and all(sum(len(run.text) for run in block.runs) <= 2 * limits.PARAGRAPH_CHARACTERS for block in page.blocks)
        and not any(ord(letter) in (0, 0xFDD0, 0xFDD1, 0xFFFC, 0x2029) for run in runs for letter in run.text)
    )
