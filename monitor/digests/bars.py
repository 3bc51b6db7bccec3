"""The bars an edition shows for a topic's agreements: for each partner the current amount and the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.digests import agreements, ledger
from monitor.digests.agreements import Agreement
from monitor.edition import LedgerLine

PICTURED = ("power", "money")
SEVERAL = 2  # articles that must give an amount for it to count more than a newer one

Key = tuple[str, str, str]  # partner, kind, unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The current amount of a partner and kind, and the one before the edition's window."""

    now: LedgerLine
    before: LedgerLine | None = None  # only if the value was different


def pictured(lines: Sequence[LedgerLine], since: datetime) -> tuple[LedgerLine, ...]:
    """The lines an edition keeps: each current amount, followed by the one before if it was different."""
    kept: list[LedgerLine] = []
    for one in standings(lines, since):
        kept.append(one.now)
        if one.before:
            kept.append(one.before)
    return tuple(kept)


def standings(lines: Sequence[LedgerLine], since: datetime) -> tuple[Standing, ...]:
    """One standing per partner and pictured kind, largest first; `since` is the start of the edition's window."""
    earlier = _by_key(agreements.of(line for line in lines if line.seen_at < since))
    everything = agreements.of(lines)
    off = {one.id for one in everything if one.ended}
    found = []
    for key, held in _by_key(everything).items():
        now, before = _shown(held).now, _shown(earlier[key]) if key in earlier else None
        changed = before is not None and before.id not in off and not ledger.same(before.now, now)
        found.append(Standing(now=now, before=before.now if before and changed else None))
    return tuple(sorted(found, key=lambda one: (one.now.kind, -one.now.figure.value, one.now.of)))


def _by_key(found: Iterable[Agreement]) -> Mapping[Key, Sequence[Agreement]]:
    """The current agreements that get a bar, by partner, kind and unit."""
    held: dict[Key, list[Agreement]] = {}
    for one in found:
        if is_pictured(one):
            held.setdefault((one.now.of, one.now.kind, one.now.figure.unit), []).append(one)
    return held


def is_pictured(one: Agreement) -> bool:
    """Whether it gets a bar: a current amount, large enough, and not an upper bound."""
    weighty = one.now.kind in PICTURED and bool(one.now.of) and ledger.weighty(one.now.figure)
    return weighty and one.stands() and one.now.figure.hedge != "less than"


def _shown(held: Sequence[Agreement]) -> Agreement:
    """The agreement to show for one partner and kind: the largest one in at least two articles.

    An article on one building site gives only a part of what was announced; a single slip of a reporter (or of our
    reading) gives too much. If no two articles agree, the newest counts.
    """
    agreed = [one for one in held if one.articles >= SEVERAL]
    if agreed:
        return max(agreed, key=lambda one: (one.now.figure.value, one.now.seen_at))
    return max(held, key=lambda one: (one.now.seen_at, one.now.article_id))
