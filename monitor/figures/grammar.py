"""Figures a text tells: value, unit, hedge, what they are of and who says so, whatever the language."""

from __future__ import annotations

import re

from monitor import language
from monitor.figures import amounts, claims, parties
from monitor.figures.amounts import Amount, Counted
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


def of(profile: Profile, scan: Scan, code: str, url: str) -> tuple[Figure, ...]:
    """Every figure of a text once, in reading order; its language decides about separators and "Billion"."""
    known = language.of(code)
    found: dict[tuple[float, str, str], Figure] = {}
    previous: Sentence | None = None
    money, since = "", 0
    for sentence in scan.sentences:
        text = scan.sentence_text(sentence)
        told = _amounts(text, sentence, known, money)
        named = [amount.unit for amount in told if amount.unit not in amounts.NO_MONEY]
        money, since = (named[-1], 0) if named else (money if since < BACK else "", since + 1)
        claimant = claims.claimant(text, known) if told else ""
        owners = parties.owners(sentence, previous) if told else ()
        for amount in told[:MOST]:
            figure = Figure(
                value=amount.value,
                unit=amount.unit,
                text=text[amount.start : amount.end],
                of=parties.owner(owners, sentence.start + amount.start),
                hedge=amount.hedge or claims.hedge(text, amount.start, amount.end),
                claimant=claimant,
                sentence=_around(text, amount),
                url=url,
            )
            found.setdefault((figure.value, figure.unit, figure.of), figure)
        previous = sentence
        if len(found) >= MOST:
            break
    return _owned(profile, tuple(found.values()))


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
