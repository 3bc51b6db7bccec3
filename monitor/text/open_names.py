"""Names that are on no list: companies, places, people, projects, if the text itself shows that they are names.

A capital inside a sentence marks a name in English and French, unless the whole line is in capitals; a dictionary word
that stands alone must be shown to be one more than once. In German every noun has a capital: there a name is a word in
no dictionary, or a compound in no dictionary that is used like a name: without an article, after the noun it belongs to
("der Betreiber Fjordlast"), after "in", as a dateline, or next to another name. Plain nouns are a name before the form
of a company ("die Rechenhaus AG") and, if they occur again, as a pair without an article ("Nordlicht Energie hat").
Names of several words are kept together; a part that appears alone elsewhere counts for the whole ("Tveitmark" for
"Ingunn Tveitmark").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from monitor.language.shape import Language
from monitor.text import chains, fingerprint, known_words, names
from monitor.text.chains import Chain, Degree, Word

SURE = 1.0  # evidence from which a word of a text is a name
ONCE = 2.0 * SURE  # what a mention shows inside a sentence, where capitals mark names
AGAIN = 2 * ONCE  # what a common dictionary word that stands alone needs
PLAIN = (Degree.WORD, Degree.COMPOUND, -1)  # nouns that dictionaries explain, and joints
FORM = re.compile(names.COMPANY_FORMS)


class Seen(NamedTuple):
    """What all chains of an article show together."""

    shown: dict[str, float]  # folded word → how much the text shows it to be a name
    plain: Counter[str]  # words with a small letter, folded
    led: frozenset[tuple[str, str]]  # pairs of folded words whose second word never occurs without the first
    begun: frozenset[tuple[str, str]]  # pairs that occur several times, once at the beginning of a sentence


class Found(NamedTuple):
    """A name of a text."""

    name: str  # as written
    times: int
    in_title: bool


@lru_cache(maxsize=8)
def of(title: str, text: str, lang: Language) -> tuple[Found, ...]:
    """The names of an article, those of the headline first, then by count; kept from its reading for its imprint."""
    body, headline = chains.of(text, lang), chains.of(title, lang, titled=True)
    seen = Seen(
        _evidence(body, lang),
        Counter(fingerprint.folded(word) for word in chains.TOKEN.findall(text) if word[0].islower()),
        _led(headline + body),
        _begun(headline + body),
    )
    counts: dict[str, int] = defaultdict(int)
    titled = set()
    for chain in (*headline, *body):
        for words in _pieces(chain, lang, seen):
            name = " ".join(word.text for word in words)
            if lang.naming.capital_nouns and _is_genitive(words[-1].name, seen.shown):
                name = name[:-1]
            counts[name] += 1
            if chain.titled:
                titled.add(name)
    found = _together(counts, titled, lang)
    return tuple(sorted(found, key=lambda one: (not one.in_title, -one.times, one.name)))


def _is_genitive(name: str, shown: Mapping[str, float]) -> bool:
    """Whether the text also has the name without its s."""
    return name.endswith("s") and shown[name[:-1]] >= SURE


def _evidence(body: Sequence[Chain], lang: Language) -> dict[str, float]:
    """Folded word → how much the text shows it to be a name."""
    shown: dict[str, float] = defaultdict(float)
    for chain in body:
        for at, word in enumerate(chain.words):
            if word.degree >= 0:
                shown[word.name] += _shown(chain, at, lang)
    return shown


def _shown(chain: Chain, at: int, lang: Language) -> float:
    """How much one mention shows."""
    word = chain.words[at]
    if chain.capitals:
        return 0.0
    if not lang.naming.capital_nouns:
        begins = chain.first and at == 0
        alone = word.degree == Degree.WORD and len(chain.words) == 1
        if alone and _is_determined(chain, lang) and known_words.is_frequent(word.text, lang.code):
            return 0.0
        return ONCE if not begins else SURE if word.degree == Degree.UNKNOWN else 0.0
    before = fingerprint.folded(chain.before) if at == 0 else ""
    if word.degree == Degree.UNKNOWN:  # "einen Kassabon", but "ein Fjordlast-Sprecher"
        counted = before in lang.naming.articles - lang.naming.definite and not chain.owns
        return -ONCE if counted else ONCE
    if FORM.fullmatch(chain.after):  # "die Rechenhaus AG", but "der Betreiber Rechenhaus AG"
        return ONCE if len(chain.words) == 1 or at or not word.name.endswith(lang.naming.agents) else 0.0
    return _pair_shown(chain, lang) if word.degree == Degree.WORD else _noun_shown(chain, at, before, lang)


def _pair_shown(chain: Chain, lang: Language) -> float:
    """What nouns in a row without an article show, in a language whose nouns need one: "Nordlicht Energie liefert"."""
    words, before = chain.words, fingerprint.folded(chain.before)
    bare = before not in lang.naming.articles and not before[:1].isdigit() and not _is_adjective(before, lang)
    nouns = all(word.degree in PLAIN and word.name not in lang.naming.measures for word in words)
    nouns = nouns and not words[0].name.endswith((*lang.naming.agents, *lang.naming.endings))  # "Minister Klug"
    begins = chain.first and not known_words.is_capital(words[0].text, lang.code)  # "Als Tandem", "Für Anwohner"
    return SURE / 2 if len(words) > 1 and bare and nouns and not begins else 0.0


def _is_adjective(before: str, lang: Language) -> bool:
    return before.endswith(lang.naming.adjectives) and before not in lang.naming.acting | lang.naming.no_adjectives


def _noun_shown(chain: Chain, at: int, before: str, lang: Language) -> float:
    """The same for a compound or a name in dictionaries, in a language that capitalises every noun."""
    proper = chain.words[at].degree == Degree.PROPER
    led = before in lang.naming.articles
    if before == chains.LINE and chain.after == "." and len(chain.words) == 1:
        return SURE  # a dateline: "Lauchfeld. Der Rat …"
    if at and chain.words[at - 1].degree >= Degree.PROPER:
        return SURE
    if proper and not led and at + 1 < len(chain.words) and chain.words[at + 1].degree >= Degree.PROPER:
        return SURE  # "Ingunn Tveitmark", but not "der Zulieferer Fjordlast"
    if at > 1 or (at and (not chain.first or known_words.is_capital(chain.words[0].text, lang.code))):
        return SURE if chain.words[at - 1].name not in lang.naming.measures else 0.0  # "der Betreiber Fjordlast"
    if at or led or _is_adjective(before, lang):
        return _pair_shown(chain, lang) or -0.7
    placed, says = before in lang.naming.placing, len(chain.words) == 1 and chain.after.lower() in lang.naming.acting
    several = not proper and chain.words[at].name.endswith(lang.naming.several)  # "aus Sicherheitsgründen"
    return SURE if (placed and not several) or says else 0.0 if chain.first else 0.5


def _led(found: Sequence[Chain]) -> frozenset[tuple[str, str]]:
    """Pairs that occur several times, the second word never alone: "Quiet Hill", even if only at sentence starts."""
    pairs = Counter((one.name, other.name) for chain in found for one, other in pairwise(chain.words))
    words = Counter(word.name for chain in found for word in chain.words)
    return frozenset(pair for pair, times in pairs.items() if times > 1 and times == words[pair[1]])


def _begun(found: Sequence[Chain]) -> frozenset[tuple[str, str]]:
    """Pairs that occur several times, at least once where a sentence begins, as a subject does."""
    pairs = Counter((one.name, other.name) for chain in found for one, other in pairwise(chain.words))
    first = {(chain.words[0].name, chain.words[1].name) for chain in found if chain.first and len(chain.words) > 1}
    return frozenset(pair for pair in first if pairs[pair] > 1)


def _pieces(chain: Chain, lang: Language, seen: Seen) -> Iterator[list[Word]]:
    """The names in a chain: its words except those that the text does not show to be names."""
    piece: list[Word] = []
    for at, word in enumerate((*chain.words, None)):
        if word is not None and word.degree < 0 and not _is_origin(word, piece, lang):
            if piece:
                piece.append(word)
            continue
        if word is not None and word.degree >= 0 and _counts(chain, at, lang, seen):
            piece.append(word)
            continue
        while piece and piece[-1].degree < 0:
            piece.pop()
        if piece:
            yield from filter(None, [_without_office(piece, lang)])
        piece = []


def _without_office(words: list[Word], lang: Language) -> list[Word]:
    """The name of a person without what they are: "Chief Executive Ingunn Tveitmark"; an office alone is no name."""
    offices = [at for at, word in enumerate(words) if word.name in lang.cues.persons]
    named = words[offices[-1] + 1 :] if offices else words
    return named or [word for word in words if word.degree > Degree.WORD]


def _is_origin(joint: Word, piece: Sequence[Word], lang: Language) -> bool:
    """Whether a joint leads to where somebody is from: "Cirravault of Toronto", but not "State Bank of India"."""
    return joint.text in lang.naming.origins and bool(piece) and piece[-1].degree == Degree.UNKNOWN


def _counts(chain: Chain, at: int, lang: Language, seen: Seen) -> bool:
    """Whether a word of a chain is part of a name."""
    word = chain.words[at]
    shown = seen.shown[word.name]
    if lang.naming.capital_nouns:
        before = chain.words[at - 1] if at else None
        told = before and before.degree == Degree.UNKNOWN and (before.name, word.name) in seen.begun
        return bool(told) or _is_shown_noun(chain, at, lang, shown)  # "Tolkmar Wind verkauft …"
    plain = seen.plain[word.name]
    if chain.capitals or (chain.first and at == 0):
        led = at + 1 < len(chain.words) and (word.name, chain.words[at + 1].name) in seen.led
        if chain.capitals:
            unknown = word.degree == Degree.UNKNOWN and not word.text.isupper()
            return led or (not plain and (unknown or shown >= ONCE or _is_line(chain)))
        return word.strong or led or (word.degree == Degree.UNKNOWN and not plain) or shown >= ONCE
    if any(one.degree > Degree.WORD for one in chain.words):
        return True
    alone = len(chain.words) == 1 and known_words.is_frequent(word.text, lang.code)
    if alone and shown < AGAIN and not (chain.owns and not _is_determined(chain, lang)):
        return False
    return not all(seen.plain[one.name] for one in chain.words)


def _is_determined(chain: Chain, lang: Language) -> bool:
    return chain.before.lower() in lang.naming.determiners


def _is_line(chain: Chain) -> bool:
    """Whether a chain is a whole line, one of whose words is in no dictionary: a signature."""
    unknown = any(word.degree == Degree.UNKNOWN and not word.text.isupper() for word in chain.words)
    return unknown and chain.before == chain.after == chains.LINE


def _is_shown_noun(chain: Chain, at: int, lang: Language, shown: float) -> bool:
    """The same in a language that capitalises every noun."""
    word = chain.words[at]
    if word.degree == Degree.UNKNOWN:
        if at == 0 and len(chain.words) > 1 and word.name.endswith(lang.naming.agents):
            return chain.before.lower() not in lang.naming.articles  # "der Projektierer Fjordlast"
        return shown >= 0.0
    several = len(chain.words) > 1
    told = shown >= SURE and (word.degree > Degree.WORD or several or FORM.fullmatch(chain.after))
    return bool(told) or (several and _is_borrowed(chain.words, at, lang))


def _is_borrowed(words: Sequence[Word], at: int, lang: Language) -> bool:
    """Whether a word is in a run of English words one of which this language lacks: "Cedar Gate Partners"."""
    before, after = ([word for word in side if word.degree >= 0] for side in (words[at::-1], words[at:]))
    run = [*[*takewhile(_is_english, before)][:0:-1], *takewhile(_is_english, after)]
    return len(run) > 1 and any(not known_words.is_word(word.text, lang.code) for word in run)


def _is_english(word: Word) -> bool:
    return known_words.is_english(word.text)


def _place(name: str, counts: Mapping[str, int], lang: Language) -> str:
    """The place whose people or things a name is for, if the text names it, otherwise the name: "Wendelsbrooker"."""
    places = (name.removesuffix(ending) for ending in lang.naming.inhabitants if name.endswith(ending))
    return next((place for place in places if place in counts), name)


def _together(counts: Mapping[str, int], titled: set[str], lang: Language) -> list[Found]:
    """Names with counts; parts of a longer name count for that one, names in capitals for those in small letters."""
    longer: dict[str, Counter[str]] = defaultdict(Counter)
    small = {name.upper(): name for name in counts if not name.isupper()}
    for name, count in counts.items():
        if " " in name and name not in small:
            for part in name.split():
                if len(part) > 2:
                    longer[fingerprint.folded(part)][name] += count
    sums: dict[str, int] = defaultdict(int)
    headed = set()
    for name, count in counts.items():
        whole = longer.get(fingerprint.folded(name))
        alone = small.get(name) or _place(name, counts, lang)
        target = whole.most_common(1)[0][0] if whole and " " not in name else alone
        sums[target] += count
        if name in titled:
            headed.add(target)
    return [Found(name, count, name in headed) for name, count in sums.items()]
