"""F8, the gate for addresses: what leaves is a plain web or mail address, and exactly the one that was shown."""

from __future__ import annotations

import re
from string import ascii_letters, digits
from urllib.parse import urlsplit

from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from newsreader.app.widgets import describe_link
from newsreader.core.addresses import host, mail_address, shown_address, shown_host, web_address
from newsreader.render.addresses import clean_href
from newsreader.ui.opener import Opener
from tests.fuzz.strategies import ANY, law

SCHEMES = (
    "http",
    "https",
    "mailto",
    "javascript",
    "data",
    "file",
    "smb",
    "ftp",
    "vbscript",
    "view-source",
    "ms-msdt",
    "x",
)
PIECES = (
    *(
        "://",
        ":",
        "//",
        "/",
        "\\",
        "?",
        "#",
        "@",
        "%",
        "%2f",
        "%40",
        "%00",
        "%E2%80%AE",
        "%C3%A4",
        "[",
        "]",
        "::1",
        "&",
        ";",
    ),
    *(
        "example.org",
        "xn--mnchen-3ya.de",
        "münchen.de",
        "аpple.com",
        "127.1",
        "0x7f.1",
        "2130706433",
        "1.2.3.4",
        "a_b.c",
    ),
    *(
        ":80",
        ":443",
        ":0",
        ":65536",
        ":080",
        "user",
        "pw",
        " ",
        "\t",
        "\r\n",
        "\0",
        "\x7f",
        "\u202e",
        "\u200b",
        "\u3002",
        "／",
    ),
    *(
        "ⅼ",
        "İ",
        "ß",
        "ſ",
        "\ufeff",
        "\ud800",
        "a",
        "-",
        "..",
        ".",
        "?subject=x",
        "?attach=/etc/x",
        ",b@c.org",
        "&amp;",
        "&colon;",
    ),
)
_LETTERS = {ord(letter): letter for letter in ascii_letters + digits + "-._~"}
CASES = st.sampled_from([str.lower, str.upper, str.title, "\t".join])
TEXTS = st.builds(
    lambda case, scheme, sign, rest: case(scheme) + sign + "".join(rest),
    CASES,
    st.sampled_from(SCHEMES),
    st.sampled_from(["://", ":", ":/", ":///", ":\\\\", "&#58;//"]),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8),
)
ADDRESSES = TEXTS | st.text(ANY, max_size=60) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


def _readable(address: str) -> str:
    """An address as Qt has it: letters that need no encoding are not encoded, which is the same address (RFC 3986)."""
    return re.sub("%([0-9A-Fa-f]{2})", lambda found: _LETTERS.get(int(found[1], 16), found[0].upper()), address)


class Desktop:
    """Takes what it is given, as bytes."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def __call__(self, url: QUrl) -> bool:
        assert url.isValid()
        self.taken.append(bytes(url.toEncoded().data()).decode("ascii"))
        return True


@law(250)
@example("https://example.org")
@example("https://example.org/%")
@example("http://a/b%zz[c]{d}|^`")
@given(ADDRESSES)
def test_only_plain_addresses_leave_and_as_they_were_shown(text: str) -> None:
    desktop = Desktop()
    took = Opener(desktop).open_link(text)
    assert took is bool(desktop.taken)
    for address in desktop.taken:
        assert address == _readable(web_address(text) or mail_address(text))
        assert address.isascii()
        assert address.isprintable()
        assert " " not in address
        parts = urlsplit(address)
        if parts.scheme == "mailto":
            assert address.count("@") == 1
            assert not parts.query
        else:
            assert parts.scheme in ("http", "https")
            assert "@" not in parts.netloc
            assert parts.hostname == QUrl(address).host() == host(address).strip("[]")


@law(250)
@example("https://example.org:080/")
@given(ADDRESSES)
def test_an_address_has_one_form(text: str) -> None:
    """The form of a form is the form itself; a link of a page has it, and is shown as what it is."""
    address = web_address(text)
    mail = mail_address(text)
    assert web_address(address) in (address, "")
    assert mail_address(mail) == mail
    assert not (address and mail)
    assert isinstance(shown_host(text), str)
    if address:
        assert host(address) in shown_host(address)
        assert host(address) in describe_link(address)
        assert shown_address(address).isprintable()


@law(250)
@given(ADDRESSES)
def test_a_link_of_a_page_opens_as_it_is(text: str) -> None:
    href = clean_href(text)
    assert clean_href(href) == href
    if href and not href.startswith("#"):
        desktop = Desktop()
        assert Opener(desktop).open_link(href)
        assert desktop.taken == [_readable(href)]
