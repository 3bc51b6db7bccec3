"""Real pages read twice, the second time with what changes on its own: nothing of it is told as a correction."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from gzip import decompress
from itertools import cycle, islice, pairwise
from pathlib import Path

import pytest

from monitor import pages
from monitor.articles import extract
from monitor.correction import Change
from monitor.corrections import judgement
from monitor.model import Page
from tests import builders, frames
from tests.topic import OPENAI

SHARED = Path(__file__).parents[3] / "shared" / "data"
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
    for file in sorted([*SHARED.rglob("*.html.gz"), *SHARED.rglob("*.html")]):
        yield file.name, decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def page(body: bytes, name: str) -> Page:
    return Page(url=f"https://paper.example/{name}", status=200, fetched_at=NOW, body=body)


def with_advertisements(text: str, chance: random.Random) -> str:
    """Other advertisements and related links around the article, and the time of an update in its head."""
    box = f"<aside class='ad'><p>{chance.choice(ADVERTS)}</p></aside><ul class='related'><li><a href='/x{chance.random()}'>{chance.choice(RELATED)}</a></li></ul>"  # fmt: skip
    text = re.sub(r"(<footer|</body>)", box + r"\1", text, count=1, flags=re.IGNORECASE)
    text = re.sub(r"(</h1>)", r"\1<time class='updated'>Updated 14:32</time><span>5 min read</span>", text, count=1)
    return re.sub(r"\b\d{1,3} (comments|Kommentare|commentaires)\b", rf"{chance.randint(1, 400)} \1", text)


def with_marks(text: str, chance: random.Random) -> str:
    """Other marks of the request: nonces, tokens, numbers behind addresses of scripts and pictures, the time it was made."""
    mark = f"{chance.getrandbits(64):016x}"
    head = f"<meta name='csrf-token' content='{mark}'><script nonce='{mark}'>window.t='{mark}';</script><!-- made at {chance.random()} -->"
    text = re.sub(r"(<head\b[^>]*>)", rf"\1{head}", text, count=1, flags=re.IGNORECASE)
    text = re.sub(
        r"(<(?:script|img|link)\b[^>]*?(?:src|href)=[\"'][^\"'?#]+)", rf"\1?v={mark}", text, flags=re.IGNORECASE
    )
    return re.sub(r"\b(nonce|data-[a-z-]*id)=([\"'])[^\"']*\2", rf"\1=\g<2>{mark}\2", text)


def with_lists(text: str, chance: random.Random) -> str:
    """Another list of what is read most, another ticker, and the page's own lists of links in another order."""
    lines = "".join(f"<li><a href='/r{n}'>{chance.choice(RELATED)}</a></li>" for n in range(5))
    ticker = f"<nav class='ticker'><a href='/t'>{chance.choice(RELATED)} +++ {chance.choice(ADVERTS)}</a></nav>"
    most = f"<section class='most-read'><h2>Most read</h2><ol>{lines}</ol></section>"

    def shuffled(found: re.Match[str]) -> str:
        items = re.findall(r"<li\b.*?</li>", found[0], flags=re.IGNORECASE | re.DOTALL)
        if len(items) < 2 or any(len(re.sub(r"<[^>]*>", "", item).strip()) > 120 for item in items):
            return found[0]
        return found[1] + "".join(chance.sample(items, len(items))) + found[2]

    text = re.sub(r"(<nav\b[^>]*>\s*<ul\b[^>]*>)(?:(?!<ul).)*?(</ul>)", shuffled, text, flags=re.IGNORECASE | re.DOTALL)
    text = re.sub(r"(<body\b[^>]*>)", rf"\1{ticker}", text, count=1, flags=re.IGNORECASE)
    return re.sub(r"(<footer|</body>)", most + r"\1", text, count=1, flags=re.IGNORECASE)


VARIATIONS = (with_advertisements, with_marks, with_lists)


def later(body: bytes, number: int, vary: Callable[[str, random.Random], str]) -> bytes:
    """The same page after a day."""
    text = vary(body.decode("utf-8", "surrogateescape"), random.Random(number))
    return text.encode("utf-8", "surrogateescape")


@dataclass
class Looks:
    """Pages that were read and looked at again, and what would be told of them."""

    pages: int = 0
    looks: int = 0
    varied: int = 0  # looks at another form of the page
    told: dict[tuple[str, str], Sequence[Change]] = field(default_factory=dict)

    def at(self, number: int, name: str, body: bytes, times: int, holds: Callable[[str], bool] = bool) -> None:
        """Look at a page in variations that are none of its article; not if what is read there `holds` no article."""
        stored = builders.stored(number)
        stored = replace(stored, entry=replace(stored.entry, title="", published_at=NOW))
        first = extract.article(stored, page(body, name))
        if first.basis != "page" or not holds(first.text):
            return
        self.pages += 1
        for vary in islice(cycle(VARIATIONS), number % 3, number % 3 + times):
            after = later(body, number, vary)
            self.looks, self.varied = self.looks + 1, self.varied + (after != body)
            if found := pages.changes(stored, first, page(after, name), [OPENAI]):
                self.told[name, vary.__name__] = found

    def __str__(self) -> str:
        return f"{self.pages} pages, {self.looks} looks, {self.varied} at another form: {len(self.told)} told"


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(not SHARED.exists(), reason="needs the real pages of ../shared/data")
def test_none_of_three_hundred_looks_at_unchanged_pages_is_told() -> None:
    """Each page is looked at in one of three variations, every other one in two."""
    found = Looks()
    for number, (name, body) in enumerate(real_pages()):
        found.at(number, name, body, 1 + number % 2)
    print(found)
    assert not found.told
    assert found.varied >= 300


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(not SHARED.exists(), reason="needs the real pages of ../shared/data")
def test_no_real_article_in_another_real_page_is_told() -> None:
    """Full articles of real feeds and news texts, each in the page of another paper, looked at in one variation."""
    around = [body for _, body in real_pages() if frames.is_frame(body)]
    found = Looks()
    for number, body in enumerate([*frames.feed_bodies(SHARED), *frames.news_bodies(SHARED)]):
        made = frames.framed(body, around[number * 7 % len(around)])
        found.at(number, body.name, made, 1, partial(frames.is_read, body))
    print(f"{len(around)} frames; {found}")
    assert not found.told
    assert found.pages >= 100


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
