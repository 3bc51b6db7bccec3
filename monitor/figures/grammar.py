"""Figures a text tells: value, unit, hedge, what they are of and who says so, whatever the language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from monitor import language
from monitor.figures import amounts, attribution, cast, changes, judgement
from monitor.figures.amounts import Amount, Counted
from monitor.figures.cast import Cast
from monitor.figures.evidence import Around
from monitor.language.shape import Language
from monitor.model import Figure
from monitor.topics.profile import Profile
from monitor.topics.scan import Scan, Sentence

MOST = 300  # figures of a text that are kept; what names more is a table
KEPT = 1_000  # characters of a sentence that are kept whole with a figure
BACK = 3  # sentences back in which the currency of a bare sum may be named
# What a page sells with its text ("$2 for 6 weeks", "was $9 now $5") and rates of exchange are no figures of the news
OFFER = re.compile(
    rf".{{0,40}}(?:\b(?:{language.any_of(lambda known: known.numbers.offers)})"
    rf"|[$€£]?\d[\d.,]* ?[€$]? (?:{language.any_of(lambda known: known.numbers.rates)}) "
    rf"(?:{language.any_of(lambda known: known.numbers.spans)})).{{0,40}}$",
    re.IGNORECASE,
)
RATE = re.compile(r"\([^()]{0,8}\b1(?: \w+)? = [^()]{1,40}\)")


def of(profile: Profile, scan: Scan, code: str, url: str, open_names: Sequence[str] = ()) -> tuple[Figure, ...]:
    """Every figure of a text once, in reading order; its language decides about separators and "Billion".

    `open_names`: names of the text that stand in no list; a figure can be theirs too.
    """
    known = language.of(code)
    who = cast.of(scan, open_names, known)
    found: dict[tuple[float, str, str], Figure] = {}
    claimed: dict[int, str] = {}
    for number, sentence, amount, before in islice(told(scan, known), MOST):
        text = scan.sentence_text(sentence)
        if number not in claimed:
            claimed[number] = attribution.claimant(text, known)
        figure = _figure(Told(scan, number, text, amount, who, known, before), claimed[number], url)
        key = figure.value, figure.unit, figure.of
        if key not in found or _tells_more(figure, found[key]):
            found[key] = figure
    return _owned(profile, tuple(found.values()))


def _tells_more(one: Figure, other: Figure) -> bool:
    return (one.before is not None, one.confidence) > (other.before is not None, other.confidence)


def told(scan: Scan, known: Language) -> Iterator[tuple[int, Sentence, Amount, float | None]]:
    """The amounts of a text in order: number of the sentence, sentence, amount, the value whose place it took."""
    money, since = "", 0
    for number, sentence in enumerate(scan.sentences):
        found = _amounts(scan.sentence_text(sentence), sentence, known, money)
        named = [amount.unit for amount in found if amount.unit not in amounts.NO_MONEY]
        money, since = (named[-1], 0) if named else (money if since < BACK else "", since + 1)
        olds = changes.of(scan.sentence_text(sentence), found, known) if len(found) > 1 else {}
        for at, amount in enumerate(found):
            yield number, sentence, amount, olds.get(at)


class Told(NamedTuple):
    """An amount where it stands."""

    scan: Scan
    number: int  # of the sentence
    text: str  # of the sentence
    amount: Amount
    cast: Cast
    known: Language
    before: float | None = None


def _figure(told: Told, claimant: str, url: str) -> Figure:
    """An amount with what it is, whose, and how it stands."""
    text, amount = told.text, told.amount
    start = told.scan.sentences[told.number].start
    around = Around(told.scan, told.number, start + amount.start, start + amount.end, amount.unit, amount.value)
    hedge = amount.hedge or attribution.hedge(text, amount.start, amount.end)
    said = judgement.judged(around, told.cast, hedge, told.known)
    return Figure(
        value=amount.value,
        unit=amount.unit,
        text=text[amount.start : amount.end],
        of=said.parties[0] if said.parties else "",
        hedge=hedge,
        claimant=claimant,
        sentence=_around(text, amount),
        url=url,
        role=said.role,
        parties=said.parties,
        standing=said.standing,
        confidence=said.confidence,
        before=told.before,
    )


def _around(text: str, amount: Amount) -> str:
    """The sentence; of one that never ends, what stands around the figure. It is kept with each of its figures."""
    if len(text) <= KEPT:
        return text
    return text[max(0, amount.start - KEPT // 2) : amount.end + KEPT // 2]


def _owned(profile: Profile, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Without repetitions that only tell less: the same figure of nobody or of the subject beside one of a partner."""
    vague = {"", *(name.name for name in profile.subjects)}
    clear = {(figure.value, figure.unit) for figure in found if figure.of not in vague}
    return tuple(figure for figure in found if figure.of not in vague or (figure.value, figure.unit) not in clear)


def _amounts(text: str, sentence: Sentence, known: Language, money: str) -> list[Amount]:
    """The amounts a sentence tells; none where the page sells something or gives a rate of exchange."""
    found = amounts.of(text, known, _counted(sentence), money)
    if found and (OFFER.match(text) or RATE.search(text)):
        return []
    return [amount for amount in found if amount.value]


def _counted(sentence: Sentence) -> Counted:
    """Where in the sentence things are named that the profile counts, with their unit."""
    return tuple(
        (hit.start - sentence.start, hit.end - sentence.start, hit.meaning.id)
        for hit in sentence.words
        if hit.meaning.role == "unit"
    )
