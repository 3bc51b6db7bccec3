"""What an article says of a topic: relevant or not and why, entities, figures."""

from __future__ import annotations

from monitor.figures import grammar
from monitor.model import Article, Reading
from monitor.topics import entities, relevance, scan
from monitor.topics.profile import Profile

LONGEST = 60_000  # characters of a text that are read; what is longer is no news article


def read(profile: Profile, article: Article) -> Reading:
    """Read an article, or its headline where there is no more, under a profile."""
    seen = scan.of(profile, article.title, article.text[:LONGEST], article.language)
    judged = relevance.judged(profile, seen)
    return Reading(
        topic=profile.name,
        relevant=judged.score >= profile.threshold,
        score=judged.score,
        threshold=profile.threshold,
        why=judged.why,
        entities=entities.of(seen),
        figures=grammar.of(profile, seen, article.language, article.url),
    )
