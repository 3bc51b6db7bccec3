"""Whether a text contains anything of a topic at all: one automaton, one pass. Many entries of most feeds do not.

It may find too much but never too little: `matcher` and `query` check what it finds, with capitals and signs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

import ahocorasick_rs

from monitor import language
from monitor.text import plain
from monitor.topics import matcher, query
from monitor.topics.profile import Profile

_SIGNS = re.compile(r"[\W_]+")
_BLANKS = {place: " " for place in range(128) if _SIGNS.match(chr(place))}  # the quick way for ASCII
_COMPILED: dict[tuple[str, ...], ahocorasick_rs.AhoCorasick | None] = {}


def touches(profile: Profile, title: str, text: str, code: str = "") -> bool:
    """Whether a title or a text contains a name or an aspect of the topic, or a word of its hints."""
    return touched(profile, [f"{title}\n{text}"], code)[0]


def touched(profile: Profile, texts: Sequence[str], code: str = "") -> Sequence[bool]:
    """For each text whether it contains any of these. All in one search: beside busy threads each one waits."""
    automaton = _automaton(profile, code)
    if automaton is None:
        return [True] * len(texts)
    searched = [plain.of(text) for text in texts]
    words = [_words(one.low) for one in searched]
    ends = list(accumulate(len(one) + 1 for one in words))
    found = {bisect_right(ends, start) for _, start, _ in automaton.find_matches_as_indexes("\n".join(words))}
    # A letter that is two in lower case: `query` treats it differently.
    return [place in found or one.low != one.text.lower() for place, one in enumerate(searched)]


def _words(low: str) -> str:
    """Only the words, with one space around each, so that patterns can include the edges of words."""
    words = " ".join(low.translate(_BLANKS).split()) if low.isascii() else _SIGNS.sub(" ", low)
    return f" {words} "


def _automaton(profile: Profile, code: str) -> ahocorasick_rs.AhoCorasick | None:
    """All patterns, one of which a text must contain; None if there may be a match without any of them."""
    languages = language.read_with(code)
    key = (profile.fingerprint, *languages)
    if key not in _COMPILED:
        sought = sorted(set(_sought(profile, languages)))
        _COMPILED[key] = None if "" in sought else ahocorasick_rs.AhoCorasick(sought)
    return _COMPILED[key]


def _sought(profile: Profile, languages: Collection[str]) -> Iterator[str]:
    """The patterns; an empty one for anything that cannot be searched for like this."""
    for form in matcher.told_by_themselves(profile, languages):
        bare = form.strip("*").lower()
        words = _SIGNS.sub(" ", bare).strip()
        left = " " if not form.startswith("*") and bare[:1].isalnum() else ""
        if form.endswith("*") or not bare[-1:].isalnum():
            yield left + words if words else ""
        else:
            yield from (f"{left}{words} ", f"{left}{words}s ")  # a genitive or plural s may follow
    for hint in profile.hints:
        for word in query.compile(hint).needed or ("",):
            words = _SIGNS.sub(" ", word).strip()
            yield f" {words}{'' if word.endswith('*') else ' '}" if words else ""
