"""Plainly written files are read without the parser, and lead to the same document; all others are left to it."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.topics import profile
from monitor.yaml import document, plain

LINES = (
    "a: b", "  a: b", "key:", "  key:", "   odd: 1", "    - x y", "  - x", "  - a: b", "    - dash", "  k:v", "  k : v",
    "  key: [a, b]", "  k: [a,b]", "  k: [a, [b]]", "  k: [a, yes]", "  k: {a: b, c: d}", "  k: {}", "  k: {a: b,c: d}",
    "  k: {a: b: c}", '  k: "a', '    b"', '  k: "x" y', "  k: 'it''s'", "  k: 'a' 'b'", '  "q": x', "  k: word # remark",
    "    more words, a", "    (and more)", '    "even" more', "    *star words", "# c", "", "  k: *a",
    "  k: 1", "  k: 1.0", "  k: 07", "  k: 0x1", "  k: 1e3", "  k: 2026-11-22", "  k: 30m", "  k: yes", "  k: Null",
    "  k: true", "  x*: y", "  k: a:b", "    c: d: e", "  k: a #b", "  k: a#b", "  k: >", "---", "  ? a", "  a b c: d",
    "  a'b: c", "  k: a, b: c", "  k: http://x.example/y", "  k:  x  ", "  k: (a OR b)", "  <<: x", "\tk: tab", "  k: é",
)  # fmt: skip


def agrees(text: str) -> bool:
    """Whether the parser was not needed; asserts that it would have found the same."""
    found, parsed = plain.read(text), document.read(text)
    assert (found.value, dict(found.lines), found.mistakes) == (parsed.value, dict(parsed.lines), parsed.mistakes)
    return found.node is None and parsed.node is not None


@pytest.mark.parametrize("name", profile.packaged())
def test_packaged_topics_need_no_parser(name: str) -> None:
    assert agrees(resources.files("monitor.topics").joinpath(f"{name}.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "a: one\n  two\n  three\nb:\n  - x\n  - y z\nc:\n- w\n",
        'a: "*one, two,\n  *three" # remark\nb: 7d\n',
        "a:\nb: {en: It's one, de: Zwei}\nc: 0.5\n\n# remark\nd: [x, y z]\n",
    ],
)
def test_plain_texts_need_no_parser(text: str) -> None:
    assert agrees(text)


@pytest.mark.slow
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # of a busy machine
def test_lines_in_any_order_lead_to_the_same(lines: list[str]) -> None:
    agrees("\n".join(lines))
    agrees("\n".join(["top:", *lines]))
