"""Hostile articles, each some lines of code: what it attacks, and its bytes.

Every one ends with `END` in a paragraph of its own, so that it can be told whether text was hidden.
"""

from __future__ import annotations

from collections.abc import Callable

END = "endmark"
"""The last word of each article."""
SECRET = "outsidesecret"
"""A word that stands only in files outside the library."""

Maker = Callable[[], str | bytes]
_CASES: dict[str, dict[str, Maker]] = {}


def _of(class_: str) -> Callable[[Maker], Maker]:
    """Register a case under its class; its name is the function's."""

    def register(maker: Maker) -> Maker:
        _CASES.setdefault(class_, {})[getattr(maker, "__name__", "").strip("_")] = maker
        return maker

    return register


def cases() -> dict[str, bytes]:
    """Path below the library to bytes, for every case of every class."""
    return {f"{class_}/{name}.md": content(maker) for class_, found in _CASES.items() for name, maker in found.items()}


def classes() -> list[str]:
    """The classes of cases."""
    return list(_CASES)


def content(maker: Maker) -> bytes:
    """The article a case makes, with its last word."""
    text = maker()
    body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return body + f"\n\n{END}\n".encode()


# What Markdown itself is slow at


@_of("markdown")
def open_brackets() -> str:
    return "[" * 60_000


@_of("markdown")
def links_never_closed() -> str:
    return "[a](" * 20_000


@_of("markdown")
def pictures_never_closed() -> str:
    return "![" * 30_000


@_of("markdown")
def tags_never_closed() -> str:
    return "<a " * 20_000


@_of("markdown")
def stars() -> str:
    return "*a **b " * 15_000


@_of("markdown")
def underscores() -> str:
    return "_" * 50_000 + "a" + "_" * 50_000


@_of("markdown")
def backticks_of_every_length() -> str:
    return " ".join("`" * length for length in range(1, 600))


@_of("markdown")
def references_to_each_other() -> str:
    return "\n".join(f"[a{number}]: /b{number}" for number in range(8_000)) + "\n\n" + "[a1][a2]" * 4_000


@_of("markdown")
def footnotes_in_footnotes() -> str:
    return "\n\n".join(f"[^{number}]: see [^{number + 1}]" for number in range(2_000)) + "\n\nText[^0]"


@_of("markdown")
def headings_without_words() -> str:
    return "#\n" * 20_000


@_of("markdown")
def rules() -> str:
    return "---\n\n***\n\n" * 6_000


# What is nested


@_of("nesting")
def quotations() -> str:
    return ">" * 3_000 + " deep"


@_of("nesting")
def lists() -> str:
    return "\n".join("  " * level + "- item" for level in range(600))


@_of("nesting")
def quotations_and_lists() -> str:
    return "\n".join("> - " * level + "x" for level in range(1, 120))


@_of("nesting")
def divisions() -> str:
    return "<div>" * 20_000 + "x"


@_of("nesting")
def bold_in_bold() -> str:
    return "<b>" * 10_000 + "x" + "</b>" * 10_000


@_of("nesting")
def tables_in_tables() -> str:
    return "<table><tr><td>" * 60 + "x" + "</td></tr></table>" * 60


@_of("nesting")
def details_never_closed() -> str:
    return "<details><summary>s</summary>" * 3_000


# What is too much


@_of("size")
def list_items() -> str:
    return "- item\n" * 30_000


@_of("size")
def table_rows() -> str:
    return "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 30_000


@_of("size")
def table_columns() -> str:
    return "|" + "a|" * 2_000 + "\n|" + "---|" * 2_000 + "\n|" + "b|" * 2_000


@_of("size")
def cells_that_span_everything() -> str:
    return "<table>" + "<tr>" + "<td colspan=1000 rowspan=65534>x</td>" * 400 + "</tr></table>"


@_of("size")
def links() -> str:
    return " ".join(f"[{number}](https://example.org/{number})" for number in range(30_000))


@_of("size")
def anchors() -> str:
    return "\n\n".join("## the same heading" for _ in range(6_000))


@_of("size")
def one_word() -> str:
    return "x" * 900_000


@_of("size")
def one_line() -> str:
    return "word " * 300_000


@_of("size")
def one_code_line() -> str:
    return "```\n" + "x = 1; " * 60_000 + "\n```"


@_of("size")
def code_that_lexers_dread() -> str:
    return "```perl\n" + "a b " * 4_900 + "\n```\n\n```cpp\n" + '"' * 19_000 + "\n```"


@_of("size")
def pictures() -> str:
    return "![alt](none.png) " * 5_000


@_of("size")
def paragraphs() -> str:
    return "A paragraph.\n\n" * 30_000


@_of("size")
def entities() -> str:
    return "&amp;&#x41;&nbsp;" * 40_000


# What letters can do


@_of("letters")
def overrides_of_direction() -> str:
    return "\u202e\u2066\u2067" * 30_000 + "x"


@_of("letters")
def marks_on_one_letter() -> str:
    return "a" + "\u0301" * 60_000


@_of("letters")
def what_cannot_be_seen() -> str:
    return "\u200b\u2060\ufeff\u00ad" * 30_000 + "x"


@_of("letters")
def private_and_unassigned() -> str:
    return "".join(map(chr, range(0xE000, 0xE400))) + "\U0010ffff\ufdd0\ufdd1\ufffc"


@_of("letters")
def controls() -> bytes:
    return bytes(range(1, 32)) * 500 + b"\x00\x7f\x80"


@_of("letters")
def no_text_at_all() -> bytes:
    return b"\xfd\xff\xfe" * 20_000


@_of("letters")
def half_of_a_character() -> bytes:
    return "港".encode()[:2] * 20_000


@_of("letters")
def emoji_joined_for_ever() -> str:
    return "\U0001f468\u200d" * 20_000


@_of("letters")
def lines_that_end_everywhere() -> str:
    return "a\u2028b\u2029c\x0bd\x0ce\x85f\r" * 8_000


# What wants to run, to read, or to call home


@_of("reach")
def scripts() -> str:
    return "<script>alert(1)</script><style>*{display:none}</style><svg onload=alert(1)><iframe src=file:///etc/passwd>"


@_of("reach")
def scripts_never_closed() -> str:
    return "before\n\n<script>\n\nvar x = 1;"


@_of("reach")
def addresses_that_run() -> str:
    kinds = (
        "javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "jar:x",
        "smb://x/y",
        "ssh://x",
    )
    twisted = (
        "java\tscript:alert(1)",
        "JaVaScRiPt:x",
        "&#106;avascript:x",
        "\x01javascript:x",
        "//host/x",
        "\\\\host\\x",
    )
    return "\n\n".join(f'[a]({one}) <a href="{one}">b</a> <{one}>' for one in (*kinds, *twisted))


@_of("reach")
def files_outside_as_pictures() -> str:
    places = (
        "../outside/secret.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "..%2foutside%2fsecret.png",
        "link.png",
        "CON",
    )
    return "\n\n".join(f"![alt]({one}) <img src='{one}'>" for one in places)


@_of("reach")
def pictures_elsewhere() -> str:
    return "![a](https://example.org/pixel.gif) <img src=http://example.org/x srcset='http://example.org/y 2x'>"


@_of("reach")
def pages_that_go_elsewhere() -> str:
    return (
        '<meta http-equiv=refresh content="0;url=https://example.org/"><base href="https://example.org/">'
        '<link rel=stylesheet href="https://example.org/x.css"><object data="x"></object><embed src=x>'
        "<form action=https://example.org/><input type=submit></form><video src=https://example.org/x autoplay>"
    )


@_of("reach")
def styles_that_load() -> str:
    return '<p style="background:url(https://example.org/x)">x</p><table background=https://example.org/y><td>z</table>'


@_of("reach")
def handlers() -> str:
    return "<b onclick=x onmouseover=y>t</b><img src=x onerror=alert(1)><a href=https://example.org ping=https://e.org>l</a>"


@_of("reach")
def text_that_hides_behind_a_comment() -> str:
    return "before <!-- never closed\n\nhidden?"


@_of("reach")
def own_marks_from_outside() -> str:
    return '<span class="n0123456789abcdef-fn" id="fn-1">x</span><a href="#fnref-1">y</a>[^1]\n\n[^1]: z'


# What stands before the text


@_of("header")
def aliases_that_multiply() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "---\n" + "\n".join(lines) + "\n---\n\nText."


@_of("header")
def objects_of_python() -> str:
    return "---\ntitle: !!python/object/apply:os.system ['true']\n---\n\nText."


@_of("header")
def never_closed() -> str:
    return "---\ntitle: x\n" + "key: value\n" * 20_000


@_of("header")
def values_without_end() -> str:
    tags = ", ".join(f"t{number}" for number in range(20_000))
    return f"---\ntitle: {'t' * 200_000}\nauthor: {'a' * 100_000}\ntags: [{tags}]\n---\n\nText."


@_of("header")
def markup_in_every_value() -> str:
    markup = "<b>x</b><img src=file:///etc/passwd>&amp;\u202e"
    return f'---\ntitle: "{markup}"\nauthor: "{markup}"\nsource: "{markup}"\ntags: ["{markup}"]\n---\n\nText.'


@_of("header")
def dates_that_cannot_be() -> str:
    return "---\ndate: 99999999-99-99T99:99:99+99:99\npublished: -1\n---\n\nText."


@_of("header")
def addresses_that_are_none() -> str:
    lines = ("url: javascript:alert(1)", "original: file:///etc/passwd", "link: ' http://exa mple.org/\u202e'")
    return "---\n" + "\n".join(lines) + "\n---\n\nText."


# What Qt is slow to lay out


@_of("layout")
def blanks_in_code() -> str:
    return "    " + " " * 300_000 + "x"


@_of("layout")
def code_of_short_lines() -> str:
    return "```\n" + "x\n" * 120_000 + "```"


@_of("layout")
def code_of_cuneiform() -> str:
    return "```\n" + "\U00012000\U00013000" * 20_000 + "\n```"


@_of("layout")
def cells_of_long_words() -> str:
    return "<table>" + ("<tr>" + f"<td>{'w' * 400}" * 10) * 290 + "</table>"


@_of("layout")
def cells_of_emoji() -> str:
    return "<table><tr>" + f"<td>{'👩‍👩‍👧‍👦' * 7_000}" * 3 + "</table>"


@_of("layout")
def cells_of_marks() -> str:
    return "<table><tr><td>" + "<b>x</b><i>y</i>" * 9_000 + "</table>"


@_of("layout")
def directions_in_turn() -> str:
    return "a\u05d01\u0628" * 25_000


@_of("layout")
def emoji_joined() -> str:
    return "👩\u200d" * 60_000


@_of("layout")
def flags_of_tags() -> str:
    return "🏴" + "\U000e0067" * 90_000


@_of("layout")
def signs_of_no_face() -> str:
    return "\U00010300\U00012000\U00013000\U0001d11e" * 25_000


@_of("layout")
def private_signs() -> str:
    return "\ue000\uf8ff\U000f0000\U0010fffd" * 25_000


@_of("layout")
def bytes_that_are_no_text() -> bytes:
    return b"text " + b"\xfe\xfd" * 90_000
