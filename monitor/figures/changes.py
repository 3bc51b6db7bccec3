"""Which of two amounts in a sentence replaced the other: "from 750 MW to 1.5 GW", "90 statt 250 MW"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from monitor.figures import linked, standing
from monitor.figures.amounts import Amount
from monitor.figures.linked import BREAK, FAR, LEAP
from monitor.language.shape import Language

BEFORE = 24  # characters before a pair that are searched for "from"
BETWEEN = 60  # at most this many characters between the two
APART = 100  # the same if a sign parts the old amount: "$4.2 billion on servers and buildings, up from …"
PLANNED = 70  # characters before an amount in a sentence that begins with what was before
SIGNS = frozenset(",(–—")


def of(text: str, amounts: Sequence[Amount], known: Language) -> Mapping[int, float]:
    """Index of an amount among those of its sentence → the value it replaced."""
    if standing.takes_back(text, known):
        return {}
    found: dict[int, float] = {}
    old: set[int] = set()
    for at in range(len(amounts) - 1):
        first, second = amounts[at], amounts[at + 1]
        if first.unit == second.unit and first.value != second.value and _near(first.value, second.value):
            begins = at not in old and _begins(text, first, second, known)
            if begins or _old_first(text, first, second, known):
                found[at + 1] = first.value
            elif _new_first(text, first, second, known):
                found[at] = second.value
                old.add(at + 1)
    return found


def told_next(
    texts: Sequence[str], amounts: Sequence[Amount], following: Sequence[Amount], known: Language
) -> dict[int, float]:
    """The same where the next sentence says what was planned: "Geplant waren 300 MW", "Man hatte 300 MW zugesagt".

    Each of the two sentences must have a single amount in that unit.
    """
    if len(following) != 1 or any(standing.takes_back(text, known) for text in texts):
        return {}
    [old] = following
    if not _tells_plan(texts[1], old, known):
        return {}
    alike = [at for at, one in enumerate(amounts) if one.unit == old.unit and not _tells_plan(texts[0], one, known)]
    value = amounts[alike[0]].value if len(alike) == 1 else old.value
    return {alike[0]: old.value} if value != old.value and _near(value, old.value) else {}


def _tells_plan(text: str, amount: Amount, known: Language) -> bool:
    """Whether a sentence says that this amount was planned or agreed."""
    if _pattern(known, "another").search(text, 0, amount.start):
        return False
    if _pattern(known, "earlier").match(text) and len(text[: amount.start]) <= PLANNED:
        return True
    had = _pattern(known, "had").search(text)
    told = had and had.start() <= amount.end and _pattern(known, "planned").search(text)
    return bool(told) and not _pattern(known, "possessive").search(text, 0, amount.start)  # "a loan of $900 million"


def _near(one: float, other: float) -> bool:
    return max(one, other) <= LEAP * min(one, other)


def _old_first(text: str, first: Amount, second: Amount, known: Language) -> bool:
    """Whether the sentence goes from the first to the second: "von 10 auf 21", "from 10 to 21"."""
    if first.hedge or second.hedge:
        return False
    between = text[first.end : second.start] if first.end <= second.start else text[first.start : second.start]
    before = text[max(0, first.start - BEFORE) : first.start]
    if len(between) > BETWEEN or not _pattern(known, "to").search(between):
        return False
    alone = first.end <= second.start  # the lower end of a range ends with the upper
    if alone and _trend(known).match(text, first.end) and _trend(known).match(text, second.end):
        return False  # "from $34 billion this year to $77 billion in 2028"
    return bool(_pattern(known, "from").search(before)) and not _pattern(known, "by").search(before)


def _begins(text: str, first: Amount, second: Amount, known: Language) -> bool:
    """Whether a clause begins with the old amount: "Statt 60 sollen es 96 Megawatt sein", "aus 100 werden 350 MW"."""
    between = text[first.end : second.start]
    if first.hedge or second.hedge or len(between) > FAR or BREAK.search(between):
        return False
    return linked.begins(text, first.start, between, known)


def _new_first(text: str, first: Amount, second: Amount, known: Language) -> bool:
    """Whether the sentence gives the second as the old amount: "1.5 GW, up from 750 MW", "90 statt 250 MW"."""
    between = text[first.end : second.start] if first.end <= second.start else text[first.start : second.start]
    cues = list(_pattern(known, "instead").finditer(between)) if len(between) <= APART else []
    if not cues or (len(between) > BETWEEN and between[: cues[-1].start()].rstrip()[-1:] not in SIGNS):
        return False
    if _trend(known).match(text, second.end):  # "238 GW, up from 205 GW in late 2025"
        return False
    if _other(known).match(text, second.end):  # "$88m each, compared with $82m for those of OpenAI"
        return False
    behind = between[cues[-1].end() :]
    # two sums: "$50 billion from Amazon and $30 billion from SoftBank", "$5 billion from Amazon covers $24 billion"
    named = not known.naming.capital_nouns and any(word[0].isupper() for word in behind.split())
    return not named and ";" not in behind and not _pattern(known, "and").search(behind)


@cache
def _pattern(known: Language, what: str) -> re.Pattern[str]:
    words = {
        "to": known.changes.to,
        "from": known.changes.from_,
        "by": known.numbers.by,
        "instead": known.changes.instead,
        "and": known.numbers.and_,
        "earlier": known.changes.earlier,
        "had": known.changes.had,
        "planned": known.changes.planned,
        "another": known.changes.another,
        "possessive": known.cues.possessive,
    }[what]
    ends = {"from": r"\W*$", "by": r"\W*$", "possessive": " $"}.get(what, r"(?!\w)")
    return re.compile(rf"(?:(?<!\w)|(?=\W))(?:{'|'.join(words or ('(?!)',))}){ends}", re.IGNORECASE)


@cache
def _other(known: Language) -> re.Pattern[str]:
    """Matches after an amount of something else."""
    return re.compile(rf" (?:{'|'.join(known.changes.others or ('(?!)',))})(?!\w)", re.IGNORECASE)


@cache
def _trend(known: Language) -> re.Pattern[str]:
    """Matches after an amount of a certain time."""
    return re.compile(rf",? (?:{'|'.join(known.changes.trends or ('(?!)',))})(?!\w)", re.IGNORECASE)
