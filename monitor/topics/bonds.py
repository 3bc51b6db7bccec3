"""What a sentence proves about the topic: how much it is about it, and how near the subject is.

A sentence's *bond* is the product of the two. The subject is near where it is named, and stays in view until it is too
far back or somebody else is named who could be the party instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from monitor import language
from monitor.topics import chosen, roles
from monitor.topics.kinds import May
from monitor.topics.matcher import Hit
from monitor.topics.profile import Profile
from monitor.topics.scan import SUBJECTS, Scan, Sentence

OWNED = frozenset(language.words(lambda known: known.naming.owned))
# What parties do with each other: a sentence with the subject and one of these is about its own business.
_DEALING = re.compile(rf"\b(?:{language.any_of(lambda known: known.speech.dealings)})\b", re.IGNORECASE)
_REFERENCE = re.compile(rf"\b(?:{language.any_of(lambda known: known.speech.references)})\b", re.IGNORECASE)


def subjects_of(sentence: Sentence) -> list[Hit]:
    """Mentions of the subject, or of its emblems, that are more than a comparison or background."""
    told = (hit for hit in sentence.names if hit.meaning.role in SUBJECTS)
    return [hit for hit in told if hit.start not in sentence.compared and hit.start not in sentence.background]


def only_former(scan: Scan) -> bool:
    """Whether the headline names the subject only as somebody's former employer."""
    told = [hit for hit in scan.sentences[0].names if hit.meaning.role in SUBJECTS]
    return bool(told) and all(roles.is_former(scan.text, hit.start, hit.end, scan.code) for hit in told)


def voices_in(profile: Profile, sentence: Sentence) -> list[Hit]:
    """Mentions of those who speak for the subject that are more than a comparison."""
    return [hit for hit in sentence.names if hit.meaning.id in profile.voices and hit.start not in sentence.compared]


def aspects_of(sentence: Sentence) -> list[Hit]:
    """Words of the sentence that belong to the topic's aspects."""
    return [hit for hit in sentence.words if hit.meaning.role == "aspect"]


def mentions(sentence: Sentence, *, emblems: bool) -> list[Hit]:
    """Mentions of the subject, and of its emblems if `emblems`: where the text shows that the subject's are meant."""
    return [hit for hit in subjects_of(sentence) if emblems or hit.meaning.role == "subject"]


def has_rival(sentence: Sentence) -> bool:
    """Whether somebody else is named who may be the party instead."""
    return any(May.RIVAL in hit.meaning.may for hit in sentence.names)


def has_other_theme(sentence: Sentence) -> bool:
    """Whether the sentence is about something else the subject makes news with."""
    return any(hit.meaning.role == "other" for hit in sentence.words)


def names_site(sentence: Sentence) -> bool:
    """Whether one of the subject's own sites is named: one that is also among the words of the topic."""
    aspects = aspects_of(sentence)
    sites = (hit for hit in sentence.names if May.SITE in hit.meaning.may)
    return any(aspect.start <= site.start < aspect.end for site in sites for aspect in aspects)


def is_borrowed(scan: Scan, sentence: Sentence) -> bool:
    """Whether an emblem is used for somebody else's project: "India's Stargate"."""
    return any(
        emblem.meaning.role == "emblem"
        and May.PLACE in owner.meaning.may
        and scan.text[owner.end : emblem.start] in OWNED
        for owner, emblem in pairwise(sentence.names)
    )


def strength(sentence: Sentence) -> float:
    """How much a sentence is about the topic's aspects, 0–1: its strongest aspect, helped a little by the others."""
    by_aspect: dict[str, float] = {}
    for hit in aspects_of(sentence):
        by_aspect[hit.meaning.id] = hit.meaning.weight
    first, *others = sorted(by_aspect.values(), reverse=True) or [0.0]
    return min(1.0, first + chosen.HELP * sum(others)) if first >= chosen.ALSO else 0.0


@dataclass(slots=True)
class Sight:
    """How near the subject is, going from sentence to sentence."""

    focus: float  # 1 in the sentence that names it
    seen: bool  # it has been named
    rivalled: bool  # somebody has been named who could be the party instead

    def move(self, profile: Profile, scan: Scan, sentence: Sentence, *, own: bool) -> float:
        """The focus in the next sentence; `own` if it names the subject."""
        rivals = has_rival(sentence)
        self.seen, self.rivalled = self.seen or own, self.rivalled or rivals
        if own:
            self.focus = chosen.SHARED if rivals else 1.0
        elif rivals:
            self.focus = 0.0
        else:
            voiced = bool(voices_in(profile, sentence))
            referred = self.focus >= chosen.FAR and goes_on(scan.sentence_text(sentence))
            least = max(
                chosen.SHARED if voiced else 0.0,
                chosen.REFERRED if referred else 0.0,
                chosen.UNRIVALLED if self.seen and not self.rivalled else 0.0,
            )
            self.focus = max(self.focus * chosen.NEAR, least)
        return self.focus


@dataclass(slots=True)
class Sums:
    """The sums over the sentences of a text; early ones count more."""

    lead: float = 0.0  # strongest bond of the first sentences
    early: float = 0.0  # strongest bond of those most readers get to
    bonds: float = 0.0
    mass: float = 0.0  # bonds at full weight anywhere in the text; also where only the next sentence names the subject
    about: float = 0.0  # sentences that name the subject
    near: float = 0.0  # sentences with the subject in view, weighted by how near it is
    deals: bool = False  # a sentence with the subject is about its own business
    all: float = 0.0

    def add(self, index: int, strength: float, focus: float, *, own: bool, ahead: bool, deal: bool) -> None:
        """Add a sentence: how much it is about the aspects, how near the subject is, whether the next one names it."""
        counts = 1.0 if index < chosen.EARLY else chosen.LATE
        bond = strength * focus if focus >= chosen.FAR else 0.0
        self.lead = max(self.lead, bond) if index < chosen.LEAD else self.lead
        self.early = max(self.early, bond) if index < chosen.EARLY else self.early
        self.bonds += counts * bond
        self.mass += max(bond, chosen.NEAR * strength * ahead)
        self.about += counts * own
        self.near += counts * (focus if focus >= chosen.FAR else 0.0)
        self.deals = self.deals or (own and deal and bond >= chosen.FAR)
        self.all += counts

    def present(self) -> float:
        """How present the subject is, 0–1; 1 if it is named as often as the subject of a text usually is."""
        return min(1.0, self.near / (chosen.PRESENT * self.all)) if self.all else 0.0

    def share(self) -> float:
        """The mean bond of the sentences about the subject."""
        about = self.about or self.near
        return min(1.0, self.bonds / about) * self.present() if about else 0.0


def tells_dealing(text: str) -> bool:
    """Whether a sentence is about what parties do with each other: contracts, orders, leases, deliveries, building."""
    return bool(_DEALING.search(text))


def goes_on(text: str) -> bool:
    """Whether a sentence refers back to somebody named before: "the company"."""
    return bool(_REFERENCE.search(text))
