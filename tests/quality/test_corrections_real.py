"""Real pages read twice, the second time with what changes on its own: nothing of it is told as a correction."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from gzip import decompress
from itertools import pairwise
from pathlib import Path

import pytest

from monitor import pages
from monitor.articles import extract
from monitor.corrections import judgement
from monitor.model import Page
from tests import builders
from tests.topic import OPENAI

SHARED = Path(__file__).parents[3] / "shared" / "data" / "articles"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ADVERTS = (
    "Jetzt sparen: 12 Monate für 99 Euro",
    "Only today: 3 billion reasons to switch your bank",
    "Offre : 20 % de remise",
)
RELATED = (
    "More: Vestora raises 3 billion dollars",
    "Mehr zum Thema: Netzbetreiber baut 400 Megawatt",
    "À lire : 2 gigawatts de plus",
)


def real_pages() -> Iterator[tuple[str, bytes]]:
    for file in sorted(SHARED.rglob("*.html.gz")):
        yield file.name, decompress(file.read_bytes())


def page(body: bytes, name: str) -> Page:
    return Page(url=f"https://paper.example/{name}", status=200, fetched_at=NOW, body=body)


def later(body: bytes, seed: str) -> bytes:
    """The same page after a day: other links and advertisements around the text, other times, counters, marks."""
    chance = random.Random(seed)
    text = body.decode("utf-8", "surrogateescape")
    box = f"<aside class='ad'><p>{chance.choice(ADVERTS)}</p></aside><ul class='related'><li><a href='/x{chance.random()}'>{chance.choice(RELATED)}</a></li></ul>"  # fmt: skip
    text = re.sub(r"(<footer|</body>)", box + r"\1", text, count=1, flags=re.IGNORECASE)
    text = re.sub(r"(</h1>)", r"\1<time class='updated'>Updated 14:32</time><span>5 min read</span>", text, count=1)
    text = re.sub(r"\b\d{1,3} (comments|Kommentare|commentaires)\b", rf"{chance.randint(1, 400)} \1", text)
    return text.encode("utf-8", "surrogateescape")


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.skipif(not SHARED.exists(), reason="needs the real pages of ../shared/data")
def test_none_of_two_hundred_unchanged_pages_is_told() -> None:
    told, read = {}, 0
    for number, (name, body) in enumerate(real_pages()):
        stored = builders.stored(number)
        own = extract.extracted(body, "https://paper.example/", search_date=False).title
        stored = replace(stored, entry=replace(stored.entry, title=own or stored.entry.title))
        first = extract.article(stored, page(body, name))
        if first.basis != "page":
            continue
        read += 1
        if found := pages.changes(stored, first, page(later(body, name), name), [OPENAI]):
            told[name] = found
    assert not told
    assert read >= 200


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.skipif(not SHARED.exists(), reason="needs the real pages of ../shared/data")
def test_two_different_real_articles_are_not_two_versions_of_one() -> None:
    read = [
        extract.article(builders.stored(n), page(body, name))
        for n, (name, body) in enumerate(real_pages())
        if n % 4 == 0
    ]
    versions = [
        judgement.version(one, []) for one in read if one.basis == "page" and one.language in ("de", "en", "fr")
    ]
    assert len(versions) >= 40
    pairs = [(one.title, judgement.changes(one, other)) for one, other in pairwise(versions)]
    assert not [(title, found) for title, found in pairs if {each.kind for each in found} & {"figure", "headline"}]
