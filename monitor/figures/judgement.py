"""What a figure is, whose, its standing and how certain all that is: dot products over `evidence` and `parties`.

The weights are fitted (`python -m training.fit_figures`). In doubt a figure has no owner and carries no claim.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import NamedTuple

from monitor.figures import amounts, evidence, parties, standing
from monitor.figures.cast import Cast
from monitor.figures.evidence import Around
from monitor.figures.parties import Candidate
from monitor.language.shape import Language

BIAS, PARTIES = "bias", "parties"
DEAL = frozenset({"contract", "investment", "debt", "spending", "capacity", "energy", "chips"})
SUMS = ("contract", "investment", "debt", "spending", "revenue", "profit_loss", "valuation", "market", "price", "other")
SHARES = ("stake", "market", "other")
# What a unit means by itself, and how certain that is
PLAIN: Mapping[str, tuple[str, float]] = {"W": ("capacity", 0.98), "Wh": ("energy", 0.9), "chips": ("chips", 0.95)}
DEALS = 0.7  # probability from which a sum is a deal's: from here on one in fifteen is not, on held-out sets
SET_APART = 0.95  # how certain it is that a penalty or a forecast is not a deal
DEVICE = 1e5  # watts up to which something is a device and no site: "350 watts a chip"
CODE = 3  # letters of a currency

# Probability from which somebody is the owner, by role: at this point one in twenty is wrong on held-out sets
OWNER: Mapping[str, float] = {
    "contract": 0.5,
    "debt": 0.7,
    "investment": 0.68,
    "spending": 0.68,
    "energy": 0.7,
    "chips": 0.75,
}
OWNER_ELSE = 0.8
PARTNER = 0.8  # from here on the subject's partner is named instead of the subject
HEAD = 0.93  # that the name at the head of a line of a list or table owns the figures in it
ALSO = 0.5  # from here on another candidate is a party too
OTHERS = 0.8  # factor for the confidence of somebody else's figure: it is not stated as a fact of the topic
STEEPEST = 35.0


class Judged(NamedTuple):
    """The judgement on a figure."""

    role: str
    parties: tuple[str, ...]  # the owner first
    standing: str
    confidence: float  # 0–1, that role and owner are right


Tables = Mapping[str, Mapping[str, float]]
_in_use: dict[str, tuple[float, ...]] = {}
_owning: dict[str, float] = {}  # the weights of parties by feature


def use(tables: Tables) -> None:
    """Use these tables from now on: for the fit, which needs the roles to fit the parties."""
    _in_use.clear()
    _owning.clear()
    for table, held in tables.items():
        if table == PARTIES:
            _owning.update(held)
        else:
            _in_use[table] = tuple(float(held[name]) for name in (*evidence.ROLE_FEATURES, BIAS))


def _weights(table: str) -> tuple[float, ...]:
    """A table of fitted weights of roles, in the order of its features, the bias last."""
    _load()
    return _in_use[table]


def _load() -> None:
    if not _in_use:
        held = json.loads(resources.files("monitor.figures").joinpath("fitted.json").read_text("utf-8"))
        use({name: part for name, part in held.items() if isinstance(part, dict)})


def judged(around: Around, told: Cast, hedge: str, known: Language) -> Judged:
    """The judgement on one figure."""
    what, sure, chances = role(around, known)
    found = sorted(
        ((max(_owns(one.features), HEAD * one.head), one) for one in parties.candidates(around, told, known, chances)),
        key=lambda pair: -pair[0],
    )
    owner = _owner(found, OWNER.get(what, OWNER_ELSE))
    sentence = around.scan.sentence_text(around.sentence)
    start = around.start - around.sentence.start
    stands = standing.of(sentence, start, start + around.end - around.start, hedge, known)
    if owner is None:
        return Judged(what, (), stands, 0.0)
    also = (one.name for chance, one in found if chance >= ALSO and one.name != owner[1].name)
    confidence = sure * owner[0]
    if _is_of_others(found):
        confidence *= OTHERS
    return Judged(what, (owner[1].name, *also), stands, round(confidence, 3))


def _is_of_others(found: Sequence[tuple[float, Candidate]]) -> bool:
    """Whether the figure is not the topic's: the subject is not named nearby, or a rival is likelier to own it."""
    likely = [one for chance, one in found if chance >= ALSO]
    rival = any(one.rival for one in likely) and not any(one.subject for one in likely)
    return rival or not any(one.near for _, one in found)


def _owner(found: Sequence[tuple[float, Candidate]], bar: float) -> tuple[float, Candidate] | None:
    """The likeliest candidate if it is likely enough; a partner before the subject, somebody before a place."""
    if not found or found[0][0] < bar:
        return None
    first = found[0]
    if holder := next((pair for pair in found if pair[0] >= PARTNER and pair[1].holder), None):
        return holder
    if first[1].place:
        return next(((first[0], one) for chance, one in found if chance >= ALSO and not one.place), first)
    partner = next((pair for pair in found[1:2] if pair[0] >= PARTNER and not pair[1].place), None)
    return partner if partner and first[1].subject else first


def role(around: Around, known: Language) -> tuple[str, float, Mapping[str, float]]:
    """The likeliest role, how certain it is that the figure is a deal's or not, and the probability of each role."""
    priced = not amounts.is_money(around.unit) and evidence.is_priced(around, known)
    if priced or (around.unit == "W" and around.value < DEVICE):
        return "other", SET_APART, {"other": 1.0}
    if around.unit in PLAIN:
        what, sure = PLAIN[around.unit]
        return what, sure, {what: 1.0}
    if around.unit and around.unit != "%" and not amounts.is_money(around.unit):
        return "other", SET_APART, {"other": 1.0}  # jobs, tonnes: never a deal's sum
    if apart := evidence.set_apart(around, known):
        return apart, SET_APART, {apart: 1.0}
    row = evidence.of_role(around, known)
    if around.unit in {"%", ""}:
        return max(SHARES, key=lambda what: _chance(row, f"share {what}")), 0.0, {}
    chances = {what: _chance(row, f"sum {what}") for what in SUMS}
    deal = _chance(row, "deal")
    likely = [what for what in SUMS if (what in DEAL) == (deal >= DEALS)]
    kept = {what: chances[what] for what in parties.ROLES if what in chances}
    return max(likely, key=chances.__getitem__), max(deal, 1 - deal), kept


def _chance(row: Sequence[float], table: str) -> float:
    held = _weights(table)
    return _probability(held[-1] + sum(weight * part for weight, part in zip(held, row, strict=False) if part))


def _owns(features: Mapping[str, float]) -> float:
    """How likely a candidate is the owner. Most features of most candidates are 0, so they are looked up by name."""
    _load()
    return _probability(_owning[BIAS] + sum(_owning[name] * value for name, value in features.items()))


def _probability(value: float) -> float:
    return 1 / (1 + math.exp(-max(-STEEPEST, min(STEEPEST, value))))
