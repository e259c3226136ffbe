"""Whether formatting lost any of an article's text (promise P10: what a parser swallows is announced)."""

from __future__ import annotations

import html
import re

from newsreader.core.page import Page

_INVISIBLE = re.compile(
    r"<!--.*?-->|<(script|style|svg)\b.*?</\1\s*>|\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)|\]\(<[^>\n]*>[^)\n]*\)"
    r"|^[ >]{0,9}\[[^\]\n]+\]:[ ]*\S+.*$|^[ >]*(?:```|~~~).*$|\[\^[^\]\n]*\]:?|\]\[[^\]\n]*\]|</?[a-zA-Z][^<>]*>|https?://\S+",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_ALLOWED = 3
"""Words that may be missing before it is said: names within marks that no rule above knows."""


def hidden_text(body: str, page: Page) -> list[str]:
    """A notice if more than a few words of the Markdown `body` are not on `page`; else nothing.

    Addresses, tags, comments, scripts and reference definitions are not text. Cheap: one pass over each, words
    compared as sets.
    """
    shown = _shown(page)
    known = set(_WORD.findall(shown))
    source = html.unescape(_INVISIBLE.sub(" ", body)).replace("\\", "")
    missing = 0
    for word in dict.fromkeys(_WORD.findall(source)):
        if word not in known and word not in shown:
            missing += 1
            if missing > _ALLOWED:
                return ["Some of the text could not be shown here; the file holds it whole."]
    return []


def _shown(page: Page) -> str:
    """All text on `page`, runs joined without a gap."""
    parts: list[str] = []
    for block in page.blocks:
        parts += [run.text for run in block.runs]
        parts += [run.text for row in block.rows for cell in row for run in (*cell.runs,)]
        parts.append("\n")
        parts.append(block.language)
    return "".join(parts)
