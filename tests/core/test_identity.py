"""What makes two files the same article."""

from __future__ import annotations

import pytest

from newsreader.core.identity import identify, identify_shared, normalise_url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a",
        "http://example.org/a",
        "HTTPS://WWW.EXAMPLE.org/a/",
        "https://example.org/a#part",
        "https://example.org/a?utm_source=rss&utm_medium=x&fbclid=1&gclid=2&mc_eid=3",
        "https://example.org:443/a/?utm_campaign=#x",
    ],
)
def test_spellings_of_one_address_are_one_article(url: str) -> None:
    assert normalise_url(url) == "example.org/a"
    assert identify(url, "Title", "Text") == "u:example.org/a"


@pytest.mark.parametrize(
    "url", ["https://example.org/A", "https://example.org/a?id=7", "https://example.org/a/b", "https://example.com/a"]
)
def test_other_addresses_are_other_articles(url: str) -> None:
    assert normalise_url(url) != "example.org/a"


def test_parameters_that_are_no_tracking_stay_in_their_order() -> None:
    assert normalise_url("https://example.org/p?id=7&utm_source=x&ref=keep&a=1") == "example.org/p?id=7&ref=keep&a=1"


def test_without_an_address_the_text_tells() -> None:
    one = identify("", "A", "Text")
    assert one.startswith("t:")
    assert len(one) == 34
    assert identify("javascript:x", "B", "Text\n") == one
    assert identify("", "A", "Other") != one


def test_articles_without_text_are_told_by_their_titles() -> None:
    assert identify("", "A", "") != identify("", "B", " \n")
    assert identify("", "\udcff", "").startswith("t:")


def test_shared_addresses_are_told_apart_by_title() -> None:
    url = "https://example.org/"
    assert identify_shared(url, "One") != identify_shared(url, "Two")
    assert identify_shared(url, "Été") == identify_shared("http://www.example.org", "ete")
    assert identify_shared("", "One") == ""
