"""What makes two files the same article (product.md, "Identity and state, precisely").

State is kept under these identities for good: a change here loses what users made, so it needs a migration of the
journal.
"""

from __future__ import annotations

import re

from newsreader.core.addresses import web_address
from newsreader.core.digests import sha256
from newsreader.core.late import late
from newsreader.core.text import fold, one_line

_TRACKING = late(
    r"utm_[a-z0-9_]*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok"
    r"|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id|wt_mc|spm",
    re.IGNORECASE,
)
_LONGEST_TITLE = 300


def normalise_url(url: str) -> str:
    """A web address without what does not tell articles apart; "" where `url` is no web address.

    Scheme, "www.", a trailing slash, the fragment and tracking parameters are dropped; the host is in lower case and
    ASCII. `http://www.example.org/a/?utm_source=x#top` gives `example.org/a`.
    """
    address = web_address(url).partition("#")[0]
    if not address:
        return ""
    place, _, query = address.partition("://")[2].removeprefix("www.").partition("?")
    kept = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0])]
    return place.rstrip("/") + ("?" + "&".join(kept) if kept else "")


def identify(url: str, title: str, text: str) -> str:
    """The identity of an article: "u:" and its normalised address, or "t:" and half the SHA-256 of its text in hex.

    An article without address and text is told by its title.
    """
    address = normalise_url(url)
    if address:
        return "u:" + address
    said = text.strip() or one_line(title, _LONGEST_TITLE)
    return "t:" + sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def identify_shared(url: str, title: str) -> str:
    """The identity where files with different titles share one address: the address and the folded title.

    "" where `url` is no web address.
    """
    address = normalise_url(url)
    return f"u:{address} {fold(one_line(title, _LONGEST_TITLE))}" if address else ""
