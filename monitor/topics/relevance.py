"""Does a text belong to the topic? The subject must be party to what the aspects speak of, sentence by sentence."""

from __future__ import annotations

import math
from typing import NamedTuple

from monitor.topics.profile import Profile
from monitor.topics.lexicon import Hit
from monitor.topics.scan import Scan, Sentence

LEAD = 3  # sentences that tell what an article is about
NEAR = 0.5  # what an aspect proves whose subject stands in the sentence before
ENOUGH = 1.0  # weight of aspect words in a sentence that proves as much as any more


class Evidence(NamedTuple):
    """What speaks for and against, summed over the text; `bond` is a sentence's subject × aspects."""

    title: float  # bond of the title, 0–1
    title_other: float  # title names the subject with another theme, 0–1
    lead: float  # strongest bond of the first sentences
    bonds: float  # sum of bonds, later sentences counting less
    share: float  # bonds among all sentences that name the subject
    foreign: float  # aspects without the subject, beside all aspects
    themes: float  # subject with another theme, among all sentences that name the subject
    subjects: int  # sentences that name the subject


class Judged(NamedTuple):
    """A score and its reasons."""

    score: float
    why: tuple[str, ...]


def judged(profile: Profile, scan: Scan) -> Judged:
    """Score 0–1 with the reasons, strongest first."""
    evidence = weighed(profile, scan)
    parts = (
        (4.0 * evidence.title, "the headline names the subject with what the topic is about"),
        (3.0 * evidence.lead, "the first sentences do so"),
        (2.5 * min(1.0, evidence.bonds / 3), f"sentences that do so weigh {evidence.bonds:.1f} together"),
        (3.0 * evidence.share, f"{evidence.share:.0%} of the sentences about the subject are about the topic"),
        (-2.0 * evidence.title_other, "the headline is about something else the subject does"),
        (-2.0 * evidence.themes, f"{evidence.themes:.0%} of the sentences about the subject are about other things"),
        (-2.0 * evidence.foreign, f"{evidence.foreign:.0%} of what the topic is about belongs to others"),
    )
    score = 1 / (1 + math.exp(3.5 - sum(weight for weight, _ in parts)))
    told = sorted((part for part in parts if abs(part[0]) >= 0.1), key=lambda part: -abs(part[0]))
    return Judged(round(score, 4), tuple(f"{weight:+.1f}: {reason}" for weight, reason in told))


def hint(profile: Profile, scan: Scan) -> str:
    """What in a headline and summary makes the page worth reading; empty when nothing does."""
    subjects = sorted({hit.meaning.id for sentence in scan.sentences for hit in subjects_of(sentence)})
    aspects = sorted(
        {hit.meaning.id for sentence in scan.sentences for hit in sentence.words if hit.meaning.role == "aspect"}
    )
    others = {hit.meaning.id for hit in scan.sentences[0].words if hit.meaning.role == "other"}
    if subjects and aspects:
        return f"{', '.join(subjects)} beside {', '.join(aspects)}"
    if any(hit.meaning.role == "emblem" for sentence in scan.sentences for hit in subjects_of(sentence)):
        return ", ".join(subjects)
    if subjects_of(scan.sentences[0]) and not others:
        return f"{', '.join(subjects)} in the headline"
    return ""


def subjects_of(sentence: Sentence) -> list[Hit]:
    """Mentions of the subject, or of what stands for it, that are more than a comparison."""
    return [
        hit
        for hit in sentence.names
        if hit.meaning.role in {"subject", "emblem"} and hit.start not in sentence.compared
    ]


def _aspect(sentence: Sentence) -> float:
    """How much a sentence speaks of the topic's aspects, 0–1: the strongest word, helped by the others."""
    weights = sorted(
        {hit.meaning.id: hit.meaning.weight for hit in sentence.words if hit.meaning.role == "aspect"}.values()
    )
    if not weights:
        return 0.0
    return min(1.0, weights[-1] + 0.25 * sum(weights[:-1]))


def weighed(profile: Profile, scan: Scan) -> Evidence:
    """Go through the sentences once and sum up the evidence."""
    title, *rest = scan.sentences
    title_aspect = _aspect(title)
    named = bool(subjects_of(title))
    emblem = any(hit.meaning.role == "emblem" for hit in subjects_of(title))
    bonds = about = themes = foreign = aspects = lead = 0.0
    subjects = 0
    before = named
    for index, sentence in enumerate(rest):
        place = 1.0 if index < LEAD else 0.7 if index < 3 * LEAD else 0.4
        here = _aspect(sentence)
        own = bool(subjects_of(sentence))
        rivals = any(hit.meaning.kind in profile.actors for hit in sentence.names)
        bond = here * (1.0 if own else NEAR if before and not rivals else 0.0)
        bonds += place * bond
        aspects += place * here
        foreign += place * (here if not bond else 0.0)
        if own:
            subjects += 1
            about += place
            other = any(hit.meaning.role == "other" for hit in sentence.words)
            themes += place * max(0.0, (1.0 if other else 0.0) - bond)
        if index < LEAD:
            lead = max(lead, bond)
        before = own
    return Evidence(
        title=max(title_aspect, 0.8 if emblem else 0.0) if named else 0.0,
        title_other=1.0 if any(hit.meaning.role == "other" for hit in title.words) and not title_aspect else 0.0,
        lead=lead,
        bonds=bonds,
        share=min(1.0, bonds / about) if about else 0.0,
        foreign=foreign / aspects if aspects else 0.0,
        themes=themes / about if about else 0.0,
        subjects=subjects,
    )
