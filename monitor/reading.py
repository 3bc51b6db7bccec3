"""What an article says of a topic: relevant or not and why, entities, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.figures import grammar
from monitor.model import Article, Reading
from monitor.problems import Problem
from monitor.text import steps
from monitor.topics import entities, relevance, scan
from monitor.topics.profile import Profile

LONGEST = 60_000  # characters of a text that are read; what is longer is no news article
DOUBTFUL = 0.2  # share of the threshold from which other reports of the same event may speak for a text
CLEAR = 0.8  # mean score of those who may


def read(profile: Profile, article: Article) -> Reading:
    """Read an article, or its headline where there is no more, under a profile."""
    seen = scan.of(profile, article.title, article.text[:LONGEST], article.language)
    judged = relevance.judged(profile, seen)
    named = entities.open_ones(seen, article.title, article.text, article.language)
    names = [entity.name for entity in named]
    return Reading(
        topic=profile.name,
        relevant=judged.score >= profile.threshold,
        score=judged.score,
        threshold=profile.threshold,
        why=judged.why,
        entities=(*entities.of(seen), *named),
        figures=grammar.of(profile, seen, article.language, article.url, names),
        steps=steps.of(*_lines(seen), article.language),
    )


def is_doubtful(said: Reading) -> bool:
    """Whether a text that is not relevant by itself may be so by its event."""
    return not said.relevant and DOUBTFUL * said.threshold <= said.score < said.threshold


def voted(said: Reading, scores: Sequence[float]) -> Reading:
    """The reading of a doubtful text whose event other reports tell that have these scores."""
    mean = sum(scores) / len(scores) if scores else 0.0
    if not is_doubtful(said) or mean < CLEAR:
        return said
    reports = Problem("why-report") if len(scores) == 1 else Problem("why-reports", {"n": len(scores)})
    why = Problem("why-event", {"reports": reports, "mean": f"{mean:.2f}"})
    return replace(said, relevant=True, why=(why, *said.why))


def _lines(seen: scan.Scan) -> tuple[str, list[str]]:
    """The headline and the sentences of a text."""
    headline, *body = map(seen.sentence_text, seen.sentences)
    return headline, body
