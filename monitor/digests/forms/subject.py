"""The subject of a mail: the most important new thing, and how many there are."""

from __future__ import annotations

from monitor.digests import differences, quiet
from monitor.digests.forms import card_view
from monitor.digests.frame import formats, phrases
from monitor.edition import Card, Digest, Edition
from monitor.topics import kinds

LONGEST = 110
TITLE = 75


def subject(digest: Digest, edition: Edition) -> str:
    """Such as: OpenAI–Cerebras: 1,5 GW statt 750 MW · 4 neue Meldungen. A broken intake leads."""
    lang = phrases.spoken(digest.language)
    title = digest.title or phrases.phrase(lang, "title")
    parts = []
    if quiet.broken_intake(edition.feeds):
        troubled = sum(1 for feed in edition.feeds if not feed.ok)
        parts.append(phrases.phrase(lang, "subject-broken", n=troubled, all=len(edition.feeds)))
    if edition.cards:
        parts.append(_news(digest, edition.cards[0]))
        parts.append(phrases.phrase(lang, "subject-count", len(edition.cards)))
    else:
        parts.append(phrases.phrase(lang, "subject-nothing", title=title))
    return card_view.cut(" · ".join(parts), LONGEST + 60)


def _news(digest: Digest, card: Card) -> str:
    """The change of the first card in figures, where there is one; else its headline."""
    lang = phrases.spoken(digest.language)
    fresh = [report for report in card.story.reports if report.article_id in card.fresh] or card.story.reports
    for change in differences.changes(card, fresh):
        if change.figure and change.old:
            new, old = formats.figure(change.figure, lang), formats.figure(change.old, lang)
            return phrases.phrase(lang, "subject-change", who=_who(card, change.old.of), new=new, old=old)
    return card_view.cut(card.title, TITLE)


def _who(card: Card, of: str) -> str:
    """The subject of the topic and the partner: OpenAI–Cerebras."""
    subjects = [one.name for report in card.story.reports for one in report.reading.entities if kinds.is_subject(one)]
    return card_view.cut(f"{subjects[0]}–{of}" if subjects and subjects[0] != of else of, card_view.NAME)
