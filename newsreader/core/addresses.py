"""Addresses that may leave the program, and how they are shown (security.md section 2, rows 4 and 5).

What is handed to the browser is the canonical form made here, so that the target seen is the target opened: no user
names, no control or bidi characters, no backslashes, hosts as plain ASCII.
"""

from __future__ import annotations

import re
import unicodedata

from newsreader.core.late import late

LONGEST_ADDRESS = 2000

# A control, a blank of any kind, a bidi or invisible character, a backslash, half a surrogate pair, a private or
# non-character.
_REFUSED = late(
    r"[\x00-\x20\x7f-\xa0\\\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ue000-\uf8ff"
    r"\ufdd0-\ufdef\ufeff\ufff9-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_PORT = late(r":([0-9]{0,5})")
_ASCII_LABEL = late(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LONGEST_LABEL = 63
_NUMBER = late(r"0x[0-9a-f]*|[0-9]+")
_MAIL = late(r"mailto:([A-Za-z0-9_+=][A-Za-z0-9._+=~-]{0,63})@([^@/?#:%&,;]+)", re.IGNORECASE | re.ASCII)
_KEPT = "/:@!$&'()*+,;=~%[]-._"
_PLAIN = frozenset(_KEPT + "?#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_STRAY = late(r"%(?![0-9A-Fa-f]{2})")
_ENCODED = late(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})


def web_address(text: str) -> str:
    """The canonical form of an http or https address with a host; "" for anything else, and for one that might deceive.

    The scheme and the host are in lower case, the host in ASCII (punycode, numbers as a dotted address), a default
    port is left out, letters beyond ASCII in the path are percent-encoded, and so is a "%" that encodes nothing. A user
    name, an unusual character or over 2,000 characters refuse it.
    """
    text = text.strip(" \t\r\n")
    if len(text) > LONGEST_ADDRESS or _is_refused(text):
        return ""
    parts = _parts(text)
    if parts is None:
        return ""
    scheme, authority, path, query, anchor = parts
    place = _place(authority, _DEFAULT_PORTS[scheme])
    if not place:
        return ""
    rest = (path or "/") + query
    # A lone "%" and a second "#" are no parts of an address; what takes addresses refuses or changes them.
    if "%" in text:
        rest, anchor = _STRAY.sub("%25", rest), _STRAY.sub("%25", anchor)
    anchor = anchor[:1] + anchor[1:].replace("#", "%23")
    address = f"{scheme}://{place}{_quoted(rest + anchor)}"
    return address if len(address) <= 3 * LONGEST_ADDRESS else ""


def _parts(text: str) -> tuple[str, str, str, str, str] | None:
    """The scheme, "http" or "https", of an address, what stands before its path, the path, the query with its "?", and
    the anchor with its "#"; None for any other text.
    """
    scheme, is_address, rest = text.partition("://")
    if not is_address or scheme.lower() not in _DEFAULT_PORTS:
        return None
    rest, mark, anchor = rest.partition("#")
    anchor = mark + anchor
    rest, mark, query = rest.partition("?")
    authority, slash, path = rest.partition("/")
    return scheme.lower(), authority, slash + path, mark + query, anchor


def _quoted(rest: str) -> str:
    if _PLAIN.issuperset(rest):
        return rest
    from urllib.parse import quote

    return quote(rest, safe=_KEPT + "?#")


def _is_refused(text: str) -> bool:
    """Whether a text holds what is refused; most addresses are plain ASCII, and the pattern takes 1 ms to compile."""
    if text.isascii():
        return not text.isprintable() or " " in text or "\\" in text
    return _REFUSED.search(text) is not None


def mail_address(text: str) -> str:
    """The canonical form of a plain `mailto:name@host`; "" for anything else (a subject, an attachment)."""
    match = _MAIL.fullmatch(text.strip(" \t\r\n"))
    if match is None or _is_refused(match[2]):
        return ""
    domain = _ascii_host(match[2])
    return f"mailto:{match[1]}@{domain}" if domain and not domain[-1].isdigit() else ""


def host(url: str) -> str:
    """The host of an http or https address in ASCII, as a browser would use it; "" where it has none."""
    parts = _parts(url.strip(" \t\r\n"))
    if parts is None or _is_refused(parts[1]):
        return ""
    return _split_port(parts[1].rpartition("@")[2])[0]


def shown_host(url: str) -> str:
    """The host to show: decoded only where each part is of one script, and then with its punycode form beside it.

    `münchen.de (xn--mnchen-3ya.de)`; `xn--pple-43d.com` stays as it is, because it mixes scripts.
    """
    plain = host(url)
    decoded = _decoded(plain)
    return plain if decoded == plain else f"{decoded} ({plain})"


def shown_address(url: str) -> str:
    """An address for labels: no scheme, no "www.", no bare last slash, letters decoded where that is safe."""
    address = web_address(url)
    parts = _parts(address)
    if parts is None:
        return ""
    _, authority, *further = parts
    has_port = ":" in authority and not authority.endswith("]")
    name, _, port = authority.rpartition(":") if has_port else (authority, "", "")
    rest = "".join(further)
    if "%" in rest:
        rest = _ENCODED.sub(_readable, rest)
    place = _decoded(name.removeprefix("www.")) + (f":{port}" if port else "")
    return place if rest == "/" else place + rest


def _place(authority: str, default_port: str) -> str:
    """Host and port in canonical form; "" where there is a user name, or the host or the port is impossible."""
    if "@" in authority:
        return ""
    name, port = _split_port(authority)
    if not name or (port and int(port) > 65535):
        return ""
    return name if port in ("", default_port) else f"{name}:{int(port)}"


def _split_port(authority: str) -> tuple[str, str]:
    """The canonical host and the digits of the port; "" for the host where either cannot be."""
    if authority.startswith("["):
        inner, closed, rest = authority[1:].partition("]")
        match = _PORT.fullmatch(rest or ":")
        return (_ipv6(inner), match[1]) if closed and match else ("", "")
    name, colon, port = authority.partition(":")
    if not colon:
        return _ascii_host(name), ""
    match = _PORT.fullmatch(colon + port)
    return (_ascii_host(name), match[1]) if match else ("", "")


def _ipv6(text: str) -> str:
    if "%" in text:
        return ""
    from ipaddress import AddressValueError, IPv6Address

    try:
        return f"[{IPv6Address(text).compressed}]"
    except AddressValueError:
        return ""


def _ascii_host(name: str) -> str:
    """A host as the browsers map it (NFKC, lower case, punycode); "" where a label holds what no host may hold."""
    name = (
        name.lower() if name.isascii() else unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).lower())
    )
    labels = name.replace("\u3002", ".").removesuffix(".").split(".")
    if labels[-1][:1].isdigit() and _NUMBER.fullmatch(labels[-1]):
        return _ipv4(labels)
    encoded = [_ascii_label(label) for label in labels]
    joined = ".".join(encoded)
    return joined if all(encoded) and len(joined) <= 253 else ""


def _ascii_label(label: str) -> str:
    if not label.isascii():
        if not all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in label):
            return ""
        label = "xn--" + label.encode("punycode").decode("ascii")
    # Most are plain; the pattern is compiled for others.
    is_plain = label.isalnum() and label == label.lower() and len(label) <= _LONGEST_LABEL
    return label if is_plain or _ASCII_LABEL.fullmatch(label) else ""


def _ipv4(labels: list[str]) -> str:
    """The dotted form of a host that is a number as browsers read it (`0x7f.1`, `2130706433`); "" if it is none."""
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) and len(label) <= 20 for label in labels):
        return ""
    try:
        numbers = [_number(label) for label in labels]
    except ValueError:
        return ""
    *head, last = numbers
    if any(number > 255 for number in head) or last >= 256 ** (5 - len(numbers)):
        return ""
    value = last + sum(number << (8 * (3 - place)) for place, number in enumerate(head))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if label.startswith("0") and len(label) > 1 else int(label)


def _decoded(name: str) -> str:
    """A host with each punycode label decoded that is of one script; the others stay."""
    return ".".join(_decoded_label(label) for label in name.split(".")) if "xn--" in name else name


def _decoded_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return label
    return decoded if _ascii_host(decoded) == label and _one_script(decoded) else label


def _one_script(text: str) -> bool:
    """Whether all letters are of one script; Chinese signs and kana count as one."""
    scripts = {unicodedata.name(char, "?").split()[0] for char in text if not (char == "-" or char in "0123456789")}
    return (len(scripts) == 1 and scripts.isdisjoint({"?", "COMBINING"})) or (bool(scripts) and scripts <= _JAPANESE)


def _readable(match: re.Match[str]) -> str:
    """The letters of a percent-encoded run; the run itself where they could hide or reorder anything."""
    try:
        decoded = bytes.fromhex(match[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return decoded if decoded.isprintable() and not _is_refused(decoded) else match[0]
