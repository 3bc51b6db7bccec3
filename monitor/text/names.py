"""Proper names without a model: what writers mark by capitals, as far as capitals mark names.

In English a capital inside a sentence is a name. In German it is any noun, so there a name is a capitalised word that
never follows an article, is no known noun, no compound of known words and has no ending only nouns have; or one that
stands beside another name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from monitor.text import fingerprint, vocabulary

TOKEN = re.compile(r"\w+(?:['’&]\w+|-\d+)*|[.!?:;\n\"„“”»«•|()]")
BREAKS = frozenset('.!?:;\n"„“”»«•|(')
_ARTICLES = """
der die das des dem den ein eine einer eines einem einen kein keine keinen keiner im am zum zur vom beim ins ans
dieser diese dieses diesen diesem jeder jede jedes jeden jedem mein meine sein seine seinen seiner seinem ihr
ihre ihren ihrer ihrem unser unsere unseren alle allen aller viele vielen mehr weniger einige einigen solche
welche beide beiden zwei drei vier fünf sechs zehn
"""
ARTICLES = frozenset(_ARTICLES.split())
NOUN_ENDINGS = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ismus", "ität",
    "itäten", "nis", "nisse", "tum", "chen", "lein", "ment", "mente", "anz", "enz", "erin", "innen",
)  # fmt: skip
_NEVER = """
i im i'm i've i'll i'd the a an and but or if in on at by for to of it its we he she they you this that these
those there here when while what why how who as is are was were no not so yes mr mrs ms dr prof ceo cfo coo ki
ai us-dollar dollar euro monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch
donnerstag freitag samstag sonntag january february march april may june july august september october november
december januar februar märz mai juni juli oktober dezember jan feb mar apr jun jul aug sep sept oct okt nov dec
dez read more source quelle foto photo image bild credit credits getty images afp dpa reuters ap subscribe
newsletter advertisement anzeige updated published posted share comments
watt kilowatt megawatt gigawatt terawatt kw mw gw tw kwh mwh gwh twh gigawattstunden megawattstunden terawattstunden
million millionen millions mio milliarde milliarden mrd billion billionen billions bn trillion trillionen tn usd eur
dollars us-dollars pfund yen prozent percent
rechenzentrum rechenzentren rechenzentrums datenzentrum datenzentren chip chips rechenleistung
"""
NEVER = frozenset(_NEVER.split()) | {fingerprint.folded(word) for word in _NEVER.split()}


class Look(NamedTuple):
    """How a word is written."""

    name: str  # folded, without the s of possession
    marked: bool  # it has a capital
    strong: bool  # only names are written so: OpenAI, AMD, GPT-5, MI450
    possible: bool  # it may be a name as far as capitals and length tell


def candidates(text: str, language: str) -> Counter[str]:
    """Names found in running text, folded, with how often they stand there."""
    words = tokens(text)
    found: dict[str, int] = defaultdict(int)
    plain: dict[str, int] = defaultdict(int)
    unsure = {}
    for word, count in Counter(words).items():
        look = _look(word)
        if look.possible and look.strong:
            found[look.name] += count
        elif look.possible:
            unsure[word] = look.name
        elif not look.marked:
            plain[look.name] += count
    for before, word, after in zip(["\n", *words], words, [*words[1:], "\n"], strict=False):
        if word in unsure and before not in BREAKS and (language != "de" or _is_name(word, before, after)):
            found[unsure[word]] += 1
    return Counter({name: count for name, count in found.items() if plain.get(name, 0) <= count})


def in_headline(title: str, language: str) -> frozenset[str]:
    """Words of a headline that may be names: all with a capital, since headlines tell no more."""
    looks = [_look(word) for word in tokens(title)]
    return frozenset(look.name for look in looks if look.possible and not (language == "de" and _plain_noun(look.name)))


def tokens(text: str) -> list[str]:
    """Words as written, and the signs between them that matter for names."""
    return TOKEN.findall(text.replace("_", " "))


@lru_cache(maxsize=20_000)
def _look(word: str) -> Look:
    name = fingerprint.folded(word).removesuffix("'s")
    marked = any(letter.isupper() for letter in word)
    return Look(name, marked, _strong(word), marked and name not in NEVER and len(name) > 1)


def _strong(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    inner = any(letter.isupper() for letter in word[1:] if letter.isalpha())
    return len(letters) > 1 and inner and "-" not in word


def _is_name(word: str, before: str, after: str) -> bool:
    """Whether a German word with a capital is a name, between these two."""
    if before.casefold() in ARTICLES or "-" in word or vocabulary.concepts(word.lower(), "de"):
        return False
    name = fingerprint.folded(word)
    beside = before[0].isupper() or after[0].isupper()
    return not _plain_noun(name) or (beside and not vocabulary.is_noun(name))


def _plain_noun(name: str) -> bool:
    return vocabulary.is_noun(name) or name.endswith(NOUN_ENDINGS) or bool(vocabulary.parts(name, "de"))
