"""Addresses as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds import addresses


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("example.org", "https://example.org"),
        ("  <https://Example.org/Feed>, ", "https://example.org/Feed"),
        ("„example.org/feed“", "https://example.org/feed"),
        ("HTTP://a.example/X", "http://a.example/X"),
        ("feed:https://a.example/x", "https://a.example/x"),
        ("feed://a.example/x", "http://a.example/x"),
        ("FEED:HTTP://a.example", "http://a.example"),
        ("view-source:https://a.example/", "https://a.example/"),
        ("itpc://a.example/pod", "http://a.example/pod"),
        ("//a.example/x", "https://a.example/x"),
        ("localhost:8000/feed", "https://localhost:8000/feed"),
        ("127.0.0.1:8450/f", "https://127.0.0.1:8450/f"),
        ("[::1]:80/x", "https://[::1]:80/x"),
        ("bücher.example", "https://bücher.example"),
        ("https://a.example/f?x=[1]", "https://a.example/f?x=[1]"),
    ],
)
def test_what_is_pasted_becomes_an_address(given: str, meant: str) -> None:
    assert addresses.pasted(given) == meant


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("htp://a.example/x", "did you mean http://a.example/x"),
        ("htps://a.example/x", "did you mean https://a.example/x"),
        ("https//a.example", "did you mean https://a.example"),
        ("https:/a.example", "did you mean https://a.example"),
        ("http:a.example", "did you mean http://a.example"),
        ("ftp://a.example/f", "begins with ftp:"),
        ("mailto:me@a.example", "begins with mailto:"),
        ("file:///etc/passwd", "begins with file:"),
        ("https://", "not a web address"),
        ("word", "not a web address"),
        ("", "no address"),
        ("https://a.example/my feed", "blank"),
        ("https://a.example:99999/", "not a web address"),
        ("https://user:geheim@a.example/x", "auth: env:NAME"),
        ("user:geheim@a.example/x", "auth: env:NAME"),
        ("ftp://user:geheim@a.example/x", "begins with ftp:"),
    ],
)
def test_what_cannot_be_asked_is_told_without_any_password(given: str, told: str) -> None:
    with pytest.raises(ValueError, match=r".+") as error:
        addresses.pasted(given)
    assert told in str(error.value)
    assert "geheim" not in str(error.value)
    assert "\n" not in str(error.value)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_told(text: str) -> None:
    try:
        found = addresses.pasted(text)
    except ValueError:
        return
    assert addresses.pasted(found) == found
