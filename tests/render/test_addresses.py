"""Which addresses pass, and in which form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.render.addresses import clean_href, clean_source, source_path


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("  HTTPS://Example.org/a b ", "https://example.org/a%20b"),
        ("https://example.org/\u202egpj.exe", "https://example.org/gpj.exe"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("mailto:a@example.org?attach=/etc/passwd", "mailto:a@example.org"),
        ("#anchor", "#anchor"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("//example.org/x", ""),
        ("other.md", ""),
        ("https://user:secret@example.org/", ""),
        ("http:\\\\example.org", ""),
        ("http:///example.org", ""),
        ("https:example.org", ""),
        ("http://[::1", ""),
        ("http://example.org:99999/", ""),
        ("https://example.org/" + "a" * 2000, ""),
    ],
)
def test_link(address: str, expected: str) -> None:
    """Web, mail and this page; nothing else."""
    assert clean_href(address) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a.png", "a.png"),
        ("pictures/a%20b.png?raw=true#x", "pictures/a b.png"),
        ("../shared/a.png", "../shared/a.png"),
        ("https://example.org/a.png", "https://example.org/a.png"),
        ("/etc/passwd", ""),
        ("//host/share/a.png", ""),
        ("\\\\host\\share\\a.png", ""),
        ("..\\a.png", ""),
        ("%2e%2e/a.png", ""),
        ("..%2Fa.png", ""),
        ("a%00.png", ""),
        ("%252e%252e/a.png", "%2e%2e/a.png"),
        ("%68ttp%3a//x", ""),
        ("file:///a.png", ""),
        ("C:/a.png", ""),
        ("data:image/png;base64,AAAA", ""),
        (":/resource", ""),
        ("%3a/resource", ""),
        ("", ""),
    ],
)
def test_picture(address: str, expected: str) -> None:
    """A path that does not hide where it leads, or a web address for a placeholder."""
    cleaned = clean_source(address)
    assert (source_path(cleaned) if cleaned else "") == expected


@given(st.text(max_size=40) | st.builds("https://{}/{}".format, st.text(max_size=9), st.text(max_size=9)))
def test_cleaning_twice_changes_nothing(address: str) -> None:
    """Both filters are idempotent."""
    assert clean_href(clean_href(address)) == clean_href(address)
    assert clean_source(clean_source(address)) == clean_source(address)


@given(st.text(alphabet="/\\.%2eE5cC:aA \0", max_size=12))
def test_picture_never_names_a_root(address: str) -> None:
    """No path that passes is absolute or holds a backslash or NUL."""
    cleaned = clean_source(address)
    path = source_path(cleaned) if cleaned else ""
    assert not path.startswith(("/", "\\"))
    assert not set(path) & {"\\", "\0"}
