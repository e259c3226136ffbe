"""What the reader wrote and highlighted, as one Markdown text that says where every quotation is from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsreader.core.article import Article
from newsreader.core.late import late
from newsreader.core.own import Own
from newsreader.core.text import one_line
from newsreader.core.values import dataclass
from newsreader.reader.citation import citation

_SIGNS = late(r"([\\`*_\[\]>#~])")
_ENTITY = late(r"&(?=#?\w+;)")
_MARKS = late(r"^(\s*\d*)([-+.)])(?=\s)", re.MULTILINE)
_TITLE = 300


@dataclass(frozen=True, slots=True)
class Noted:
    """An article with what was made of it; `article` is None where its file is not in the library now."""

    identity: str
    article: Article | None
    own: Own


def notebook(entries: Iterable[Noted]) -> str:
    """The entries as Markdown, in their order: title, citation, quotations, note, tags. "" for none."""
    return "\n".join(_entry(entry) for entry in entries)


def _entry(entry: Noted) -> str:
    title = entry.article.title if entry.article is not None else "An article that is not in this library now"
    parts = [f"## {escaped(one_line(title, _TITLE))}"]
    parts.append(_line(citation(entry.article)) if entry.article is not None else f"`{_plain(entry.identity)}`")
    parts += [f"> {escaped(one_line(highlight.quote, len(highlight.quote)))}" for highlight in entry.own.highlights]
    if entry.own.note:
        parts.append(entry.own.note.strip())
    if entry.own.tags:
        parts.append("Tags: " + ", ".join(escaped(tag) for tag in entry.own.tags))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """`text` with what Markdown would take for its own marked as meant."""
    plain = _ENTITY.sub("&amp;", text)
    return _MARKS.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", plain)).replace("<", "&lt;")


def _line(text: str) -> str:
    """A citation; the address at its end stays one that programs follow."""
    head, comma, last = text.rpartition(", ")
    if last.startswith(("http://", "https://")):
        return f"{escaped(head)}{comma}<{last}>"
    return escaped(text)


def _plain(identity: str) -> str:
    return one_line(identity.replace("`", "'"), _TITLE)
