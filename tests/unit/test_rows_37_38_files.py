"""Files of users: filters, YAML, lists of feeds. Nothing in them can run code, open a file or cost much time."""

import sys
from pathlib import Path

import pytest

from monitor.catalog import feeds_file
from monitor.errors import Invalid
from monitor.feeds import opml
from monitor.topics import query
from monitor.yaml import document

ENTITY = b"""<!DOCTYPE opml [<!ENTITY inside SYSTEM "file://%s"> %%s]>
<opml version="2.0"><body><outline text="&inside;" xmlUrl="https://a.example/&inside;"/></body></opml>"""


@pytest.mark.parametrize("rule", ["(a+)+$", "^(a|a)*$", "(.*)*x"])
def test_row_37_a_filter_is_no_regular_expression(rule: str) -> None:
    with pytest.raises(Invalid, match="filter"):
        query.compile(rule)


def test_row_37_what_a_filter_may_say_is_matched_word_by_word() -> None:
    """The number of look-ups grows with filter and text, not with the ways to match them."""
    rule = query.compile(" OR ".join(["a* NEAR/20 b"] * 40))
    looks = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal looks
        looks += event == "call"

    found = []
    for words in (200, 800):
        looks = 0
        sys.setprofile(counted)
        try:
            rule.matches("a" * 5_000 + "!", "a " * words)
        finally:
            sys.setprofile(None)
        found.append(looks)
    assert found[1] <= 5 * found[0]


@pytest.mark.parametrize(
    "value", ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!include secret", "!<x> 1"]
)
def test_row_38_tags_in_yaml_are_refused(value: str) -> None:
    text = f"topics: [openai-infrastructure]\nfeeds:\n  - url: https://a.example/\n    title: {value}\n"
    with pytest.raises(Invalid, match="tag"):
        feeds_file.understood(document.read(text), Path("feeds.yaml"))


def test_row_38_a_list_of_feeds_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary")
    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open":
            opened.append(str(arguments[0]))

    sys.addaudithook(watch)
    try:
        found = told(ENTITY % str(secret).encode() % b"")
        more = b'<!ENTITY %% more SYSTEM "file://%s"> %%more;' % str(secret).encode()
        found += told(ENTITY % str(secret).encode() % more)
    finally:
        watching = False
    assert "canary" not in found
    assert str(secret) not in opened


def test_row_38_a_huge_list_is_read_or_refused_in_plain_words() -> None:
    lines = b"".join(b'<outline xmlUrl="https://a%d.example/feed"/>' % number for number in range(250_000))
    assert len(lines) > 10_000_000
    assert told(b"<opml><body>" + lines + b"</body></opml>").startswith(("list.opml: ", "250000 feeds"))


def told(document: bytes) -> str:
    """The message on importing the document."""
    try:
        found = opml.feeds(document, where="list.opml").feeds
    except Invalid as error:
        return str(error)
    return f"{len(found)} feeds {' '.join(feed.url + feed.title for feed in found[:5])}"
