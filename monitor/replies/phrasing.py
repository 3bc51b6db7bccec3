"""The words of a reader's line: its tokens, the phrase that says what is asked, what may stand beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from monitor import language
from monitor.text import fingerprint

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:[\w’'.&-]*\w)?\.?|[^\s\w]")
NAME = re.compile(r"[^\W\d_][\w .&’'-]*")
WORDS = 5  # of a name that nothing announces
UNDO, UNSUBSCRIBE = "undo", "unsubscribe"
SAFE = frozenset({"relevant", "not-relevant", "mute", "follow", "split", "join", "known"})  # misspelt, too
SHORTEST = 4  # letters of a word that may be misspelt
DIGITS = 9  # of a number
ODD = "¿"  # a number that is none of ours
LIGHT = frozenset(".,;:!?()\"'’„“”«»-–—#&…*>•·→=_")  # signs that mean nothing

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


def folded_word(word: str) -> str:
    """A word as tokens have it."""
    return fingerprint.folded(word)


def _folded(text: str) -> Phrase:
    """The words of a phrase, folded; dots of abbreviations fall away."""
    return tuple(fingerprint.folded(found).strip(".").replace("’", "'") for found in TOKEN.findall(text))


def _phrases() -> Sequence[tuple[Phrase, str]]:
    found = {
        _folded(text): act for known in language.ALL for act, texts in known.answers.acts.items() for text in texts
    }
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair))


PHRASES = _phrases()
ALWAYS = sorted({_folded(text) for known in language.ALL for text in known.answers.always}, key=len, reverse=True)
FILLERS = {word for text in language.words(lambda known: known.answers.fillers) for word in _folded(text)}
NAMES = {word for text in language.words(lambda known: known.answers.names) for word in _folded(text)}
OUTLETS = {word for text in language.words(lambda known: known.answers.outlets) for word in _folded(text)}
DOUBTS = {word for text in language.words(lambda known: known.answers.doubts) for word in _folded(text)}
CLOSINGS = {_folded(text) for text in language.words(lambda known: known.answers.closings)}


def tokens(line: str) -> list[Token]:
    """The tokens of a line. A number that is signed, part of a range or in other digits than ours is a mere sign."""
    return [Token(_word(line, found), found.start(), found.end()) for found in TOKEN.finditer(line)]


def _word(line: str, found: re.Match[str]) -> str:
    text = found[0]
    if text[:1].isdigit() and (not text.isascii() or _is_joined(line, found)):
        return ODD
    return fingerprint.folded(text).rstrip(".").replace("’", "'") or text


def _is_joined(line: str, found: re.Match[str]) -> bool:
    """Whether a sign makes it another number: -5, 1-3, 7*7, 1/2."""
    before, behind = line[: found.start()], line[found.end() : found.end() + 2]
    return bool(re.search(r"[-−+*/^]$", before)) or bool(re.match(r"[-−*/^]\d", behind))


def act(found: Sequence[Token]) -> Found | None:
    """The longest phrase that says what is asked, the first of equals."""
    words = tuple(token.word for token in found)
    for phrase, what in PHRASES:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase:
                return what, at, at + len(phrase)
    return None


def misspelt(found: Sequence[Token], known: Collection[str]) -> Found | None:
    """The only word that is one letter away from a word that says what is asked; `known` words are not misspelt."""
    matches = [
        (what, at, at + 1)
        for at, token in enumerate(found)
        if len(token.word) >= SHORTEST
        and token.word.isalpha()
        and token.word not in FILLERS | DOUBTS
        and token.word not in known
        for what in {
            what for (word, *more), what in PHRASES if not more and what in SAFE and _is_near(word, token.word)
        }
    ]
    return matches[0] if len(matches) == 1 else None


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


def closes(line: str) -> bool:
    """Whether a line says good-bye: what comes below is a signature."""
    words = tuple(token.word for token in tokens(line) if token.word not in LIGHT)
    return any(words[: len(phrase)] == phrase for phrase in CLOSINGS) and len(words) <= WORDS + 1
