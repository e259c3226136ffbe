"""F3, the allow-list: it holds against any HTML, judged by another parser than the one that cleans."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.render.raw_html import Preparation, TooDeepError
from newsreader.render.sanitise import ATTRIBUTES, TAGS, clean, names
from tests.fuzz.strategies import law

_TOKEN = "token-"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""Of an address by RFC 3986; what begins otherwise is relative, whatever colons it holds."""
_NAMES = st.sampled_from(
    sorted(
        TAGS
        | names(
            "svg math style script iframe form input textarea title base meta link object embed video template "
            "noscript plaintext xmp select option Tweet custom-tag ABBR"
        )
    )
)
_KEYS = st.sampled_from(
    sorted(names("href src style onclick onerror id name class title alt align colspan rowspan start"))
)
_VALUES = st.sampled_from(
    [
        "javascript:alert(1)",
        " jAvAsCrIpT:alert(1)",
        "java\tscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/share",
        "\\\\host\\share",
        "/dev/zero",
        "../x.png",
        "%2e%2e/x.png",
        "x.png",
        "https://example.org/",
        "https://user@example.org/",
        "mailto:a@example.org?attach=x",
        "#top",
        "vbscript:x",
        "99999999999",
        "50",
        "-3",
        "token-notes",
        "token-x onload=",
        "left",
        "<script>",
        "a\u202eb",
        "&#106;avascript:x",
        "&#x6a;ava&Tab;script:x",
        "&colon;x",
        "x&quot; onload=&quot;y",
        "https:&sol;&bsol;x",
        "https://xn--e1afmkfd.xn--p1ai:0/",
        ":/x.png",
        "a/%5C/b.png",
    ]
) | st.text(max_size=12)
_QUOTES = st.sampled_from(['"', "'", ""])
_GAPS = st.sampled_from([" ", "\n", "/", "\x0c", "\0", ""])
_SIGNS = st.sampled_from(["=", " = ", "=\t", "", "=="])
_CASES = st.sampled_from([str.lower, str.upper, str.title])
_ATTRIBUTES = st.builds(
    lambda gap, case, key, sign, quote, value: f"{gap}{case(key)}{sign}{quote}{value}{quote}",
    _GAPS,
    _CASES,
    _KEYS,
    _SIGNS,
    _QUOTES,
    _VALUES,
)
_PIECES = st.one_of(
    st.builds(
        lambda name, attributes, end: f"<{name}{''.join(attributes)}{end}",
        _NAMES,
        st.lists(_ATTRIBUTES, max_size=3),
        st.sampled_from([">", ">", ">", "/>", " >", "", "<"]),
    ),
    st.builds(lambda name: f"</{name}>", _NAMES),
    st.sampled_from(
        [
            *(
                "<!--",
                "-->",
                "--!>",
                "<!-->",
                "<![CDATA[",
                "]]>",
                "<?php",
                "?>",
                "<!DOCTYPE x [",
                "<!x>",
                "</>",
                "</ x>",
            ),
            *("<", ">", "&lt;", "&#0;", "&#60;b&#62;", "&lt;script&gt;", "&amp;lt;", '"', "'", "`", "\0", "\ufdd0"),
        ]
    ),
    st.text(max_size=10),
)
_HTML = st.lists(_PIECES, max_size=25).map("".join)


class _Judge(HTMLParser):
    """Notes every tag, attribute and address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.other = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, attrs))

    def handle_comment(self, data: str) -> None:
        """A comment must not be there."""
        self.other = True

    def handle_decl(self, decl: str) -> None:
        """Nor a declaration."""
        self.other = True

    def handle_pi(self, data: str) -> None:
        """Nor an instruction."""
        self.other = True


def _allowed(tag: str, name: str, value: str) -> bool:
    """Whether one attribute is as the list of security.md section 4 says."""
    if name not in ATTRIBUTES.get(tag, set()):
        return False
    if name == "href":
        return value.startswith(("https://", "http://", "mailto:", "#")) and "\\" not in value and "attach" not in value
    if name == "src":
        bad = value.startswith(("/", "\\")) or "\\" in value or "%2e" in value.lower()
        return not bad and (not _SCHEME.match(value) or value.startswith(("https://", "http://")))
    if name == "class":
        return value.startswith(_TOKEN) and " " not in value
    if name in ("colspan", "rowspan"):
        return 1 <= int(value) <= 50
    return name != "align" or value in ("left", "center", "right")


def _prepared(source: str) -> str:
    try:
        return Preparation(source).run()
    except TooDeepError:
        return ""


@law(150)
@example('<img src=="javascript:alert(1)">')
@given(_HTML)
def test_only_the_listed_passes(source: str) -> None:
    """No tag, attribute or scheme beyond the list, whatever comes in."""
    judge = _Judge()
    judge.feed(clean(source, _TOKEN))
    judge.close()
    assert not judge.other
    for tag, attributes in judge.tags:
        assert tag in TAGS
        for name, value in attributes:
            assert _allowed(tag, name, value or ""), (tag, name, value)


@law(100)
@example("<dd><table><dd>")
@given(_HTML)
def test_cleaning_twice_changes_nothing(source: str) -> None:
    """For HTML that was made parseable as all of it is: what was cleaned holds the same elements when it is read again,
    and reading it a third time is the same as the second. (A definition that a table threw out of itself is closed
    earlier by the second reading.)
    """
    once = clean(_prepared(source), _TOKEN)
    twice = clean(once, _TOKEN)
    assert sorted(re.findall(r"<[^>]*>", twice)) == sorted(re.findall(r"<[^>]*>", once))
    assert clean(twice, _TOKEN) == twice


@law(100)
@given(_HTML)
def test_no_html_hides_what_follows(source: str) -> None:
    """Text after any HTML is still there: nothing open swallows it (promise P10)."""
    text = clean(_prepared(f"{source}\n\n<p>the-end-of-it</p>"), _TOKEN)
    hidden_by_design = any(f"<{name}" in source.lower() for name in ("svg", "script", "style"))
    assert "the-end-of-it" in text or hidden_by_design


def test_own_classes_need_the_token() -> None:
    """An article that writes our class names gains nothing."""
    source = '<ol class="notes"><li class="note-1 token-note-1">x</li></ol><code class="language-x">y</code>'
    assert "class" not in clean(source, _TOKEN)
    assert 'class="token-notes"' in clean('<ol class="token-notes"></ol>', _TOKEN)
