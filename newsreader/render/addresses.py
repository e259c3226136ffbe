r"""Addresses an article may name: which links and pictures pass, and in which form (security.md section 4).

An allow-list, not a list of bad ones; web and mail addresses take the form `newsreader.core.addresses` gives them, so
that the target seen is the target opened. Nothing is looked up or opened here; whether a picture's path really lies in
the library is decided by whoever opens the file.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from newsreader.core.addresses import mail_address, web_address
from newsreader.render.limits import ADDRESS

_DROPPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufff0-\uffff]"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_WEB = re.compile(r"https?:", re.IGNORECASE)
_ENCODED_PATH = re.compile(r"%(?:2e|2f|5c|00)", re.IGNORECASE)


def clean_href(address: str) -> str:
    """The form in which a link's address passes: http, https, mailto without its fields, or "#anchor"; else "".

    Control and direction characters are removed first, as browsers do. Cleaning twice changes nothing.
    """
    address = _DROPPED.sub("", address).strip()
    if not address or len(address) > ADDRESS:
        return ""
    if address.startswith("#"):
        return address
    if address[:7].lower() == "mailto:":
        return mail_address(address.partition("?")[0])
    return web_address(address.replace(" ", "%20"))


def clean_source(address: str) -> str:
    """The form in which a picture's source passes: a relative path, or an http(s) address for a placeholder; else "".

    Refused are other schemes, a leading slash or colon (Qt's own resources), backslashes anywhere, and dots, slashes
    and NUL that hide behind "%". Cleaning twice changes nothing.
    """
    address = _DROPPED.sub("", address).strip()
    if not address or len(address) > ADDRESS or "\\" in address:
        return ""
    if _WEB.match(address):
        return web_address(address.replace(" ", "%20"))
    if address[0] in "/?#:" or _SCHEME.match(address) or _ENCODED_PATH.search(address):
        return ""
    return address


def source_path(source: str) -> str:
    """The path, relative to the article's folder, that a cleaned relative source means; web addresses stay as they are.

    "" where undoing the "%" forms brings back what `clean_source` refuses.
    """
    if _WEB.match(source):
        return source
    path = unquote(source.partition("#")[0].partition("?")[0])
    if not path or path[0] in "/:" or "\\" in path or _SCHEME.match(path) or _DROPPED.search(path):
        return ""
    return path
