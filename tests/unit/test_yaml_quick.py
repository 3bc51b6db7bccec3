"""The quick way to read a list of feeds, and the parser's, lead to the same document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.yaml import document, quick

HEAD = "topics: [power]  # one\ndigests:\n  daily:\n    to: []\n"
PLAIN = """\
feeds:
  # the press
  - url: https://example.org/rss?a=1&b=2#x   # a comment
    title: Heise – online, "quoted" [x] & more
    interval: 30m

    backfill: 20
    enabled: false
    tags: [tech, de/it]
  - title: 'single # quoted'
    topics: []
    url: "https://b.example/"
"""


def same(text: str) -> bool:
    """Whether both ways agree; asserts it, and says whether the quick way was taken."""
    found, parsed = quick.read(text), document.read(text)
    assert (found.value, dict(found.lines), found.mistakes) == (parsed.value, dict(parsed.lines), parsed.mistakes)
    return found.node is None and parsed.node is not None


@pytest.mark.parametrize(
    "text", [HEAD + PLAIN, PLAIN + HEAD, HEAD + PLAIN.replace("\n  ", "\n"), HEAD + PLAIN.rstrip()]
)
def test_a_plain_list_is_read_line_by_line(text: str) -> None:
    assert same(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "    title: yes",
        "    title: ~",
        "    title: Null",
        "    title: a: b",
        "    title: 'it''s'",
        '    title: "a\\tb"',
        "    title: &name x",
        "    title: >\n      folded",
        "    title:\n      nested: x",
        "    title: two\n      lines",
        "    title: 0x10",
        "    title: 1e3",
        "    title: 12:30",
        "    title: 2026-11-22",
        "    title: @x",
        "    title: [a, [b]]",
        "    title: {a: b}",
        "    title: !tag x",
        "    title: tab\there",
        "    url: https://twice.example/",
        "    url: https://colon.example/:",
        "   title: less",
        "     title: more",
        "  - https://bare.example/",
        "    title: \u2028",
        "  -   url: https://wide.example/",
        "---",
        "feeds: []",
    ],
)
def test_anything_else_is_left_to_the_parser(line: str) -> None:
    same(f"{HEAD}{PLAIN}{line}\n")
    same(f"{PLAIN}{line}\n{HEAD}")


@pytest.mark.slow
@given(
    st.lists(
        st.sampled_from(
            [
                "  - url: https://a.example/x",
                "    title: Two words",
                "    read: all",
                "   # note",
                "",
                "    n: 07",
                "    n: 7",
                "    on: off",
                "    k: [a, b]",
                "    k: [a, 1]",
                "  - a: b",
                "    x: y #z",
                "    x: y#z",
                "- url: https://c.example/",
            ]
        ),
        max_size=9,
    )
)
@settings(max_examples=300)
def test_lines_in_any_order(lines: list[str]) -> None:
    same("\n".join(["topics: [power]", "feeds:", *lines, "digests: {}", ""]))
