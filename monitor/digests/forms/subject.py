"""The subject of a mail and the preview line that mail programs show after it: the news, most important first."""

from __future__ import annotations

from monitor.digests.forms import card_view, links
from monitor.digests.frame import Frame
from monitor.edition import Digest, Edition

LONGEST = 170
FIRST, SECOND = 70, 48  # characters of the first and the second story; a phone shows about 40
PREHEADER = 150


def subject(digest: Digest, edition: Edition, frame: Frame) -> str:
    """Such as: Cerebras: 750 MW → 1,5 GW · Vestøra erst 2030 · 3 weitere. A broken intake comes first."""
    parts = []
    if edition.broken_intake:
        troubled = sum(1 for feed in edition.feeds if not feed.ok)
        parts.append(frame.phrase("subject-broken", n=troubled, all=len(edition.feeds)))
    if edition.cards:
        lengths = (FIRST, SECOND)
        news = [card_view.line(card, frame, length).text for card, length in zip(edition.cards, lengths, strict=False)]
        news[0] = frame.phrase(f"subject-{digest.kind}", news=news[0])
        parts += news
        rest = len(edition.cards) - len(news)
        parts += [frame.phrase("subject-more", rest)] if rest else []
    else:
        title = digest.title or frame.phrase("title")
        parts.append(frame.phrase("subject-nothing", title=title))
    return links.cut(" · ".join(parts), LONGEST)


def preheader(edition: Edition, frame: Frame) -> str:
    """The stories after those in the subject; for a single story its first words."""
    rest = [card_view.line(card, frame, SECOND).text for card in edition.cards[2:5]]
    quotes = [sentence for card in edition.cards[:1] for sentence, _ in card.summary]
    return links.cut(" · ".join(rest or quotes), PREHEADER)
