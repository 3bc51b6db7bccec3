"""What other reports correct: amounts that an edition told and a later report takes back.

The report says at its beginning that something is corrected, and one of its sentences gives the amount that was told
and the right one: it speaks of a correction itself ("corrects … to 9.2, not 9.8"), or refutes the one ("9.2 and not
9.8", "not 180, but 165 megawatts"). Or its headline does with the right one, and its first sentence has the other. Any
other change of an amount is news, not a correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from monitor import language
from monitor.correction import Change, Correction, Told
from monitor.corrections import chosen, sums
from monitor.corrections.sums import Amount
from monitor.figures import standing
from monitor.language.shape import Language
from monitor.model import Article, Report, StoryId
from monitor.text import numerals, sentences

NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with its amounts; `refuted` are those that it says are not right."""

    text: str
    amounts: tuple[Amount, ...]
    refuted: tuple[Amount, ...]
    corrects: bool  # it speaks of a correction

    @property
    def right(self) -> list[Amount]:
        """What it says is right, if it says anything of the kind."""
        return [one for one in self.amounts if one not in self.refuted] if self.corrects or self.refuted else []


def corrects(report: Report) -> bool:
    """Whether a report says at its beginning that something is corrected."""
    return any(step.kind == "corrected" for step in report.reading.steps)


def corrections(told: Sequence[Told], by: Sequence[Report], story: StoryId, now: datetime) -> tuple[Correction, ...]:
    """What reports of a story (`by`) correct of those that were told before, each once: of the first that has it."""
    given = {one.article_id: _lines(one.article) for one in told}
    known = [amount for lines in given.values() for line in lines for amount in line.amounts]
    right = [amount for lines in given.values() for line in lines for amount in line.right if _refutes(lines)]
    found: dict[int, list[Change]] = {}
    for report in by:
        own = report.article
        for line, old, new in _taken_back(_lines(own), known, right):
            wrong = ((key, _giving(lines, old)) for key, lines in given.items() if not _giving(lines, new))
            if first := next(((key, before) for key, before in wrong if before), None):
                change = Change(kind="figure", old=first[1], new=line, source=own.url, site=own.site)
                found.setdefault(first[0], []).append(change)
            right.append(new)  # it has been told now: the next report that says so adds nothing
    return tuple(
        Correction(
            article=one.article_id,
            story=story,
            edition=one.edition,
            url=one.article.url,
            title=one.article.title,
            site=one.article.site,
            language=one.article.language,
            seen_at=now,
            changes=tuple(found[one.article_id])[: chosen.CHANGES],
        )
        for one in told
        if one.article_id in found
    )


def _giving(lines: Sequence[_Line], wanted: Amount) -> str:
    """The first sentence with an amount; empty if there is none."""
    return next((one.text for one in lines if sums.has(one.amounts, wanted)), "")


def _refutes(lines: Sequence[_Line]) -> bool:
    """Whether a report that was told has corrected something itself."""
    return any(line.corrects for line in lines)


def _taken_back(
    lines: Sequence[_Line], known: Sequence[Amount], right: Sequence[Amount]
) -> Iterator[tuple[str, Amount, Amount]]:
    """Sentences that say what is right, with the known amount that they correct and the one in its place."""
    for line, was, new in _stated(lines, known):
        pairs = sums.replaced(
            [one for one in was if sums.has(known, one)], [one for one in new if not sums.has(was, one)]
        )
        if pair := next((pair for pair in pairs if not sums.has(right, pair[1])), None):
            yield line, *pair


def _stated(
    lines: Sequence[_Line], known: Sequence[Amount]
) -> Iterator[tuple[str, Sequence[Amount], Sequence[Amount]]]:
    """Sentences with the amounts that may be wrong and those that may be right."""
    head = lines[0]
    for line in lines:
        if line.refuted:
            yield line.text, line.refuted, [one for one in line.amounts if one not in line.refuted]
        elif line.corrects:
            new = [one for one in line.amounts if not sums.has(known, one)]
            yield line.text, line.amounts, new
            if head.corrects and line is not head and not new:
                yield head.text, line.amounts, [one for one in head.amounts if not sums.has(known, one)]
    first = next((line for line in lines[1:] if line.amounts), None)
    if head.corrects and not head.refuted and first and not first.corrects:
        alone = [one for one in first.amounts if sum(one.unit == other.unit for other in first.amounts) == 1]
        new = [one for one in head.amounts if not sums.has(known, one)]
        yield head.text, [one for one in alone if any(_are_near(one, other) for other in new)], new


def _are_near(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit and max(one.value, other.value) <= chosen.NEAR * min(one.value, other.value)


def _lines(article: Article) -> list[_Line]:
    """The headline and the sentences; all with their amounts."""
    own, text = language.of(article.language), article.text
    lines = (article.title, *(text[span.start : span.end] for span in sentences.spans(text)))
    return [_line(line, own) for line in lines]


def _line(text: str, own: Language) -> _Line:
    amounts = tuple(sums.of(text, own.code))
    speaks = bool(amounts) and standing.corrects(text, own)
    before = _refuting(own, from_too=speaks)
    refuted = [one for one in amounts if before.search(text[: one.start])]
    bare = [] if refuted or not amounts else _bare(text, amounts, before, own)
    return _Line(text=text, amounts=(*amounts, *bare), refuted=(*refuted, *bare), corrects=speaks)


def _bare(text: str, amounts: Sequence[Amount], before: re.Pattern[str], own: Language) -> list[Amount]:
    """Refuted numbers whose unit stands at the other amount: "not 180, but 165 megawatts"."""
    found = []
    for number in NUMBER.finditer(text):
        if before.search(text[: number.start()]) and not any(one.start <= number.start() < one.end for one in amounts):
            for one in amounts:
                digits = NUMBER.search(text, one.start, one.end)
                if digits and (plain := numerals.value(digits[0], own)):
                    value = one.value / plain * numerals.value(number[0], own)
                    found.append(one._replace(start=number.start(), end=number.end(), value=value))
    return found


@cache
def _refuting(own: Language, *, from_too: bool) -> re.Pattern[str]:
    """What stands right before an amount that is not right; in a sentence on a correction also "from" and the like."""
    words = [*own.furniture.refutes, *(own.numbers.instead if from_too else ())]
    return re.compile(rf"\b(?:{'|'.join(words)})\s+(?:[^\W\d]+\s+){{0,2}}[$€£¥]?\s*$", re.IGNORECASE)
