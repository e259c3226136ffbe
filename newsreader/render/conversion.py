"""An article's Markdown to its page, in one call: what the child process runs.

Markdown, raw HTML made parseable, the allow-list, the page; each is a module of its own. Importing this imports
`markdown` and `nh3`, so the window's process must not.
"""

from __future__ import annotations

import codecs
import os

from newsreader.core.article import ParsedFile
from newsreader.core.page import Page
from newsreader.core.values import replace
from newsreader.render.beginning import beginning, without_notes
from newsreader.render.colouring import coloured
from newsreader.render.guards import refuse
from newsreader.render.hidden import hidden_text
from newsreader.render.limits import BLOCKS, RICH_CHARACTERS
from newsreader.render.markdown_html import to_html
from newsreader.render.page_tree import PageTree
from newsreader.render.plain import plain_page, plain_text
from newsreader.render.raw_html import Preparation, TooDeepError
from newsreader.render.sanitise import clean

FAILED = "The text could not be formatted."
_DAMAGED = "Some characters of the file could not be read; they are shown as \ufffd."


def convert(body: str) -> Page:
    """The page of the Markdown `body`, or a plain page with the reason where formatting is refused or fails.

    Never raises but for MemoryError; may take longer than anyone waits.
    """
    reason = refuse(body)
    if reason:
        return plain_page(body, reason)
    try:
        return _convert(body)
    except TooDeepError:
        return plain_page(body, "The text is not formatted: its HTML is nested too deeply.")
    except RecursionError:
        return plain_page(body, "The text is not formatted: it is nested too deeply.")
    except Exception as error:  # noqa: BLE001 - whatever a parser raises on an article, the article is shown
        return plain_page(body, f"{FAILED} ({type(error).__name__})")


def convert_file(parsed: ParsedFile, data: bytes) -> Page:
    """The page of a file whose text is `parsed` and whose bytes are `data`: plain with the reason where the file is
    not text.
    """
    if parsed.problem is not None:
        return plain_page(plain_text(parsed, data), parsed.problem.value)
    page = convert(parsed.body)
    return page if _is_utf8(data) else replace(page, notices=(_DAMAGED, *page.notices))


def convert_beginning(parsed: ParsedFile) -> Page | None:
    """The page of the first screen of a long text, None where it cannot be had without the rest."""
    text = beginning(parsed.body) if parsed.problem is None else ""
    page = without_notes(convert(text)) if text else None
    return None if page is None or page.plain or page.notices else page


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is whole UTF-8 or UTF-16 with its mark; a character cut off at the end does not count."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _bounded(body: str) -> tuple[str, list[str]]:
    """As much of `body` as can be on a page, and what was cut: Markdown need not read what is never shown."""
    if len(body) > RICH_CHARACTERS:
        return body[:RICH_CHARACTERS], ["Only the first 1,500,000 characters are shown."]
    # Blank lines within code count too, hence twice.
    parts = body.split("\n\n", 2 * BLOCKS)
    if len(parts) > 2 * BLOCKS:
        return "\n\n".join(parts[:-1]), ["Only the first 8,000 parts are shown."]
    return body, []


def _convert(body: str) -> Page:
    """The page of `body`; raises what Markdown and the cleaning raise."""
    cut, notices = _bounded(body)
    token = f"n{os.urandom(8).hex()}-"
    preparation = Preparation(to_html(cut, token))
    cleaned = clean(preparation.run(), token)
    page = PageTree(token).build(cleaned)
    notices += [*preparation.notices, *page.notices]
    if not notices:
        notices = hidden_text(cut, page)
    return replace(page, blocks=coloured(page.blocks), notices=tuple(dict.fromkeys(notices)))
