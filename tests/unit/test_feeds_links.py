"""Addresses of entries: cleaned but fetchable; and the keys that are equal for equivalent addresses."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.feeds import links, trackers

SECURITY = Path(__file__).parents[2].parent / "shared" / "data" / "security"
HEADLINES = Path(__file__).parents[2].parent / "shared" / "data" / "feeds" / "headlines-de-2026-08.jsonl"
BASE = "https://example.org/feeds/rss.xml"

CLEANED = [
    # absolute, and only web addresses
    ("https://example.org/a", "https://example.org/a"),
    ("/a/b", "https://example.org/a/b"),
    ("../a", "https://example.org/a"),
    ("a?b=1", "https://example.org/feeds/a?b=1"),
    ("//cdn.example.net/a", "https://cdn.example.net/a"),
    ("?page=2", "https://example.org/feeds/rss.xml?page=2"),
    (" https://example.org/a\n", "https://example.org/a"),
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("https://exam\nple.org/a", "https://example.org/a"),
    ("HTTPS://EXAMPLE.ORG:443/A", "https://example.org/A"),
    ("http://example.org:80/", "http://example.org/"),
    ("http://example.org:8080/a", "http://example.org:8080/a"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org/a/../b/./c", "https://example.org/b/c"),
    ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
    ("javascript:alert(1)", ""),
    ("jav\tascript:alert(1)", ""),
    ("data:text/html,x", ""),
    ("mailto:a@example.org", ""),
    ("ftp://example.org/a", ""),
    ("file:///etc/passwd", ""),
    ("https://", ""),
    ("https://user:secret@example.org/", ""),
    ("https://bank.example@evil.example/", ""),
    ("http://[::1", ""),
    ("", ""),
    ("   ", ""),
    ("https://example.org/" + "a" * 5_000, ""),
    # what only identifies the reader
    ("https://example.org/a?utm_source=rss&utm_medium=feed", "https://example.org/a"),
    ("https://example.org/a?UTM_SOURCE=rss", "https://example.org/a"),
    ("https://example.org/a?id=5&utm_campaign=x&page=2", "https://example.org/a?id=5&page=2"),
    ("https://example.org/a?wt_mc=rss.red.ho.ho.atom.beitrag.beitrag", "https://example.org/a"),
    ("https://example.org/a?at_medium=RSS&at_campaign=rss", "https://example.org/a"),
    ("https://example.org/a?xtor=RSS-1", "https://example.org/a"),
    ("https://example.org/a?fbclid=1&gclid=2&msclkid=3", "https://example.org/a"),
    ("https://example.org/a?__s=xyz&cmpid=1&ns_mchannel=rss", "https://example.org/a"),
    ("https://example.org/a#comments", "https://example.org/a"),
    ("https://example.org/#!/story/5", "https://example.org/#!/story/5"),
    ("https://www.golem.de/news/x-1.html?ref=rss", "https://www.golem.de/news/x-1.html"),
    ("https://www.theverge.com/a?ref=rss", "https://www.theverge.com/a"),
    # what may be the article's number
    ("https://example.org/?p=1234", "https://example.org/?p=1234"),
    (
        "https://example.org/story?id=1&sid=2&cid=3&ref=4&key=5&eid=6&uid=7",
        "https://example.org/story?id=1&sid=2&cid=3&ref=4&key=5&eid=6&uid=7",
    ),
    (
        "https://example.org/a?source=5&session=6&medium=7&keyword=8",
        "https://example.org/a?source=5&session=6&medium=7&keyword=8",
    ),
    ("https://example.org/a;jsessionid=1?x=1", "https://example.org/a;jsessionid=1?x=1"),
    ("https://example.org/a?b", "https://example.org/a?b"),
    ("https://example.org/a?b=", "https://example.org/a?b="),
    ("https://example.org/a?q=a%26b", "https://example.org/a?q=a%26b"),
    # wrappers
    (
        "https://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&url=https%3a%2f%2fexample.org%2fa%3fid%3d1&c=5&mkt=de-de",
        "https://example.org/a?id=1",
    ),
    (
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fexample.org%2fa%3futm_source%3dbing",
        "https://example.org/a",
    ),
    ("https://www.google.com/url?rct=j&sa=t&url=https://example.org/a&ct=ga&usg=x", "https://example.org/a"),
    ("https://www.google.de/url?q=https://example.org/a&sa=D", "https://example.org/a"),
    ("https://www.google.com/amp/s/example.org/a", "https://example.org/a"),
    ("https://example-org.cdn.ampproject.org/c/s/example.org/a?amp=1", "https://example.org/a?amp=1"),
    ("https://example-org.cdn.ampproject.org/v/example.org/a", "http://example.org/a"),
    ("https://news.google.com/rss/articles/CBMiX?oc=5&hl=de", "https://news.google.com/rss/articles/CBMiX"),
    (
        "https://www.bing.com/news/apiclick.aspx?url=javascript:alert(1)",
        "https://www.bing.com/news/apiclick.aspx?url=javascript:alert(1)",
    ),
    (
        "https://www.bing.com/search?q=x&url=https://example.org/",
        "https://www.bing.com/search?q=x&url=https://example.org/",
    ),
]


@pytest.mark.parametrize(("link", "cleaned"), CLEANED)
def test_links_are_cleaned_and_cleaning_twice_changes_nothing(link: str, cleaned: str) -> None:
    assert links.clean(link, BASE) == cleaned
    assert links.clean(cleaned, BASE) == cleaned


SAME = [
    ("http://example.org/a", "https://www.example.org/a/"),
    ("https://m.example.org/a", "https://example.org/a"),
    ("https://mobile.example.org/a", "https://example.org/a"),
    ("https://amp.example.org/a", "https://example.org/a"),
    ("https://example.org/a/amp", "https://example.org/a"),
    ("https://example.org/a/amp/", "https://example.org/a"),
    ("https://example.org/amp/a", "https://example.org/a"),
    ("https://example.org/a.amp", "https://example.org/a"),
    ("https://example.org/a.amp.html", "https://example.org/a.html"),
    ("https://example.org/a?amp=1", "https://example.org/a"),
    ("https://example.org/a?outputType=amp", "https://example.org/a"),
    ("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1"),
    ("https://example.org/a?utm_source=x", "https://example.org/a"),
    ("https://www.google.com/amp/s/example.org/a", "https://example.org/a"),
    ("https://Example.ORG/a#top", "https://example.org/a"),
]
DIFFERENT = [
    ("https://example.org/a", "https://example.org/b"),
    ("https://example.org/?p=1", "https://example.org/?p=2"),
    ("https://example.org/a", "https://example.net/a"),
    ("https://example.org/a", "https://blog.example.org/a"),
    ("https://example.org/a", "https://example.org:8443/a"),
    ("https://example.org/A", "https://example.org/a"),
    ("https://example.org/camp", "https://example.org/c"),
    ("https://example.org/lamp.html", "https://example.org/l.html"),
    ("https://example.org/#!/a", "https://example.org/#!/b"),
    ("https://news.google.com/rss/articles/A?oc=5", "https://news.google.com/rss/articles/B?oc=5"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_addresses_of_one_article_have_one_key(one: str, other: str) -> None:
    assert links.key(one) == links.key(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_of_two_articles_have_two_keys(one: str, other: str) -> None:
    assert links.key(one) != links.key(other)


@given(st.text(max_size=200), st.sampled_from([BASE, "", "http://e.org/"]))
@example("#!\u00a1/straße %C3%9F", BASE)
def test_any_text_is_a_link_or_none(link: str, base: str) -> None:
    cleaned = links.clean(link, base)
    assert cleaned == "" or cleaned.startswith(("http://", "https://"))
    assert links.clean(cleaned, base) == cleaned
    cleaned.encode("ascii")
    links.key(link)


@pytest.mark.skipif(not SECURITY.is_dir(), reason="needs ../shared/data/security")
def test_trackers_known_to_others_are_known() -> None:
    rules = json.loads((SECURITY / "clearurls" / "data.min.json").read_text(encoding="utf-8"))["providers"][
        "globalRules"
    ]["rules"]
    samples = {rule: sample(rule) for rule in rules}
    missing = {rule: name for rule, name in samples.items() if not trackers.is_tracker(name.lower(), "example.org")}
    assert not missing
    lines = (SECURITY / "tracking-params" / "LegitimateURLShortener.txt").read_text(encoding="utf-8").splitlines()
    names = {
        found[1].lower()
        for line in lines
        if (found := re.fullmatch(r"\$removeparam=((?:utm|mc|fb|ga|yclid|gcl|ns|wt)[A-Za-z0-9_.]*)", line))
    }
    assert names
    assert sorted(name for name in names if not trackers.is_tracker(name, "example.org")) == []


def sample(rule: str) -> str:
    """A name that a rule matches: without its optional parts, with the first of its alternatives."""
    rule = rule.replace("(?:%3F)?", "")
    rule = re.sub(r"\(\?:([^()|]*)(?:\|[^()]*)?\)\+?(?!\?)", r"\1", rule)
    rule = re.sub(r"\(\?:[^()]*\)\?|\[a-z\]\?|_\?|z\?", "", rule)
    return re.sub(r"\[a-z_\]\*|\[a-z_\]\+|\[a-z\]\*", "source", rule)


@pytest.mark.skipif(not HEADLINES.exists(), reason="needs ../shared/data/feeds")
@pytest.mark.parametrize("each", [pytest.param(1, marks=pytest.mark.slow), 8])
def test_real_addresses_keep_what_tells_them_apart(each: int) -> None:
    urls = [
        url
        for line in HEADLINES.read_text(encoding="utf-8").splitlines()
        for url in re.findall(r'"(https?://[^"]+)"', line)
    ]
    assert len(urls) > 5_000
    urls = urls[::each]
    cleaned = {url: links.clean(url, "") for url in urls}
    assert all(cleaned.values())
    paths = {url.partition("?")[0].partition("#")[0].rstrip("/") for url in urls}
    assert len({links.key(url) for url in urls}) >= 0.97 * len(paths), "different articles stay different"
    assert not [url for url in cleaned.values() if re.search(r"[?&](?:utm_|wt_mc|fbclid|xtor)", url)]


@pytest.mark.skipif(not SECURITY.is_dir(), reason="needs ../shared/data/security")
def test_web_platform_vectors_never_raise() -> None:
    vectors = json.loads((SECURITY / "whatwg-url" / "url" / "tests" / "urltestdata.json").read_text(encoding="utf-8"))
    tried = 0
    for vector in vectors:
        if isinstance(vector, dict):
            cleaned = links.clean(vector["input"], vector.get("base") or "")
            tried += 1
            assert cleaned == "" or cleaned.startswith(("http://", "https://"))
            assert links.clean(cleaned, "") == cleaned
    assert tried > 500
