"""The figures in a text: value, unit, hedge, what they refer to and who says so, in any language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from monitor import language
from monitor.figures import amounts, attribution, cast, changes, judgement, linked, statements
from monitor.figures.amounts import Amount, Counted, Mention
from monitor.figures.cast import Cast
from monitor.figures.evidence import Around
from monitor.language.shape import Language
from monitor.model import Figure
from monitor.topics import matcher
from monitor.topics.profile import Profile
from monitor.topics.scan import Scan, Sentence

MOST = 300  # figures kept per text; a text with more is a table
KEPT = 1_000  # a longer sentence is cut before it is kept with a figure
BACK = 3  # a bare sum may take the currency named up to this many sentences before
# Prices of the page itself ("$2 for 6 weeks", "was $9 now $5") and exchange rates are not figures of the news
OFFER = re.compile(
    rf".{{0,40}}(?:\b(?:{language.any_of(lambda known: known.numbers.offers)})"
    rf"|[$€£]?\d[\d.,]* ?[€$]? (?:{language.any_of(lambda known: known.numbers.rates)}) "
    rf"(?:{language.any_of(lambda known: known.numbers.spans)})).{{0,40}}$",
    re.IGNORECASE,
)
# Between a sum and the same sum in another currency, which is judged by the position of the first
CONVERTED = re.compile(r" ?\((?:[^\W\d]+ |[~≈] ?){0,2}")
_WORK = re.compile(rf"\b(?:{language.any_of(lambda known: known.measures.employs)})\b", re.IGNORECASE)
RATE = re.compile(r"\([^()]{0,8}\b1(?: \w+)? = [^()]{1,40}\)")


def of(profile: Profile, scan: Scan, code: str, url: str, open_names: Sequence[str] = ()) -> tuple[Figure, ...]:
    """Every figure of a text once, in reading order; the language decides about separators and "Billion".

    `open_names`: names of the text that are on no list; a figure can be theirs too.
    """
    known = language.of(code)
    who = cast.of(scan, open_names, known)
    found: dict[tuple[float, str], list[Figure]] = {}
    claimed: dict[int, str] = {}
    for around, amount, before in islice(amounts_of(scan, known), MOST):
        text, number = scan.sentence_text(around.sentence), around.number
        if number not in claimed:
            claimed[number] = attribution.claimant(text, known)
        figure = _figure(InText(around, text, amount, who, known, before), claimed[number], url)
        found.setdefault((figure.value, figure.unit), []).append(figure)
    vague = {"", *profile.meant}
    return tuple(chain.from_iterable(_once(said, vague) for said in found.values()))


def _once(said: Sequence[Figure], vague: Collection[str]) -> Iterator[Figure]:
    """The figure of several mentions: as in the clearest one, and with what took it back in any of them.

    If it is certain for several owners, each gets it; a partner rather than the subject alone.
    """
    first, *rest = sorted(said, key=_certainty, reverse=True)
    taken_back = next((one.standing for one in said if one.standing in statements.TAKEN_BACK), first.standing)
    before = next((one.before for one in said if one.before is not None), None)
    first = replace(first, standing=taken_back, before=before)
    kept = {first.of: first}
    for one in rest:
        if one.confidence >= statements.SURE:
            kept.setdefault(one.of, one)
    named = any(of not in vague for of in kept)
    yield from (one for of, one in kept.items() if of not in vague or not named)


def _certainty(figure: Figure) -> tuple[float, bool]:
    return figure.confidence, figure.before is not None


def amounts_of(scan: Scan, known: Language) -> Iterator[tuple[Around, Amount, float | None]]:
    """The amounts of a text in order: the position, the amount, the value it replaced."""
    texts = [scan.sentence_text(sentence) for sentence in scan.sentences]
    read = list(_read(scan, texts, known))
    for number, (sentence, found) in enumerate(zip(scan.sentences, read, strict=True)):
        text, place = texts[number], Amount(0, 0, 0.0, "")
        olds = dict(changes.of(text, found, known)) if len(found) > 1 else {}
        if found and number + 1 < len(read):
            olds = changes.told_next(texts[number : number + 2], found, read[number + 1], known) | olds
        for at, amount in enumerate(found):
            if not (at and CONVERTED.fullmatch(text, found[at - 1].end, amount.start)):
                place = amount
            start, end = sentence.start + place.start, sentence.start + place.end
            yield Around(scan, number, start, end, amount.unit, amount.value), amount, olds.get(at)


def _read(scan: Scan, texts: Sequence[str], known: Language) -> Iterator[list[Amount]]:
    """The amounts of each sentence; a sum without a currency has the one named last."""
    money, since = "", 0
    for sentence, text in zip(scan.sentences, texts, strict=True):
        found = _amounts(text, sentence, known, money)
        named = [amount.unit for amount in found if amounts.is_money(amount.unit)]
        money, since = (named[-1], 0) if named else (money if since < BACK else "", since + 1)
        yield found


class InText(NamedTuple):
    """An amount in its context."""

    around: Around
    text: str  # of the sentence
    amount: Amount
    cast: Cast
    known: Language
    before: float | None = None


def _figure(given: InText, claimant: str, url: str) -> Figure:
    """The figure of an amount: what it is, whose, and its standing."""
    text, amount = given.text, given.amount
    hedge = amount.hedge or attribution.hedge(text, amount.start, amount.end, given.known)
    said = judgement.judged(given.around, given.cast, hedge, given.known)
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
        open_parties=tuple(party for party in said.parties if party in given.cast.strangers),
        standing=said.standing,
        confidence=said.confidence,
        before=given.before,
    )


def _around(text: str, amount: Amount) -> str:
    """The sentence, which is kept with each of its figures; of a very long one, only the part around the figure."""
    if len(text) <= KEPT:
        return text
    return text[max(0, amount.start - KEPT // 2) : amount.end + KEPT // 2]


def _amounts(text: str, sentence: Sentence, known: Language, money: str) -> list[Amount]:
    """The amounts in a sentence; none if the page sells something or gives an exchange rate."""
    found = linked.of(text, amounts.of(text, known, _counted(text, sentence), money), known)
    if found and (OFFER.match(text) or RATE.search(text)):
        return []
    return [amount for amount in found if amount.value]


def _counted(text: str, sentence: Sentence) -> Counted:
    """The mentions of what the profile counts; people count as jobs only where the sentence speaks of work."""
    units = [hit for hit in sentence.words if hit.meaning.role == "unit"]
    work = any(hit.meaning.kind == matcher.PEOPLE for hit in units) and bool(_WORK.search(text))
    return tuple(
        Mention(hit.start - sentence.start, hit.end - sentence.start, hit.meaning.id, *_measure(hit))
        for hit in units
        if work or hit.meaning.kind != matcher.PEOPLE
    )


def _measure(hit: matcher.Hit) -> tuple[float, bool]:
    """The size of a measure, and whether it is one."""
    measure = hit.meaning.kind in {matcher.MEASURED, matcher.PEOPLE}
    return (hit.meaning.weight, True) if measure else (1.0, False)
