"""Pages that are not articles although they answer 200, and paragraphs that ask the reader for something.

Only the whole page decides: most of what it says is about itself, and almost nothing about the headline that led to it.
A report that uses the same words in another sense is read in full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from monitor import language
from monitor.feeds import detours
from monitor.model import Page
from monitor.problems import Problem

ASK = 25  # words: a longer paragraph is more than a request
ABOUT_ITSELF = 0.5  # from this share of its words on, a page is about itself
SURELY = 0.7  # from this share on it does not matter what else it says, if that is little
SHARED = 0.34  # below this share of the headline's words a page says nothing about it
FEW = 400  # words; an error page does not have more
HARDLY = 40  # words that a page about itself may say besides
TITLED = 0.4  # the same for one whose title says that it is no article
NOTHING = 12  # words that say as good as nothing: then the title decides
SPEAKS = 0.5  # from this share of its words on, a page only speaks to its visitors, whatever it wants from them
BRIEF = 60  # words such a page may have, of which NOTHING may say something else
PHRASE = 5  # words of a sentence that need not speak to anybody to be about the page: "Page not found"
LETTERS = 3  # of a word in scripts that put no blanks between words
REQUEST = 8  # the same for a request to pay: "Only for subscribers"

SPOKEN = "spoken"
_OF_KIND = {
    "missing": "page-missing",
    "denied": "page-denied",
    "down": "page-down",
    "wall": "page-wall",
}  # → problem


_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"\w{4,}")
_WITHOUT_BLANKS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_FRONT = re.compile(r"^/?(?:[a-z]{2}(?:-[a-z]{2})?/?|(?:index|home|default)(?:\.\w{3,5})?/?)?$")


@cache
def _any(phrases: str) -> re.Pattern[str]:
    """Any of the phrases of a kind, in whatever language and case; not made where no page is read."""
    return re.compile(language.any_of(lambda known: getattr(known.furniture, phrases)), re.IGNORECASE)


@cache
def _by_kind(phrases: str) -> Mapping[str, re.Pattern[str]]:
    """The same for each kind of page."""
    found = {
        kind: [phrase for known in language.ALL for phrase in getattr(known.furniture, phrases)[kind]]
        for kind in _OF_KIND
    }
    return {kind: re.compile("|".join(each), re.IGNORECASE) for kind, each in found.items()}


def asks(paragraph: str) -> bool:
    """Whether a short paragraph only wants the reader to pay, log in, subscribe or agree."""
    return asks_to_pay(paragraph) or (_short(paragraph) and bool(_any("asks_else").search(paragraph)))


def asks_to_pay(paragraph: str) -> bool:
    """Whether a short paragraph says that the rest is for those who pay or log in."""
    return _short(paragraph) and bool(_any("asks_to_pay").search(paragraph)) and _may_ask(paragraph, REQUEST)


def speaks(text: str) -> bool:
    """Whether words are said to the visitor of a page or about the page, and are not part of a report."""
    return bool(_any("speaks").search(text))


def _may_ask(sentence: str, few: int) -> bool:
    """Whether a sentence may be about the page: it speaks to the visitor, or has few words."""
    return _words(sentence) <= few or speaks(sentence)


def _short(paragraph: str) -> bool:
    return 0 < _words(paragraph) < ASK


def _words(text: str) -> int:
    """The number of words; Chinese, Japanese and Thai are written without blanks between them."""
    return len(text.split()) + len(_WITHOUT_BLANKS.findall(text)) // LETTERS


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
    total = sum(_words(sentence) for sentence in sentences)
    titled = next((kind for kind, pattern in _by_kind("titles").items() if pattern.search(title)), "")
    elsewhere = _shared(headline, title) < SHARED
    strange = bool(headline.strip()) and _shared(headline, " ".join(sentences)) < SHARED
    words = _counted(sentences, _bearable(total, titled=bool(titled) and elsewhere, strange=strange))
    if words is None:
        return None
    spoken = 1 - words[""] / max(total, 1)
    share = spoken - words[SPOKEN] / max(total, 1)
    short = total <= NOTHING or (spoken >= TITLED and total < FEW)
    if titled and short and elsewhere:
        return Problem(_OF_KIND[titled])
    if (strange and share >= ABOUT_ITSELF) or (share >= SURELY and words[""] <= HARDLY):
        return Problem(_OF_KIND[max(_OF_KIND, key=lambda kind: words[kind])])
    brief = total <= BRIEF and words[""] <= NOTHING
    says_nothing = total <= NOTHING or spoken >= SPEAKS
    return Problem("page-itself") if strange and brief and says_nothing and elsewhere else None


def _bearable(total: int, *, titled: bool, strange: bool) -> float:
    """How many words may tell of something else in a page that is none the less no article, by any of the rules."""
    if total <= NOTHING:
        return total
    by_title = total * (1 - TITLED) if titled and total < FEW else 0
    by_headline = total * (1 - min(ABOUT_ITSELF, SPEAKS)) if strange else 0
    return max(by_title, by_headline, min(HARDLY, total * (1 - SURELY)))


def _counted(sentences: Sequence[str], bearable: float) -> Counter[str] | None:
    """Words by the kind of page they tell of, "" for something else; None as soon as those are too many.

    In an article that is after two or three sentences, and looking for the phrases of all kinds takes long.
    """
    words = Counter[str]()
    for sentence in sentences:
        words[_kind(sentence)] += _words(sentence)
        if words[""] > bearable + 1e-6:  # shares are not exact
            return None
    return words


def _kind(sentence: str) -> str:
    """What a sentence says about its page; "spoken" if it only speaks to the visitor, empty if it does not."""
    if not _may_ask(sentence, PHRASE):
        return ""
    found = next((kind for kind, pattern in _by_kind("about_itself").items() if pattern.search(sentence)), "")
    return found or (SPOKEN if speaks(sentence) else "")


def _shared(headline: str, text: str) -> float:
    """The share of a headline's words that a text has."""
    wanted = set(_WORD.findall(headline.lower()))
    return len(wanted & set(_WORD.findall(text.lower()))) / len(wanted) if wanted else 0.0
