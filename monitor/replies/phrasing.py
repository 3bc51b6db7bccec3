"""The words of a reader's line: its tokens, the phrase that says what is asked, what may stand beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor import language
from monitor.language.shape import Answers, Words
from monitor.text import fingerprint, known_words, vocabulary

ELIDED = r"(?i:\b(?:[lcdjmnst]|qu)[’'])(?=[^\W\d_]{2})"  # as in French: l’info, n’est
TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|{ELIDED}|[^\W\d_](?:[\w’'.&-]*\w)?\.?|[^\s\w]")
NAME = re.compile(r"[^\W\d_][\w .&’'-]*")
WORDS = 5  # of a name that nothing announces
UNDO, UNSUBSCRIBE = "undo", "unsubscribe"
SAFE = frozenset({"relevant", "not-relevant", "mute", "follow", "split", "join", "known"})  # misspelt, too
SHORTEST = 4  # letters of a word that may be misspelt
DIGITS = 9  # of a number
ODD = "¿"  # a number that is none of ours
GAP = 2  # words that may stand inside a phrase: "interests us not"
DOTS = "\u0308"  # above a vowel; where keyboards have none, an e follows
LIGHT = frozenset(".,;:!?()\"'’„“”«»-–—#&…*>•·→=_")  # signs that mean nothing
JOINERS = frozenset("\u200d\ufe0f")  # inside smileys

Phrase = tuple[str, ...]
Found = tuple[str, int, int]  # an act, and the tokens of its phrase: [first, last)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a line."""

    word: str  # folded
    start: int
    end: int

    @property
    def number(self) -> int:
        """A number of a story or action; 0: none."""
        return int(self.word) if self.word.isascii() and self.word.isdigit() and len(self.word) < DIGITS else 0


def _folded(text: str) -> Phrase:
    """The words of a phrase, folded; dots of abbreviations fall away."""
    return tuple(fingerprint.folded(found).strip(".").replace("’", "'") for found in TOKEN.findall(text))


def _without_dots(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace(DOTS, "e"))


def _spelt(texts: Iterable[str]) -> Iterator[Phrase]:
    """The phrases, also as keyboards without umlauts write them."""
    for text in texts:
        yield from {_folded(text), _folded(_without_dots(text))}


def _words(pick: Callable[[Answers], Words]) -> frozenset[str]:
    texts = language.words(lambda known: pick(known.answers))
    spelt = {each for text in texts for each in (text, _without_dots(text))}
    return frozenset(fingerprint.folded(text).replace("’", "'") for text in spelt)


def _phrases() -> Sequence[tuple[Phrase, str]]:
    acts = [(act, texts) for known in language.ALL for act, texts in known.answers.acts.items()]
    found = {phrase: act for act, texts in acts for phrase in _spelt(texts)}
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair))


PHRASES = _phrases()
SPELT = {word for phrase, what in PHRASES if what in SAFE for word in phrase if len(word) >= SHORTEST}
ALWAYS = sorted(set(_spelt(language.words(lambda known: known.answers.always))), key=len, reverse=True)
FILLERS = _words(lambda answers: answers.fillers)
NAMES = _words(lambda answers: answers.names)
OUTLETS = _words(lambda answers: answers.outlets)
DOUBTS = _words(lambda answers: answers.doubts)
DENIALS = _words(lambda answers: answers.denials)
NUMBERING = _words(lambda answers: answers.numbering)
SPANS: Mapping[str, int] = {
    fingerprint.folded(word): days for known in language.ALL for word, days in known.answers.spans.items()
}
COUNTS: Mapping[str, int] = {
    fingerprint.folded(word): int(value)
    for known in language.ALL
    for word, value in known.numbers.words.items()
    if " " not in word and value == int(value) and 0 < value <= 100
}
GREETINGS = _words(lambda answers: answers.greetings)
COUNTED = _words(lambda answers: answers.counted)
ASKS = _words(lambda answers: answers.asks)
CLOSINGS = set(_spelt(language.words(lambda known: known.answers.closings)))


def tokens(line: str) -> list[Token]:
    """The tokens of a line. A number that counts, is signed, part of a range or in other digits is a mere sign.

    Spelled out it is one behind a word for stories: "number three".
    """
    found = [Token(_word(line, found), found.start(), found.end()) for found in TOKEN.finditer(line)]
    words = {one.start: ODD for one, other in pairwise(found) if one.number and other.word in COUNTED}
    spelled = (other for one, other in pairwise(found) if one.word in NUMBERING and other.word in COUNTS)
    words |= {one.start: str(COUNTS[one.word]) for one in spelled}
    return [replace(one, word=words[one.start]) if one.start in words else one for one in found]


def _word(line: str, found: re.Match[str]) -> str:
    text = found[0]
    if text[:1].isdigit() and (not text.isascii() or _is_joined(line, found)):
        return ODD
    return fingerprint.folded(text).rstrip(".").replace("’", "'") or text


def _is_joined(line: str, found: re.Match[str]) -> bool:
    """Whether a sign makes it another number: -5, 1-3, 7*7, 1/2."""
    before, behind = line[max(0, found.start() - 1) : found.start()], line[found.end() : found.end() + 2]
    return bool(re.match(r"[-−+*/^]", before)) or bool(re.match(r"[-−*/^]\d", behind))


def is_light(token: Token) -> bool:
    """Whether a token adds nothing to a command: a word that may stand beside it, a sign, a smiley."""
    is_sign = token.word in LIGHT or unicodedata.category(token.word[0]) in {"So", "Sk"} or token.word in JOINERS
    return is_sign or token.word in FILLERS


def act(found: Sequence[Token]) -> Found | None:
    """The longest phrase that says what is asked, the first of equals; light words may stand inside."""
    return _act(tuple(token.word for token in found))


def _act(words: Phrase) -> Found | None:
    there = frozenset(words)
    for phrase, what in PHRASES:
        if there.issuperset(phrase):
            for at, word in enumerate(words):
                if word == phrase[0] and (end := _end(phrase, words, at)):
                    return what, at, end
    return None


def _end(phrase: Phrase, words: Phrase, at: int) -> int:
    """Where a phrase that begins here ends; 0: it does not."""
    for word in phrase[1:]:
        near = words[at + 1 : at + 2 + GAP]
        if word not in near or not FILLERS.issuperset(near[: near.index(word)]):
            return 0
        at += near.index(word) + 1
    return at + 1


def misspelt(line: str, found: Sequence[Token], known: Collection[str]) -> Found | None:
    """What is asked if the one word that is in no dictionary had one letter less wrong; `known` words are right."""
    words = tuple(token.word for token in found)
    odd = [at for at, token in enumerate(found) if _may_be_misspelt(token.word, known)]
    if len(odd) > WORDS:  # nothing but prose has so many words of its own
        return None
    matches = set()
    for at in odd:
        rights = [right for right in SPELT if _is_near(right, words[at])]
        if rights and not _is_word(line[found[at].start : found[at].end]):
            meant = (_act((*words[:at], right, *words[at + 1 :])) for right in rights)
            matches |= {one for one in meant if one and one[0] in SAFE and one[1] <= at < one[2]}
    return matches.pop() if len(matches) == 1 else None


def _may_be_misspelt(word: str, known: Collection[str]) -> bool:
    is_long = len(word) >= SHORTEST and word.isascii() and word.isalpha()
    return is_long and word not in FILLERS | DOUBTS | DENIALS and word not in known


def _is_word(text: str) -> bool:
    """Whether this is another word: it is in a dictionary, and people use it."""
    return any(
        known_words.is_word(text, one.code)
        and vocabulary.idf(vocabulary.stem(text.lower(), one.code), one.code) < one.rarest
        for one in language.ALL
    )


def _is_near(word: str, other: str) -> bool:
    """Whether one letter is missing, added, another one, or two next to each other have changed places."""
    if len(word) < SHORTEST or abs(len(word) - len(other)) > 1 or word == other:
        return False
    short, long = sorted((word, other), key=len)
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    swapped = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return swapped or short[same + 1 :] == long[same + 1 :]


def greets(found: Sequence[Token]) -> bool:
    """Whether words are a greeting."""
    return bool(found) and found[0].word in GREETINGS and not any(token.number for token in found)


def asks_back(found: Sequence[Token]) -> bool:
    """Whether a line is a question about a story, not a request: "is 3 relevant?"."""
    signs = [token.word for token in found]
    return "?" in signs and signs[0] in ASKS


def closes(line: str) -> bool:
    """Whether a line says good-bye: what comes below is a signature."""
    words = tuple(token.word for token in tokens(line) if token.word not in LIGHT)
    return any(words[: len(phrase)] == phrase for phrase in CLOSINGS) and len(words) <= WORDS + 1
