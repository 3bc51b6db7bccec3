"""Proper names without a model: what writers mark by capitals, as far as capitals mark names.

In English a capital inside a sentence is a name. In German it is any noun, so there a name is a capitalised word that
never follows an article, is no known noun, no compound of known words and has no ending only nouns have; or one that
stands beside another name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from monitor.articles import fingerprint
from monitor.stories import lexicon

TOKEN = re.compile(r"[^\W_]+(?:['’&][^\W_]+|-\d+)*|[.!?:;\n\"„“”»«•|()]")
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
"""
NEVER = frozenset(_NEVER.split()) | {fingerprint.folded(word) for word in _NEVER.split()}


def candidates(text: str, language: str) -> Counter[str]:
    """Names found in running text, folded, with how often they stand there."""
    found: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for word, before, starts, beside in _tokens(text):
        name, marked, strong = _look(word)
        if not marked:
            plain[name] += 1
        elif name in NEVER or len(name) < 2:
            continue
        elif strong or (not starts and _is_name(word, before, beside, language)):
            found[name] += 1
        elif starts:
            found[name] += 0
    return Counter({name: count for name, count in found.items() if count > 0 and plain[name] <= count})


def in_headline(title: str, language: str) -> frozenset[str]:
    """Words of a headline that may be names: all with a capital, since headlines tell no more."""
    marked = (_bare(word) for word, _, _, _ in _tokens(title) if _marked(word))
    return frozenset(
        name for name in marked if name not in NEVER and len(name) > 1 and not (language == "de" and _plain_noun(name))
    )


def _tokens(text: str) -> Iterator[tuple[str, str, bool, bool]]:
    """(word, word before it in lower case, whether it starts a sentence, whether a capital stands beside it)."""
    found = TOKEN.findall(text)
    for at, word in enumerate(found):
        if not word[0].isalnum():
            continue
        before = found[at - 1] if at else "\n"
        after = found[at + 1] if at + 1 < len(found) else "\n"
        beside = before[:1].isupper() or after[:1].isupper()
        yield word, before.casefold(), before in BREAKS, beside


@lru_cache(maxsize=20_000)
def _look(word: str) -> tuple[str, bool, bool]:
    """A written word folded, whether it has a capital, and whether only names are written so."""
    return _bare(word), _marked(word), _strong(word)


def _bare(word: str) -> str:
    """Folded, without the s of possession."""
    name = fingerprint.folded(word)
    return name.removesuffix("'s")


def _marked(word: str) -> bool:
    return word[0].isupper() or any(letter.isupper() for letter in word[1:])


def _strong(word: str) -> bool:
    """OpenAI, AMD, GPT-5, MI450: written as only names are."""
    letters = [letter for letter in word if letter.isalpha()]
    inner = any(letter.isupper() for letter in word[1:] if letter.isalpha())
    return len(letters) > 1 and inner and "-" not in word


def _is_name(word: str, before: str, beside: bool, language: str) -> bool:
    if language != "de":
        return True
    if before in ARTICLES or "-" in word or lexicon.concepts(word.lower(), "de"):
        return False
    return not _plain_noun(fingerprint.folded(word)) or (beside and not lexicon.is_noun(fingerprint.folded(word)))


def _plain_noun(name: str) -> bool:
    return lexicon.is_noun(name) or name.endswith(NOUN_ENDINGS) or bool(lexicon.parts(name, "de"))
