"""Proper names without a model: words that are capitalised because they are names.

In English a capital inside a sentence marks a name. In German it marks any noun, so there a name is a capitalised word
that does not follow an article, is not a known noun or a compound of known words, and has no ending that only nouns
have; or one next to another name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from monitor import language
from monitor.text import fingerprint, vocabulary

TOKEN = re.compile(r"\w+(?:['’&]\w+|-\d+)*|[.!?:;\n\"„“”»«•|()]")
BREAKS = frozenset('.!?:;\n"„“”»«•|(')
ARTICLES = frozenset(language.words(lambda known: known.naming.articles))
# As written, in any language
COMPANY_FORMS = r"Inc|Corp|Ltd|LLC|plc|AG|SE|GmbH|SA|SAS|NV|BV|ASA|AS|AB|Oy|S\.A|[NB]\.V|S\.p\.A|S\.r\.l|K\.K"
NOUN_ENDINGS = language.words(lambda known: known.naming.endings)


class Look(NamedTuple):
    """How a word is written."""

    name: str  # folded, without the genitive s
    marked: bool  # it has a capital
    strong: bool  # only names are written like this: OpenAI, AMD, GPT-5, MI450
    possible: bool  # judging by capitals and length, it may be a name


def candidates(text: str, code: str) -> Counter[str]:
    """Names found in running text of a language, folded, with their counts."""
    capital_nouns = language.of(code).naming.capital_nouns
    words = tokens(text, code)
    found: dict[str, int] = defaultdict(int)
    plain: dict[str, int] = defaultdict(int)
    unsure = {}
    for word, count in Counter(words).items():
        look = _look(word, code)
        if look.possible and look.strong:
            found[look.name] += count
        elif look.possible:
            unsure[word] = look.name
        elif not look.marked:
            plain[look.name] += count
    for before, word, after in zip(["\n", *words], words, [*words[1:], "\n"], strict=False):
        if word in unsure and before not in BREAKS and (not capital_nouns or _is_name(word, before, after, code)):
            found[unsure[word]] += 1
    return Counter({name: count for name, count in found.items() if plain.get(name, 0) <= count})


def in_headline(title: str, code: str) -> frozenset[str]:
    """Words of a headline that may be names: all with a capital, since headlines show nothing more."""
    looks = [_look(word, code) for word in tokens(title, code)]
    nouns = language.of(code).naming.capital_nouns
    return frozenset(look.name for look in looks if look.possible and not (nouns and _plain_noun(look.name, code)))


def tokens(text: str, code: str) -> list[str]:
    """The words as written, and the signs between them that matter for names; "l'OpenAI" is two words."""
    elided = _elided(code)
    return TOKEN.findall((elided.sub(r"\1 ", text) if elided else text).replace("_", " "))


@cache
def never(code: str) -> frozenset[str]:
    """Words that are not names although a text of this language capitalises them, months and days included; folded."""
    known = language.of(code)
    calendar = (*known.forms.months, *known.forms.weekdays, *known.forms.short_months)
    return frozenset({*known.naming.never, *map(fingerprint.folded, calendar)})


@cache
def _elided(code: str) -> re.Pattern[str] | None:
    """Matches a short word elided before the next one ("l'"), if the language has elision."""
    elisions = language.of(code).spelling.elisions
    return re.compile(rf"\b({'|'.join(elisions)})['’](?=\w)", re.IGNORECASE) if elisions else None


@lru_cache(maxsize=4_000)
def _look(word: str, code: str) -> Look:
    name = fingerprint.folded(word).removesuffix("'s")
    marked = any(letter.isupper() for letter in word)
    return Look(
        name,
        marked,
        _strong(word),
        marked and name not in never(code) and name not in never(language.COMMON.code) and len(name) > 1,
    )


def _strong(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    inner = any(letter.isupper() for letter in word[1:] if letter.isalpha())
    return len(letters) > 1 and inner and "-" not in word


def _is_name(word: str, before: str, after: str, code: str) -> bool:
    """Whether a word with a capital is a name, given its neighbours, in a language that capitalises all nouns."""
    if fingerprint.folded(before) in ARTICLES or "-" in word or vocabulary.concepts(word.lower(), code):
        return False
    name = fingerprint.folded(word)
    beside = before[0].isupper() or after[0].isupper()
    return not _plain_noun(name, code) or (beside and not vocabulary.is_noun(name))


def _plain_noun(name: str, code: str) -> bool:
    return vocabulary.is_noun(name) or name.endswith(NOUN_ENDINGS) or bool(vocabulary.parts(name, code))
