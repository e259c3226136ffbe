"""The query language: what is typed, what it means, and that printing it and reading it again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from newsreader.core.search.parsing import LENGTH_LIMIT, TERM_LIMIT, Parsed, parse
from newsreader.core.search.tree import All, Dated, Either, Folder, Length, Marked, Node, Not, Text, wanted_texts

TODAY = date(2026, 11, 27)
A, B, C = Text("a"), Text("b"), Text("c")


def read(text: str) -> Parsed:
    return parse(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("a", A),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("a a", A),
        ("a OR b", Either((A, B))),
        ("a b OR c", All((A, Either((B, C))))),
        ("(a b) OR c", Either((All((A, B)), C))),
        ("a -b", All((A, Not(B)))),
        ("a NOT b", All((A, Not(B)))),
        ("-(a OR b)", Not(Either((A, B)))),
        ("--a", A),
        ("- a", A),
        ('"new york"', Text("new york")),
        ("New-York", Text("new york")),
        ("we'll", Text("we ll")),
        ("C++ c# a+b", All((Text("c++"), Text("c#"), Text("a b")))),
        ("3.14", Text("3 14")),
        ("sec*", Text("sec", is_whole=False)),
        ('"new yor"*', Text("new yor", is_whole=False)),
        ("芯片", Text("芯片")),
        ("AI芯片", Text("ai 芯片")),
        ("title:rust", Text("rust", "title")),
        ("intitle:rust", Text("rust", "title")),
        ('author:"jane doe"', Text("jane doe", "author")),
        ("title:(a OR b)", Either((Text("a", "title"), Text("b", "title")))),
        ("-title:(a b)", Not(All((Text("a", "title"), Text("b", "title"))))),
        ("feed:bbc", Text("bbc", "source")),
        ("lang:zh", Text("zh", "lang")),
        ("url:example.com/x", Text("example com x", "url")),
        ("is:unread", Marked("unread")),
        ("IS:Starred", Marked("starred")),
        ("has:image", Text("image", "has")),
        ("folder:news/2019/", Folder("news/2019")),
        ('folder:"my news"', Folder("my news")),
        ("words:>500", Length(501, None)),
        ("words:<=500", Length(0, 500)),
        ("words:20..10", Length(10, 20)),
        ("before:2019", Dated("before", "2019", None, date(2018, 12, 31))),
        ("after:2019-11", Dated("after", "2019-11", date(2019, 11, 1), None)),
        ("on:2019-11", Dated("on", "2019-11", date(2019, 11, 1), date(2019, 11, 30))),
        ("on:2024-02", Dated("on", "2024-02", date(2024, 2, 1), date(2024, 2, 29))),
        ("after:7d", Dated("after", "7d", date(2026, 11, 20), None)),
        ("on:yesterday", Dated("on", "yesterday", date(2026, 11, 26), date(2026, 11, 26))),
        (
            "https://example.com/a",
            Either((Text("example com a", "url"), Text("https example com a"))),
        ),
    ],
)
def test_what_is_typed_means(typed: str, tree: Node) -> None:
    assert read(typed) == Parsed(tree)


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', '""', "*", "((((", "))", "-", "OR", "AND OR", "title:", "\0", "^ %_%"]
)
def test_what_says_nothing_matches_everything(typed: str) -> None:
    assert read(typed) == Parsed()


@pytest.mark.parametrize(
    ("typed", "words", "name"),
    [("foo:bar", "foo bar", "foo:"), ("is:new", "is new", "is:new"), ("before:soon", "before soon", "before:soon")],
)
def test_what_is_not_understood_is_searched_as_text_with_a_hint(typed: str, words: str, name: str) -> None:
    parsed = read(typed)
    assert parsed.tree == Text(words)
    assert len(parsed.hints) == 1
    assert name in parsed.hints[0]


@pytest.mark.parametrize("typed", ["12:30", "http://a.example/b", "at: home", "12:"])
def test_a_colon_alone_is_no_operator(typed: str) -> None:
    assert len(read(typed).hints) == ("at:" in typed)


def test_only_the_last_word_goes_on_while_it_is_typed() -> None:
    assert parse("new yor", TODAY, is_typed=True).tree == All((Text("new"), Text("yor", is_whole=False)))
    assert parse("new yor ", TODAY, is_typed=True).tree == All((Text("new"), Text("yor")))
    assert parse('"new yor"', TODAY, is_typed=True).tree == Text("new yor")


def test_of_beginnings_of_one_letter_only_one_is_a_prefix() -> None:
    assert parse("a* b*", TODAY).tree == All((Text("a", is_whole=False), B))


def test_an_order_is_no_condition() -> None:
    assert read("a sort:oldest") == Parsed(A, "oldest")
    assert read("sort:best").tree == Text("sort best")


@pytest.mark.parametrize(
    "typed",
    ["(" * 5000 + "a", "a " * 500, " OR ".join(["w*"] * 100), "x" * 1_000_000, "-" * 999, "\ud800", "\u202eabc"],
)
def test_nothing_typed_is_an_error_and_caps_hold(typed: str) -> None:
    found = list(wanted_texts(read(typed).tree))
    assert len(found) <= TERM_LIMIT
    assert sum(len(text.term) for text in found) <= LENGTH_LIMIT
