"""The changes an edition states in its own words: the only numbers that may stand in a subject or a line of headlines.

What is no claim is quoted. Who knows better which figure took another one's place changes it here.
"""

from __future__ import annotations

from monitor.digests import differences
from monitor.digests.differences import Difference
from monitor.edition import Card


def claims(card: Card) -> tuple[Difference, ...]:
    """The changes of a story with what was and what is, the firmest first; each has `figure`, `old` and whose it is.

    An amount that a known text gives, of whomever, is no change: it has been told.
    """
    fresh = [report for report in card.story.reports if report.article_id in card.fresh] or card.story.reports[:1]
    before = [figure for known in card.verdict.known for figure in known.figures]
    return tuple(
        one
        for one in differences.changes(card, fresh)
        if one.figure and one.old and one.old.of and not differences.among(one.figure, before)
    )
