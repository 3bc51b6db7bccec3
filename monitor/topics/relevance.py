"""Does a text belong to the topic? The subject must be party to what the aspects speak of, sentence by sentence.

A sentence's *bond* is what it proves: how much it speaks of the topic's aspects, if the subject is named in it, or was
named just before and nobody else has taken its place. The rest is how bonds are spread: headline, first sentences,
sum, their share among the sentences about the subject; and what speaks against: other themes, other companies' business.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from monitor.topics.lexicon import Hit
from monitor.topics.profile import Profile
from monitor.topics.scan import Scan, Sentence

LEAD = 3  # sentences that tell what an article is about
EARLY = 10  # sentences most readers get to
LATE = 0.4  # what a sentence after these counts
NEAR = 0.6  # what an aspect proves whose subject stands in the sentence before
TOLD = 0.5  # what a headline's aspect proves whose subject only the first sentences name
ALONE = 0.8  # what a headline proves that names an emblem of the subject and nothing else
REAL = 0.5  # weight from which an aspect word tells the kind of text ("gigawatt", not "deal")
MASS = 1.5  # sum of bonds that proves about two thirds of what any sum can


class Evidence(NamedTuple):
    """What speaks for and against, each 0–1."""

    title: float = 0.0  # bond of the headline
    lead: float = 0.0  # strongest bond of the first sentences
    mass: float = 0.0  # sum of all bonds, growing ever more slowly
    share: float = 0.0  # bonds among the sentences that name the subject
    title_other: float = 0.0  # the headline has the subject with another theme only
    themes: float = 0.0  # other themes among the sentences that name the subject
    foreign: float = 0.0  # aspects that are not the subject's, among all aspects


# Evidence → weight in the score and how it is told. The sum passes a logistic curve; BAR is what it must outweigh.
WEIGHTS = {
    "title": (3.5, "the headline has the subject with what the topic is about"),
    "lead": (2.5, "so have the first sentences"),
    "mass": (2.5, "so have many sentences"),
    "share": (2.5, "that is most of what is said about the subject"),
    "title_other": (-1.5, "the headline is about something else the subject does"),
    "themes": (-2.0, "much of what is said about the subject is something else"),
    "foreign": (-2.0, "much of what the topic is about belongs to others here"),
}
BAR = 4.0
HEADLINE = (6.0, 2.7)  # weight of the headline's bond and bar where only the headline can be read


class Judged(NamedTuple):
    """A score and its reasons."""

    score: float
    why: tuple[str, ...]


def judged(profile: Profile, scan: Scan) -> Judged:
    """Score 0–1 with the reasons, strongest first."""
    evidence = weighed(profile, scan)
    if not _readable(scan):
        weight, bar = HEADLINE
        reason = f"+{weight * evidence.title:.1f} only the headline can be judged: the text does not name the subject"
        return Judged(_logistic(weight * evidence.title - 1.0 * evidence.title_other - bar), (reason,))
    parts = [(weight * value, why) for (weight, why), value in zip(WEIGHTS.values(), evidence, strict=True)]
    told = sorted((part for part in parts if abs(part[0]) >= 0.1), key=lambda part: -abs(part[0]))
    return Judged(
        _logistic(sum(weight for weight, _ in parts) - BAR), tuple(f"{weight:+.1f} {why}" for weight, why in told)
    )


def hint(scan: Scan) -> str:
    """What in a headline and summary makes the page worth reading; empty when nothing does."""
    subjects = sorted({hit.meaning.id for sentence in scan.sentences for hit in subjects_of(sentence)})
    emblem = any(hit.meaning.role == "emblem" for sentence in scan.sentences for hit in subjects_of(sentence))
    aspects = sorted({hit.meaning.id for sentence in scan.sentences for hit in aspects_of(sentence)})
    if subjects and (aspects or emblem):
        return " beside ".join(part for part in (", ".join(subjects), ", ".join(aspects)) if part)
    title = scan.sentences[0]
    if subjects_of(title) and not any(hit.meaning.role == "other" for hit in title.words):
        return f"{', '.join(subjects)} in the headline"
    return ""


def subjects_of(sentence: Sentence) -> list[Hit]:
    """Mentions of the subject, or of what stands for it, that are more than a comparison."""
    return [
        hit
        for hit in sentence.names
        if hit.meaning.role in {"subject", "emblem"} and hit.start not in sentence.compared
    ]


def aspects_of(sentence: Sentence) -> list[Hit]:
    """Words of the sentence that speak of the topic's aspects."""
    return [hit for hit in sentence.words if hit.meaning.role == "aspect"]


def weighed(profile: Profile, scan: Scan) -> Evidence:
    """Go through the sentences once and sum up the evidence."""
    title, *rest = scan.sentences
    emblems = _in_context(scan)
    bonds = about = themes = foreign = total = lead = 0.0
    before = bool(_own(title, emblems))
    for index, sentence in enumerate(rest):
        counts = 1.0 if index < EARLY else LATE
        strength, own = _strength(sentence), bool(_own(sentence, emblems))
        bond = strength if own else NEAR * strength if before and not _rivals(profile, sentence) else 0.0
        bonds += counts * bond
        total += counts * strength
        foreign += counts * (strength if not bond else 0.0)
        about += counts * own
        themes += counts * own * _themes(sentence) * (1.0 - bond)
        lead = max(lead, bond) if index < LEAD else lead
        before = own
    return Evidence(
        title=_title(profile, title, emblems, lead),
        lead=lead,
        mass=1.0 - math.exp(-bonds / MASS),
        share=min(1.0, bonds / about) if about else 0.0,
        title_other=float(_themes(title) and _strength(title) < REAL and bool(_own(title, emblems))),
        themes=themes / about if about else 0.0,
        foreign=foreign / total if total else 0.0,
    )


def _title(profile: Profile, title: Sentence, emblems: bool, lead: float) -> float:
    """The bond of the headline; a headline without the subject counts half where the first sentences have it."""
    own = _own(title, emblems)
    if any(hit.meaning.role == "emblem" for hit in own):
        return max(ALONE, _strength(title))
    if own:
        return _strength(title)
    return TOLD * _strength(title) if lead >= REAL and not _rivals(profile, title) else 0.0


def _own(sentence: Sentence, emblems: bool) -> list[Hit]:
    """Mentions of the subject; of its emblems only where the text shows that they are meant."""
    return [hit for hit in subjects_of(sentence) if emblems or hit.meaning.role == "subject"]


def _in_context(scan: Scan) -> bool:
    """Whether emblems mean the subject's project here: nothing but a headline, or subject, aspects or parties beside."""
    others = [
        hit
        for sentence in scan.sentences
        for hit in (*sentence.names, *aspects_of(sentence))
        if hit.meaning.role == "subject" or (hit.meaning.role == "aspect" and hit.meaning.weight >= REAL)
        or hit.meaning.kind in {"partner", "company"}
    ]  # fmt: skip
    return bool(others) or len(scan.sentences) == 1


def _readable(scan: Scan) -> bool:
    """Whether the text tells anything of the subject; a wall for payers, a teaser or nothing does not."""
    return any(subjects_of(sentence) for sentence in scan.sentences[1:])


def _rivals(profile: Profile, sentence: Sentence) -> bool:
    """Whether somebody else is named who may be the party instead."""
    return any(hit.meaning.kind in profile.rivals for hit in sentence.names)


def _themes(sentence: Sentence) -> bool:
    return any(hit.meaning.role == "other" for hit in sentence.words)


def _strength(sentence: Sentence) -> float:
    """How much a sentence speaks of the topic's aspects, 0–1: its strongest aspect, helped a little by the others."""
    by_aspect: dict[str, float] = {}
    for hit in aspects_of(sentence):
        by_aspect[hit.meaning.id] = hit.meaning.weight
    if not by_aspect:
        return 0.0
    first, *others = sorted(by_aspect.values(), reverse=True)
    return min(1.0, first + 0.25 * sum(others))


def _logistic(value: float) -> float:
    return round(1 / (1 + math.exp(-value)), 4)
