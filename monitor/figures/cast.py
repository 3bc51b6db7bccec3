"""Who appears in a text: names by sentence, and what their mentions show of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from monitor.language.shape import Language
from monitor.text import names
from monitor.topics.kinds import May
from monitor.topics.scan import Scan, Sentence

SHOWN = 12  # mentions of a name that are looked at
SUFFIX = re.compile(rf" (?:{names.COMPANY_FORMS}|Group|Holding)\b")
WORD = re.compile(r"[\w'’-]+")
# The subject and its emblems are told by their role
ROLE_MAY: Mapping[str, tuple[May, ...]] = {"subject": (May.SUBJECT,), "emblem": (May.EMBLEM,)}


class Mention(NamedTuple):
    """A name at a place of the scan's text."""

    name: str
    start: int
    end: int
    may: frozenset[str]  # of May; of a name in no list nothing
    is_open: bool = False  # stands in no list
    is_counted: bool = False  # a thing that is counted, as chips are


class Cast(NamedTuple):
    """Who appears in a text."""

    mentions: tuple[tuple[Mention, ...], ...]  # by sentence
    counts: Mapping[str, int]
    marks: Mapping[str, Mapping[str, float]]  # what all mentions show of a name


def of(scan: Scan, open_names: Sequence[str], known: Language) -> Cast:
    """The names of a text by sentence: those of lists that may own figures, and those in no list."""
    whole = {part: name for name in reversed(open_names) for part in (*_short(name), name)}
    pattern = _open_pattern(tuple(whole))
    mentions = tuple(
        tuple(sorted([*_listed(sentence), *_open(scan, sentence, pattern, whole)], key=start))
        for sentence in scan.sentences
    )
    by_name: dict[str, list[Mention]] = {}
    for mention in chain.from_iterable(mentions):
        by_name.setdefault(mention.name, []).append(mention)
    counts = {name: len(told) for name, told in by_name.items()}
    marks = {name: _mark(scan, told[:SHOWN], known) for name, told in by_name.items()}
    return Cast(mentions, counts, marks)


def _listed(sentence: Sentence) -> list[Mention]:
    """Mentions of listed names that may own figures, and of places."""
    found = []
    units = [word for word in sentence.words if word.meaning.role == "unit"]
    for hit in sentence.names:
        may = frozenset({*hit.meaning.may, *ROLE_MAY.get(hit.meaning.role, ())})
        if may & {May.OWNS_FIGURES, May.SUBJECT, May.EMBLEM, May.PLACE}:
            counted = any(unit.start < hit.end and hit.start < unit.end for unit in units)
            found.append(Mention(hit.meaning.id, hit.start, hit.end, may, is_counted=counted))
    return found


def _open_pattern(parts: Sequence[str]) -> re.Pattern[str] | None:
    """Any of these, longer ones first."""
    if not parts:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(part)}" for part in sorted(parts, key=len, reverse=True)))


def _short(name: str) -> tuple[str, ...]:
    first, *rest = name.split()
    return (first,) if rest and len(first) > 4 else ()


def _open(scan: Scan, sentence: Sentence, pattern: re.Pattern[str] | None, whole: Mapping[str, str]) -> list[Mention]:
    """Mentions of the names in no list."""
    if pattern is None:
        return []
    return [
        Mention(whole[match[0]], match.start(), match.end(), frozenset(), is_open=True)
        for match in pattern.finditer(scan.text, sentence.start, sentence.end)
        if not any(hit.start < match.end() and match.start() < hit.end for hit in sentence.names)
    ]


def start(mention: Mention) -> int:
    """Where it begins, to sort by."""
    return mention.start


def _mark(scan: Scan, mentions: Sequence[Mention], known: Language) -> dict[str, float]:
    """What the first mentions of a name show: whether it is a firm, a place, somebody who only speaks."""
    words = [word_before(scan.text, mention.start) for mention in mentions]
    place = sum(word in folded(known.cues.places) for word in words)
    firm = any(
        word in folded(known.cues.roles_named) or SUFFIX.match(scan.text, mention.end)
        for word, mention in zip(words, mentions, strict=True)
    )
    speaks = sum(bool(_says(known).match(scan.text, mention.end)) for mention in mentions)
    is_open = float(mentions[0].is_open)
    return {
        "open somewhere": is_open * place / len(mentions),
        "open role": is_open * float(firm),
        "role named": float(firm),
        "speaks": is_open * speaks / len(mentions),
    }


@cache
def _says(known: Language) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(known.speech.says)})\b", re.IGNORECASE)


@cache
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """Words of a language in lower case, to look up."""
    return frozenset(word.lower() for word in words)


def word_before(text: str, start: int) -> str:
    """The word before a place, in lower case."""
    words = WORD.findall(text[max(0, start - 24) : start])
    return words[-1].lower() if words else ""


def word_behind(text: str, end: int) -> str:
    """The word behind a place, in lower case."""
    match = WORD.search(text, end + 1, end + 24)
    return match[0].lower() if match else ""
