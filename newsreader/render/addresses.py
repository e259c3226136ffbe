"""Addresses an article may name: which links and pictures pass, and in which form (security.md section 4).

An allow-list, not a list of bad ones. Nothing is looked up or opened here; whether a picture's path really lies in the library is
decided by whoever opens the file.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from newsreader.render.limits import ADDRESS

_DROPPED = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff\ufdd0-\ufdef]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_MAIL = re.compile(r"mailto:([^\s@?&<>\"'`\\/]{1,64}@[^\s@?&<>\"'`\\/]{1,255})(?:\?.*)?$", re.IGNORECASE)
_ENCODED_PATH = re.compile(r"%(?:2e|2f|5c|00)", re.IGNORECASE)


def clean_href(address: str) -> str:
    """The form in which a link's address passes: http, https, mailto without its fields, or "#anchor"; "" if it does not.

    Control and direction characters are removed, as browsers do. An http address needs a host, no user name (it only serves to
    mislead) and at most 2,000 characters. Cleaning twice changes nothing.
    """
    address = _DROPPED.sub("", address).strip()
    if not address or len(address) > ADDRESS:
        return ""
    if address.startswith("#"):
        return address
    mail = _MAIL.match(address)
    if mail:
        return f"mailto:{mail[1]}"
    return address.replace(" ", "%20") if is_web(address) else ""


def is_web(address: str) -> bool:
    """Whether `address` is http or https with a plain host, so that every program reads the same host in it."""
    if "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or "%" in parts.netloc:
        return False
    return not re.search(r"\s", parts.netloc) and (port is None or 0 < port < 65536)


def clean_source(address: str) -> str:
    """The form in which a picture's source passes: a relative path, or an http(s) address for a placeholder; "" if neither.

    Refused are schemes, leading "/", "\\\\" anywhere, and dots, slashes and NUL that hide behind "%". Cleaning twice changes nothing.
    """
    address = _DROPPED.sub("", address).strip()
    if not address or len(address) > ADDRESS or "\\" in address:
        return ""
    if address[:5].lower() in ("http:", "https"):
        return address.replace(" ", "%20") if is_web(address) else ""
    if address[0] in "/?#" or _SCHEME.match(address) or _ENCODED_PATH.search(address):
        return ""
    return address


def source_path(source: str) -> str:
    """The path, relative to the article's folder, which a cleaned relative source means; web addresses stay as they are.

    "" where decoding the "%" forms brings back what `clean_source` refuses.
    """
    if is_web(source):
        return source
    path = unquote(source.partition("#")[0].partition("?")[0])
    if not path or path[0] == "/" or "\\" in path or _SCHEME.match(path) or _DROPPED.search(path):
        return ""
    return path
