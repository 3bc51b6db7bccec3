"""Pages that are not articles although they answer 200, and paragraphs that ask the reader for something.

Only the whole page decides: most of what it says is about itself, and almost nothing about the headline that led to it.
A report that uses the same words in another sense is read in full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from monitor import language
from monitor.feeds import detours
from monitor.language.shape import Furniture, Words
from monitor.model import Page
from monitor.problems import Problem

ASK = 25  # words: a longer paragraph is more than a request
ABOUT_ITSELF = 0.5  # from this share of its words on, a page is about itself
SURELY = 0.7  # from this share on it does not matter what else it says, if that is little
SHARED = 0.34  # below this share of the headline's words a page says nothing about it
FEW = 400  # words; an error page does not have more
HARDLY = 40  # with at most so many words, its title decides

_OF_KIND = {
    "missing": "page-missing",
    "denied": "page-denied",
    "down": "page-down",
    "wall": "page-wall",
}  # → problem


def _any(pick: Callable[[Furniture], Words]) -> re.Pattern[str]:
    """Any of these phrases, in whatever language and case."""
    return re.compile(language.any_of(lambda known: pick(known.furniture)), re.IGNORECASE)


def _by_kind(pick: Callable[[Furniture], Mapping[str, Words]]) -> Mapping[str, re.Pattern[str]]:
    """The same for each kind of page."""
    found = {kind: [phrase for known in language.ALL for phrase in pick(known.furniture)[kind]] for kind in _OF_KIND}
    return {kind: re.compile("|".join(phrases), re.IGNORECASE) for kind, phrases in found.items()}


_TITLES = _by_kind(lambda pages: pages.titles)
_SELF = _by_kind(lambda pages: pages.about_itself)
_PAY = _any(lambda pages: pages.asks_to_pay)
_ELSE = _any(lambda pages: pages.asks_else)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"\w{4,}")
_FRONT = re.compile(r"^/?(?:[a-z]{2}(?:-[a-z]{2})?/?|(?:index|home|default)(?:\.\w{3,5})?/?)?$")


def asks(paragraph: str) -> bool:
    """Whether a short paragraph only wants the reader to pay, log in, subscribe or agree."""
    return asks_to_pay(paragraph) or (_short(paragraph) and bool(_ELSE.search(paragraph)))


def asks_to_pay(paragraph: str) -> bool:
    """Whether a short paragraph says that the rest is for those who pay or log in."""
    return _short(paragraph) and bool(_PAY.search(paragraph))


def _short(paragraph: str) -> bool:
    return 0 < len(paragraph.split()) < ASK


def instead(linked: str, page: Page) -> Problem | None:
    """Where a request for an article ended up instead: the front page, a login, a consent page."""
    came, asked = urlsplit(page.url), urlsplit(linked)
    if _FRONT.match(came.path.lower()) and not _FRONT.match(asked.path.lower()) and not came.query:
        return Problem("page-front", {"host": (came.hostname or "").lower()})
    led = detours.kinds(page.url) - detours.kinds(linked)
    if "missing" in led:
        return Problem("page-missing")
    return Problem("page-wall") if led else None


def verdict(title: str, text: str, headline: str) -> Problem | None:
    """Why a page is not an article, from its title, its text and the headline that led to it; None if it is one."""
    sentences = [part for part in _SENTENCE.split(text) if part.strip() and part.strip() != title]
    kinds = [next((kind for kind, pattern in _SELF.items() if pattern.search(one)), "") for one in sentences]
    words = Counter[str]()
    for kind, sentence in zip(kinds, sentences, strict=True):
        words[kind] += len(sentence.split())
    share = 1 - words[""] / max(words.total(), 1)
    titled = next((kind for kind, pattern in _TITLES.items() if pattern.search(title)), "")
    short = words.total() <= HARDLY or (share >= ABOUT_ITSELF / 2 and words.total() < FEW)
    if titled and short and _shared(headline, title) < SHARED:
        return Problem(_OF_KIND[titled])
    mostly = share >= ABOUT_ITSELF and headline.strip() and _shared(headline, " ".join(sentences)) < SHARED
    if mostly or (share >= SURELY and words[""] <= HARDLY):
        return Problem(_OF_KIND[max(_SELF, key=lambda kind: words[kind])])
    return None


def _shared(headline: str, text: str) -> float:
    """The share of a headline's words that a text has."""
    wanted = set(_WORD.findall(headline.lower()))
    return len(wanted & set(_WORD.findall(text.lower()))) / len(wanted) if wanted else 0.0
