"""Cleaning by an allow-list (security.md section 4): what is not named here does not pass.

`nh3` parses the HTML as a browser would and writes only these elements and attributes; our own classes pass by a
token that no article can know.
"""

from __future__ import annotations

import re

import nh3

from newsreader.render.addresses import clean_href, clean_source
from newsreader.render.limits import LIST_START, SPAN


def names(text: str) -> frozenset[str]:
    """The words of `text` as a set."""
    return frozenset(text.split())


TAGS = names(
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var "
    "wbr"
)
ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "abbr": {"title"},
    "code": {"class"},
    "img": {"src", "alt", "title"},
    "li": {"class"},
    "ol": {"start", "class"},
    "sup": {"class"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "ul": {"class"},
}
"""`class` passes only with our token; there is no id, name, style, width, height, srcset or on*."""

_OURS = re.compile(
    r"(?:tight|loose|notes|task-open|task-done|note-\d{1,5}|(?:ref|back)-\d{1,5}-\d{1,5}"
    r"|language-[A-Za-z0-9+#.\-]{1,30})$"
)
_NUMBER = re.compile(r"-?\d{1,9}$")


def clean(source: str, token: str) -> str:
    """`source` with the allowed elements and attributes only, written canonically.

    Cleaning twice changes nothing. Scripts and styles go with their content; of every other element that is not
    allowed the text stays.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        return _attribute(name, value, token)

    return nh3.clean(
        source,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        # nh3 lets `title` and `lang` pass on every element unless "*" says otherwise.
        attributes={"*": set(), **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
        attribute_filter=attribute,
        strip_comments=True,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )


def _attribute(name: str, value: str, token: str) -> str | None:
    """The form in which an attribute's value passes; None if it does not."""
    if name == "href":
        return clean_href(value) or None
    if name == "src":
        return clean_source(value) or None
    if name == "class":
        return value if value.startswith(token) and _OURS.match(value.removeprefix(token)) else None
    if name == "align":
        return value.lower() if value.lower() in ("left", "center", "right") else None
    if name in ("colspan", "rowspan", "start"):
        return _number(name, value)
    return value


def _number(name: str, value: str) -> str | None:
    """A span within 1 to 50, a list's start within ±999,999; None for what is no number."""
    if not _NUMBER.match(value.strip()):
        return None
    number = int(value)
    low, high = (-LIST_START, LIST_START) if name == "start" else (1, SPAN)
    return str(min(max(number, low), high))
