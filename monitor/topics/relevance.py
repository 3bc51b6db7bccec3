"""Does a text belong to the topic? The subject must be party to what the aspects speak of, sentence by sentence.

A sentence's *bond* is what it proves: how much it speaks of the topic's aspects, if the subject is named in it, or was
named just before and nobody else has taken its place. The rest is how bonds are spread: headline, first sentences,
sum, their share among the sentences about the subject; and what speaks against: other themes, business of others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor.topics import query
from monitor.topics.lexicon import Hit
from monitor.topics.profile import Profile
from monitor.topics.scan import Scan, Sentence

LEAD = 3  # sentences that tell what an article is about
EARLY = 10  # sentences most readers get to
SENTENCE = 35  # characters; a shorter one ("Good morning!") tells too little to use up one of the first places
LATE = 0.4  # what a sentence after these counts
NEAR = 0.6  # what an aspect proves whose subject stands in the sentence before; one sentence on, this times this
FAR = 0.3  # from here on the subject is out of sight
REFERRED = 0.8  # what it proves where the text goes on about "the company"
UNRIVALLED = 0.5  # what it proves at least after it was named, as long as nobody is who could be the party instead
PRESENT = 0.15  # share of sentences in which a text names its subject at least
SHARED = 0.7  # what it proves where a rival stands in the same sentence, or only a voice of the subject
TOLD = 0.5  # what a headline's aspect proves whose subject only the text names
ALONE = 0.8  # what a headline proves that names an emblem of the subject and nothing else
ALSO = 0.3  # words that weigh less ("deal", "energy") only help others
HELP = 0.25
REAL = 0.5  # weight from which an aspect word tells the kind of text ("gigawatt", not "deal")
PLAINLY = 1.0  # weight of an aspect word that makes a page worth reading beside the name of a party alone
MASS = 3.0  # sum of bonds that proves about two thirds of what any sum can

_REFERENCE = re.compile(
    r"\b(?:the (?:ai )?(?:company|firm|start-?up|lab|developer|group|giant)|its"
    r"|(?:der|des|dem|den|das|die) (?:ki-|us-)?"
    r"(?:konzerns?|entwicklers?|anbieters?|unternehmens?|firma|start-?ups?))\b",
    re.IGNORECASE,
)


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
NOTHING = "nowhere is the subject party to what the topic is about"
HEADLINE = (6.0, 2.7)  # weight of the headline's bond and bar where only the headline can be read


class Judged(NamedTuple):
    """A score and its reasons."""

    score: float
    why: tuple[str, ...]


def judged(profile: Profile, scan: Scan) -> Judged:
    """Score 0–1 with the reasons, strongest first."""
    evidence = weighed(profile, scan)
    if not _readable(profile, scan):
        weight, bar = HEADLINE
        reason = f"+{weight * evidence.title:.1f} only the headline can be judged: the text does not name the subject"
        return Judged(_logistic(weight * evidence.title - 1.0 * evidence.title_other - bar), (reason,))
    parts = [(weight * value, why) for (weight, why), value in zip(WEIGHTS.values(), evidence, strict=True)]
    told = sorted((part for part in parts if abs(part[0]) >= 0.1), key=lambda part: -abs(part[0]))
    why = tuple(f"{weight:+.1f} {reason}" for weight, reason in told)
    bar = BAR if _telling(scan.sentences[0]) else UNTITLED
    return Judged(_logistic(sum(weight for weight, _ in parts) - bar), why or (NOTHING,))


def hint(profile: Profile, scan: Scan) -> str:
    """What in a headline and summary makes the page worth reading; empty when nothing does. Rather once too often."""
    title = scan.sentences[0]
    named = {hit.meaning.id for sentence in scan.sentences for hit in sentence.names}
    subjects = {hit.meaning.id for sentence in scan.sentences for hit in subjects_of(sentence)}
    who = ", ".join(sorted(subjects | named & set(profile.voices)))
    aspects = sorted({hit.meaning.id for sentence in scan.sentences for hit in aspects_of(sentence)})
    if who and aspects:
        return f"{who} beside {', '.join(aspects)}"
    if party := next((hit for one in scan.sentences for hit in one.names if hit.meaning.kind in PARTIES), None):
        spoken = sorted({hit.meaning.id for one in scan.sentences for hit in aspects_of(one) if _tells(hit, party)})
        if spoken:
            return f"{party.meaning.id} beside {', '.join(spoken)}"
    if subjects and not (subjects_of(title) and _themes(title)):
        return f"{who} is named, and the headline tells no other theme"
    words = query.Words(scan.text[: scan.title_end], scan.text[scan.title_end :])
    for text in profile.hints:
        if matched := query.compile(text).matched_in(words):
            return f"hint: {', '.join(matched[:6])}"
    return ""


def _tells(aspect: Hit, party: Hit) -> bool:
    """Whether a word of the topic tells more than the name of a party beside it."""
    return aspect.meaning.weight >= PLAINLY and not party.start <= aspect.start < party.end


def subjects_of(sentence: Sentence) -> list[Hit]:
    """Mentions of the subject, or of what stands for it, that are more than a comparison."""
    return [
        hit
        for hit in sentence.names
        if hit.meaning.role in {"subject", "emblem"} and hit.start not in sentence.compared
    ]


def voices_in(profile: Profile, sentence: Sentence) -> list[Hit]:
    """Mentions of those who speak for the subject that are more than a comparison."""
    return [hit for hit in sentence.names if hit.meaning.id in profile.voices and hit.start not in sentence.compared]


def aspects_of(sentence: Sentence) -> list[Hit]:
    """Words of the sentence that speak of the topic's aspects."""
    return [hit for hit in sentence.words if hit.meaning.role == "aspect"]


def weighed(profile: Profile, scan: Scan) -> Evidence:
    """Go through the sentences once and sum up the evidence."""
    title, *rest = scan.sentences
    emblems = _in_context(profile, scan)
    titled = bool(_own(title, emblems))
    sight = Sight(focus=1.0 if titled else 0.0, seen=titled, rivalled=_rivals(profile, title))
    sums = Sums()
    index = 0
    for sentence in rest:
        own = bool(_own(sentence, emblems))
        focus = sight.move(profile, scan, sentence, own=own)
        if titled and index < LEAD and not _rivals(profile, sentence):
            focus = sight.focus = max(focus, SHARED)  # the first sentences are about the headline's subject
        sums.add(index, _strength(sentence), focus, own=own, themed=own and _themes(sentence))
        index += sentence.end - sentence.start >= SENTENCE
    mass = 1.0 - math.exp(-sums.bonds / MASS)
    return Evidence(
        title=_title(profile, scan, emblems, sums),
        lead=sums.lead * sums.present(),
        mass=mass,
        share=sums.share(),
        title_other=float(_themes(title) and _strength(title) < REAL and bool(_own(title, emblems))),
        themes=sums.themes / sums.about if sums.about else 0.0,
        foreign=(1.0 - sums.bonded / sums.aspects) * (1.0 - mass) if sums.aspects else 0.0,
    )


@dataclass(slots=True)
class Sight:
    """How near the subject is, going from sentence to sentence."""

    focus: float  # 1 in the sentence that names it
    seen: bool  # it was named
    rivalled: bool  # somebody was named who could be the party instead

    def move(self, profile: Profile, scan: Scan, sentence: Sentence, *, own: bool) -> float:
        """The focus in the next sentence; `own` if it names the subject."""
        rivals = _rivals(profile, sentence)
        self.seen, self.rivalled = self.seen or own, self.rivalled or rivals
        if own:
            self.focus = SHARED if rivals else 1.0
        elif rivals:
            self.focus = 0.0
        else:
            voiced = bool(voices_in(profile, sentence))
            referred = self.focus >= FAR and _REFERENCE.search(scan.sentence_text(sentence))
            least = max(
                SHARED if voiced else 0.0,
                REFERRED if referred else 0.0,
                UNRIVALLED if self.seen and not self.rivalled else 0.0,
            )
            self.focus = max(self.focus * NEAR, least)
        return self.focus


@dataclass(slots=True)
class Sums:
    """What the sentences of a text add up to; early ones count more."""

    lead: float = 0.0  # strongest bond of the first sentences
    bonds: float = 0.0
    bonded: float = 0.0  # aspects whose subject is in sight
    aspects: float = 0.0
    about: float = 0.0  # sentences that name the subject
    near: float = 0.0  # sentences with the subject in sight, by how near it is
    themes: float = 0.0  # those of them with another theme
    all: float = 0.0

    def add(self, index: int, strength: float, focus: float, *, own: bool, themed: bool) -> None:
        """Count a sentence: what it says of the aspects, and how near the subject is (1: in it)."""
        counts = 1.0 if index < EARLY else LATE
        bond = strength * focus if focus >= FAR else 0.0
        self.lead = max(self.lead, bond) if index < LEAD else self.lead
        self.bonds += counts * bond
        self.bonded += counts * strength * (focus >= FAR)
        self.aspects += counts * strength
        self.about += counts * own
        self.near += counts * (focus if focus >= FAR else 0.0)
        self.themes += counts * themed * (1.0 - bond)
        self.all += counts

    def present(self) -> float:
        """How present the subject is, 0–1: whether it is named as often as one expects of what a text is about."""
        return min(1.0, self.near / (PRESENT * self.all)) if self.all else 0.0

    def share(self) -> float:
        """Bonds among the sentences about the subject."""
        about = self.about or self.near
        return min(1.0, self.bonds / about) * self.present() if about else 0.0


def _title(profile: Profile, scan: Scan, emblems: bool, sums: Sums) -> float:
    """The bond of the headline; a headline without the subject counts half where the text has it."""
    title = scan.sentences[0]
    own = _own(title, emblems)
    if any(hit.meaning.role == "emblem" for hit in own):
        return max(ALONE, _strength(title))
    if own:
        return _strength(title)
    if voices_in(profile, title):
        return SHARED * _strength(title)
    told = (sums.lead >= REAL or sums.bonds >= MASS) and _readable(profile, scan)
    return TOLD * sums.present() * _strength(title) if told and not _rivals(profile, title) else 0.0


def _own(sentence: Sentence, emblems: bool) -> list[Hit]:
    """Mentions of the subject; of its emblems only where the text shows that they are meant."""
    return [hit for hit in subjects_of(sentence) if emblems or hit.meaning.role == "subject"]


def _in_context(profile: Profile, scan: Scan) -> bool:
    """Whether emblems mean the subject's project: there is but a headline, or the subject, or more topic than theme."""
    if len(scan.sentences) == 1 or _names_subject(profile, scan.sentences):
        return True
    words = [hit.meaning for sentence in scan.sentences for hit in sentence.words]
    topical = sum(word.role == "aspect" and word.weight >= REAL for word in words)
    return topical > sum(word.role == "other" for word in words)


def _readable(profile: Profile, scan: Scan) -> bool:
    """Whether the text tells anything of the subject; a wall for payers, a teaser or nothing does not."""
    title, *rest = scan.sentences
    told = bool(_own(title, True)) and any(_REFERENCE.search(scan.sentence_text(sentence)) for sentence in rest)
    return told or _names_subject(profile, rest)


def _names_subject(profile: Profile, told: Sequence[Sentence]) -> bool:
    names = {hit.meaning for sentence in told for hit in sentence.names}
    return any(name.role == "subject" or name.id in profile.voices for name in names)


def _telling(title: Sentence) -> bool:
    """Whether a headline names anybody or any theme at all."""
    return bool(title.names or title.words)


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
    first, *others = sorted(by_aspect.values(), reverse=True) or [0.0]
    return min(1.0, first + HELP * sum(others)) if first >= ALSO else 0.0


def _logistic(value: float) -> float:
    return round(1 / (1 + math.exp(-value)), 4)
