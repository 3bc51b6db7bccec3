"""Does a text belong to the topic? The subject must be party to what the aspects speak of, sentence by sentence.

What each sentence proves is its bond (`bonds.py`). Here it is weighed how bonds are spread: headline, first sentences,
sum, their share among the sentences about the subject; and what speaks against: other themes, business of others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.topics import bonds, query
from monitor.topics.lexicon import Hit
from monitor.topics.profile import Profile
from monitor.topics.scan import Scan, Sentence

SENTENCE = 35  # characters; a shorter one ("Good morning!") tells too little to use up one of the first places
TOLD = 0.5  # what a headline's aspect proves whose subject only the text names
ALONE = 0.8  # what a headline proves that names an emblem of the subject and nothing else
PLAINLY = 1.0  # weight of an aspect word that makes a page worth reading beside the name of a party alone
MASS = 3.0  # sum of bonds that proves about two thirds of what any sum can


class Evidence(NamedTuple):
    """What speaks for and against, each 0–1."""

    title: float = 0.0  # bond of the headline
    lead: float = 0.0  # strongest bond of the first sentences
    mass: float = 0.0  # sum of all bonds, growing ever more slowly
    share: float = 0.0  # bonds among the sentences that name the subject
    title_other: float = 0.0  # the headline has the subject with another theme only
    themes: float = 0.0  # other themes among the sentences that name the subject
    foreign: float = 0.0  # aspects that are not the subject's, among all aspects; less the more are its own


# Evidence → weight in the score and how it is told. The sum passes a logistic curve; BAR is what it must outweigh.
WEIGHTS = {
    "title": (3.25, "the headline has the subject with what the topic is about"),
    "lead": (3.75, "so have the first sentences"),
    "mass": (3.0, "so have many sentences"),
    "share": (1.75, "that is most of what is said about the subject"),
    "title_other": (-2.5, "the headline is about something else the subject does"),
    "themes": (-1.0, "much of what is said about the subject is something else"),
    "foreign": (-1.5, "much of what the topic is about belongs to others here"),
}
BAR = 3.5
UNTITLED = 3.1  # where the headline tells nothing either way ("Not much happened today"), the text must do
PARTIES = frozenset({"partner", "site", "chip"})  # kinds of names with whom the subject does what the topic is about
OWNED = frozenset({"'s ", "s ", "' "})  # what stands between an owner and the owned, in English and German
NOTHING = "nowhere is the subject party to what the topic is about"
HEADLINE = (6.0, 2.7)  # weight of the headline's bond and bar where only the headline can be read


class Judged(NamedTuple):
    """A score and its reasons."""

    score: float
    why: tuple[str, ...]


def judged(profile: Profile, scan: Scan) -> Judged:
    """Score 0–1 with the reasons, strongest first."""
    evidence = weighed(profile, scan)
    if _names_subject(profile, scan.sentences[1:]):
        return _by_text(scan, evidence)
    by_headline = _by_headline(evidence)
    return max(by_headline, _by_text(scan, evidence)) if _goes_on(scan) else by_headline


def _by_text(scan: Scan, evidence: Evidence) -> Judged:
    """Headline and text weighed together."""
    parts = [(weight * value, why) for (weight, why), value in zip(WEIGHTS.values(), evidence, strict=True)]
    told = sorted((part for part in parts if abs(part[0]) >= 0.1), key=lambda part: -abs(part[0]))
    why = tuple(f"{weight:+.1f} {reason}" for weight, reason in told)
    bar = BAR if _telling(scan.sentences[0]) else UNTITLED
    return Judged(_logistic(sum(weight for weight, _ in parts) - bar), why or (NOTHING,))


def _by_headline(evidence: Evidence) -> Judged:
    """The headline alone: a wall for payers, a teaser or nothing does not tell of the subject."""
    weight, bar = HEADLINE
    reason = f"+{weight * evidence.title:.1f} only the headline can be judged: the text does not name the subject"
    return Judged(_logistic(weight * evidence.title - 1.0 * evidence.title_other - bar), (reason,))


def hint(profile: Profile, scan: Scan) -> str:
    """What in a headline and summary makes the page worth reading; empty when nothing does. Rather once too often."""
    title = scan.sentences[0]
    named = {hit.meaning.id for sentence in scan.sentences for hit in sentence.names}
    subjects = {hit.meaning.id for sentence in scan.sentences for hit in bonds.subjects_of(sentence)}
    who = ", ".join(sorted(subjects | named & set(profile.voices)))
    aspects = sorted({hit.meaning.id for sentence in scan.sentences for hit in bonds.aspects_of(sentence)})
    if who and aspects:
        return f"{who} beside {', '.join(aspects)}"
    if party := next((hit for one in scan.sentences for hit in one.names if hit.meaning.kind in PARTIES), None):
        spoken = sorted(
            {hit.meaning.id for one in scan.sentences for hit in bonds.aspects_of(one) if _tells(hit, party)}
        )
        if spoken:
            return f"{party.meaning.id} beside {', '.join(spoken)}"
    if subjects and not (bonds.subjects_of(title) and bonds.themes_in(title)):
        return f"{who} is named, and the headline tells no other theme"
    words = query.Words(scan.text[: scan.title_end], scan.text[scan.title_end :])
    for text in profile.hints:
        if matched := query.compile(text).matched_in(words):
            return f"hint: {', '.join(matched[:6])}"
    return ""


def _tells(aspect: Hit, party: Hit) -> bool:
    """Whether a word of the topic tells more than the name of a party beside it."""
    return aspect.meaning.weight >= PLAINLY and not party.start <= aspect.start < party.end


def weighed(profile: Profile, scan: Scan) -> Evidence:
    """Go through the sentences once and sum up the evidence."""
    title, *rest = scan.sentences
    emblems = _in_context(profile, scan)
    titled = bool(bonds.own(title, emblems=emblems))
    sight = bonds.Sight(focus=1.0 if titled else 0.0, seen=titled, rivalled=bonds.rivals_in(profile, title))
    sums = bonds.Sums()
    index = 0
    for sentence in rest:
        own = bool(bonds.own(sentence, emblems=emblems))
        focus = sight.move(profile, scan, sentence, own=own)
        if titled and index < bonds.LEAD and not bonds.rivals_in(profile, sentence):
            focus = sight.focus = max(focus, bonds.SHARED)  # the first sentences are about the headline's subject
        sums.add(index, bonds.strength(sentence), focus, own=own, themed=own and bonds.themes_in(sentence))
        index += sentence.end - sentence.start >= SENTENCE
    mass = 1.0 - math.exp(-sums.bonds / MASS)
    return Evidence(
        title=_title(profile, scan, emblems, sums),
        lead=sums.lead * sums.present(),
        mass=mass,
        share=sums.share(),
        title_other=float(
            bonds.themes_in(title) and bonds.strength(title) < bonds.REAL and bool(bonds.own(title, emblems=emblems))
        ),
        themes=sums.themes / sums.about if sums.about else 0.0,
        foreign=(1.0 - sums.bonded / sums.aspects) * (1.0 - mass) if sums.aspects else 0.0,
    )


def _title(profile: Profile, scan: Scan, emblems: bool, sums: bonds.Sums) -> float:
    """The bond of the headline; a headline without the subject counts half where the text has it."""
    title = scan.sentences[0]
    own = bonds.own(title, emblems=emblems)
    if any(hit.meaning.role == "emblem" for hit in own):
        return max(ALONE, bonds.strength(title))
    if own:
        return bonds.strength(title)
    if bonds.voices_in(profile, title):
        return bonds.SHARED * bonds.strength(title)
    told = (sums.lead >= bonds.REAL or sums.bonds >= MASS) and _names_subject(profile, scan.sentences[1:])
    return TOLD * sums.present() * bonds.strength(title) if told and not bonds.rivals_in(profile, title) else 0.0


def _in_context(profile: Profile, scan: Scan) -> bool:
    """Whether emblems mean the subject's project: there is but a headline, or the subject, or more topic than theme."""
    if len(scan.sentences) == 1 or _names_subject(profile, scan.sentences):
        return True
    if any(_is_borrowed(scan, sentence) for sentence in scan.sentences):
        return False
    words = [hit.meaning for sentence in scan.sentences for hit in sentence.words]
    topical = sum(word.role == "aspect" and word.weight >= bonds.REAL for word in words)
    return topical > sum(word.role == "other" for word in words)


def _is_borrowed(scan: Scan, sentence: Sentence) -> bool:
    """Whether a place is given an emblem of its own: "India's Stargate"."""
    pairs = pairwise(sentence.names)
    return any(
        emblem.meaning.role == "emblem"
        and owner.meaning.kind == "place"
        and scan.text[owner.end : emblem.start] in OWNED
        for owner, emblem in pairs
    )


def _goes_on(scan: Scan) -> bool:
    """Whether a text goes on about the subject of its headline without naming it: "the company"."""
    title, *rest = scan.sentences
    return bool(bonds.own(title, emblems=True)) and any(
        bonds.goes_on(scan.sentence_text(sentence)) for sentence in rest
    )


def _names_subject(profile: Profile, told: Sequence[Sentence]) -> bool:
    """Whether the subject is named, or who speaks for it."""
    names = {hit.meaning for sentence in told for hit in sentence.names}
    return any(name.role == "subject" or name.id in profile.voices for name in names)


def _telling(title: Sentence) -> bool:
    """Whether a headline names anybody or any theme at all."""
    return bool(title.names or title.words)


def _logistic(value: float) -> float:
    return round(1 / (1 + math.exp(-value)), 4)
