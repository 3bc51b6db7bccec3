"""Names that are on no list: companies, places, people, projects, if the text itself shows that they are names.

A capital inside a sentence marks a name in English and French. In German every noun has one: there a name is a word in
no dictionary, or a compound in no dictionary that is used like a name: without an article, after the noun it belongs to
("der Betreiber Fjordlast"), after "in", or next to another name. Names of several words are kept together; a part that
appears alone elsewhere counts for the whole ("Tveitmark" for "Ingunn Tveitmark").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from monitor import language
from monitor.language.shape import Language
from monitor.text import fingerprint, known_words, names

TOKEN = re.compile(r"[^\W\d_][\w.'’&-]*\w|[^\W\d_]|\d(?:[\w.,]*\w)?(?:-[^\W\d_][\w-]*)?|[^\w\s]|\n")
STARTS = frozenset('.!?:;\n"„“”»«•|()[]–—')  # after these a sentence begins, or something similar
ENDS = STARTS | {",", "/"}
# Written with capitals, but not names in any language: units, currencies, titles, company forms
NO_NAMES = re.compile(
    r"[kmgtKMGT]?[wW]h?|[kmgt]?[wW]p|[MG]We|MWdc|[kKMGT]Wh|kV|MVA|[MGT]W|(?:USD|EUR|GBP|NOK|SEK|CHF|INR|Rs|Re)(?:\d.*)?"
    r"|US|U\.S|UK|U\.K|EU|UE|AI|KI"
    r"|IA|CEO|CFO|COO|CTO|GPUs?|CPUs?|IT|PPA|PR|TV|Q[1-4]|H[12]|HBM\d?|LLMs?|IPO|FAQ|PDF|API|km|ha|I{1,3}|IV|VI|XI|OK|USA|Mio"
    r"|Mrd|Bio|PM|AM|GMT|UTC|CET|Mr|Mrs|Ms|Dr|Prof"
    rf"|{names.COMPANY_FORMS}"
)
AND = "&"  # in names of firms
SHORT = 4  # letters up to which a word in capitals is an abbreviation
SURE = 1.0  # evidence from which a word of a text is a name
TITLED = 0.6  # share of capitalised words from which a headline is in title case, so that capitals mark no names


class Degree:
    """How far dictionaries explain a word."""

    WORD, COMPOUND, UNKNOWN = 0, 1, 2


class Word(NamedTuple):
    """A word of a chain."""

    text: str  # as written, without the genitive s
    name: str  # folded
    degree: int  # a Degree; -1 for a joint ("of")
    strong: bool  # capitals inside it, as only names have


class Chain(NamedTuple):
    """Consecutive words with capitals."""

    words: tuple[Word, ...]
    before: str  # the word or sign before, and the one after
    after: str
    first: bool  # at the beginning of a sentence
    titled: bool  # in the headline


class Seen(NamedTuple):
    """What all chains of an article show together."""

    shown: dict[str, float]  # folded word → how much the text shows it to be a name
    plain: Counter[str]  # words with a small letter, folded
    led: frozenset[tuple[str, str]]  # pairs of folded words whose second word never occurs without the first
    capitals: bool  # every word of the headline has a capital


class Found(NamedTuple):
    """A name of a text."""

    name: str  # as written
    times: int
    in_title: bool


def of(title: str, text: str, lang: Language) -> tuple[Found, ...]:
    """The names of an article, those of the headline first, then by count."""
    body, headline = chains(text, lang), chains(title, lang, titled=True)
    seen = Seen(
        _evidence(body, lang),
        Counter(fingerprint.folded(word) for word in TOKEN.findall(text) if word[0].islower()),
        _led(headline + body),
        capitals=_is_titled(title) and not lang.naming.capital_nouns,
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
    found = _together(counts, titled)
    return tuple(sorted(found, key=lambda one: (not one.in_title, -one.times, one.name)))


def _is_genitive(name: str, shown: Mapping[str, float]) -> bool:
    """Whether the text also has the name without its s."""
    return name.endswith("s") and shown[name[:-1]] >= SURE


def chains(text: str, lang: Language, *, titled: bool = False) -> list[Chain]:
    """Runs of words with capitals."""
    tokens = TOKEN.findall(text)
    found: list[Chain] = []
    words: list[Word] = []
    before, begins, first, previous = "\n", True, True, "\n"
    for token, following in zip(tokens, [*tokens[1:], "\n"], strict=False):
        word = None if token in ENDS else _word(token, lang.code)
        joint = (token in lang.naming.joints or token == AND) and bool(words) and following[0].isupper()
        if word is None and not joint:
            _close(found, words, before, token, begins=begins, titled=titled)
            words = []
        elif word is None:
            words.append(Word(token, token, -1, strong=False))
        else:
            if not words:
                before, begins = previous, first
            words.append(word)
            if token[len(word.text) :]:  # a genitive or a compound ends here: "Fjordlast's", "Brennøra-Campus"
                _close(found, words, before, token, begins=begins, titled=titled)
                words = []
        first = token in STARTS or (first and token in ENDS) or (previous == "\n" and token in {"-", "*"})  # a point
        previous = token
    _close(found, words, before, "\n", begins=begins, titled=titled)
    return found


def _close(found: list[Chain], words: list[Word], before: str, after: str, *, begins: bool, titled: bool) -> None:
    while words and words[-1].degree < 0:
        words.pop()
    if words:
        found.append(Chain(tuple(words), before, after, begins, titled))


@lru_cache(maxsize=50_000)
def _word(token: str, code: str) -> Word | None:
    """The word of a token that may be a name or part of one."""
    lang = language.of(code)
    bare = token
    for ending in ("'s", "’s", "'", "’"):
        bare = bare.removesuffix(ending)
    bare = _head(bare, lang)
    shouted = bare.isupper() and len(bare) > SHORT and known_words.is_word(bare, code)  # "CORRECTED", "KORREKTUR"
    strong = _is_strong(bare) and not shouted
    if len(bare) < 2 or not bare[0].isalpha() or not (bare[0].isupper() or strong):
        return None
    name = fingerprint.folded(bare)
    if name in names.never(lang.code) or NO_NAMES.fullmatch(bare):
        return None
    return Word(bare, name, Degree.UNKNOWN if strong else _degree(bare, lang), strong)


def _head(word: str, lang: Language) -> str:
    """The name in a compound with a hyphen: "Oslo-listed", "Brennøra-Campus"."""
    first, hyphen, last = word.rpartition("-")
    if not hyphen or not first:
        return word
    plain = last[:1].islower() or (
        lang.naming.capital_nouns and not last.isupper() and _degree(last, lang) < Degree.UNKNOWN
    )
    return first if plain else word


def _degree(word: str, lang: Language) -> int:
    if known_words.is_word(word, lang.code) or word.lower().endswith(lang.naming.endings):
        return Degree.WORD
    if known_words.is_compound(word, lang.code, lang.naming.compound_joints):
        return Degree.COMPOUND
    return Degree.UNKNOWN


def _is_strong(word: str) -> bool:
    """Whether capitals inside a word show it to be a name: OpenAI, AMD, CoreWeave."""
    return "-" not in word and sum(map(str.isalpha, word)) > 1 and any(map(str.isupper, word[1:]))


def _is_titled(title: str) -> bool:
    """Whether nearly every word of a headline has a capital."""
    words = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > TITLED * len(words)


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
    if not lang.naming.capital_nouns:
        begins = chain.first and at == 0
        return 2.0 * SURE if not begins else SURE if word.degree == Degree.UNKNOWN else 0.0
    return _compound_shown(chain, at, lang) if word.degree == Degree.COMPOUND else float(word.degree)


def _compound_shown(chain: Chain, at: int, lang: Language) -> float:
    """The same for a compound, in a language that capitalises every noun."""
    beside = [chain.words[near] for near in (at - 1, at + 1) if 0 <= near < len(chain.words)]
    if any(other.degree == Degree.UNKNOWN for other in beside):
        return SURE
    if at:  # after a plain noun: "der Betreiber Fjordlast"
        return SURE if chain.words[at - 1].name not in lang.naming.measures else 0.0
    before = chain.before.lower()
    if before in lang.naming.articles or before.endswith(lang.naming.adjectives):
        return -0.7
    placed, says = before in lang.naming.placing, len(chain.words) == 1 and chain.after.lower() in lang.naming.acting
    return SURE if placed or says else 0.0 if chain.first else 0.5


def _led(found: Sequence[Chain]) -> frozenset[tuple[str, str]]:
    """Pairs that occur several times, the second word never alone: "Quiet Hill", even if only at sentence starts."""
    pairs = Counter((one.name, other.name) for chain in found for one, other in pairwise(chain.words))
    words = Counter(word.name for chain in found for word in chain.words)
    return frozenset(pair for pair, times in pairs.items() if times > 1 and times == words[pair[1]])


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
            yield piece
        piece = []


def _is_origin(joint: Word, piece: Sequence[Word], lang: Language) -> bool:
    """Whether a joint leads to where somebody is from: "Cirravault of Toronto", but not "State Bank of India"."""
    return joint.text in lang.naming.origins and any(word.degree == Degree.UNKNOWN for word in piece)


def _counts(chain: Chain, at: int, lang: Language, seen: Seen) -> bool:
    """Whether a word of a chain is part of a name."""
    word = chain.words[at]
    unknown = word.degree == Degree.UNKNOWN
    if lang.naming.capital_nouns:
        if unknown and at == 0 and len(chain.words) > 1 and word.name.endswith(lang.naming.agents):
            return chain.before.lower() not in lang.naming.articles  # "der Projektierer Fjordlast"
        if word.degree == Degree.COMPOUND:
            return seen.shown[word.name] >= SURE
        return unknown or _is_borrowed(chain.words, at)
    if (seen.capitals and chain.titled) or (chain.first and at == 0):
        led = at + 1 < len(chain.words) and (word.name, chain.words[at + 1].name) in seen.led
        return word.strong or led or (unknown and not seen.plain[word.name]) or seen.shown[word.name] >= 2 * SURE
    alone = len(chain.words) == 1 and word.degree == Degree.WORD
    return not (alone and 2 * seen.plain[word.name] >= seen.shown[word.name] and seen.plain[word.name])


def _is_borrowed(words: Sequence[Word], at: int) -> bool:
    """Whether a word is in a run of English words one of which no other language has: "Cedar Gate Partners"."""
    before, after = ([word for word in side if word.degree >= 0] for side in (words[at::-1], words[at:]))
    runs = (takewhile(_is_english, side) for side in (before, after))
    return any(word.degree > Degree.WORD for run in runs for word in run)


def _is_english(word: Word) -> bool:
    code = language.COMMON.code
    return word.name not in names.never(code) and known_words.is_word(word.text, code)


def _together(counts: Mapping[str, int], titled: set[str]) -> list[Found]:
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
        target = whole.most_common(1)[0][0] if whole and " " not in name else small.get(name, name)
        sums[target] += count
        if name in titled:
            headed.add(target)
    return [Found(name, count, name in headed) for name, count in sums.items()]
