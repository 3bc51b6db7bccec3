"""Whose a figure is: names of its sentence, the one before, the headline, weighed by how they stand to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from monitor.figures.cast import Cast, Mention, folded, start, word_before, word_behind
from monitor.figures.evidence import CLAUSE, EARLY, Around
from monitor.language.shape import Language
from monitor.topics.kinds import May

MANY = 6  # times a text names somebody it is about
FAINT = 0.05  # a role less likely than this is none
HALF = 40  # characters from which nearness counts half
NEAREST = 12  # names of a sentence that are weighed for one of its figures; more cannot be nearer
GENITIVE = re.compile(r"['’]s?\b|s['’]")

# Roles that tell by themselves who owns a figure: who borrows, who is valued, who pays
ROLES = ("contract", "investment", "debt", "spending", "valuation", "revenue", "market", "capacity")
FEATURES = (
    "same", "near", "before", "clause", "nearest", "nearest behind", "first", "previous", "previous first", "title",
    "title first",
    "lead", "subject", "emblem", "listed", "site", "counted", "somewhere", "open", "open somewhere", "open role",
    "role named",
    "genitive",
    "acts", "side", "placed", "speaks", "compared", "count", "alone", "pronoun previous", "only same", "subject title",
    "figure early", "open same", "subject same", "subject alone in same", "rival", "modifier", "giver", "into",
    "other nearest market",
    *(f"{who} {role}" for role in ROLES for who in ("subject", "near", "title first", "first", "into")),
)  # fmt: skip


class Candidate(NamedTuple):
    """Who may own a figure, with the features of FEATURES."""

    name: str
    features: list[float]
    subject: bool
    place: bool  # somewhere rather than somebody
    rival: bool  # may be the party in the subject's place


def candidates(around: Around, told: Cast, known: Language, roles: Mapping[str, float]) -> list[Candidate]:
    """Everybody who may own a figure; `roles`: how far its role is one of ROLES, 0–1."""
    stage = _stage(around, told, known)
    names = dict.fromkeys(one.name for one in (*stage.same, *stage.previous, *stage.title, *stage.lead))
    whole = {one.name: one for one in (*stage.lead, *stage.title, *stage.previous, *stage.same)}
    found = []
    for name in names:
        mine = [mention for mention in stage.same if mention.name == name]
        features = {**_best(mine, around, stage.same, known), **told.marks[name], **_seen(name, stage)}
        features |= _kind(whole[name]) | {"count": min(told.counts[name], MANY) / MANY, "alone": float(len(names) == 1)}
        features |= _crossed(features, stage, roles) | _by_role(features, roles)
        row = [features.get(feature, 0.0) for feature in FEATURES]
        may = whole[name].may
        found.append(Candidate(name, row, May.SUBJECT in may, bool(may & {May.SITE, May.PLACE}), May.RIVAL in may))
    return found


class Stage(NamedTuple):
    """Who stands around a figure."""

    same: Sequence[Mention]  # in its sentence
    previous: Sequence[Mention]
    title: Sequence[Mention]
    lead: Sequence[Mention]  # in the first sentence
    refers: bool  # to somebody named before
    early: bool


def _stage(around: Around, told: Cast, known: Language) -> Stage:
    mentions, number = told.mentions, around.number
    return Stage(
        same=_nearest(mentions[number], around),
        previous=mentions[number - 1][:NEAREST] if number > 1 else (),
        title=mentions[0][:NEAREST],
        lead=mentions[1][:NEAREST] if len(mentions) > 1 else (),
        refers=_refers(around, known),
        early=number < EARLY,
    )


def _seen(name: str, stage: Stage) -> dict[str, float]:
    """Where else than beside the figure a name stands."""
    leads = bool(stage.previous) and stage.previous[0].name == name
    same = {mention.name for mention in stage.same}
    return {
        "previous": float(_names(stage.previous, name)),
        "previous first": float(leads and name not in same),
        "title": float(_names(stage.title, name)),
        "title first": float(bool(stage.title) and stage.title[0].name == name),
        "lead": float(_names(stage.lead, name)),
        "pronoun previous": float(stage.refers and leads),
        "only same": float(same == {name}),
    }


def _names(mentions: Iterable[Mention], name: str) -> bool:
    return any(mention.name == name for mention in mentions)


def _kind(mention: Mention) -> dict[str, float]:
    """What sort of name it is."""
    may = mention.may
    return {
        "subject": float(May.SUBJECT in may),
        "emblem": float(May.EMBLEM in may),
        "listed": float(not mention.is_open and May.SUBJECT not in may),
        "site": float(May.SITE in may),
        "somewhere": float(May.PLACE in may),
        "counted": float(mention.is_counted),
        "rival": float(May.RIVAL in may),
        "open": float(mention.is_open),
    }


def _crossed(features: Mapping[str, float], stage: Stage, roles: Mapping[str, float]) -> dict[str, float]:
    """What two features tell only together."""
    subject, same, title = features["subject"], features.get("same", 0.0), features["title"]
    partners = any(not mention.may & {May.SUBJECT, May.PLACE} for mention in stage.same)
    return {
        "subject title": subject * title,
        "figure early": stage.early * title,
        "open same": features["open"] * same,
        "subject same": subject * same,
        "subject alone in same": subject * same * (not partners),
        "other nearest market": (1 - subject) * roles.get("market", 0.0) * features.get("nearest", 0.0),
    }


def _by_role(features: Mapping[str, float], roles: Mapping[str, float]) -> dict[str, float]:
    """How a candidate stands to the figure, times how far the figure is of a role."""
    who = ("subject", "near", "title first", "first", "into")
    return {
        f"{one} {role}": features.get(one, 0.0) * share for role, share in roles.items() for one in who if share > FAINT
    }


def _nearest(mentions: Sequence[Mention], around: Around) -> Sequence[Mention]:
    """The names of a sentence that stand nearest, in their order."""
    at = bisect_left(mentions, around.start, key=start)
    return mentions[max(0, at - NEAREST // 2) : at + NEAREST // 2]


def _distance(mention: Mention, around: Around) -> int:
    return around.start - mention.end if mention.end <= around.start else mention.start - around.end


def _best(mine: Sequence[Mention], around: Around, same: Sequence[Mention], known: Language) -> dict[str, float]:
    """How the nearest mention in the figure's sentence stands to it."""
    if not mine:
        return {}
    near = min(mine, key=lambda one: _distance(one, around))
    text = around.scan.text
    is_before = near.end <= around.start
    between = text[near.end : around.start] if is_before else text[around.end : near.start]
    before = [one for one in same if one.end <= around.start]
    behind = [one for one in same if one.start >= around.end]
    word = word_before(text, near.start)
    return {
        "same": 1.0,
        "near": 1 / (1 + max(0, len(between)) / HALF),
        "before": float(is_before),
        "clause": float(not CLAUSE.search(between)),
        "nearest": float(bool(before) and before[-1].name == near.name),
        "nearest behind": float(bool(behind) and behind[0].name == near.name),
        "first": float(same[0].name == near.name),
        "genitive": float(bool(GENITIVE.match(text, near.end))),
        "acts": float(word_behind(text, near.end) in folded(known.cues.acts)),
        "side": float(word in folded(known.cues.sides)),
        "placed": float(word in folded(known.cues.places)),
        "modifier": float(bool(_modified(known).match(text, near.end))),
        "giver": float(not is_before and word in folded(known.cues.givers) and len(between) < HALF),
        "into": float(word in folded(known.cues.into)),
        "compared": float(near.start in around.sentence.compared),
    }


@cache
def _modified(known: Language) -> re.Pattern[str]:
    """A name that only tells which one is meant: "the OpenAI landlord", "OpenAI-Vermieter"."""
    return re.compile(rf"[ -](?:{'|'.join(known.cues.roles_named or ('(?!)',))})", re.IGNORECASE)


def _refers(around: Around, known: Language) -> bool:
    """Whether the figure's sentence speaks of somebody named before."""
    return bool(_pronouns(known).search(around.scan.text, around.sentence.start, around.start))


@cache
def _pronouns(known: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(known.cues.pronouns or ('(?!)',))})\b", re.IGNORECASE)
