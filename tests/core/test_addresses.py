"""Which addresses may leave the program, and how they are shown (security.md D01 to D07)."""

from __future__ import annotations

import pytest

from newsreader.core.addresses import mail_address, shown_address, shown_host, web_address

REFUSED = [
    "",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01https://example.org",
    "vbscript:x",
    "httpſ://example.org/",
    "data:text/html,x",
    "file:///etc/hostname",
    "file://192.0.2.1/share",
    "//192.0.2.1/share",
    "\\\\192.0.2.1\\share",
    "C:\\Windows",
    "smb://192.0.2.1/x",
    "ftp://192.0.2.1/x",
    "view-source:http://e.invalid/",
    "mailto:a@example.org",
    "-e xterm",
    "/relative",
    "https:e.invalid",
    "http:/e.invalid",
    "http:///e.invalid",
    "http:\\\\e.invalid",
    "http://",
    "http://[::1",
    "http://e.invalid:99999/",
    "http://e.invalid:x/",
    "http://user:pw@e.invalid/",
    "https://www.bank.example@evil.example/",
    "https://www.bank.example%2f@evil.example/",
    "https://evil.example\\@bank.example/",
    "http://e.invalid/\r\nX: y",
    "ht\ntp://e.invalid/",
    "http://e.invalid/a b",
    "http://e.invalid/\u202egpj.exe",
    "https://example.com\u2066@evil.example\u2069/",
    "https://example.com／evil",
    "https://exa mple.com/",
    "https://-example.com/",
    "https://example..com/",
    "https://ex%61mple.com/",
    "http://256.256.256.256/",
    "http://1.2.3.4.5/",
    "http://0xzz.1/x y",
    "https://example.com/" + "a" * 2000,
    "https://example.com/\ud800",
]
CANONICAL = [
    ("https://example.com/", "https://example.com/"),
    ("  HTTPS://WWW.Example.COM  ", "https://www.example.com/"),
    ("http://example.com/a?b=c#d", "http://example.com/a?b=c#d"),
    ("http://example.com?x", "http://example.com/?x"),
    ("https://example.com:443/a", "https://example.com/a"),
    ("http://example.com:8080/a", "http://example.com:8080/a"),
    ("https://example.com./a", "https://example.com/a"),
    ("https://xn--e1afmkfd.xn--p1ai/", "https://xn--e1afmkfd.xn--p1ai/"),
    ("https://münchen.de/ä", "https://xn--mnchen-3ya.de/%C3%A4"),
    ("https://paypaⅼ.com", "https://paypal.com/"),
    ("https://𝐞xample.com", "https://example.com/"),
    ("https://example.com。evil.example", "https://example.com.evil.example/"),
    ("http://2130706433/", "http://127.0.0.1/"),
    ("http://127.1/", "http://127.0.0.1/"),
    ("http://0x7f.1/", "http://127.0.0.1/"),
    ("http://0177.0.0.1/", "http://127.0.0.1/"),
    ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
    ('https://example.com/a"b<c>', "https://example.com/a%22b%3Cc%3E"),
    ("https://example.com/a%2Fb(c)", "https://example.com/a%2Fb(c)"),
    ("https://example.com/100%?a=%z#%", "https://example.com/100%25?a=%25z#%25"),
    ("https://example.com/#a#b", "https://example.com/#a%23b"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_deceive_is_refused(text: str) -> None:
    assert web_address(text) == ""


@pytest.mark.parametrize(("text", "canonical"), CANONICAL)
def test_web_addresses_have_one_form(text: str, canonical: str) -> None:
    assert web_address(text) == canonical
    assert web_address(canonical) == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("MAILTO:a.b+c@Example.com", "mailto:a.b+c@example.com"),
        ("mailto:a@münchen.de", "mailto:a@xn--mnchen-3ya.de"),
        ("mailto:a@b?attach=/etc/hostname&body=x", ""),
        ("mailto:a@b.org?subject=x", ""),
        ("mailto:a@b.org,c@d.org", ""),
        ("mailto:a%0Ab@b.org", ""),
        ("mailto:-a@b.org", ""),
        ("mailto:ſ@b.org", ""),
        ("maılto:a@b.org", ""),
        ("mailto:a@b.org\u202e", ""),
        ("mailto:", ""),
        ("mailto:a@127.0.0.1", ""),
        ("a@b.org", ""),
        ("https://b.org", ""),
    ],
)
def test_only_a_plain_mail_address_passes(text: str, canonical: str) -> None:
    assert mail_address(text) == canonical


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/a", "www.example.org"),
        ("https://münchen.de/", "münchen.de (xn--mnchen-3ya.de)"),
        ("https://xn--mnchen-3ya.de/", "münchen.de (xn--mnchen-3ya.de)"),
        ("https://例え.jp/", "例え.jp (xn--r8jz45g.jp)"),
        ("https://аpple.com", "xn--pple-43d.com"),
        ("https://xn--pple-43d.com", "xn--pple-43d.com"),
        ("https://xn--a.com", "xn--a.com"),
        ("https://www.bank.example@evil.example/", "evil.example"),
        ("https://evil.example\\@bank.example/", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_the_host_shown_is_the_host_used(url: str, shown: str) -> None:
    assert shown_host(url) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org:81/a?b#c", "example.org:81/a?b#c"),
        ("https://[::1]/", "[::1]"),
        ("https://zh.wikipedia.org/wiki/%E4%B8%AD", "zh.wikipedia.org/wiki/中"),
        ("https://example.org/%E2%80%AEx%2F%0A", "example.org/%E2%80%AEx%2F%0A"),
        ("https://xn--pple-43d.com/x", "xn--pple-43d.com/x"),
        ("file:///x", ""),
    ],
)
def test_an_address_for_labels(url: str, shown: str) -> None:
    assert shown_address(url) == shown
