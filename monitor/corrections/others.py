"""What other reports correct: amounts that an edition told and a later report takes back.

A sentence that speaks of a correction and gives an amount that was told next to one that was not is the evidence, in a
report whose beginning speaks of one, too. Any other change of an amount is news, not a correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor import language
from monitor.correction import Change, Correction, Told
from monitor.corrections import chosen, sums
from monitor.corrections.sums import Amount
from monitor.figures import standing
from monitor.model import Article, Report, StoryId
from monitor.text import sentences

Given = Sequence[tuple[str, Sequence[Amount]]]  # sentences with their amounts


def corrects(report: Report) -> bool:
    """Whether a report says at its beginning that something is corrected."""
    return any(step.kind == "corrected" for step in report.reading.steps)


def corrections(told: Sequence[Told], by: Sequence[Report], story: StoryId, now: datetime) -> tuple[Correction, ...]:
    """What reports of a story (`by`) correct of those that were told before, by report told."""
    given = {one.article_id: _given(one.article) for one in told}
    known = [amount for lines in given.values() for _, amounts in lines for amount in amounts]
    found: dict[int, list[Change]] = {}
    for report in by:
        for line, old, new in _taken_back(report.article, known):
            for key, lines in given.items():
                before = next((sentence for sentence, amounts in lines if sums.has(amounts, old)), "")
                if before:
                    own = report.article
                    change = Change(kind="figure", old=before, new=line, source=own.url, site=own.site)
                    found.setdefault(key, []).append(change)
            known.append(new)  # it has been told now: the next report that says so adds nothing
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


def _taken_back(article: Article, known: Sequence[Amount]) -> Iterator[tuple[str, Amount, Amount]]:
    """Sentences that say what is right, with the known amount that they correct and the one in its place.

    Both are in one sentence, or the right one is in a headline that speaks of a correction.
    """
    own, lines = language.of(article.language), _given(article)
    heads = [(line, amounts) for line, amounts in lines[:1] if line == article.title and standing.corrects(line, own)]
    for line, amounts in lines:
        was = [one for one in amounts if sums.has(known, one)]
        if not was or not standing.corrects(line, own):
            continue
        for told, given in ((line, amounts), *heads):
            new = [one for one in given if not sums.has(known, one)]
            if pair := next(sums.replaced(was, new), None):
                yield told, *pair
                break


def _given(article: Article) -> Given:
    """The sentences with amounts, the headline first."""
    text = article.text
    lines = (article.title, *(text[span.start : span.end] for span in sentences.spans(text)))
    return [(line, amounts) for line in lines if (amounts := sums.of(line, article.language))]
