"""What a card quotes: the lede of the report that says most about the event, then what only other reports say.

A reader who has read nothing else should know who, what, where, when, how much and why, as far as the reports say.
Everything is taken word for word from the articles, each sentence with its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from monitor.digests import chosen, contents
from monitor.digests.contents import Sentence
from monitor.model import Figure, Report
from monitor.topics import kinds

QUOTES = ("“", '"', "„", "«", "»")

PLACE = frozenset({"where"})
PLACED = frozenset({"where", "when"})

Quoted = tuple[str, str]  # sentence, source URL


def lead(reports: Sequence[Report], worth: Callable[[Report], tuple[float, ...]]) -> Report:
    """The report whose headline and lede say most about the event; among equals the one with the highest `worth`.

    The reports together define the event: what several of them say counts more than what only one says. A comment, an
    overview or a letter of many matters leads only if nothing else says nearly as much.
    """
    if len(reports) == 1:
        return reports[0]
    shared = _shared(reports)
    weight = {
        key: _weight(key, shared[key]) * (1.0 if shared[key] > 1 or key[0] not in "@#" else chosen.ALONE)
        for key in shared
    }
    best = {report.article_id: _told(report, weight) for report in reports}
    most = max(best.values())
    near = [report for report in reports if best[report.article_id] >= chosen.NEAR * most]
    return max(near, key=worth)


def _told(report: Report, weight: Mapping[str, float]) -> float:
    """How much of the event a card would say if this report led it."""
    title = report.article.title
    headline = contents.keys(report, title)
    usable = [one for one in contents.sentences(report) if not _repeats(one, title)]
    taken = _lede(usable, weight, headline, contents.words(title))
    said = sum(weight.get(key, 0.0) for key in headline.union(*(one.tells for one in taken)))
    late = chosen.LATER * (min(one.place for one in taken) if taken else 0)
    return (said - late) * (chosen.COMMENT if contents.is_comment(report.article) else 1.0)


def summary(
    reports: Sequence[Report], title: str, figures: Sequence[Figure] = (), *, language: str = ""
) -> tuple[Quoted, ...]:
    """The quotes of a card: from `reports[0]`, and from the others only what it does not say.

    `figures` are new to the reader: sentences that give them come first. Among the other reports, those in the reader's
    `language` are quoted first.
    """
    if not reports:
        return ()
    shared = _shared(reports)
    news = {contents.amount(figure) for figure in figures}
    subjects = _subjects(reports)
    weight = {key: _weight(key, shared[key]) * (2.0 if key in news | subjects else 1.0) for key in shared}
    headline = contents.keys(reports[0], title)
    wrong = _corrected(reports)
    first = [one for one in contents.sentences(reports[0]) if not _repeats(one, title) and not one.tells & wrong]
    taken = _lede(first, weight, headline, contents.words(title))
    others = sorted(reports[1:], key=lambda report: report.article.language != language)
    rest = [one for report in others for one in contents.sentences(report) if not _repeats(one, title)]
    rest = [one for one in rest if not one.tells & wrong]
    if taken:
        rest = _tied(rest, headline.union(*(one.tells for one in taken)), _told_apart(reports))
    rest += [one for one in first if one not in taken]
    taken += _more(rest, taken, weight, headline, limit=chosen.OTHERS if taken else chosen.LEDE)
    taken = _with_subject(taken, first, subjects, headline)
    lead = reports[0].article.url
    return tuple((one.text, one.url) for one in sorted(taken, key=lambda one: (one.url != lead, one.url, one.place)))


def _with_subject(
    taken: list[Sentence], own: Sequence[Sentence], subjects: frozenset[str], headline: frozenset[str]
) -> list[Sentence]:
    """The quotes, with a sentence of the leading report that names a subject of the topic if nothing else does.

    Without one a reader asks what a substation is to him. If there is no room, it takes the place of the last quote.
    """
    if not taken or headline.union(*(one.tells for one in taken)) & subjects:
        return taken
    naming = [
        one
        for one in own
        if one.tells & subjects
        and not (one.points_back or one.goes_on or one.looks_back)
        and len(one.text) <= chosen.ROOM_FOR_ONE
    ]
    if not naming:
        return taken
    long = len(taken) > 1 and sum(len(one.text) for one in (*taken, naming[0])) > chosen.LONGEST_QUOTES
    return [*(taken[:-1] if long else taken), naming[0]]


def _tied(sentences: Iterable[Sentence], said: frozenset[str], apart: frozenset[str]) -> list[Sentence]:
    """Those that are certainly on the same matter and do not tell it again: they have a name in common and no amount.

    A name that all texts of the topic have is one only where the card has no other (`apart`).
    """
    names = frozenset(key for key in said if key.startswith("@"))
    names = names & apart or names
    amounts = contents.amounts(said)
    return [
        one
        for one in sentences
        if one.tells & names and not contents.amounts(one.tells) & amounts and not one.looks_back
    ]


def _subjects(reports: Iterable[Report]) -> frozenset[str]:
    """The names of what the topic is about, as keys: a card should say one."""
    entities = (entity for report in reports for entity in report.reading.entities)
    return frozenset(f"@{entity.name}" for entity in entities if kinds.is_subject(entity))


def _told_apart(reports: Iterable[Report]) -> frozenset[str]:
    """The names in reports that not all texts of the topic have, as keys."""
    entities = (entity for report in reports for entity in report.reading.entities)
    return frozenset(f"@{entity.name}" for entity in entities if not kinds.is_everywhere(entity))


def _corrected(reports: Sequence[Report]) -> frozenset[str]:
    """Amounts that a report takes back: those in its correction notice that its headline does not give."""
    found: set[str] = set()
    for report in reports:
        if any(step.kind == "corrected" for step in report.reading.steps):
            given = {contents.amount(figure) for figure in report.reading.figures if figure.standing == "corrected"}
            found |= given - contents.keys(report, report.article.title)
    return frozenset(found)


def _weight(key: str, reports: int) -> float:
    """The value of saying something: amounts count most, and what several reports say counts more."""
    value = chosen.PLACED if key in PLACED else {"=": chosen.AMOUNT, "~": chosen.YEAR}.get(key[0], 1.0)
    return value * (1.0 + min(reports, 3))


def _lede(
    sentences: Sequence[Sentence], weight: Mapping[str, float], headline: frozenset[str], title: frozenset[str]
) -> list[Sentence]:
    """The sentence that says what happened and those that add most to it, in order, as far as there is room."""
    matter = [one for one in sentences if len(one.words & title) > 1 or any(key[0] in "@=" for key in one.tells)]
    if not matter:
        return []
    free = [
        (at, one) for at, one in enumerate(matter[: chosen.FIRST_TELL]) if not (one.points_back or one.goes_on)
    ] or [(0, matter[0])]
    first = max(free, key=lambda pair: _tells_first(pair[0], pair[1], weight, title))[1]
    taken, left = [first], [one for one in sentences if one is not first]
    while left and len(taken) < chosen.LEDE:
        room = chosen.LONGEST_QUOTES - sum(len(one.text) for one in taken)
        gains = [(_gain(one, taken, weight, headline), one) for one in left]
        least = max(chosen.ENOUGH, chosen.INSTEAD * max(gain for gain, _ in gains))
        fitting = [(gain, one) for gain, one in gains if len(one.text) <= room and gain >= _asked(one, least)]
        if not fitting:
            break
        _, best = max(fitting, key=lambda pair: pair[0])
        left.remove(best)
        taken.append(best)
    return sorted([*taken, *_next(first, left)] if taken == [first] else taken, key=lambda one: one.place)


def _next(first: Sentence, left: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentence after the only one that is quoted, if that one is short: it says more of the same."""
    later = [one for one in left if one.place > first.place and not one.looks_back and not one.points_back]
    later = [one for one in later if one.unnamed <= first.tells]
    return (
        later[:1] if len(first.text) < chosen.SHORT_LEDE and later and len(later[0].text) <= chosen.ROOM_FOR_ONE else ()
    )


def _asked(one: Sentence, least: float) -> float:
    """How much a sentence must add: a brief one need not add as much as the best of all, which may be too long."""
    return min(least, chosen.MUCH) if len(one.text) <= chosen.BRIEF else least


def _tells_first(at: int, one: Sentence, weight: Mapping[str, float], title: frozenset[str]) -> float:
    """How well a sentence says what happened: it is about what the headline is about, and not far down.

    Beyond some amounts and names more of them do not help: they can be in the sentences that follow.
    """
    told = min(_gain(one, (), weight, PLACE), chosen.FIRST_ENOUGH) - chosen.BACKGROUND * one.looks_back
    return told + chosen.ABOUT * contents.overlap(one.words, title) - chosen.DEEPER * at


def _more(
    sentences: Sequence[Sentence],
    before: Sequence[Sentence],
    weight: Mapping[str, float],
    headline: frozenset[str],
    *,
    limit: int,
) -> list[Sentence]:
    """Sentences of other reports that add something new."""
    taken = list(before)
    room = max(chosen.LONGEST_QUOTES - sum(len(one.text) for one in before), chosen.LONGEST_OTHERS if not before else 0)
    lead = before[0].url if before else ""  # it had its room: only brief ones are added
    left = [
        one
        for one in sentences
        if len(one.text) <= (chosen.BRIEF if one.url == lead else max(room, chosen.ROOM_FOR_ONE))
    ]
    for _ in range(limit):
        best = max(left, key=lambda one: _gain(one, taken, weight, headline) + _same(one, taken), default=None)
        if best is None or _gain(best, taken, weight, headline) < 2 * chosen.ENOUGH * bool(before):
            break
        left.remove(best)
        taken.append(best)
    return taken[len(before) :]


def _same(one: Sentence, taken: Sequence[Sentence]) -> float:
    """What a sentence has ahead of others if it is of the report that leads, and in its language."""
    return chosen.OWN * (bool(taken) and one.url == taken[0].url) + (bool(taken) and one.language == taken[0].language)


def _gain(
    one: Sentence, taken: Sequence[Sentence], weight: Mapping[str, float], headline: frozenset[str] = frozenset()
) -> float:
    """How much a sentence adds to the headline and the chosen ones; less if it is further down."""
    said = headline.union(*(other.tells for other in taken))
    if any(contents.overlap(one.words, other.words) >= chosen.REPEATS for other in taken):
        return 0.0
    if one.points_back and not any(other.url == one.url and other.place == one.place - 1 for other in taken):
        return 0.0
    if one.goes_on and not any(other.url == one.url and other.place < one.place for other in taken):
        return 0.0
    if taken and one.url != taken[0].url and _again(one, taken):
        return 0.0
    foreign = bool(taken) and one.language != taken[0].language
    new = [key for key in one.tells if not contents.is_told(key, said) and not (foreign and key.startswith("#"))]
    if foreign and not _proves(new, weight):
        return 0.0
    past = one.looks_back and not contents.amounts(one.tells) & contents.amounts(headline)
    less = 0.15 * one.place + chosen.SPEECH * one.text.startswith(QUOTES) + chosen.BACKGROUND * past
    less += chosen.UNNAMED * bool(one.unnamed - said)
    return sum(weight.get(key) or _weight(key, 0) for key in new) - less


def _again(one: Sentence, taken: Sequence[Sentence]) -> bool:
    """Whether a sentence of another report consists mostly of words that are quoted already."""
    said = frozenset[str]().union(*(other.words for other in taken if other.language == one.language))
    return contents.overlap(one.words, said) >= chosen.REPEATS


def _proves(new: Collection[str], weight: Mapping[str, float]) -> bool:
    """Whether a sentence in another language adds something: words cannot be compared, but amounts and places can."""
    names = (key for key in new if key.startswith("@"))
    placed = "where" in new and any(weight.get(key, 0.0) >= chosen.SEVERAL for key in names)
    return placed or any(key.startswith("=") for key in new)


def _shared(reports: Iterable[Report]) -> Counter[str]:
    """In how many reports each key occurs."""
    return Counter(
        key for report in reports for key in contents.keys(report, report.article.title, *contents.opening(report))
    )


def _repeats(sentence: Sentence, title: str) -> bool:
    """Whether a sentence says no more than the headline."""
    headline = contents.words(title)
    new = len(sentence.words - headline)
    return new <= max(2, 0.25 * len(sentence.words))
