"""Runs of words with capitals, the material that names are found in, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor import language
from monitor.language.shape import Language
from monitor.text import fingerprint, known_words, names

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s+[^\W\d_])|[^\W\d_][\w.'’&-]*\w|[^\W\d_]|\d(?:[\w.,]*\w)?(?:-[^\W\d_][\w-]*)?|[^\w\s]"
)
STARTS = frozenset('.!?:;"„“”»«•|([–—')  # after these a sentence begins, or something similar
ENDS = STARTS | {")", "]", ",", "/"}
INITIAL = re.compile(r"[^\W\d_]\.?")
PASSED = ENDS | frozenset("*_#>~`\\-")  # a sentence that begins before one of these has not begun yet
LINE = "\n"
# Addresses, and abbreviations in brackets: these repeat the name before them, or are a stock exchange's (NYSE:ABC)
BESIDE = re.compile(
    r"(?<!\S)\S{1,60}@\S+|(?:https?://|www\.)\S+|(?<![\w.-])[\w.-]{1,60}\.[a-z]{2,6}/\S*|\((?:[A-Za-z]{2,8}:\s?)*[^\W\d_a-z](?:[^\W_a-z]|[.&-]){0,6}\)"
)
# Written with capitals, but not names in any language: units, currencies, titles, company forms
NO_NAMES = re.compile(
    r"[kmgtKMGT]?[wW]h?|[kmgt]?[wW]p|[MG]We|MWdc|[kKMGT]Wh|kV|MVA|[MGT]W|(?:USD|EUR|GBP|NOK|SEK|CHF|INR|Rs|Re)(?:\d.*)?"
    r"|US|U\.S\.?|UK|U\.K\.?|EU|UE|AI|KI"
    r"|IA|CEO|CFO|COO|CTO|GPUs?|CPUs?|IT|PPA|PR|TV|HBM\d?|LLMs?|IPO|FAQ|PDF|API|km|ha|I{1,3}|IV|VI|XI|OK|USA|Mio"
    r"|Mrd|Bio|[MB]ln|PM|AM|GMT|UTC|CES?T|[ECMP][SD]T|ET|Mr|Mrs|Ms|Dr|Prof"
    r"|F?[QH][1-4](?:(?:[FC]Y|['’])\d+)?|[1-4][QH]\d*|[FC]Y\d*"  # parts of a year: Q3, 1H, FY25
    r"|[A-Z]{1,3}\d+[.,]\d.*|\w+n't"  # amounts after a currency; "Hasn't"
    rf"|{names.COMPANY_FORMS}"
)
AND = "&"  # in names of firms
ENGLISH = language.COMMON.code
SHORT = 4  # letters up to which a word in capitals is an abbreviation
TITLED = 0.6  # share of capitalised words from which a line is in title case, so that capitals mark no names
SHOUTED = 0.8  # share of capital letters from which a line is in capitals
LONGEST = 20  # words of a chain
FORENAME = 8  # letters up to which a word that dictionaries have is no compound, but may be a name: "Wolfgang"
ITEM, HEADING = 6, 16  # words from which an item of a list may be a heading, and words that a heading has at most


class Degree:
    """How far dictionaries explain a word."""

    WORD, COMPOUND, PROPER, UNKNOWN = range(4)  # PROPER: a name that dictionaries have: "Wolfgang", "Suhl"


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
    capitals: bool  # in a line whose words all have capitals, so that they show nothing

    @property
    def owns(self) -> bool:
        """Whether the last word is followed by a genitive or a hyphen: "Fjordlast's", "Brennøra-Campus"."""
        return self.after.startswith(self.words[-1].text)


def of(text: str, lang: Language, *, titled: bool = False) -> list[Chain]:
    """Runs of words with capitals, line by line."""
    found: list[Chain] = []
    for line in BESIDE.sub(" () ", text).split(LINE):
        capitals = _is_shouted(line) or (
            not lang.naming.capital_nouns and _is_title_case(line) and (titled or _is_heading(line))
        )
        found += (Chain(*run, titled, capitals) for run in _runs(TOKEN.findall(line), lang))
    return found


def _is_shouted(line: str) -> bool:
    """Whether a line of several words is in capitals."""
    letters = sum(map(str.isalpha, line))
    return " " in line and sum(map(str.isupper, line)) > SHOUTED * letters


def _is_heading(line: str) -> bool:
    """Whether a line of a text may be a heading: short, no sentence, no name in a list."""
    item = line.lstrip().startswith(("- ", "* ", "• "))
    return (ITEM if item else 0) <= len(line.split()) <= HEADING and line.rstrip()[-1:] not in {".", ",", ""}


def _is_title_case(line: str) -> bool:
    """Whether nearly every longer word of a line has a capital."""
    words = [word for word in (one.strip("*_#\"'“”‘’(") for one in line.split()) if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > TITLED * len(words)


def _runs(tokens: list[str], lang: Language) -> Iterator[tuple[tuple[Word, ...], str, str, bool]]:
    """Words, the token before and the one after, and whether a sentence begins with them."""
    words: list[Word] = []
    before, begins, first, previous = LINE, True, True, LINE
    for written, following in zip(tokens, [*tokens[1:], LINE], strict=False):
        token = written if words or not lang.spelling.elisions else _unelided(written, lang)
        word = None if token in ENDS else _word(token, lang.code)
        inside = bool(words) and following[0].isupper()
        # of a middle name: "Ingunn T. Veitmark", but not "Series B. Later …"
        initial = words and words[-1].degree >= Degree.PROPER and token[0].isupper() and INITIAL.fullmatch(token)
        joint = inside and (token in lang.naming.joints or token == AND or bool(initial))
        if word is None and not joint:
            yield from _closed(words, before, token, begins=begins)
            words = []
        elif word is None:
            words.append(Word(token, token, -1, strong=False))
        else:
            if not words:
                before, begins = previous, first
            words.append(word)
            ended = token[len(word.text) :].strip(".")  # a genitive or a compound: "Fjordlast's", "Brennøra-Campus"
            if ended or len(words) == LONGEST:
                yield from _closed(words, before, token, begins=begins)
                words = []
        first = token in STARTS or (token[1:] == "." and not joint) or (first and token in PASSED)
        previous = token
    yield from _closed(words, before, LINE, begins=begins)


def _unelided(token: str, lang: Language) -> str:
    """A word without one elided before it: "d'Ostrum", "D'après", but not "L'Oréal"."""
    head, mark, tail = token.replace("’", "'").partition("'")
    elided = mark and head.lower() in lang.spelling.elisions and (head.islower() or tail[:1].islower())
    return tail if elided and tail else token


def _closed(
    words: list[Word], before: str, after: str, *, begins: bool
) -> Iterator[tuple[tuple[Word, ...], str, str, bool]]:
    while words and words[-1].degree < 0:
        words.pop()
    if words:
        yield tuple(words), before, after, begins


@lru_cache(maxsize=4_000)
def _word(token: str, code: str) -> Word | None:
    """The word of a token that may be a name or part of one."""
    lang = language.of(code)
    bare = token.rstrip(".")
    for ending in ("'s", "’s", "'", "’"):
        bare = bare.removesuffix(ending)
    bare = _head(bare, lang)
    shouted = bare.isupper() and len(bare) > SHORT and known_words.is_word(bare, code)  # "CORRECTED", "KORREKTUR"
    strong = _is_strong(bare) and not shouted
    if len(bare) < 2 or not bare[0].isalpha() or not (bare[0].isupper() or strong):
        return None
    joined = bare[0].islower() and "." in bare  # "gains.All"
    if joined or any(char.isalpha() and char.lower() == char.upper() for char in bare) or _is_no_name(bare, lang):
        return None
    return Word(bare, fingerprint.folded(bare), Degree.UNKNOWN if strong else _degree(bare, lang), strong)


def _is_no_name(word: str, lang: Language) -> bool:
    """Whether no part of a word can be a name: "Watt", "October-December"."""
    never = names.never(lang.code)
    parts = word.replace("’", "'").split("-")
    return all(fingerprint.folded(part) in never or NO_NAMES.fullmatch(part) for part in parts)


def _head(word: str, lang: Language) -> str:
    """The name in a compound with a hyphen: "Oslo-listed", "Brennøra-Campus"; "Val-d'Orient" is one name."""
    first, hyphen, last = word.rpartition("-")
    if not hyphen or not first or (last[1:2] in {"'", "’"} and last[2:3].isupper()):
        return word
    plain = last[:1].islower() or (
        lang.naming.capital_nouns and not last.isupper() and _degree(last, lang) < Degree.PROPER
    )
    return first if plain else word


def _degree(word: str, lang: Language) -> int:
    """How far dictionaries explain a word; one with hyphens as far as its least known part."""
    if "-" in word:
        return max(_degree(part, lang) for part in word.split("-") if part)
    if word.lower().endswith(lang.naming.endings) or _is_no_name(word, lang) or _is_feminine(word, lang):
        return Degree.WORD
    compound = known_words.is_compound(word, lang.code, lang.naming.compound_joints)
    if known_words.is_word(word, lang.code):
        proper = (
            lang.naming.capital_nouns
            and not (compound and len(word) > FORENAME)
            and known_words.is_proper(word, lang.code)
        )
        return Degree.PROPER if proper else Degree.WORD
    borrowed = lang.naming.capital_nouns and known_words.is_english(word) and known_words.is_frequent(word, ENGLISH)
    return Degree.COMPOUND if compound or borrowed else Degree.UNKNOWN  # "Rulings" is borrowed


def _is_feminine(word: str, lang: Language) -> bool:
    """Whether a word is a dictionary's for somebody, with the ending for a woman: "Anwohnerin"."""
    men = (word.removesuffix(ending) for ending in lang.naming.feminine if word.endswith(ending))
    return any(one.endswith(lang.naming.agents) and known_words.is_word(one, lang.code) for one in men)


def _is_strong(word: str) -> bool:
    """Whether capitals inside a word show it to be a name: OpenAI, AMD, CoreWeave."""
    return "-" not in word and sum(map(str.isalpha, word)) > 1 and any(map(str.isupper, word[1:]))
