"""Whose a figure is: names of its sentence, the one before, the headline, weighed by how they relate to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from monitor.figures import stages
from monitor.figures.cast import Cast, Mention, folded, word_before, word_behind
from monitor.figures.evidence import CLAUSE, Around
from monitor.language.shape import Language
from monitor.topics.kinds import May

MANY = 6  # mentions of somebody the text is about
FAINT = 0.05  # a role less likely than this is ignored
HALF = 40  # at this many characters away nearness counts half
OFTEN = 0.5  # share of mentions after "in" from which a name on no list is a place
BETWEEN = 200  # characters between a name and a figure that are searched for a verb of saying
BESIDE = re.compile(r"\W{0,3}(?:[^\W\d_]{1,12} ){0,2}\W?")  # "for Nvidia, up to $100 billion"
BULLET = re.compile(r"[\s•*–—|·+>-]*(?:\d{1,2}[.)])?[\s*]*")  # before the head of a line
HEADED = re.compile(r"\*{0,2} ?[:|]|\*{0,2} ?[–—] |\t")  # after it
POSSESSOR = re.compile(r"(?:['’]s?|s['’]) (?:\w+ ){0,2}")  # "OpenAI's planned $110 billion round"
GENITIVE = re.compile(r"['’]s?\b|s['’]")

# Roles that suggest by themselves who owns a figure: who borrows, who is valued, who pays
ROLES = (
    "contract", "investment", "debt", "spending", "valuation", "revenue", "profit_loss", "market", "price", "other",
    "capacity", "chips", "energy",
)  # fmt: skip
WHO = (
    "subject", "near", "title first", "first", "into", "recent first", "most named", "clause first", "site",
    "described",
    "title partner", "place mark", "open", "user", "builder",
)  # fmt: skip
FEATURES = (
    "same", "near", "before", "clause", "nearest", "nearest behind", "first", "previous", "previous first", "title",
    "title first",
    "lead", "subject", "emblem", "listed", "site", "counted", "somewhere", "open", "open somewhere", "open role",
    "role named",
    "genitive",
    "acts", "side", "placed", "speaks", "compared", "count", "alone", "pronoun previous", "only same", "subject title",
    "figure early", "open same", "subject same", "subject alone in same", "rival", "modifier", "giver", "into",
    "other nearest market",
    "recency", "recent first", "recent first, none here", "described", "described near", "clause first", "relative",
    "human",
    "initial only", "title value", "lead value", "most named", "share", "title partner", "place mark",
    "object", "possessor", "says", "beside", "inside", "only speaks", "user", "builder",
    *(f"{who} {role}" for role in ROLES for who in WHO),
)  # fmt: skip


class Candidate(NamedTuple):
    """Who may own a figure, with the features of FEATURES."""

    name: str
    features: Mapping[str, float]  # those that are not 0
    subject: bool
    place: bool  # somewhere rather than somebody
    near: bool  # the subject or one of its projects, named in the same sentence, the one before or at the top
    head: bool  # at the head of the figure's line in a list or table: "- Oracle: 300 billion dollars"
    holder: bool  # has it by a genitive: "OpenAI's $110 billion round"
    rival: bool  # may be the party in the subject's place


def candidates(around: Around, told: Cast, known: Language, roles: Mapping[str, float]) -> list[Candidate]:
    """Everybody who may own a figure; `roles`: how likely each of ROLES is, 0–1."""
    stage = stages.of(around, told, known)
    everybody = (*told.central, *stage.lead, *stage.title, *chain.from_iterable(reversed(stage.earlier)), *stage.same)
    whole = {one.name: one for one in everybody}
    found = []
    for name, mention in whole.items():
        mine = [mention for mention in stage.same if mention.name == name]
        features = {**_best(mine, around, stage, known), **told.marks[name], **_seen(name, stage, told)}
        features |= _kind(mention) | {"count": min(told.counts[name], MANY) / MANY, "alone": float(len(whole) == 1)}
        features |= _crossed(features, stage, roles) | _by_role(features, roles)
        may = mention.may
        place = (bool(may & {May.SITE, May.PLACE}) and May.EMBLEM not in may) or (
            mention.is_open and features["place mark"] >= OFTEN
        )
        near = any(features.get(where) for where in ("same", "previous", "title", "lead"))
        main = bool(may & {May.SUBJECT, May.EMBLEM})
        found.append(
            Candidate(
                name,
                {feature: value for feature, value in features.items() if value},
                May.SUBJECT in may,
                place,
                main and near,
                not features["initial only"] and not place and any(_is_head(one, around, stage) for one in mine),
                bool(features.get("possessor")),
                May.RIVAL in may,
            )
        )
    return found


def _seen(name: str, stage: stages.Stage, told: Cast) -> dict[str, float]:
    """Where a name is mentioned besides the figure's sentence."""
    leads = bool(stage.previous) and stage.previous[0].name == name
    same = {mention.name for mention in stage.same if stages.is_somebody(mention)}
    recent = next((one.name for one in stage.recent if stages.is_somebody(one)), "") == name
    away = next((at for at, held in enumerate(stage.earlier) if _names(held, name)), stages.BACK)
    partner = next((one.name for one in stage.title if not one.may & {May.SUBJECT, May.EMBLEM, May.PLACE}), "")
    named = min((stage.nouns[noun] for noun in told.called[name] if noun in stage.nouns), default=None)
    return {
        "previous": float(_names(stage.previous, name)),
        "previous first": float(leads and name not in same),
        "recency": 1 / (1 + away),
        "recent first": float(recent),
        "recent first, none here": float(recent and not same),
        "title": float(_names(stage.title, name)),
        "title first": float(bool(stage.title) and stage.title[0].name == name),
        "title partner": float(partner == name),
        "title value": float(stage.titled and _names(stage.title, name)),
        "lead": float(_names(stage.lead, name)),
        "lead value": float(stage.led and _names(stage.lead, name)),
        "pronoun previous": float(stage.refers and leads),
        "only same": float(same == {name}),
        "clause first": float(stage.first == name),
        "described": float(named is not None),
        "described near": 0.0 if named is None else 1 / (1 + named / HALF),
        "most named": float(told.leader == name),
        "share": told.counts[name] / sum(told.counts.values()),
    }


def _is_head(mention: Mention, around: Around, stage: stages.Stage) -> bool:
    """Whether a name heads the figure's line of a list or row of a table, with nobody else before the figure."""
    text = around.scan.text
    line = max(around.sentence.start, text.rfind("\n", around.sentence.start, mention.start) + 1)
    bullet, head = BULLET.fullmatch(text, line, mention.start), HEADED.match(text, mention.end)
    if not around.number or not bullet or not head or mention.end > around.start:
        return False  # a headline may begin like this too, with anything after it
    listed = bool(bullet[0].strip()) or "|" in head[0]
    others = any(mention.end < one.start < around.start and stages.is_somebody(one) for one in stage.same)
    return listed and not others and "\n" not in text[mention.end : around.start]


def _names(mentions: Iterable[Mention], name: str) -> bool:
    return any(mention.name == name for mention in mentions)


def _kind(mention: Mention) -> dict[str, float]:
    """What kind of name it is."""
    may = mention.may
    return {
        "subject": float(May.SUBJECT in may),
        "emblem": float(May.EMBLEM in may),
        "listed": float(not mention.is_open and May.SUBJECT not in may),
        "site": float(May.SITE in may),
        "somewhere": float(May.PLACE in may and May.EMBLEM not in may),
        "counted": float(mention.is_counted),
        "rival": float(May.RIVAL in may),
        "open": float(mention.is_open),
    }


def _crossed(features: Mapping[str, float], stage: stages.Stage, roles: Mapping[str, float]) -> dict[str, float]:
    """Features that mean something only in combination."""
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
    """A candidate's features times the probability of each role."""
    likely = [(role, share) for role, share in roles.items() if share > FAINT]
    mine = [(one, features[one]) for one in WHO if features.get(one)]
    return {f"{one} {role}": value * share for role, share in likely for one, value in mine}


def _distance(mention: Mention, around: Around) -> int:
    return around.start - mention.end if mention.end <= around.start else mention.start - around.end


def _best(mine: Sequence[Mention], around: Around, stage: stages.Stage, known: Language) -> dict[str, float]:
    """How the nearest mention in the figure's sentence relates to it."""
    if not mine:
        return {}
    near = min(mine, key=lambda one: _distance(one, around))
    text, same = around.scan.text, stage.same
    is_before = near.end <= around.start
    between = text[near.end : around.start] if is_before else text[around.end : near.start]
    before = [one for one in same if one.end <= around.start]
    behind = [one for one in same if one.start >= around.end]
    word = word_before(text, near.start)
    return {
        "same": 1.0,
        "near": 1 / (1 + max(0, len(between)) / HALF),
        "before": float(is_before),
        "inside": float(around.start <= near.start < around.end),
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
        "possessor": float(is_before and bool(POSSESSOR.fullmatch(between))),
        "says": float(is_before and bool(_saying(known).search(between[-BETWEEN:]))),
        "beside": float(bool(BESIDE.fullmatch(between))),
        "object": float(bool(_of_role(known).search(text, max(0, near.start - HALF), near.start))),
        "relative": float(is_before and bool(_behind_relative(known).match(between))),
    }


@cache
def _saying(known: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(known.speech.says)})\b", re.IGNORECASE)


@cache
def _of_role(known: Language) -> re.Pattern[str]:
    """Matches what comes before a name that only describes somebody else: "a rival of"."""
    nouns, joints = ("|".join(words or ("(?!)",)) for words in (known.cues.roles_named, known.cues.possessive))
    return re.compile(rf"(?:{nouns})\w{{0,2}} (?:{joints}) ?$", re.IGNORECASE)


@cache
def _behind_relative(known: Language) -> re.Pattern[str]:
    """Matches the start of a clause about the name before it: ", which has …"."""
    return re.compile(rf",? (?:{'|'.join(known.cues.relatives or ('(?!)',))})\b[^,;:]*$", re.IGNORECASE)


@cache
def _modified(known: Language) -> re.Pattern[str]:
    """Matches after a name that only says which one is meant: "the OpenAI landlord", "OpenAI-Vermieter"."""
    return re.compile(rf"[ -](?:{'|'.join(known.cues.roles_named or ('(?!)',))})", re.IGNORECASE)
