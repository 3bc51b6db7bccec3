"""Is a text on the topic? The subject must be involved in what the aspects are about, sentence by sentence.

What each sentence proves is its bond (`bonds.py`). This module weighs where the bonds are: headline, first sentences,
sum, share among the sentences about the subject, contracts of its own; and what counts against the topic: a headline
about something or somebody else. How much each of these counts is fitted (`weights.json`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from monitor import weights
from monitor.problems import Problem
from monitor.topics import bonds, chosen, involved, learnt, query, roles
from monitor.topics.profile import Profile
from monitor.topics.scan import SUBJECTS, Scan, Sentence


class Evidence(NamedTuple):
    """The evidence for and against, each 0–1."""

    title: float = 0.0  # bond of the headline
    lead: float = 0.0  # strongest bond of the first sentences
    mass: float = 0.0  # sum of all bonds, growing ever more slowly
    share: float = 0.0  # mean bond of the sentences about the subject
    deals: float = 0.0  # a sentence is about the subject's own contract, order or building
    subject: float = 0.0  # strongest early bond under a headline with the subject and no other theme
    site: float = 0.0  # the headline or the first sentences name one of the subject's own sites
    theme: float = 0.0  # the headline is about another theme; less the more it is also about the aspects
    rival: float = 0.0  # the headline names somebody else who may be the party, and not the subject
    untitled: float = 0.0  # the headline says nothing either way ("Not much happened today"): the text decides
    party: float = 0.0  # in a sentence the subject acts, or something is done for it or with it
    again: float = 0.0  # in several sentences
    twice: float = 0.0  # several sentences name the subject
    others: float = 0.0  # the first sentences name somebody else who may be the party
    tenant: float = 0.0  # in a sentence it rents, buys, uses or owns: how much that one is about the aspects
    let: float = 0.0  # the same for the headline, if it names neither the subject nor another possible party
    soon: float = 0.0  # how early the text names the subject, if the headline does not
    astray: float = 0.0  # the first sentence is about another theme; less the more it is also about the aspects


TOLD_AS = {name: f"why-{name}" for name in Evidence._fields}  # the code of each, see monitor.problems
HEADLINE = ("title", "theme")  # the evidence if only the headline can be read
BIAS = "bias"  # added to the sum of all evidence; below zero the evidence must outweigh it
DATELINE = 3  # spaces in what is more than a dateline
ORIGIN = re.compile(r"['’]s [A-Z]")  # behind a place: where a firm is from, not where it builds ("Norway's Morrow")


class Judged(NamedTuple):
    """A score and its reasons."""

    score: float
    why: tuple[Problem, ...]
    involved: float = 0.0  # of a text that its evidence leaves out: how likely a sentence gives the subject a part


class _Weighed(NamedTuple):
    """The sum of weighed evidence, above zero for the topic, and its reasons."""

    sum: float
    why: tuple[Problem, ...]


class Ways(NamedTuple):
    """What can be judged: the text, the headline or both; then the mean of both counts."""

    text: bool
    headline: bool


@cache
def _weights(table: str) -> Mapping[str, float]:
    """The weight of each kind of evidence, for texts or headlines; the score is the logistic function of the sum."""
    names = HEADLINE if table == "headline" else Evidence._fields
    return weights.table("monitor.topics", table, (*names, BIAS))


def judged(profile: Profile, scan: Scan) -> Judged:
    """Score 0–1 with the reasons, strongest first."""
    if bonds.only_former(scan):
        return Judged(0.0, (Problem("why-former"),))
    if unwanted := _unwanted(profile, scan):
        return Judged(0.0, (Problem("why-left-out", {"name": unwanted}),))
    shown, by = evidence(profile, scan), ways(profile, scan)
    more = learnt.shift(profile.learnt, {**shown._asdict(), BIAS: 1.0}) if profile.learnt else 0.0
    found = [_by_text(shown)] if by.text else []
    found += [_by_headline(shown)] if by.headline else []
    why = tuple(reason for one in found for reason in one.why) or (Problem("why-nothing"),)
    score = _logistic(math.fsum(one.sum for one in found) / len(found) + more)
    chance = 0.0 if score >= profile.threshold else involved.of(scan)
    # Where readers have taught otherwise the sum decides, and a stricter topic asks for a higher chance, too
    if more >= 0 and chance >= profile.threshold and is_about_part(scan, chance):
        score, why = profile.threshold, (Problem("why-part", {"chance": f"{chance:.2f}"}), *why)
    return Judged(score, (*why, *learnt.told(more)), round(chance, 3))


def is_about_part(scan: Scan, chance: float) -> bool:
    """Whether a headline that names no party is about the topic, and surely (`involved.of`) the subject has a part.

    Sums of evidence miss this: "Council says yes to data centre", and far down "its user, it is known now, is …".
    """
    title = scan.sentences[0]
    told = chance >= chosen.SURELY and bonds.strength(title) >= chosen.TOPICAL
    return told and not bonds.mentions(title, emblems=True)


def fitted() -> learnt.Vector:
    """The weights that judge a text, with the bias."""
    return tuple(_weights("text").items())


def is_about(scan: Scan) -> bool:
    """Whether the headline clearly names the subject together with what the topic is about."""
    title = scan.sentences[0]
    return bool(bonds.mentions(title, emblems=True)) and bonds.strength(title) >= chosen.REAL


def ways(profile: Profile, scan: Scan) -> Ways:
    """What can be judged: a paywall notice, a teaser or an empty text says nothing about the subject."""
    named = _names_subject(profile, scan.sentences[1:])
    return Ways(text=named or _goes_on(scan), headline=not named)


def _unwanted(profile: Profile, scan: Scan) -> str:
    """The place or party to be left out that a text is about; empty if there is none.

    The headline says it; one that names nobody of that kind leaves it to the first sentence after the dateline.
    """
    kinds = {one.name: one.kind for one in profile.entities if one.name in profile.leave_out}
    lede = next((one for one in scan.sentences[1:] if scan.text.count(" ", one.start, one.end) >= DATELINE), None)
    for kind in dict.fromkeys(kinds.values()):
        for sentence in filter(None, (scan.sentences[0], lede)):
            told = [hit for hit in sentence.names if hit.meaning.kind == kind]
            names = {hit.meaning.id for hit in told if not ORIGIN.match(scan.text, hit.end)}
            if names:
                if names <= kinds.keys():
                    return ", ".join(sorted(names))
                break
    return ""


def _by_text(shown: Evidence) -> _Weighed:
    """Judge headline and text together."""
    weight = _weights("text")
    parts = [(weight[name] * value, name) for name, value in shown._asdict().items()]
    told = sorted((part for part in parts if abs(part[0]) >= 0.1), key=lambda part: -abs(part[0]))
    why = tuple(Problem(TOLD_AS[name], {"weight": f"{value:+.1f}"}) for value, name in told)
    return _Weighed(weight[BIAS] + sum(value for value, _ in parts), why)


def _by_headline(shown: Evidence) -> _Weighed:
    """Judge the headline alone."""
    weight, found = _weights("headline"), shown._asdict()
    reason = Problem("why-headline", {"weight": f"{weight['title'] * shown.title:+.1f}"})
    return _Weighed(weight[BIAS] + sum(weight[name] * found[name] for name in HEADLINE), (reason,))


def worth_reading(profile: Profile, scan: Scan) -> Problem | None:
    """What in a headline and summary makes the page worth reading; None if nothing does. In doubt it is worth it."""
    title = scan.sentences[0]
    names = {hit.meaning for sentence in scan.sentences for hit in sentence.names}
    meant = {hit.meaning.id for sentence in scan.sentences for hit in bonds.subjects_of(sentence)}
    spoken = [hit.meaning for sentence in scan.sentences for hit in bonds.aspects_of(sentence)]
    # next to words of the topic a mere yardstick is enough: "borrows against OpenAI's chips" is no comparison
    who = sorted({name.id for name in names if name.role in SUBJECTS or name.id in profile.voices})
    if who and spoken:
        aspects = sorted({aspect.id for aspect in spoken})
        return Problem("hint-beside", {"who": ", ".join(who), "what": ", ".join(aspects)})
    plain = {aspect.id for aspect in spoken if aspect.weight >= chosen.PLAINLY}
    joined = {aspect.id for aspect in spoken if aspect.weight >= chosen.REAL} if profile.is_theme else set()
    if plain or len(joined) > 1:
        return Problem("hint-headline", {"what": ", ".join(sorted(plain or joined))})
    if meant and not (bonds.subjects_of(title) and bonds.has_other_theme(title)):
        return Problem("hint-named", {"who": ", ".join(sorted(meant))})
    words = query.Words(scan.text[: scan.title_end], scan.text[scan.title_end :])
    for text in profile.hints:
        if matched := query.compile(text).matched_in(words):
            return Problem("hint-words", {"what": ", ".join(matched[:6])})
    return None


def evidence(profile: Profile, scan: Scan) -> Evidence:
    """Go through the sentences once and sum up the evidence."""
    title, *rest = scan.sentences
    emblems = _in_context(profile, scan)
    named = [bool(bonds.mentions(sentence, emblems=emblems)) for sentence in scan.sentences]
    rivals = [bonds.has_rival(sentence) for sentence in scan.sentences]
    sight = bonds.Sight(focus=float(named[0]), seen=named[0], rivalled=rivals[0])
    sums = bonds.Sums()
    index, soon = 0, 0.0
    for sentence, own, ahead, rivalled in zip(rest, named[1:], [*named, False][2:], rivals[1:], strict=True):
        focus = sight.move(profile, scan, sentence, own=own)
        if named[0] and index < chosen.LEAD and not rivalled:
            focus = sight.focus = max(focus, chosen.SHARED)  # the first sentences are about the headline's subject
        deal = own and bonds.tells_dealing(scan.sentence_text(sentence))
        soon = max(soon, chosen.SOON[index] if own and index < chosen.LEAD else 0.0)
        sums.add(index, bonds.strength(sentence), focus, own=own, ahead=ahead and not rivalled, deal=deal)
        index += sentence.end - sentence.start >= chosen.SENTENCE
    party, again, tenant, let = _role(scan)
    theme = _astray(title)
    return Evidence(
        title=_title(profile, scan, emblems, sums),
        lead=sums.lead * sums.present(),
        mass=1.0 - math.exp(-sums.mass / chosen.MASS),
        share=sums.share(),
        deals=float(sums.deals),
        subject=sums.early * (named[0] and not theme),
        site=float(any(bonds.names_site(sentence) for sentence in scan.sentences[: 1 + chosen.LEAD])),
        theme=theme,
        rival=float(rivals[0] and not named[0]),
        untitled=float(not _tells_anything(title)),
        party=party,
        again=again,
        twice=float(sum(named) > 1),
        others=float(any(rivals[1 : 1 + chosen.LEAD])),
        tenant=tenant,
        let=let,
        soon=0.0 if named[0] else soon,
        astray=next((_astray(one) for one in rest if one.end - one.start >= chosen.SENTENCE), 0.0),
    )


def _astray(sentence: Sentence) -> float:
    """How much a sentence is about another theme of the subject, 0–1."""
    return max(0.0, 1 - bonds.strength(sentence) / chosen.TOPICAL) * bonds.has_other_theme(sentence)


def _role(scan: Scan) -> tuple[float, float, float, float]:
    """The subject's role in the sentences: `party`, `again`, `tenant` and `let` of the evidence."""
    parties, tenant, let, matter = 0, 0.0, False, 0.0
    for sentence in scan.sentences:  # what the one before was about counts too: "A hall of 60 MW. Its user is …"
        matter = max(chosen.NEAR * matter, bonds.strength(sentence))
        if own := bonds.subjects_of(sentence):
            found = roles.of(roles.masked(scan.text, sentence.start, sentence.end, own), scan.code)
            parties += found.party
            tenant, let = max(tenant, matter * found.tenant), let or found.tenant
    title = scan.sentences[0]
    other = bonds.mentions(title, emblems=True) or bonds.has_other_theme(title) or bonds.has_rival(title)
    return float(parties > 0), float(parties > 1), tenant, 0.0 if other or not let else bonds.strength(title)


def _title(profile: Profile, scan: Scan, emblems: bool, sums: bonds.Sums) -> float:
    """The bond of the headline; a headline without the subject counts half if the text has it."""
    title = scan.sentences[0]
    own = bonds.mentions(title, emblems=emblems)
    if any(hit.meaning.role == "emblem" for hit in own):
        return max(chosen.ALONE, bonds.strength(title))
    if own:
        return bonds.strength(title)
    if bonds.voices_in(profile, title):
        return chosen.SHARED * bonds.strength(title)
    told = (sums.lead >= chosen.REAL or sums.bonds >= chosen.MASS) and _names_subject(profile, scan.sentences[1:])
    return chosen.UNNAMED * sums.present() * bonds.strength(title) if told and not bonds.has_rival(title) else 0.0


def _in_context(profile: Profile, scan: Scan) -> bool:
    """Whether emblems mean the subject's projects.

    They do if there is only a headline, if the subject is named, or if the topic outweighs other themes.
    """
    if len(scan.sentences) == 1 or _names_subject(profile, scan.sentences):
        return True
    if any(bonds.is_borrowed(scan, sentence) for sentence in scan.sentences):
        return False
    words = [hit.meaning for sentence in scan.sentences for hit in sentence.words]
    topical = sum(word.role == "aspect" and word.weight >= chosen.REAL for word in words)
    return topical > sum(word.role == "other" for word in words)


def _goes_on(scan: Scan) -> bool:
    """Whether the text refers to the subject of its headline without naming it ("the company"), and has aspects.

    A notice about subscriptions has none.
    """
    title, *rest = scan.sentences
    return (
        bool(bonds.mentions(title, emblems=True))
        and any(bonds.goes_on(scan.sentence_text(sentence)) for sentence in rest)
        and any(map(bonds.strength, rest))
    )


def _names_subject(profile: Profile, told: Sequence[Sentence]) -> bool:
    """Whether the subject or one of its voices is named."""
    names = {hit.meaning for sentence in told for hit in sentence.names}
    return any(name.role == "subject" or name.id in profile.voices for name in names)


def _tells_anything(title: Sentence) -> bool:
    """Whether a headline names anybody or any theme; a mere "deal" could be anything."""
    return bool(title.names or bonds.has_other_theme(title) or bonds.strength(title))


def _logistic(value: float) -> float:
    return round(1 / (1 + math.exp(-value)), 4)
